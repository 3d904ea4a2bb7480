"""The columns of a list as the user wants them, and by what it is sorted: kept between sessions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QPoint, QSettings, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from crmr_desk.ui.dossiers.list_state import ListState, Sorting
from crmr_desk.ui.list_columns import ListColumn, hidden_at_first
from crmr_desk.ui.parts.table import DataTable

T = TypeVar("T")
_NONE: frozenset[str] = frozenset()


class ListTools(QObject, Generic[T]):
    """Stands behind the heading of a table and the button that chooses its columns."""

    def __init__(
        self, table: DataTable[T], columns: Sequence[ListColumn[T]], settings: QSettings | None, section: str,
        opener: QPushButton, at_first: Sorting = Sorting(),  # noqa: B008 (frozen)
    ) -> None:  # fmt: skip
        """``section`` of the settings: each list remembers what is its own. ``at_first``: the order in which its rows
        are given, which its heading says until the user wants another."""
        super().__init__(table)
        self._table, self._columns, self._opener = table, columns, opener
        self._state = ListState(settings, section)
        self._spare, self._shown = _NONE, _NONE
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.menu().popup(header.mapToGlobal(at)))
        opener.clicked.connect(
            lambda: self.menu().popup(opener.mapToGlobal(QPoint(0, opener.height() + 2)))
        )  # fmt: skip
        self._restore_sorting(at_first)
        header.sortIndicatorChanged.connect(self._keep_sorting)

    def show_columns(self, spare: Collection[str], *, shown: Collection[str] = _NONE) -> None:
        """Where the user chose nothing, leave out ``spare`` too for want of room, and show ``shown`` all the same."""
        self._spare, self._shown = frozenset(spare), frozenset(shown)
        self._table.show_columns(without=self.hidden())

    def hidden(self) -> set[str]:
        """The headings of the columns that are not shown now."""
        at_first = hidden_at_first(self._columns)
        hidden = self._state.hidden(at_first)
        return (hidden - self._shown) | self._spare if hidden == at_first else hidden

    def menu(self) -> QMenu:
        """Every column but the first, to show or to hide; the caller shows it."""
        menu, hidden = QMenu(self._opener), self.hidden()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._columns[1:]:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.title not in hidden)
            action.triggered.connect(lambda _on, title=column.title: self._hide(hidden ^ {title}))
        menu.addSeparator()
        menu.addAction("Colonnes du départ", lambda: self._hide(set(hidden_at_first(self._columns))))
        return menu

    def _hide(self, titles: set[str]) -> None:
        self._state.keep_hidden(titles)
        self._table.show_columns(without=self.hidden())

    def _keep_sorting(self, place: int, order: Qt.SortOrder) -> None:
        title = self._columns[place].title if place >= 0 else ""
        self._state.keep_sorting(Sorting.of(title, order))

    def _restore_sorting(self, at_first: Sorting) -> None:
        kept = self._state.sorting()
        wanted = kept if kept.title else at_first
        places = [place for place, column in enumerate(self._columns) if column.title == wanted.title]
        if places:
            self._table.sort_by(places[0], descending=wanted.descending)
