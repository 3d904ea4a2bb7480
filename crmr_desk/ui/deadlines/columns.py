"""What lists of deadlines show of each, and what a workbook gets of it."""

from __future__ import annotations

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import french_place, short_date
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.look import Standing
from crmr_desk.ui.deadlines.periods import day_words
from crmr_desk.ui.list_columns import ListColumn, day_column, plain_column
from crmr_desk.ui.parts.table import Cell, Column


def columns() -> tuple[ListColumn[DeadlineRow], ...]:
    """Every column of the list, the first of which always shows."""
    return (
        ListColumn(_date(), lambda row: row.on),
        ListColumn(Column("Nature", _kind, width=160), lambda row: look.kind_words(row.kind)),
        ListColumn(_what(), lambda row: row.title),
        plain_column("Centre", lambda row: row.detail, stretch=2, at_first=False),
        ListColumn(Column("Filière", lambda row: row.fsmr, sort=_fsmr_key, width=104), lambda row: row.fsmr),
        plain_column("Instructeur", lambda row: row.instructor, stretch=1, at_first=False),
        ListColumn(
            Column("Place", lambda row: Cell(french_place(row.place), tone="text2"), width=128),
            lambda row: french_place(row.place),
        ),
        day_column("Date d’origine", lambda row: row.fell_on),
        ListColumn(Column("Suite donnée", _mark, stretch=2), lambda row: row.mark.words if row.mark else "", False),
        ListColumn(_distance(), lambda row: row.days),
    )


def grouped_columns() -> tuple[Column[DeadlineRow], ...]:
    """What stands under a heading."""
    return (_date(), _what(), Column("Filière", lambda row: row.fsmr, sort=_fsmr_key, width=112), _distance())


def _date() -> Column[DeadlineRow]:
    return Column("Date", _day, sort=lambda row: (row.on, row.key), width=118)


def _what() -> Column[DeadlineRow]:
    return Column(
        "Échéance",
        lambda row: Cell(row.title, second=row.detail, tip=row.named, both_ends=True),
        sort=lambda row: (collation(row.title), collation(row.detail)), stretch=3,
    )  # fmt: skip


def _distance() -> Column[DeadlineRow]:
    return Column("Jours", look.distance_cell, sort=lambda row: row.days, width=104, right=True)


def _day(row: DeadlineRow) -> Cell:
    known = look.STANDINGS[look.standing(row)]
    token = known.tone if look.standing(row) is not Standing.OURS else "accent"
    return Cell(short_date(row.on), icon=known.icon, tone="" if token == "mute" else token,
                tip=f"{day_words(row.on)}, {known.words}")  # fmt: skip


def _kind(row: DeadlineRow) -> Cell:
    words, icon = look.KINDS[row.kind]
    return Cell(words, icon=icon)


def _mark(row: DeadlineRow) -> Cell:
    words = row.mark.words if row.mark is not None else ""
    return Cell(words, tip=words)


def _fsmr_key(row: DeadlineRow) -> tuple[bool, tuple[str, str]]:
    return not row.fsmr, collation(row.fsmr)
