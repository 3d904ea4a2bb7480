"""The columns of a table: the words above each, and what it seems to be by these words and by what stands below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crmr_desk.workbooks.incoming.ditto import is_ditto
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.grid import UNCALCULATED, Grid
from crmr_desk.workbooks.incoming.guessing import BY_CONTENT, guessed
from crmr_desk.workbooks.incoming.header_lines import Block
from crmr_desk.workbooks.incoming.headers import guess_header
from crmr_desk.workbooks.incoming.line_kinds import is_total
from crmr_desk.workbooks.incoming.tables import Column
from crmr_desk.workbooks.incoming.typed import one_line, text_of
from crmr_desk.workbooks.reading.book import Value, address

_SAMPLED, _SAMPLES = 400, 3


def columns_of(grid: Grid, block: Block) -> tuple[Column, ...]:
    """The columns of a table, those without a header included where something stands below. Headers are made distinct:
    Date, Date (2)."""
    hidden = grid.sheet.hidden_columns
    values = _values(grid, block)
    found: list[Column] = []
    seen: dict[str, int] = {}
    for number, (header, own) in _headers(grid, block).items():
        below = values.get(number, [])
        if not header and not below:
            continue
        name = header or f"Colonne {address(0, number)[:-1]}"
        seen[name] = seen.get(name, 0) + 1
        distinct = name if seen[name] == 1 else f"{name} ({seen[name]})"
        guess, confidence = guessed(header, own, below)
        found.append(Column(number, distinct, guess, confidence, _samples(below), number in hidden))
    return tuple(_people_in_pieces(_without_rivals(found), values))


def _headers(grid: Grid, block: Block) -> dict[int, tuple[str, str]]:
    """By column: the words of its header, those of a two-row header joined, and the words of its last line alone."""
    first, last = block.header
    width = max((len(grid.sheet.lines[n - 1]) for n in grid.held(first, grid.last)), default=0)
    lines = [_words(grid, line, last, width) for line in range(first, last + 1)]
    found: dict[int, tuple[str, str]] = {}
    for column in range(1, width + 1):
        parts = list(dict.fromkeys(words[column] for words in lines if words.get(column)))
        found[column] = (" ".join(parts), parts[-1] if parts else "")
    return found


def _words(grid: Grid, line: int, last: int, width: int) -> dict[int, str]:
    """The words of one header line by column; those of a group stand over each of its columns."""
    own = grid.texts(line)
    found: dict[int, str] = {}
    group = ""
    below = grid.texts(line + 1) if line < last else {}
    for column in range(1, width + 1):
        origin = grid.origin(line, column)
        if origin is not None:
            found[column] = text_of(grid.sheet.value(*origin))
            group = "" if origin[1] == column else group
        elif column in own:
            found[column] = own[column]
            group = own[column] if column in below and not _is_alone(grid, line, column) else ""
        elif group and column in below:
            found[column] = group
        else:
            group = ""
    return found


def _is_alone(grid: Grid, line: int, column: int) -> bool:
    """Whether the merged cells of a line are marked and this cell is none of theirs: it stands over its column only."""
    marks = grid.marks(line)
    merged = bool(marks) and any(mark.merged_from for mark in (marks or {}).values())
    return merged and grid.origin(line, column + 1) != (line, column)


def _values(grid: Grid, block: Block) -> dict[int, list[Value]]:
    """What stands below by column, among the first lines; notes, totals, ditto marks, repeated headers and formulas
    that were never calculated say nothing."""
    header = grid.filled(block.header[1])
    found: dict[int, list[Value]] = {}
    for line in range(block.lines[0], min(block.lines[1], block.lines[0] + _SAMPLED) + 1):
        filled = grid.filled(line)
        if len(filled) < 2 < len(header) or (len(filled) < 4 and is_total(grid.texts(line))):
            continue
        for column, value in filled.items():
            if value not in (header.get(column), UNCALCULATED) and not (
                isinstance(value, str) and is_ditto(value.strip())
            ):
                found.setdefault(column, []).append(value)
    return found


def _samples(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := text_of(value))))[:_SAMPLES]


def _without_rivals(columns: Sequence[Column]) -> list[Column]:
    """A guess by content alone is dropped where a header names that field."""
    named = {column.guess for column in columns if column.confidence > BY_CONTENT}
    return [
        _as(column, None, 0) if column.confidence <= BY_CONTENT and column.guess in named else column
        for column in columns
    ]


def _people_in_pieces(columns: Sequence[Column], values: Mapping[int, list[Value]]) -> Iterator[Column]:
    """« Nom » beside « Prénom » is a last name; alone it is the full name of a person, a hospital or a centre."""
    has_first = any(column.guess is Target.FIRST_NAME for column in columns)
    for column in columns:
        full = column.guess is Target.PERSON or (column.guess is Target.CENTRE and _is_bare_name(column.header))
        if has_first and full and _single_words(values.get(column.number, [])):
            yield _as(column, Target.LAST_NAME, 90)
        elif column.guess is Target.LAST_NAME and not has_first:
            yield _as(column, Target.PERSON, column.confidence)
        else:
            yield column


def _is_bare_name(header: str) -> bool:
    return guess_header(header).exact and one_line(header).lower().rstrip(" :*") in ("nom", "noms")


def _single_words(values: Sequence[Value]) -> bool:
    texts = [text_of(value).split() for value in values]
    return sum(len(words) <= 2 for words in texts) >= 0.7 * len(texts)


def _as(column: Column, target: Target | None, confidence: int) -> Column:
    return Column(column.number, column.header, target, confidence, column.samples, column.hidden)
