"""What a workbook held when it left, kept in a very hidden sheet of its own: plain texts in plain cells, so that it
survives being saved by another program and in another format.

A baseline that was cut short (an old .xls holds 65,536 lines), or in which somebody has typed, is not believed: the
file is then read like any other. One file in .csv keeps one sheet only, and so comes back without it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from openpyxl import Workbook

from crmr_desk.workbooks.reading.book import Book, Sheet, address
from crmr_desk.workbooks.returning.alignment import aligned
from crmr_desk.workbooks.returning.normal import normal, own_cells
from crmr_desk.workbooks.styling import LONGEST_TEXT, cell_at, put_text

TITLE = "CRMR Desk"
_MARK, _FORMAT = "crmr-desk baseline", "1"
_HEAD_LINES = 7
_PIECE = LONGEST_TEXT
_LONGEST_ID = 10


class Sent(StrEnum):
    """What left: the agency's own workbook with what is to correct, or the blank sheet with its centres."""

    RETURN = "return"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What left. ``import_id`` and ``sha256`` are those of the import that a return answers (None and "" for a
    template), ``region`` the INSEE code of the agency ("" for a national list). ``own_sheets`` are those that the
    program added: they hold no data. ``lines`` is what each sheet of data held, by line and column, normalised."""

    kind: Sent
    import_id: int | None = None
    sha256: str = ""
    region: str = ""
    own_sheets: frozenset[str] = frozenset()
    lines: Mapping[str, Mapping[int, Mapping[int, str]]] = field(default_factory=dict)

    @property
    def texts(self) -> dict[tuple[str, str], str]:
        """What each cell held that was not blank, by sheet and address."""
        return {
            (sheet, address(number, column)): text
            for sheet, lines in self.lines.items()
            for number, cells in lines.items()
            for column, text in cells.items()
        }


def baseline_of(book: Book) -> Baseline | None:
    """What ``book`` held when it left here; None for a file that never did, or whose baseline is damaged."""
    for sheet in book.sheets:
        if sheet.value(1, 1) == _MARK and normal(sheet.value(1, 2)) == _FORMAT:
            return _read(sheet)
    return None


def touched(book: Book, baseline: Baseline) -> frozenset[tuple[str, str]]:
    """The cells of ``book``, as (sheet, address), that do not say what they said when it left, whatever program has
    saved it since: typed anew, emptied, or part of a line that was added.

    Lines that were sorted or moved are found by what they hold; a line that was removed tells nothing. Where columns
    were moved or inserted, every cell right of them counts as touched: it is read anew, like in a new file.
    """
    names = _same_sheets(book, baseline)
    found: set[tuple[str, str]] = set()
    for sheet in book.sheets:
        if sheet.name not in baseline.own_sheets and sheet.value(1, 1) != _MARK:
            sent = baseline.lines.get(names.get(sheet.name, sheet.name), {})
            found.update((sheet.name, place) for place in _touched(sheet, sent))
    return frozenset(found)


def add_baseline(workbook: Workbook, baseline: Baseline) -> None:
    """Put ``baseline`` into a very hidden sheet, the last one."""
    sheet = workbook.create_sheet(TITLE)
    sheet.sheet_state = "veryHidden"
    rows = list(_rows(baseline))
    head = (
        (_MARK, _FORMAT),
        ("kind", baseline.kind.value),
        ("import", "" if baseline.import_id is None else str(baseline.import_id)),
        ("sha256", baseline.sha256),
        ("region", baseline.region),
        ("own", *sorted({*baseline.own_sheets, TITLE})),
        ("digest", _digest(rows)),
    )
    for number, texts in enumerate((*head, *rows), start=1):
        for column, text in enumerate(texts, start=1):
            if text:
                put_text(cell_at(sheet, number, column), text)


def _rows(baseline: Baseline) -> Iterator[tuple[str, ...]]:
    """One row a line: sheet, number, its texts by column as JSON; in pieces where a cell could not hold it all."""
    for name, lines in baseline.lines.items():
        for number, cells in lines.items():
            told = json.dumps(cells, ensure_ascii=False)
            yield name, str(number), *(told[start : start + _PIECE] for start in range(0, len(told), _PIECE))


def _digest(rows: Iterable[Sequence[str]]) -> str:
    told = hashlib.sha256()
    for row in rows:
        told.update("\x1f".join(row).encode() + b"\x1e")
    return told.hexdigest()


def _read(sheet: Sheet) -> Baseline | None:
    head = {str(line[0]): [str(text or "") for text in line[1:]] for line in sheet.lines[:_HEAD_LINES] if line}
    kind, digest, import_id = (_only(head, name) for name in ("kind", "digest", "import"))
    rows = [[str(text) for text in line if text is not None] for line in sheet.lines[_HEAD_LINES:]]
    if kind not in set(Sent) or digest != _digest(rows):
        return None
    try:
        lines = _lines(rows)
    except (ValueError, AttributeError, RecursionError):
        return None
    return Baseline(
        kind=Sent(kind),
        import_id=int(import_id) if import_id.isdecimal() and len(import_id) < _LONGEST_ID else None,
        sha256=_only(head, "sha256"),
        region=_only(head, "region"),
        own_sheets=frozenset(text for text in head.get("own", []) if text),
        lines=lines,
    )


def _lines(rows: Iterable[Sequence[str]]) -> dict[str, dict[int, dict[int, str]]]:
    """What ``_rows`` has written. Raises ValueError, AttributeError or RecursionError for what somebody else has."""
    lines: dict[str, dict[int, dict[int, str]]] = {}
    for name, number, *pieces in rows:
        cells = json.loads("".join(pieces))
        lines.setdefault(name, {})[int(number)] = {int(column): str(text) for column, text in cells.items()}
    return lines


def _only(head: Mapping[str, Sequence[str]], name: str) -> str:
    texts = head.get(name) or [""]
    return texts[0]


def _touched(sheet: Sheet, sent: Mapping[int, Mapping[int, str]]) -> set[str]:
    come_back = own_cells(sheet)
    partner = aligned(sent, come_back)
    found: set[str] = set()
    for number, cells in come_back.items():
        former = sent.get(partner.get(number, 0), {})
        differing = (column for column in {*cells, *former} if cells.get(column) != former.get(column))
        found.update(address(number, column) for column in differing)
    repeated = (place for place, mark in sheet.marks.items() if mark.merged_from in found)
    return found | {address(*place) for place in repeated}


def _same_sheets(book: Book, baseline: Baseline) -> dict[str, str]:
    """The name under which a sheet was sent, for those that were renamed: at least half of their lines are the same."""
    there = {sheet.name for sheet in book.sheets}
    gone = {name: lines for name, lines in baseline.lines.items() if name not in there}
    names = {}
    for sheet in book.sheets:
        if not gone or sheet.name in baseline.lines or sheet.name in baseline.own_sheets:
            continue
        come_back = {tuple(cells.items()) for cells in own_cells(sheet).values()}
        for name, lines in gone.items():
            kept = sum(tuple(cells.items()) in come_back for cells in lines.values())
            if 2 * kept >= len(lines) > 0:
                names[sheet.name] = name
                del gone[name]
                break
    return names
