"""What the list of letters is made of, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.correspondence.filter_bar import LetterFilterBar
from crmr_desk.ui.correspondence.letter_table import LetterTable
from crmr_desk.ui.correspondence.lists_strip import ListsStrip
from crmr_desk.ui.correspondence.tabs import Tab
from crmr_desk.ui.list_columns import ListColumn
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.notes import EmptyState


class ListLayout:
    """The widgets of ``page``, laid out in it."""

    def __init__(self, page: QWidget, columns: Sequence[ListColumn[KeptLetter]]) -> None:
        self.search = SearchField("Filtrer les courriers", parent=page)
        self.filters = LetterFilterBar(self.search)
        self.saved_filters = button("Mes filtres", "secondary", "bookmark")
        self.choose_columns = button("Colonnes", "icon", "columns-3")
        self.export = button("Exporter la liste…", "icon", "table-export")
        self.tabs, self.strip = QTabBar(), ListsStrip()
        self.table = LetterTable(columns)
        self.card, self.stack = Card("", pad=8), QStackedWidget()
        self.nothing = EmptyState("mail", "")
        self.none_kept = EmptyState("search", "Aucun courrier ne répond à ce filtre.", "Tout montrer", "mail")
        for tab in Tab:
            self.tabs.addTab(tab.words)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName("Où en sont les courriers")
        self._lay(page)

    def show_tabs(self, shown: Tab, counts: Mapping[str, int]) -> None:
        """How many letters each tab has, as they are filtered."""
        told = self.tabs.blockSignals(True)
        for place, tab in enumerate(Tab):
            count = sum(counts.values()) if tab is Tab.EVERY else counts.get(tab.value, 0)
            self.tabs.setTabText(place, f"{tab.words} {thousands(count)}" if count else tab.words)
        self.tabs.setCurrentIndex(list(Tab).index(shown))
        self.tabs.blockSignals(told)

    def show_extent(self, tab: Tab, shown: int, in_tab: int, *, any_letter: bool) -> None:
        """The letters, or why there is none."""
        self.nothing.sentence.setText(tab.nothing)
        self.stack.setCurrentWidget(self.table if shown else self.none_kept if in_tab else self.nothing)
        self.filters.setVisible(any_letter)
        set_available(self.export, "" if shown else "La liste est vide")
        if shown:
            self.export.setToolTip(self.export.accessibleName())

    def none_kept_action(self, then: Callable[[], object]) -> None:
        """What the button of the empty list does."""
        if self.none_kept.action is not None:
            self.none_kept.action.clicked.connect(lambda: then())

    def _lay(self, page: QWidget) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        for part in (self.saved_filters, self.choose_columns, self.export):
            first.addWidget(part)
        for shown in (self.table, self.none_kept, self.nothing):
            self.stack.addWidget(shown)
        self.card.body.addWidget(self.stack, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 16, 16)
        column.setSpacing(12)
        column.addLayout(first)
        column.addWidget(self.filters)
        column.addWidget(self.strip)
        column.addWidget(self.card, 1)
