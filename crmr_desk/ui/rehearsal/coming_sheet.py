"""What the days between two dates of a rehearsal would bring: alerts, deadlines, letters and dossiers that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.coming import Coming, DossierDue, RaisedAlert
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.terms import french_date, french_place, short_date
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.ui.problems import Sheet

_HEIGHT = 360
_STATES = {
    "vacant": ("user-off", "stop"),
    "label_expired": ("hourglass", "stop"),
    "label_expiring": ("hourglass", "warn"),
    "age": ("cake", "warn"),
    "below_three": ("alert-triangle", "warn"),
    "dossier": ("folder", "accent"),
    "several": ("git-branch", "warn"),
}


class ComingSheet(Sheet):
    """A double click goes to the centre or to the dossier."""

    def __init__(
        self, desk: Desk, coming: Coming, first: dt.date, last: dt.date, parent: QWidget | None = None
    ) -> None:
        sentence = f"Du {french_date(first)} au {french_date(last)}, si rien ne change d’ici là."
        if last <= first:
            sentence = "Avancez la date en haut de la fenêtre pour voir ce que les jours à venir apporteraient."
        super().__init__(parent, "Ce qui viendrait", sentence, icon="calendar-event", width=760)
        self._desk = desk
        self.alerts, self.deadlines, self.dossiers = _alerts(), _deadlines(), _dossiers()
        self.tabs = QTabWidget()
        self.tabs.setFixedHeight(_HEIGHT)
        self.tabs.setDocumentMode(True)
        self._add("Alertes", self.alerts, coming.alerts, "Aucune alerte nouvelle sur le réseau.")
        self._add("Échéances", self.deadlines, coming.deadlines, "Aucune échéance d’ici là.")
        self._add("Courriers et dossiers", self.dossiers, coming.dossiers, "Aucun dossier n’attend rien d’ici là.")
        self.body.addWidget(self.tabs)
        self.add_verb("Fermer", _nothing, primary=True)
        self.alerts.opened.connect(lambda row: self._to_centre(row.kind, row.row_id))
        self.deadlines.opened.connect(lambda row: self._to_centre(row.centre_kind, row.centre_id))
        self.dossiers.opened.connect(self._to_dossier)

    def _to_centre(self, kind: str, row_id: int) -> None:
        self.accept()
        self._desk.centre_wanted.emit(kind, row_id)

    def _to_dossier(self, row: DossierDue) -> None:
        self.accept()
        self._desk.dossier_wanted.emit(row.dossier_id)

    def _add(self, title: str, table: DataTable[Any], rows: Sequence[Any], nothing: str) -> None:
        table.set_rows(rows)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(table if rows else EmptyState("circle-check", nothing))
        self.tabs.addTab(holder, f"{title} ({len(rows)})")


def _alerts() -> DataTable[RaisedAlert]:
    return DataTable(
        (Column("Alerte", _alert_cell, stretch=3), Column("Centre", lambda row: row.title, stretch=2)),
        lambda row: (row.kind, row.row_id, row.state), "Alertes",
    )  # fmt: skip


def _deadlines() -> DataTable[DeadlineRow]:
    return DataTable(
        (
            Column("Date", lambda row: short_date(row.on), sort=lambda row: row.on, width=96),
            Column("Échéance", lambda row: Cell(row.title, second=row.detail, icon=look.KINDS[row.kind][1]), stretch=3),
            Column("Place", lambda row: Cell(french_place(row.place), tone="text2"), width=120),
        ),
        lambda row: row.key, "Échéances", two_lines=True,
    )  # fmt: skip


def _dossiers() -> DataTable[DossierDue]:
    return DataTable(
        (
            Column("Date", lambda row: short_date(row.on), sort=lambda row: row.on, width=96),
            Column("Ce qui est attendu", lambda row: Cell(row.title, second=row.detail), stretch=3),
        ),
        lambda row: row.dossier_id, "Courriers et dossiers", two_lines=True,
    )  # fmt: skip


def _alert_cell(row: RaisedAlert) -> Cell:
    icon, tone = _STATES.get(row.state, ("alert-triangle", "warn"))
    return Cell(row.sentence, icon=icon, tone=tone, tip=row.sentence)


def _nothing() -> None:
    """A verb that only closes its dialog."""
