"""The kept report of an import as lines of a table: what became of each line of the file."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import short_date
from crmr_desk.ui.imports.line_looks import STATES
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column
from crmr_desk.workbooks.checking.rows import Action, Shown, Status

_OF_ACTION = {
    Action.CREATE: Shown.NEW,
    Action.UPDATE: Shown.CHANGED,
    Action.UNCHANGED: Shown.UNCHANGED,
    Action.NONE: Shown.UNCHANGED,
}
_OF_STATUS = {Status.REVIEW: Shown.CONFIRM, Status.REJECTED: Shown.REFUSED, Status.IGNORED: Shown.IGNORED}
_STATES = list(STATES)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """``centre`` is (kind, row id) where the line led to one that is still in the register."""

    sheet: str
    row: int
    shown: Shown
    code: str
    centre: tuple[str, int] | None
    hospital: str
    person: str
    start: str
    reasons: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int]:
        """(sheet, row): what names the line."""
        return self.sheet, self.row


def result_lines(report: Sequence[Mapping[str, Any]], centres: Mapping[str, tuple[str, int]]) -> tuple[ResultLine, ...]:
    """The entries of a report; ``centres`` finds a centre by its code."""
    return tuple(_line(entry, centres) for entry in report)


def counts_of(lines: Sequence[ResultLine]) -> dict[Shown, int]:
    """How many lines of each sort."""
    return dict(Counter(line.shown for line in lines))


def columns(*, sheets: bool) -> tuple[Column[ResultLine], ...]:
    """The columns of the table; that of the sheet only where there are several."""
    sheet: list[Column[ResultLine]] = [Column("Feuille", lambda line: Cell(line.sheet, tip=line.sheet), width=112)]
    return (
        Column("Ligne", _row, sort=lambda line: line.key, width=72, right=True),
        *(sheet if sheets else []),
        Column("État", _state, sort=lambda line: _STATES.index(line.shown), width=124),
        Column("Centre", lambda line: Cell(line.code, tip=line.code), stretch=2),
        Column("FINESS", lambda line: line.hospital, width=104),
        Column("Personne", _person, sort=lambda line: collation(line.person) if line.person else None, stretch=3),
        Column("Début", lambda line: _day(line.start), sort=lambda line: line.start or None, width=96),
        Column("Motifs", _reasons, stretch=5),
    )


def _line(entry: Mapping[str, Any], centres: Mapping[str, tuple[str, int]]) -> ResultLine:
    values, code = entry["values"], entry["centre"] or ""
    status = Status(entry["status"])
    shown = _OF_STATUS.get(status) or _OF_ACTION[Action(entry["action"])]
    names = (values.get(name) for name in ("title", "first_name", "last_name"))
    return ResultLine(
        sheet=entry["sheet"],
        row=entry["row"],
        shown=shown,
        code=code,
        centre=centres.get(code),
        hospital=entry["hospital"] or "",
        person=" ".join(str(name) for name in names if name),
        start=values.get("start") or "",
        reasons=tuple(_reason(reason) for reason in entry["reasons"]),
    )


def _reason(reason: Mapping[str, Any]) -> str:
    return f"{reason['cell']}\u00a0: {reason['text']}" if reason["cell"] else str(reason["text"])


def _row(line: ResultLine) -> Cell:
    return Cell(str(line.row), tone="text2")


def _person(line: ResultLine) -> Cell:
    return Cell(line.person, tip=line.person)


def _state(line: ResultLine) -> Cell:
    look = STATES[line.shown]
    return Cell(look.word, badge=True, icon=look.icon, tone=look.tone, tip=look.about)


def _reasons(line: ResultLine) -> Cell:
    return Cell(" ".join(line.reasons), tone="text2", tip="\n".join(line.reasons))


def _day(iso: str) -> str:
    try:
        return short_date(dt.date.fromisoformat(iso)) if iso else ""
    except ValueError:
        return iso
