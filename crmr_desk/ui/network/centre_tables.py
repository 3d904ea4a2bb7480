"""The tables of a centre sheet: sites, reference centres, competence centres, labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from crmr_desk.model.network.rows import AttachedTo, CentreLine, LabelLine
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.name_link import follow
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable

_ROW, _HEADING, _LEAST = 30, 32, 122
_DATE = 90
_END = "Fin"
_NARROW = 560
_SECONDARY = ("Rôle", "Site coordonnateur", "Public", "Discipline", "File active", _END, "Fin du label")
"""Columns that a table narrower than this many pixels leaves out."""


class CentreTable(DataTable[CentreLine]):
    """Centres, one a row; a double click or Enter opens the sheet. Without ``fit`` the table is as high as its rows
    where there is room, and scrolls where there is not."""

    def __init__(self, columns: Sequence[Column[CentreLine]], name: str, desk: Desk, *, fit: int | None = None) -> None:
        self._end_told = False
        super().__init__(columns, key=lambda row: (row.kind, row.row_id), name=name, fit=fit)
        if fit is None:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.opened.connect(lambda row: desk.centre_wanted.emit(row.kind, row.row_id))
        self._desk = desk
        self._offer_leads()

    def _offer_leads(self) -> None:
        """The sheets of who leads and of where it is, from the context menu."""
        self.offer("Fiche de la personne", lambda row: self._follow("person", row.person_id))
        self.offer("Fiche de l’établissement", lambda row: self._follow("hospital", row.hospital_id))

    def _follow(self, kind: str, row_id: int) -> None:
        if row_id:
            follow(self._desk, kind, row_id)

    def set_rows(self, rows: Sequence[CentreLine]) -> None:
        self._end_told = len({row.end for row in rows}) == 1 and (len(rows) > 1 or rows[0].end is None)
        self._choose_columns()
        super().set_rows(rows)
        self.updateGeometry()

    def set_filter(self, keep: Callable[[CentreLine], bool] | None) -> None:
        super().set_filter(keep)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._choose_columns()
        super().resizeEvent(event)

    def _choose_columns(self) -> None:
        """Where there is little room, who and in what state; the rest is on the sheet of each centre."""
        narrow = self.viewport().width() < _NARROW
        for place, column in enumerate(self._rows.columns):
            told = column.title == _END and self._end_told
            self.setColumnHidden(place, told or (narrow and column.title in _SECONDARY))

    def sizeHint(self) -> QSize:
        return QSize(480, _HEADING + _ROW * max(len(self.shown_rows()), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, min(_LEAST, self.sizeHint().height()))


def site_table(desk: Desk) -> CentreTable:
    """The sites of a reference centre."""
    columns: tuple[Column[CentreLine], ...] = (
        Column("Établissement", _hospital, stretch=5),
        Column("Responsable", _responsable, stretch=5),
        Column("Rôle", lambda row: row.role, width=116),
        _end_column(),
        _state_column(),
    )
    return CentreTable(columns, "Sites du centre", desk, fit=8)


def crmr_table(desk: Desk) -> CentreTable:
    """The reference centres of a filière."""
    columns: tuple[Column[CentreLine], ...] = (
        Column("Centre", lambda row: Cell(row.role, bold=row.vacant, tip=row.specialty), stretch=4),
        Column("Site coordonnateur", lambda row: Cell(row.hospital, tip=row.hospital), stretch=4),
        Column("Coordonnateur", _responsable, stretch=4),
        _end_column("Fin du label"),
        _state_column(),
    )
    return CentreTable(columns, "Centres de référence de la filière", desk, fit=10)


def ccmr_table(desk: Desk, *, fit: int | None) -> CentreTable:
    """The competence centres attached to a reference centre, or to those of a filière."""
    columns: tuple[Column[CentreLine], ...] = (
        Column("Établissement", _hospital, stretch=5),
        Column("Responsable", _responsable, stretch=7),
        Column("Public", lambda row: Cell(row.public, tip=row.public), stretch=3),
        Column("Discipline", lambda row: Cell(row.specialty, tip=row.specialty), stretch=4),
        Column("File active", _active_file, lambda row: row.active_file, width=84, right=True),
        _end_column(),
        _state_column(),
    )
    return CentreTable(columns, "Centres de compétences", desk, fit=fit)


def attached_table(desk: Desk) -> DataTable[AttachedTo]:
    """The reference centres to which a competence centre is attached (A1 B-c)."""
    columns: tuple[Column[AttachedTo], ...] = (
        Column("Centre", lambda row: Cell(row.name, bold=True, tip=row.name), stretch=4),
        Column("Filière", lambda row: Cell(row.fsmr, tip=row.fsmr), stretch=3),
        Column("Coordonnateur", _coordonnateur, stretch=5),
        Column("Depuis", lambda row: f"{row.start:%d/%m/%Y}", lambda row: row.start, width=_DATE),
        Column("Jusqu’au", lambda row: f"{row.end:%d/%m/%Y}" if row.end else "", lambda row: row.end, width=_DATE),
        Column("Label", _label_of, lambda row: row.label_end, stretch=4),
    )
    table: DataTable[AttachedTo] = DataTable(
        columns, key=lambda row: row.crmr_id, name="Centres de référence de rattachement", fit=6
    )
    table.opened.connect(lambda row: desk.centre_wanted.emit("crmr", row.crmr_id))
    return table


def label_table() -> DataTable[LabelLine]:
    """Periods of label, or of designation."""
    columns: tuple[Column[LabelLine], ...] = (
        Column("Début", lambda row: f"{row.start:%d/%m/%Y}", lambda row: row.start, width=_DATE),
        Column("Fin", lambda row: f"{row.end:%d/%m/%Y}" if row.end else "", lambda row: row.end, width=_DATE),
        Column("Acte", lambda row: Cell(row.act, tip=row.act)),
        Column("État", lambda row: Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon,
                                        tip=row.badge.tip), width=112),
    )  # fmt: skip
    return DataTable(columns, key=lambda row: (row.start, row.act), name="Labels du centre", fit=6)


def _hospital(row: CentreLine) -> Cell:
    return Cell(row.hospital, bold=row.vacant, tip=row.hospital)


def _responsable(row: CentreLine) -> Cell:
    if row.vacant:
        return Cell(row.responsable.removeprefix("Poste ").capitalize(), tone="stop", tip=row.responsable)
    return Cell(row.responsable, tip=row.responsable)


def _coordonnateur(row: AttachedTo) -> Cell:
    return Cell(row.coordonnateur, tone="" if row.person_id else "stop", tip=row.coordonnateur)


def _label_of(row: AttachedTo) -> Cell:
    return Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon, tip=row.badge.tip)


def _active_file(row: CentreLine) -> str:
    return "" if row.active_file is None else str(row.active_file)


def common_end(rows: Sequence[CentreLine]) -> dt.date | None:
    """The day on which all of several centres end, as they do with their label: a column of it would say nothing."""
    ends = {row.end for row in rows}
    return next(iter(ends)) if len(ends) == 1 and len(rows) > 1 else None


def _end_column(title: str = _END) -> Column[CentreLine]:
    return Column(title, lambda row: f"{row.end:%d/%m/%Y}" if row.end else "", lambda row: row.end, width=_DATE)


def _state_column() -> Column[CentreLine]:
    return Column("État", _state, stretch=5)


def _state(row: CentreLine) -> Cell:
    return Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon, tip=row.badge.tip)
