"""Lists of what is under way: dossiers, deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from crmr_desk.model.deadlines.leaving import leaving
from crmr_desk.model.deadlines.rows import FOLLOWED, DeadlineRow
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.store.database import Database
from crmr_desk.model.terms import french_place
from crmr_desk.workbooks.dossier_tables import Table
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import Column, Kind, Value, add_table, new_workbook

_DOSSIERS = (
    Column("Dossier", Kind.IDENTIFIER),
    Column("Objet", width=30),
    Column("Filière", width=14),
    Column("Procédure", width=32),
    Column("Étape", width=16),
    Column("En attente de", width=20),
    Column("Avis reçus", Kind.NUMBER, 9),
    Column("Avis demandés", Kind.NUMBER, 10),
    Column("Échéance", Kind.DATE, 12),
    Column("Objet de l’échéance", width=24),
    Column("Ouvert le", Kind.DATE, 12),
    Column("Terminé le", Kind.DATE, 12),
    Column("Réveil le", Kind.DATE, 12),
    Column("Instructeur", width=18),
    Column("Note", width=24),
)
_DEADLINES = (
    Column("Échéance", Kind.DATE, 12),
    Column("Jours", Kind.NUMBER, 8),
    Column("Ce qui est dû", width=30),
    Column("Où", width=40),
    Column("Filière", width=14),
    Column("Place", width=11),
    Column("Instructeur", width=18),
    Column("Pourquoi", width=70),
    Column("Suite donnée", width=40),
)


def dossiers(db: Database, today: dt.date) -> list[Table]:
    """Every dossier as it stands on ``today``, the newest first."""
    return [Table("Dossiers", _DOSSIERS, (_dossier(row) for row in dossier_list(db, today)))]


def deadlines(db: Database, first: dt.date, last: dt.date, today: dt.date) -> list[Table]:
    """What is due from ``first`` to ``last``, both included, by date, with its reason, ages of people left out; days
    count from ``today``."""
    return [_deadlines(leaving(between(db, first, last, today), with_ages=False))]


def write_deadlines(rows: Iterable[DeadlineRow], path: str | Path) -> None:
    """Write the deadlines on screen to a workbook, in their order, ages of people left out. Raises UserError when the
    file cannot be written."""
    workbook = new_workbook("Échéances")
    table = _deadlines(leaving(rows, with_ages=False))
    add_table(workbook, table.title, table.columns, table.rows)
    save(workbook, Path(path))


def _deadlines(rows: Iterable[DeadlineRow]) -> Table:
    return Table("Échéances", _DEADLINES, map(_deadline, rows))


def _dossier(row: DossierListRow) -> list[Value]:
    return [
        row.number,
        row.title,
        row.fsmr,
        row.scenario_title or "À préciser",
        row.stage_label,
        row.waiting_for,
        row.opinions_in if row.opinions_asked else None,
        row.opinions_asked or None,
        row.next_on,
        row.next_what,
        row.opened_on,
        row.closed_on,
        row.hold_until,
        row.instructor,
        row.note,
    ]


def _deadline(row: DeadlineRow) -> list[Value]:
    why = "\n".join(sentence for heading, sentence in row.explanation if heading != FOLLOWED)
    followed = row.mark.words if row.mark is not None else ""
    return [row.on, row.days, row.title, row.detail, row.fsmr, french_place(row.place), row.instructor, why, followed]
