"""The European reference networks to which the sites of a centre belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from crmr_desk.model.network import ern
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.network.sheet_rows import ErnLine
from crmr_desk.model.terms import short_date
from crmr_desk.ui import problems
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.network.row_verbs import RowVerbs
from crmr_desk.ui.network.seldom import show_said
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable

_SITE = "Site"


class ErnCard(Card):
    """One line a site and a network. The instruction of 2016 does not speak of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Réseaux européens de référence (ERN)", pad=8, parent=parent)
        self._desk = desk
        self._sites: tuple[tuple[int, str], ...] = ()
        self.table = DataTable(_columns(), key=lambda row: row.id, name="Réseaux européens", fit=8)
        self.verbs = RowVerbs(desk, self.table, "les réseaux européens")
        self.corner.addWidget(self.verbs.add("Ajouter…", "plus", self._add))
        self.verbs.on_row("Terminer…", "calendar-event", self._end)
        self.verbs.on_row("Effacer", "eraser", self._remove)
        self.body.addWidget(self.table)
        self.body.addWidget(self.verbs)

    def show_sheet(self, shown: CentreSheet) -> None:
        """Show the networks of the sites of another centre."""
        if shown.kind == "crmr":
            self._sites = tuple((line.row_id, line.hospital) for line in shown.sites)
        else:
            self._sites = ((shown.row_id, shown.title),) if shown.kind == "site" else ()
        self.setVisible(bool(self._sites))
        self.set_count(len(shown.erns) or None)
        self.table.setVisible(bool(shown.erns))
        one_site = [_SITE] if len(self._sites) < 2 else []
        show_said(self.table, shown.erns, {"Jusqu’au": lambda row: row.end}, one_site)
        self.verbs.refresh("" if shown.erns else "Aucune appartenance n’est encore enregistrée.")

    def _add(self) -> None:
        ErnForm(self._desk, self._sites, self.window()).open()

    def _end(self, line: ErnLine) -> None:
        form = DatedForm(
            f"Fin dans {line.ern}", f"Le dernier jour de {line.site} dans ce réseau, inclus.", "Terminer",
            self._desk.today, day_name="Dernier jour", proposed=self._desk.today, parent=self.window(),
        )  # fmt: skip
        db = self._desk.db
        form.given.connect(
            lambda day, _reason: self._desk.run(lambda: ern.leave_ern(db, line.id, day, version=line.version))
        )
        form.open()

    def _remove(self, line: ErnLine) -> None:
        db = self._desk.db
        problems.confirm(
            self.window(),
            f"{line.site} n’aura jamais été dans {line.ern}. S’il l’a quitté, terminez plutôt.",
            lambda: self._desk.run(
                lambda: ern.remove_ern(db, line.id, version=line.version),
                lambda _changes: self._desk.done.emit("Appartenance effacée."),
            ),
            title="Effacer l’appartenance", verb="Effacer", refuse="Garder",
        )  # fmt: skip


class ErnForm(EntryForm):
    """Which site, which network, since when."""

    def __init__(self, desk: Desk, sites: tuple[tuple[int, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(desk, "Ajouter un réseau européen", icon="flag", done="Appartenance ajoutée.", parent=parent)
        self.site, self.network = QComboBox(), QComboBox()
        self.start = DateEdit("Depuis le", desk.today)
        for site_id, name in sites:
            self.site.addItem(name, site_id)
        for sigle, about in ern.networks().items():
            self.network.addItem(f"{sigle}, {about}", sigle)
        self.network.setCurrentIndex(-1)
        if len(sites) > 1:
            self.body.addLayout(named("Site", self.site))
        self.body.addLayout(named("Réseau", self.network))
        self.body.addLayout(named("Depuis le", self.start))
        self.finish_layout("Ajouter")
        self.network.setFocus()

    def verb(self) -> Callable[[], Any]:
        chosen, start = self.network.currentData(), self.start.day()
        if chosen is None:
            raise ValueError("Choisissez le réseau.")
        if start is None:
            raise ValueError("Indiquez depuis quel jour.")
        db, site_id = self.desk.db, self.site.currentData()
        return lambda: ern.join_ern(db, site_id, chosen, start=start)


def _columns() -> tuple[Column[ErnLine], ...]:
    return (
        Column("Réseau", lambda row: Cell(row.ern, bold=True, tip=row.network), stretch=3),
        Column("Domaine", lambda row: Cell(row.network, tip=row.network), stretch=6),
        Column(_SITE, lambda row: Cell(row.site, tip=row.site), stretch=5),
        Column("Depuis", lambda row: short_date(row.start), lambda row: row.start, width=92),
        Column("Jusqu’au", lambda row: short_date(row.end) if row.end else "", lambda row: row.end, width=92),
    )
