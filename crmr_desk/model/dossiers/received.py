"""What the bureau noted as received among what a centre owes: reports, plans, entries in the data bank. The marks of
the deadlines say so; the sheet of the centre shows it beside what dossiers told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.duty_keys import duty_key
from crmr_desk.model.dossiers.facts_centre import Centre
from crmr_desk.model.dossiers.obligation_rows import Duties, Duty, DutyState
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.moved_sites import moved_around
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.store import schema
from crmr_desk.model.terms import short_date

_MARK: Final = schema.DeadlineMark.__table__
_DONE: Final = "done"
_YEARS: Final = 5
"""How far back a last report is looked for."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """A duty of the sheet (``duty``), the kind of its deadlines, and who owes it: names by id."""

    duty: str
    kind: str
    centre: CentreKind
    who: Mapping[int, str]


def with_received(session: Session, centre: Centre, found: Duties) -> Duties:
    """The duties with what was received by the day of the centre: of the year that runs or of the last one, everything
    there is owed by then. Four statements at the most."""
    yearly, plans = _owed(session, centre), _plan_keys(centre)
    years = range(centre.on.year, centre.on.year - _YEARS, -1)
    keys = [duty_key(each.kind, each.centre, row_id, year) for each in yearly for row_id in each.who for year in years]
    query = select(_MARK.c.key, _MARK.c.marked_on, _MARK.c.by).where(
        _MARK.c.key.in_([*keys, *plans]), _MARK.c.state == _DONE, _MARK.c.marked_on <= centre.on
    )
    marks = {row.key: row for row in session.execute(query)}
    if not marks:
        return found
    told = {each.duty: sentence for each in yearly if (sentence := _sentence(each, marks, years, centre.on))}
    for plan in (marks[key] for key in plans if key in marks):
        told["plan"] = (DutyState.MET, f"Reçu {_noted(plan)}.")
    return replace(found, obligations=tuple(_with(duty, told) for duty in found.obligations))


def _owed(session: Session, centre: Centre) -> tuple[_Owed, ...]:
    if centre.fsmr is not None:
        return (_Owed("report", "fsmr_report", CentreKind.FSMR, {centre.id: centre.name}),)
    if centre.ccmr is not None:
        return (_Owed("bank", "bndmr", CentreKind.CCMR, {centre.id: centre.name}),)
    sites = _sites(session, centre)
    return (
        _Owed("report", "annual_report", CentreKind.SITE, sites),
        _Owed("bank", "bndmr", CentreKind.SITE, sites),
    )


def _sites(session: Session, centre: Centre) -> dict[int, str]:
    """One that moved is known by its first row, as the deadlines name it."""
    crmr, moved = centre.crmr, moved_around(session, centre.kind, centre.id)
    of_crmr = () if crmr is None else (*filter(None, (crmr.coordinating,)), *crmr.constitutive)
    every = of_crmr if centre.site is None else (centre.site,)
    return {moved[site.id][0].id if site.id in moved else site.id: site.hospital.name for site in every}


def _plan_keys(centre: Centre) -> tuple[str, ...]:
    """The plan of the label, or of the designation of a FSMR; sites and CCMR owe none."""
    if centre.label is None or centre.kind not in (CentreKind.CRMR, CentreKind.FSMR):
        return ()
    return (f"{'plan' if centre.kind is CentreKind.CRMR else 'fsmr_plan'}:{centre.label.id}",)


def _sentence(
    owed: _Owed, marks: Mapping[str, AnyRow], years: Sequence[int], on: dt.date
) -> tuple[DutyState, str] | None:
    """The last year of which something came: of whom, and whether nothing lacks."""
    for year in years:
        came = {row_id: marks.get(duty_key(owed.kind, owed.centre, row_id, year)) for row_id in owed.who}
        there = [mark for mark in came.values() if mark is not None]
        if there:
            lacking = [owed.who[row_id] for row_id, mark in came.items() if mark is None]
            state = DutyState.MET if not lacking and year >= on.year - 1 else DutyState.UNKNOWN
            return state, _came(year, there, lacking)
    return None


def _came(year: int, there: Sequence[AnyRow], lacking: Sequence[str]) -> str:
    last = max(there, key=lambda mark: mark.marked_on)
    if not lacking and len(there) == 1:
        return f"Reçu pour {year} {_noted(last)}."
    if not lacking:
        return f"Reçu pour {year} des {len(there)} sites, en dernier {_noted(last)}."
    return f"Reçu pour {year} de {len(there)} sur {len(there) + len(lacking)}\u202f; manque {', '.join(lacking)}."


def _noted(mark: AnyRow) -> str:
    return f"le {short_date(mark.marked_on)}, noté par {mark.by}"


def _with(duty: Duty, told: Mapping[str, tuple[DutyState, str]]) -> Duty:
    if duty.id not in told or duty.state is DutyState.NOT_OWED:
        return duty
    state, sentence = told[duty.id]
    before = duty.known if duty.dossier_id is not None else ""
    known = " ".join(part for part in (sentence, before) if part)
    return replace(duty, state=state if state is DutyState.MET else duty.state, known=known)
