"""Réglages: the letterheads of the bureau, the signatories, the addresses, the ready phrases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import Segmented
from crmr_desk.ui.settings.contacts_tab import ContactsTab
from crmr_desk.ui.settings.letterheads_tab import LetterheadsTab
from crmr_desk.ui.settings.phrases_tab import PhrasesTab
from crmr_desk.ui.settings.signatories_tab import SignatoriesTab

_TABS: dict[str, tuple[str, Callable[[Desk], QWidget]]] = {
    "letterheads": ("Bureau et en-tête", LetterheadsTab),
    "signatories": ("Signataires", SignatoriesTab),
    "contacts": ("Adresses", ContactsTab),
    "phrases": ("Formules", PhrasesTab),
}


class SettingsPage(QWidget):
    """One tab at a time, each made when somebody looks at it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = {key: partial(make, desk) for key, (_title, make) in _TABS.items()}
        self._made: dict[str, QWidget] = {}
        self.tabs = Segmented([(key, title) for key, (title, _make) in _TABS.items()], "Réglages")
        self._stack = QStackedWidget()
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self.go_to)
        self.go_to("letterheads")

    def go_to(self, key: str) -> None:
        """Show one tab: letterheads, signatories, contacts or phrases."""
        if key not in self._make:
            return
        self.tabs.set_value(key)
        self._stack.setCurrentWidget(self.tab(key))

    def tab(self, key: str) -> QWidget:
        """The tab itself."""
        if key not in self._made:
            self._made[key] = self._make[key]()
            self._stack.addWidget(self._made[key])
        return self._made[key]
