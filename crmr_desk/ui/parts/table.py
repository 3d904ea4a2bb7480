"""The one table of the house: frozen rows in, cells out; copied to Excel, read aloud column by column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crmr_desk.ui import theme
from crmr_desk.ui.parts.cell import Cell, CellDelegate, Role, natural_width
from crmr_desk.ui.parts.rows_model import Column, RowsModel

__all__ = ["Cell", "Column", "DataTable"]

T = TypeVar("T")

_MEASURED = 60
"""Rows whose words are measured to share the width among columns."""


class DataTable(QTableView, Generic[T]):
    """A table of rows of one kind, chosen whole rows at a time.

    Enter or a double click sends ``opened(row)``; moving sends ``current_changed(row or None)``, choosing others
    ``chosen_changed``. Ctrl+C copies the chosen rows with their headings, ready for Excel. New rows keep the selection
    by ``key``.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    chosen_changed = Signal()

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable], name: str, *,
        two_lines: bool = False, fit: int | None = None, header: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``name`` is read by a screen reader. ``fit``: at most so many rows high, no empty room below.
        Without ``header`` the headings are heard and copied, not seen."""
        super().__init__(parent)
        self._rows: RowsModel[T] = RowsModel(columns, key, self)
        self._fit = fit
        self._needed: dict[int, int] | None = None
        self._row_height = 45 if two_lines else 30
        self._last_current: Hashable = None
        self.setModel(self._rows)
        self.setItemDelegate(CellDelegate(self, two_lines=two_lines))
        self.setAccessibleName(name)
        self._settle_look()
        self._settle_header(shown=header)
        self._add_copy_action()
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.row_at(index)))
        self.selectionModel().currentRowChanged.connect(self._current_moved)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        theme.signals.changed.connect(self.viewport().update)
        self._fit_height()

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show other rows; selection (by key), sorting and filter stay."""
        kept, chosen = self.current_key(), self._chosen_keys()
        self._rows.set_rows(rows)
        self._needed = None
        self._restore(kept, chosen)

    def set_filter(self, keep: Callable[[T], bool] | None) -> None:
        """Show only the rows that ``keep`` accepts; None shows all."""
        if keep is None and not self._rows.is_filtered:
            return
        kept, chosen = self.current_key(), self._chosen_keys()
        self._rows.set_filter(keep)
        self._restore(kept, chosen)

    def rows(self) -> list[T]:
        """Every row given, filtered or not."""
        return self._rows.all_rows()

    def shown_rows(self) -> list[T]:
        """The rows on screen, from top to bottom."""
        return self._rows.shown_rows()

    def chosen(self) -> list[T]:
        """The rows that are selected, from top to bottom."""
        return self._rows.rows_at(self._chosen_lines())

    def current(self) -> T | None:
        """The row under the cursor, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index) if index.isValid() else None

    def current_key(self) -> Hashable:
        """Key of the row under the cursor, or None."""
        index = self.currentIndex()
        return index.data(Role.KEY) if index.isValid() else None

    def select(self, key: Hashable) -> bool:
        """Put the cursor on the row with this key; False when it is not shown."""
        line = self._rows.line_of(key)
        if line is None:
            return False
        index = self._rows.index(line, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def show_columns(self, *, without: Collection[str]) -> None:
        """Show every column but those with these headings."""
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, column.title in without)
        self._share_width()

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        """Sort by the column at this place, as a click on its heading does."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)  # sortByColumn would sort twice

    def offer(self, text: str, then: Callable[[T], object], when: Callable[[T], bool] | None = None) -> None:
        """Put a verb on the row under the cursor into the context menu, above the copying of rows; grey for a row of
        which ``when`` says no."""
        action = QAction(text, self)
        action.triggered.connect(lambda: then(self._rows.row_at(self.currentIndex())))
        action.setEnabled(False)
        self.current_changed.connect(lambda row: action.setEnabled(row is not None and (when is None or when(row))))
        self.insertAction(self.actions()[-1], action)

    def copied_text(self) -> str:
        """The chosen rows with headings, tab-separated, as Ctrl+C puts them on the clipboard."""
        table = [[column.title for column in self._rows.columns]]
        for line in self._chosen_lines():
            row = self._rows.row_at(self._rows.index(line, 0))
            table.append([_flat(column.shown(row).words()) for column in self._rows.columns])
        return "\n".join("\t".join(fields) for fields in table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._rows.row_at(self.currentIndex()))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _settle_look(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(self._row_height)

    def _settle_header(self, *, shown: bool) -> None:
        header = self.horizontalHeader()
        header.setVisible(shown)
        header.setHighlightSections(False)
        header.setFixedHeight(30)
        header.setMinimumSectionSize(40)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)

    def _add_copy_action(self) -> None:
        copy = QAction("Copier les lignes", self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.copied_text()))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _current_moved(self) -> None:
        self.current_changed.emit(self.current())

    def _chosen_lines(self) -> list[int]:
        """Taken from the stretches of the selection: to ask for an index a row takes seconds for all of 10,000."""
        stretches = self.selectionModel().selection().toList()
        return sorted({line for each in stretches for line in range(each.top(), each.bottom() + 1)})

    def _chosen_keys(self) -> set[Hashable]:
        return self._rows.keys_of(self.chosen())

    def _restore(self, kept: Hashable, chosen: Collection[Hashable]) -> None:
        self._fit_height()
        self._share_width()
        if kept is not None and not self.select(kept):
            self.current_changed.emit(None)
        if chosen and kept not in chosen:
            self.clearSelection()
        self._choose(chosen)
        # A reset of the model drops the selection without a word.
        self.chosen_changed.emit()

    def _choose(self, keys: Collection[Hashable]) -> None:
        """Select the rows with these keys that are shown, beside what is selected."""
        found, last = QItemSelection(), self._rows.columnCount() - 1
        for first, end in _stretches(self._rows.lines_of(keys)):
            found.select(self._rows.index(first, 0), self._rows.index(end, last))
        self.selectionModel().select(found, QItemSelectionModel.SelectionFlag.Select)

    def _fit_height(self) -> None:
        if self._fit is not None:
            lines = min(self._fit, max(1, self._rows.rowCount()))
            heading = 30 if self.horizontalHeader().isVisibleTo(self) else 0
            self.setFixedHeight(heading + lines * self._row_height + 2)

    def _share_width(self) -> None:
        """Fixed columns get their width; the others what their words need, then what is left by their stretch."""
        columns = {place: each for place, each in enumerate(self._rows.columns) if not self.isColumnHidden(place)}
        stretches = {place: column.stretch for place, column in columns.items() if column.width is None}
        needed = {place: width for place, width in self._needed_widths().items() if place in stretches}
        rest = self.viewport().width() - sum(column.width or 0 for column in columns.values())
        spare = rest - sum(needed.values())
        if spare < 0:
            shared = squeezed(needed, stretches, rest)
        else:
            total = max(sum(stretches.values()), 1)
            shared = {place: needed[place] + spare * stretch // total for place, stretch in stretches.items()}
        for place, column in columns.items():
            self.setColumnWidth(place, column.width if column.width is not None else shared[place])

    def _needed_widths(self) -> dict[int, int]:
        """Pixels that heading and words of the first rows need, for each column without a width. A filter changes
        nothing in it: columns that move with each letter typed are hard to read."""
        if self._needed is None:
            first = self._rows.all_rows()[:_MEASURED]
            self._needed = {
                place: max(_heading(column.title), *(natural_width(column.shown(row)) for row in first), 0)
                for place, column in enumerate(self._rows.columns)
                if column.width is None
            }
        return self._needed


def squeezed(needed: Mapping[int, int], stretches: Mapping[int, int], rest: int) -> dict[int, int]:
    """Widths that fit into ``rest``: a column that needs less than its share leaves the difference to the others."""
    waiting, shared = dict(stretches), {}
    for place in sorted(waiting, key=lambda place: needed[place] / waiting[place]):
        shared[place] = min(needed[place], max(rest, 0) * waiting[place] // sum(waiting.values()))
        rest -= shared[place]
        del waiting[place]
    return shared


def _stretches(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending lines as stretches without a gap, both ends included."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if found and line == found[-1][1] + 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found


def _heading(title: str) -> int:
    return natural_width(Cell(title, bold=True))


def _flat(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")
