"""The columns of the list of letters: what each shows, by what it sorts, what a workbook gets of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.network.names import collation
from crmr_desk.ui.correspondence import look
from crmr_desk.ui.correspondence.tabs import standing
from crmr_desk.ui.dossier import words
from crmr_desk.ui.list_columns import ListColumn, day_column, plain_column
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column

LIST_COLUMN: Final = "Bordereau"
"""Shown at first where letters are at the signature."""
STATE_COLUMN: Final = "État"
"""Not shown at first where a tab has one state only."""
STATE_WIDTH: Final = 124
_STATES: Final = list(words.LETTER_STATES)


def columns(changed: Callable[[], Collection[int]]) -> tuple[ListColumn[KeptLetter], ...]:
    """Every column, in the order of the screen. ``changed`` gives the letters whose facts read otherwise today."""
    return (
        ListColumn(Column("Objet", lambda row: _title(row, changed()), sort=lambda row: collation(row.title),
                          stretch=6), lambda row: row.title),
        ListColumn(Column("Destinataire", _addressee, sort=lambda row: collation(row.addressee), stretch=5),
                   lambda row: row.addressee),
        ListColumn(Column("Numéro", _number, sort=lambda row: (row.number, row.edition), width=116), look.number_words),
        plain_column("Centre", lambda row: row.centre, stretch=4, at_first=False),
        plain_column("Filière", lambda row: row.fsmr, stretch=2, at_first=False),
        plain_column("Dossier", lambda row: row.dossier_number, stretch=2, at_first=False),
        day_column("Daté", lambda row: row.dated, width=92, at_first=True),
        ListColumn(Column(STATE_COLUMN, look.state_cell, sort=lambda row: _STATES.index(standing(row)),
                          width=STATE_WIDTH), look.state_words),
        plain_column("Voie", look.channel_words, stretch=2, at_first=False),
        ListColumn(Column(LIST_COLUMN, _list, sort=lambda row: _list(row) or None, width=96), _list, at_first=False),
        plain_column("Envoi groupé", lambda row: row.batch, stretch=4, at_first=False),
        plain_column("Nature", lambda row: look.PURPOSES[row.purpose], stretch=2, at_first=False),
        plain_column("Courriel", lambda row: row.email, stretch=4, at_first=False),
        plain_column("Signataire", lambda row: row.signed_by, stretch=3, at_first=False),
        day_column("Signé le", lambda row: row.signed_on),
        day_column("Envoyé le", lambda row: row.sent_on),
        day_column("Accusé le", lambda row: row.acknowledged_on),
        plain_column("Instructeur", lambda row: row.instructor, stretch=3, at_first=False),
    )  # fmt: skip


def _title(row: KeptLetter, changed: Collection[int]) -> Cell:
    cell = Cell(row.title, second=row.centre, bold=True, tip=", ".join(filter(None, (row.title, row.centre))))
    marks = (("alert-triangle", "warn", look.CHANGED_SINCE),)
    return replace(cell, marks=marks, tip=f"{cell.tip}\n{look.CHANGED_SINCE}") if row.id in changed else cell


def _addressee(row: KeptLetter) -> Cell:
    return Cell(row.addressee, second=row.email or look.channel_words(row), tip=row.addressee)


def _number(row: KeptLetter) -> Cell:
    return Cell(row.number, second=f"édition\u00a0{row.edition}" if row.edition > 1 else "", tip=look.number_words(row))


def _list(row: KeptLetter) -> str:
    return row.signing_list
