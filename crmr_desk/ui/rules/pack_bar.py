"""The head of the page: which pack is read, its state and its source, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rule_packs import PackRow
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.rules import look


class PackBar(QWidget):
    """``chosen(id)`` when the user reads another pack; a signal for each verb, about the pack shown."""

    chosen = Signal(str)
    check_wanted = Signal()
    folder_wanted = Signal()
    copy_wanted = Signal()
    activation_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PackRow, ...] = ()
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("Jeu de règles")
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.chooser.activated.connect(lambda place: self.chosen.emit(self.chooser.itemData(place)))
        self.state, self.active, self.changed = Badge(""), Badge(*look.ACTIVE), Badge(*look.CHANGED)
        self.check = button("Vérifier", "ghost", "refresh")
        self.folder = button("Ouvrir le dossier", "ghost", "folder-open")
        self.copy = button("Copier ce jeu de règles…", "secondary", "copy")
        self.activate = button("Activer…", "primary", "check")
        self.source = label("", "secondary", wrap=True)
        self._connect()
        self._lay_out()

    def show_rows(self, rows: Sequence[PackRow], current: str) -> None:
        """List the packs and show ``current``."""
        self.rows = tuple(rows)
        self.chooser.clear()
        for row in rows:
            self.chooser.addItem(row.title, row.id)
        self.chooser.setCurrentIndex(self.chooser.findData(current))
        self._show(self.row())

    def row(self) -> PackRow:
        """The pack that is shown."""
        return self.rows[max(0, self.chooser.currentIndex())]

    def _show(self, row: PackRow) -> None:
        self.state.set(*look.state_of(row))
        self.active.setVisible(row.active)
        self.changed.setVisible(row.changed)
        self.source.setText(_source(row))
        set_available(self.folder, "" if row.folder else "Ce jeu n’est que dans le registre")
        set_available(self.copy, "Corrigez d’abord ses erreurs" if row.mistakes else _kept_only(row))
        set_available(self.activate, _why_not_active(row))

    def _connect(self) -> None:
        for made, signal in (
            (self.check, self.check_wanted), (self.folder, self.folder_wanted), (self.copy, self.copy_wanted),
            (self.activate, self.activation_wanted),
        ):  # fmt: skip
            made.clicked.connect(signal)

    def _lay_out(self) -> None:
        line = Flow()
        for made in (
            self.chooser, self.state, self.active, self.changed, self.check, self.folder, self.copy, self.activate,
        ):  # fmt: skip
            line.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.source)


def _source(row: PackRow) -> str:
    if row.pack is None:
        return "Les dossiers ne changent pas tant que ses fichiers ne se lisent pas."
    opened = {0: "aucun dossier ouvert", 1: "un dossier ouvert"}
    dossiers = opened.get(row.open_dossiers, f"{row.open_dossiers} dossiers ouverts")
    parts = [f"Applicable depuis le {row.pack.applies_from:%d/%m/%Y}, {dossiers}.", row.pack.source]
    if row.pack.extends:
        parts.append(f"Ce qu’il ne dit pas vient du jeu {look.quoted(row.pack.extends)}.")
    return " ".join(parts)


def _kept_only(row: PackRow) -> str:
    return "" if row.folder else "Ce jeu n’est que dans le registre"


def _why_not_active(row: PackRow) -> str:
    if row.mistakes:
        return "Corrigez d’abord ses erreurs"
    return "Ce jeu est déjà celui des nouveaux dossiers" if row.active and not row.changed else ""
