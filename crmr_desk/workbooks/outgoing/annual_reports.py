"""Who owes an annual activity report for a year, and what the register knows of its filing.

Both are said by ``crmr_desk.model.dossiers.answers_told``; what no follow-up told is said to be unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.answers_told import Seat, Told, owe_reports, reports_told
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.regions import REGIONS
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
_FILED = {True: "Déposé", False: "Non déposé", None: "Non renseigné"}
_NOT_ASKED = "Le suivi ne pose pas la question site par site\u00a0: voir le dossier du centre de référence."
_NO_DOSSIER = "Aucun dossier de suivi ouvert cette année-là ne le dit."
_WHICH_YEAR = "Le dossier ne précise pas l’exercice sur lequel porte le rapport."


def annual_reports(session: Session, year: int, today: dt.date) -> list[Table]:
    """Those that owe a report in ``year``, as they are on its last day, or ``today`` in the current year.

    Raises UserError for a year to come.
    """
    if year > today.year:
        raise UserError(f"L’année {year} est à venir\u00a0: choisissez une année jusqu’à {today.year}.")
    on = min(dt.date(year, 12, 31), today)
    owes = owe_reports(year)
    owing = [row for row in network_rows_on(session, on) if row.function in owes]
    told = reports_told(session, year)
    return [Table(f"Rapports d’activité {year}", _COLUMNS, (_line(row, told) for row in owing))]


def _line(row: CentreRow, told: Mapping[Seat, Told]) -> list[Value]:
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
        _FILED[bool(known.value) if known else None],
        known.source if known else "",
        unknown,
    ]
