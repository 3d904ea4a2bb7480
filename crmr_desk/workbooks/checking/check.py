"""The check of a file: each line planned, then all of them together, then the true import tried and rolled back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking import across
from crmr_desk.workbooks.checking.basis import Basis, Listed
from crmr_desk.workbooks.checking.collector import collector_paused
from crmr_desk.workbooks.checking.hospital_list import HospitalList
from crmr_desk.workbooks.checking.network_list import NetworkList
from crmr_desk.workbooks.checking.network_list_situation import situation_of
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.planner import Planner
from crmr_desk.workbooks.checking.rows import Action, Checked, Doubt, Line, Reason, Shown, Status
from crmr_desk.workbooks.checking.summary import counts_of, summary_of
from crmr_desk.workbooks.checking.trial import refused_by_register
from crmr_desk.workbooks.checking.verdicts import shown_of
from crmr_desk.workbooks.imports import last_checks
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.imports.draft import draft_of
from crmr_desk.workbooks.incoming.fields import ListKind, Target
from crmr_desk.workbooks.incoming.lines import raw_lines
from crmr_desk.workbooks.incoming.mapping import targets
from crmr_desk.workbooks.incoming.recognise import tables
from crmr_desk.workbooks.incoming.typed import LineKind, RawLine
from crmr_desk.workbooks.incoming.values.dates import month_first_columns
from crmr_desk.workbooks.matching.index import RegisterIndex, index_of
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.returning.baseline import Baseline, Sent, baseline_of, touched

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
STEP = 500
"""Lines between two words about progress."""


@collector_paused()
def check(
    db: Database,
    import_id: int,
    today: dt.date,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    trial: bool = True,
) -> Checked:
    """Check an import as it stands with all that was chosen for it; ``trial`` also tries the writes and rolls them
    back. Nothing is written. Raises UserError when the import is gone or when it was cancelled."""
    draft = draft_of(db, import_id)
    with db.reading() as session:
        index = index_of(session, today)
    checked = check_book(
        index, draft.book, draft.kind, draft.choices, draft.recipe, draft.region, today,
        corrections=draft.corrections, received_on=draft.received_on, progress=progress, cancelled=cancelled,
    )  # fmt: skip
    if trial:
        checked = tried(db, checked)
    last_checks.note(db, import_id, checked.to_settle)
    return checked


def tried(db: Database, checked: Checked) -> Checked:
    """The check with what the register itself refuses of it; nothing is written."""
    return replace(checked, refused_by_register=refused_by_register(db, checked))


@collector_paused()
def check_book(
    index: RegisterIndex,
    book: Book,
    kind: ListKind,
    choices: Choices,
    recipe: Mapping[str, str],
    region: str | None,
    today: dt.date,
    *,
    corrections: Mapping[tuple[Target, str], str] = MappingProxyType({}),
    received_on: dt.date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Checked:
    """Check a book against the register as ``index`` holds it. ``recipe`` is folded header → target or "ignore";
    ``corrections`` what the recipe reads instead of a text, by field; ``region`` the INSEE code of the agency's region,
    None for a national list; ``received_on`` the day that such a list tells of where nothing else says it (None:
    ``today``). Raises UserError once ``cancelled``."""
    found = tables(book, choices)
    raws = list(raw_lines(book, found, [targets(table, choices, recipe) for table in found], choices, corrections))
    steps = _Steps(len(raws), progress, cancelled)
    planner, listed = None, None
    if kind is ListKind.ARS:
        planner = Planner(index, choices, region, today, month_first_columns(raws), _edits(book))
        lines = _planned_lines(planner, raws, choices, baseline_of(book), steps)
    else:
        listed = _listed(index, kind, raws, choices, situation_of(choices, book.name, received_on or today))
        lines = _listed_lines(listed, raws, choices, steps)
    return Checked(
        kind=kind,
        lines=tuple(lines),
        counts=counts_of(lines),
        summary=summary_of(lines),
        to_settle=sum(not line.settled for line in lines),
        basis=Basis(index, planner, {(raw.sheet, raw.row): raw for raw in raws}, listed),
    )


def _edits(book: Book) -> frozenset[tuple[str, str]] | None:
    baseline = baseline_of(book)
    return touched(book, baseline) if baseline is not None else None


def _planned_lines(
    planner: Planner, raws: Sequence[RawLine], choices: Choices, baseline: Baseline | None, steps: _Steps
) -> list[Line]:
    """The lines of an agency's sheet, planned one by one, then seen together."""
    skipped = choices.of(ChoiceKind.SKIP)
    made: list[Planned | Line] = []
    for raw in steps.each(raws):
        ignored = _set_aside(raw, skipped)
        if ignored is not None:
            made.append(ignored)
        elif baseline is not None and not planner.was_touched(raw):
            made.append(_as_sent(raw, planner, baseline.kind))
        else:
            made.append(planner.plan(raw))
    across.compare([each for each in made if isinstance(each, Planned)], planner.index)
    lines: list[Line] = []
    made.reverse()
    while made:  # what was planned of a line takes more memory than the line, and goes when that is made
        each = made.pop()
        lines.append(each if isinstance(each, Line) else _line(each, planner))
    return lines


def _listed(
    index: RegisterIndex, kind: ListKind, raws: Sequence[RawLine], choices: Choices, situation: dt.date
) -> Listed:
    """The check of a national list; only the lines of data that the user has not set aside count in it."""
    skipped = choices.of(ChoiceKind.SKIP)
    data = [raw for raw in raws if _set_aside(raw, skipped) is None]
    if kind is ListKind.HOSPITALS:
        return HospitalList(index, data, choices)
    return NetworkList(index, data, choices, situation=situation)


def _listed_lines(listed: Listed, raws: Sequence[RawLine], choices: Choices, steps: _Steps) -> list[Line]:
    """The lines of a national list."""
    skipped = choices.of(ChoiceKind.SKIP)
    return [_set_aside(raw, skipped) or listed.line(raw) for raw in steps.each(raws)]


def _set_aside(raw: RawLine, skipped: Mapping[tuple[str, str], str]) -> Line | None:
    """A line that is no data, or that the user has set aside, with why."""
    if raw.kind is not LineKind.DATA:
        return _ignored(raw, raw.why, raw.kind.value)
    why = skipped.get((raw.sheet, str(raw.row)))
    return _ignored(raw, why, "set_aside") if why else None


class _Steps:
    """Says how far the check is, and stops once the user has cancelled."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._total, self._progress, self._cancelled = total, progress, cancelled

    def each(self, raws: Iterable[RawLine]) -> Iterator[RawLine]:
        for done, raw in enumerate(raws):
            if done % STEP == 0:
                self._tell(done)
            yield raw
        self._tell(self._total)

    def _tell(self, done: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise UserError("Le contrôle a été interrompu\u00a0: rien n’a été écrit.")
        if self._progress is not None:
            self._progress(done, self._total)


def _as_sent(raw: RawLine, planner: Planner, sent: Sent) -> Line:
    """A line that came back as it had left: it says nothing new."""
    if sent is Sent.RETURN:
        return _ignored(raw, "Inchangée depuis l’envoi.", "as_sent")
    planned = planner.plan(raw)
    reason = Reason("as_sent", "Inchangée depuis l’envoi.")
    return _made(planned, Status.OK, Action.UNCHANGED, Shown.UNCHANGED, (reason,))


def _ignored(raw: RawLine, why: str, code: str) -> Line:
    return Line(
        raw.sheet, raw.row, Status.IGNORED, Shown.IGNORED, Action.NONE, reasons=(Reason(code, why, "", Doubt.NOTE),)
    )


def _line(planned: Planned, planner: Planner) -> Line:
    planner.settle(planned)
    shown = shown_of(planned.status, planned.action, planned.reasons)
    return _made(planned, planned.status, planned.action, shown, tuple(planned.reasons))


def _made(planned: Planned, status: Status, action: Action, shown: Shown, reasons: tuple[Reason, ...]) -> Line:
    centre, hospital = planned.centre, planned.hospital
    return Line(
        sheet=planned.raw.sheet,
        row=planned.raw.row,
        status=status,
        shown=shown,
        action=action,
        centre=centre.code if centre is not None else "",
        hospital=hospital.finess_et if hospital is not None else "",
        values=values_of(planned),
        reasons=reasons,
        seat=planned.seat,
        dossier=planned.dossier,
        writes=tuple(planned.writes) if status is Status.OK and action is not Action.UNCHANGED else (),
    )


def values_of(planned: Planned) -> dict[str, Any]:
    """The values of the report: who and when always, the rest where something was typed; dates ISO."""
    read, person = planned.read, planned.read.person
    found: dict[str, Any] = {
        "title": person.title or None,
        "first_name": person.first_name or None,
        "last_name": person.last_name or None,
        "start": None,
        "end": None,
    }
    for target, value in read.values.items():
        if value is not None and value != "":
            found[target] = value.isoformat() if isinstance(value, dt.date) else value
    return found
