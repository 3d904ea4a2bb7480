"""Which lines of a sheet are headers: the words that the trade puts above columns, not their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crmr_desk.workbooks.incoming.content import is_data_text
from crmr_desk.workbooks.incoming.grid import Grid
from crmr_desk.workbooks.incoming.headers import guess_header, is_header_word

_LONGEST, _TALLEST, _FORM_LINES = 250, 3, 10
_SEARCHED = 300
"""A first header stands among the first lines; without this bound a sheet of text only would be searched whole."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table as it stands: its header lines, the lines below that may hold data, and the words above."""

    header: tuple[int, int]
    lines: tuple[int, int]
    title: str = ""


def blocks(grid: Grid, first_header: tuple[int, int] | None) -> list[Block]:
    """The tables of a sheet, one below the other. ``first_header`` is where the user says that the first one is."""
    found: list[Block] = []
    for header in _headers(grid, first_header):
        start = _title_start(grid, header[0], found[-1].header[1] if found else 0)
        if found:
            found[-1] = replace(found[-1], lines=(found[-1].lines[0], start - 1))
        title = " ".join(text for line in range(start, header[0]) for text in grid.texts(line).values())
        found.append(Block(header, (header[1] + 1, grid.last), title))
    return found


def without_header(grid: Grid) -> Block:
    """The whole sheet as a table whose columns nothing names."""
    return Block((0, 0), (1, grid.last))


def _headers(grid: Grid, first: tuple[int, int] | None) -> list[tuple[int, int]]:
    found = [first] if first is not None else []
    passed = first[1] if first is not None else 0
    for line in grid.held(passed + 1, grid.last):
        if not found and line > _SEARCHED:
            break
        if line <= passed or not _is_header(grid, line, strict=bool(found)):
            continue
        if found and _repeats(grid, found[-1], line):
            continue
        header = _whole(grid, line if found else _better(grid, line), found[-1][1] if found else 0)
        if found and found[-1] != first and header[0] == found[-1][1] + 1:
            header = found.pop()[0], header[1]
        found.append(header)
        passed = header[1]
    return found or _faint(grid)


def _better(grid: Grid, line: int) -> int:
    """A line a little below that names clearly more fields, with no data between: the first one was the head of a form
    (« ARS », « Contact »)."""
    best, most = line, _named(grid, line)
    for other in range(line + 1, min(line + _FORM_LINES, grid.last) + 1):
        if _is_header(grid, other, strict=False) and _named(grid, other) > most + 1:
            best, most = other, _named(grid, other)
        elif grid.is_crowded(other):
            break
    return best


def _named(grid: Grid, line: int) -> int:
    """How many different fields the words of a line name beyond doubt."""
    return len({guess_header(text).target for text in grid.texts(line).values() if is_header_word(text)})


def _faint(grid: Grid) -> list[tuple[int, int]]:
    """The best line when none is a header beyond doubt: words only, wider than a title, with something below."""
    best = max(range(1, min(grid.last, _SEARCHED)), key=lambda line: _faintness(grid, line), default=0)
    return [_whole(grid, best, 0)] if best and _faintness(grid, best) > 0 else []


def _faintness(grid: Grid, line: int) -> float:
    texts = grid.texts(line)
    if len(texts) < 2 or not _words_only(texts) or grid.is_blank(line + 1):
        return 0
    known = {guess.target for text in texts.values() if (guess := guess_header(text)).target is not None}
    return len(known) - line / 1000 if known else 0


def _is_header(grid: Grid, line: int, *, strict: bool) -> bool:
    """Words only, of which at least two name different fields; ``strict`` below a first table: most of them do, and it
    follows a blank line or a title, or begins with such a word."""
    values = grid.sheet.lines[line - 1]
    if strict and grid.is_crowded(line - 1):
        first = next((value for value in values if value is not None), None)
        if not isinstance(first, str) or not is_header_word(first):
            return False
    if not any(isinstance(value, str) and is_header_word(value) for value in values):
        return False
    texts = grid.texts(line)
    if len(texts) < 2 or not _words_only(texts):
        return False
    exact = _named(grid, line)
    known = {guess.target for text in texts.values() if (guess := guess_header(text)).target is not None}
    if exact < 2:
        return False
    return len(known) >= (0.6 if strict else 0.4) * len(texts) or (exact >= 3 and not strict)


def _words_only(texts: Mapping[int, str]) -> bool:
    return all(len(text) <= _LONGEST and not is_data_text(text) for text in texts.values())


def _repeats(grid: Grid, header: tuple[int, int], line: int) -> bool:
    """The same header again, as on a next page: no table of its own unless words or a blank line announce it."""
    same = grid.texts(line) == grid.texts(header[1])
    return same and not grid.is_blank(line - 1) and len(grid.filled(line - 1)) > 1


def _whole(grid: Grid, line: int, above: int) -> tuple[int, int]:
    """The header lines around one of them: sub-headers below, groups above."""
    first = last = line
    while last - first < _TALLEST - 1 and _is_under(grid, last):
        last += 1
    while last - first < _TALLEST - 1 and first - 1 > above and _is_group(grid, first - 1, first):
        first -= 1
    return first, last


def _is_under(grid: Grid, line: int) -> bool:
    """Whether the next line holds sub-headers: merged with this one, or words where this one is empty."""
    below = grid.texts(line + 1)
    if _merged_across(grid, line + 1, line):
        return True
    if not below or not _words_only(below):
        return False
    upper = grid.texts(line)
    fresh = [column for column in below if column not in upper]
    known = {guess.target for text in below.values() if (guess := guess_header(text)).target is not None}
    words = sum(is_header_word(text) for text in below.values())
    return bool(fresh) and len(known) > 1 and words >= 0.5 * len(below) and len(below) > 1


def _is_group(grid: Grid, line: int, header: int) -> bool:
    """Whether a line above a header names groups of its columns, and is no title."""
    texts = grid.texts(line)
    if _merged_across(grid, header, line):
        return True
    if not texts or not _words_only(texts):
        return False
    spans = [grid.origin(line, column) for column in grid.marks(line) or {}]
    if len(texts) < 2:
        return 0 < spans.count((line, next(iter(texts)))) < len(grid.filled(header)) - 1
    known = sum(guess_header(text).target is not None for text in texts.values())
    return known * 2 >= len(texts) or len(set(spans) - {None}) > 1


def _merged_across(grid: Grid, line: int, above: int) -> bool:
    """Whether a cell of ``line`` is merged with one of ``above`` that is no whole line."""
    marks = grid.marks(line) if line <= grid.last else None
    return bool(marks) and any(
        origin is not None and origin[0] <= above and origin[1] == column
        for column in (marks or {})
        if (origin := grid.origin(line, column)) is not None
    )


def _title_start(grid: Grid, header: int, above: int) -> int:
    """The first line of the words that announce a table, ``header`` itself when none do. Above the first table of a
    sheet (``above`` 0) that is everything."""
    if not above:
        return 1
    line = header - 1
    while line > above and grid.is_blank(line):
        line -= 1
    start = header
    while line > above and 0 < len(grid.filled(line)) <= 2:
        start = line
        line -= 1
    if line > above and not grid.is_blank(line) and header - start > 1:
        return start
    return start if start < header else header
