"""What follow-ups and applications have told of a centre: its missions, its reports, its entries in the data bank.

The register knows of these only what a dossier was answered; a dossier that was abandoned tells nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.records import ABANDONED
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.law.missions import FIRST_FSMR_REPORT
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, AnyRow
from crmr_desk.model.store import schema
from crmr_desk.model.terms import short_date

SITE_REPORT: Final = "crmr.annual_report_filed"
FSMR_REPORT: Final = "fsmr.annual_report_filed"
REPORTS: Final = (SITE_REPORT, FSMR_REPORT)
"""The answers that say whether an annual report was filed."""
BANK: Final = "crmr.bndmr_filled"
_OWE_REPORTS: Final = (Function.COORDONNATEUR, Function.RESPONSABLE_SITE, Function.ANIMATEUR)
_CANDIDACY = schema.Candidacy.__table__
_COLUMNS = (
    DOSSIER.c.id,
    DOSSIER.c.number,
    DOSSIER.c.request,
    DOSSIER.c.state,
    DOSSIER.c.opened_on,
    DOSSIER.c.function,
    DOSSIER.c.crmr_id,
    DOSSIER.c.site_id,
    DOSSIER.c.ccmr_id,
    DOSSIER.c.fsmr_id,
    DOSSIER.c.answers,
)

Seat = tuple[str, int]
"""(function, id of the centre)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, and the dossier that gave it."""

    value: bool | str
    dossier_id: int
    number: str
    opened_on: dt.date

    @property
    def source(self) -> str:
        """Dossier 2027-0001, ouvert le 22/01/2027."""
        return f"Dossier {self.number}, ouvert le {short_date(self.opened_on)}"


TellingYear = Mapping[tuple[str, Seat, int], Told]
"""What was told, by question, seat and year."""


def owe_reports(year: int) -> tuple[Function, ...]:
    """The seats whose centre owes an annual report in ``year``: coordinating and constitutive sites (A1 A-c), filières
    since 2017 (A2 §2); never a CCMR."""
    return _OWE_REPORTS if year >= FIRST_FSMR_REPORT else _OWE_REPORTS[:-1]


def reports_told(session: Session, year: int) -> dict[Seat, Told]:
    """Whether a report was filed, as the follow-ups opened in ``year`` say, by seat; the last one opened wins. One
    statement."""
    return told_in(session, year, REPORTS)


def told_in(session: Session, year: int, paths: Iterable[str]) -> dict[Seat, Told]:
    """What the follow-ups opened in ``year`` say of ``paths``, questions on reports or on the data bank, by seat; the
    last one opened wins. One statement."""
    asked = tuple(paths)
    return {seat: known for (path, seat, _year), known in told_by_year(session, year, year).items() if path in asked}


def told_by_year(session: Session, first: int, last: int, *where: ColumnElement[bool]) -> TellingYear:
    """What the follow-ups opened in the years ``first`` to ``last`` say of reports and of the data bank, by question,
    seat and year; the last one opened wins. ``where`` narrows which dossiers are asked. One statement."""
    within = DOSSIER.c.opened_on.between(dt.date(first, 1, 1), dt.date(last, 12, 31))
    found: dict[tuple[str, Seat, int], Told] = {}
    for row in _dossiers(session, DOSSIER.c.request == "follow_up", within, *where):
        for path in (*REPORTS, BANK):
            if isinstance(row.answers.get(path), bool):
                found[path, seat_of(row), row.opened_on.year] = _told(row, row.answers[path])
    return found


def told_of(session: Session, kind: CentreKind, row_id: int, on: dt.date) -> dict[str, Told]:
    """The last answer to each question, as follow-ups and applications opened up to ``on`` gave it, by its path in the
    situation. Two statements."""
    of_centre = DOSSIER.c[f"{kind.value}_id"] == row_id
    rows = list(_dossiers(session, of_centre, DOSSIER.c.request.in_(("follow_up", "labelling")), on=on))
    noted = dict(_criteria(session, [row.id for row in rows if row.request == "labelling"]))
    found: dict[str, Told] = {}
    for row in rows:
        answers = {**noted.get(row.id, {}), **row.answers}
        found |= {path: _told(row, value) for path, value in answers.items() if isinstance(value, bool | str)}
    return found


def open_follow_ups(session: Session, kind: CentreKind, ids: Iterable[int]) -> dict[int, int]:
    """The follow-up dossiers that are open, by centre; centres without one are left out. One statement."""
    column = DOSSIER.c[f"{kind.value}_id"]
    query = select(column.label("centre"), DOSSIER.c.id).where(
        DOSSIER.c.request == "follow_up", DOSSIER.c.state == OPEN, column.in_(list(ids))
    )
    return {row.centre: row.id for row in session.execute(query.order_by(DOSSIER.c.id))}


def _dossiers(session: Session, *where: ColumnElement[bool], on: dt.date | None = None) -> Iterator[AnyRow]:
    query = select(*_COLUMNS).where(*where, DOSSIER.c.state != ABANDONED)
    if on is not None:
        query = query.where(DOSSIER.c.opened_on <= on)
    yield from session.execute(query.order_by(DOSSIER.c.opened_on, DOSSIER.c.number))


def _criteria(session: Session, dossier_ids: list[int]) -> Iterator[tuple[int, dict[str, bool]]]:
    """What the criteria of an application establish of the centre as a whole: the missions that it fulfils."""
    query = select(_CANDIDACY.c.dossier_id, _CANDIDACY.c.criteria, DOSSIER.c.pack).join(
        DOSSIER, DOSSIER.c.id == _CANDIDACY.c.dossier_id
    )
    whole = _CANDIDACY.c.kind == CentreKind.CRMR.value
    for row in session.execute(query.where(whole, _CANDIDACY.c.dossier_id.in_(dossier_ids))):
        facts = {rule.id: rule.fact for rule in pack_in(session, row.pack).criteria if rule.fact}
        noted = {facts[name]: one.get("met") for name, one in row.criteria.items() if name in facts}
        yield row.dossier_id, {fact: met for fact, met in noted.items() if isinstance(met, bool)}


def _told(row: AnyRow, value: bool | str) -> Told:
    return Told(value, row.id, row.number, row.opened_on)
