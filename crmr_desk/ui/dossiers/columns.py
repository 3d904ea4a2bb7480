"""The columns of the list of dossiers: what each shows, by what it sorts, what a workbook gets of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.kinds import Stage
from crmr_desk.model.network.names import collation
from crmr_desk.ui.dossiers import look
from crmr_desk.ui.dossiers.filters import is_held
from crmr_desk.ui.list_columns import ListColumn, day_column, plain_column
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column

Row = DossierListRow
_STAGES = list(Stage)


def columns(day: Callable[[], dt.date]) -> tuple[ListColumn[Row], ...]:
    """Every column, in the order of the screen. ``day`` gives the day on which the rows stand so."""
    return (
        ListColumn(Column("Dossier", _number, sort=lambda row: row.number, width=100), lambda row: row.number),
        ListColumn(
            Column("Centre", _centre, sort=lambda row: collation(row.centre), stretch=5), lambda row: row.centre
        ),
        plain_column("Filière", lambda row: row.fsmr, stretch=2, at_first=False),
        plain_column("Procédure", lambda row: row.scenario_title or "À préciser", stretch=5),
        ListColumn(
            Column("Étape", look.stage_cell, sort=lambda row: _STAGES.index(Stage(row.stage)), width=144),
            lambda row: row.stage_label,
        ),
        ListColumn(
            Column("En attente de", lambda row: look.waiting_cell(row, day()),
                   sort=lambda row: collation(row.waiting_for) if row.waiting_for else None, stretch=5),
            lambda row: look.waiting_cell(row, day()).text,
        ),
        ListColumn(
            Column("Avis", look.opinions_cell, sort=_opinions_key, width=56, right=True, tip="Avis reçus sur demandés"),
            lambda row: f"{row.opinions_in}/{row.opinions_asked}" if row.opinions_asked else "",
        ),
        ListColumn(
            Column("Échéance", lambda row: look.next_cell(row, day()), sort=lambda row: row.next_on, stretch=5),
            lambda row: row.next_on,
        ),
        plain_column("Objet de l’échéance", lambda row: row.next_what, stretch=3, at_first=False),
        ListColumn(
            Column("Depuis", lambda row: look.age_cell(row, day()), sort=lambda row: look.days_of(row, day()),
                   width=72, right=True, tip="Jours depuis l’ouverture"),
            lambda row: look.days_of(row, day()),
        ),
        plain_column("Instructeur", lambda row: row.instructor, stretch=3),
        day_column("Réveil le", lambda row: row.hold_until if is_held(row, day()) else None),
        day_column("Ouvert le", lambda row: row.opened_on),
        day_column("Terminé le", lambda row: row.closed_on),
        plain_column("Note", lambda row: row.note, stretch=4, at_first=False),
        plain_column("Règles", lambda row: row.pack, stretch=1, at_first=False),
    )  # fmt: skip


def _number(row: Row) -> Cell:
    marks = (("pencil", "text3", f"Note\u00a0: {row.note}"),) if row.note else ()
    return Cell(row.number, marks=marks, tip=f"{row.title}\nNote\u00a0: {row.note}" if row.note else row.title)


def _centre(row: Row) -> Cell:
    return Cell(row.centre, second=row.fsmr, bold=True, tip=row.centre)


def _opinions_key(row: Row) -> Any:
    """Those that lack the most first; dossiers that ask for none last."""
    return (row.opinions_in - row.opinions_asked, row.opinions_asked) if row.opinions_asked else None
