"""Who owes an annual activity report for a year, and what the register knows of its filing.

The report is owed by reference centres and their constitutive sites (A1 A-c) and by filières since 2017 (A2 §2), never
by a CCMR. The register knows of a filing only what a follow-up dossier was answered; the rest is said to be unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.law.missions import FIRST_FSMR_REPORT
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.tables import DOSSIER
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.dossier_tables import Table
from crmr_desk.workbooks.outgoing.centres import CentreRow, network_rows_on
from crmr_desk.workbooks.styling import Column, Kind, Value

_COLUMNS = (
    Column("Nature", width=16),
    Column("Code", Kind.IDENTIFIER),
    Column("Filière", width=14),
    Column("Centre", width=26),
    Column("Établissement", width=26),
    Column("Région", width=16),
    Column("Responsable", width=20),
    Column("Courriel", width=24),
    Column("Rapport", width=13),
    Column("D’où on le sait", width=22),
    Column("Ce qu’on ne sait pas", width=36),
)
_OWES = (Function.COORDONNATEUR, Function.RESPONSABLE_SITE, Function.ANIMATEUR)
_ANSWERS = ("crmr.annual_report_filed", "fsmr.annual_report_filed")
_FILED = {True: "Déposé", False: "Non déposé", None: "Non renseigné"}
_NOT_ASKED = "Le suivi ne pose pas la question site par site\u00a0: voir le dossier du centre de référence."
_NO_DOSSIER = "Aucun dossier de suivi ouvert cette année-là ne le dit."
_WHICH_YEAR = "Le dossier ne précise pas l’exercice sur lequel porte le rapport."


@dataclass(frozen=True, slots=True)
class _Told:
    """What a follow-up dossier was answered."""

    filed: bool
    number: str
    opened_on: dt.date


def annual_reports(session: Session, year: int, today: dt.date) -> list[Table]:
    """Those that owe a report in ``year``, as they are on its last day, or ``today`` in the current year.

    Raises UserError for a year to come.
    """
    if year > today.year:
        raise UserError(f"L’année {year} est à venir\u00a0: choisissez une année jusqu’à {today.year}.")
    on = min(dt.date(year, 12, 31), today)
    owes = _OWES if year >= FIRST_FSMR_REPORT else _OWES[:-1]
    owing = [row for row in network_rows_on(session, on) if row.function in owes]
    told = dict(_told(session, year))
    return [Table(f"Rapports d’activité {year}", _COLUMNS, (_line(row, told) for row in owing))]


def _told(session: Session, year: int) -> Iterator[tuple[tuple[str, int], _Told]]:
    """The answers of the follow-up dossiers opened in ``year``, by seat; the last one opened wins."""
    answers = [DOSSIER.c.answers[path].as_boolean() for path in _ANSWERS]
    query = (
        select(DOSSIER.c.function, DOSSIER.c.crmr_id, DOSSIER.c.site_id, DOSSIER.c.ccmr_id, DOSSIER.c.fsmr_id)
        .add_columns(DOSSIER.c.number, DOSSIER.c.opened_on, answers[0].label("crmr"), answers[1].label("fsmr"))
        .where(DOSSIER.c.request == "follow_up", or_(*(answer.is_not(None) for answer in answers)))
        .where(DOSSIER.c.opened_on.between(dt.date(year, 1, 1), dt.date(year, 12, 31)))
        .order_by(DOSSIER.c.opened_on, DOSSIER.c.number)
    )
    for row in session.execute(query):
        yield seat_of(row), _Told(row.crmr if row.crmr is not None else row.fsmr, row.number, row.opened_on)


def _line(row: CentreRow, told: Mapping[tuple[str, int], _Told]) -> list[Value]:
    known, region = told.get((row.function.value, row.row_id)), REGIONS.get(row.hospital.region)
    unknown = _NOT_ASKED if row.function is Function.RESPONSABLE_SITE else _WHICH_YEAR if known else _NO_DOSSIER
    return [
        row.nature,
        row.code,
        row.fsmr,
        row.centre,
        row.hospital.name if row.hospital.known else "",
        region.name if region else "",
        full_name(row.leader.title, row.leader.first_name, row.leader.last_name),
        row.leader.email,
        _FILED[known.filed if known else None],
        f"Dossier {known.number}, ouvert le {short_date(known.opened_on)}" if known else "",
        unknown,
    ]
