"""A list under headings that fold, sorted within each; copied to Excel, walked through by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui import icons, theme
from crmr_desk.ui.deadlines.groups_model import Group, GroupsModel
from crmr_desk.ui.parts.cell import CellDelegate, Index, Role
from crmr_desk.ui.parts.table import Column

_ROW, _INDENT, _CHEVRON = 45, 22, 16
_UNFOLDED_BELOW, _UNFOLDED_EACH = 400, 40
"""Rows in all, and under one heading, up to which it is unfolded at first; so few in all are always unfolded."""


class _WholeRows(CellDelegate):
    """The cursor is shown by the bar of its line, not by an edge around a cell."""

    @staticmethod
    def _whole_rows(_option: QStyleOptionViewItem) -> bool:
        return True


class GroupsView(QTreeView):
    """``current_changed(row or None)`` when the cursor moves, ``opened(row)`` by Enter or a double click,
    ``chosen_changed`` when other rows are selected, ``menu_wanted(row, where)``."""

    current_changed = Signal(object)
    opened = Signal(object)
    chosen_changed = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, columns: Sequence[Column[DeadlineRow]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = GroupsModel(columns, self)
        self._known: set[str] = set()
        """The headings that have been shown: what the user folded stays folded."""
        self.setModel(self._rows)
        self.setItemDelegate(_WholeRows(self, height=_ROW, bar=False))
        self.setAccessibleName(name)
        self._settle_look()
        self._add_copying()
        self.selectionModel().currentChanged.connect(lambda: self.current_changed.emit(self.current()))
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_menu)
        theme.signals.changed.connect(self.viewport().update)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Other groups; what is folded, the cursor and the place on screen stay."""
        current, folded, height = self.current(), self._folded(), self.verticalScrollBar().value()
        count = sum(len(group.rows) for group in groups)
        self._rows.show_groups(groups)
        self._unfold(folded if count > _UNFOLDED_EACH else set(), unfold_new=count <= _UNFOLDED_BELOW)
        self._known |= {group.key for group in groups}
        if current is None or not self.select(current.key):
            self.current_changed.emit(None)
        self.chosen_changed.emit()
        self.verticalScrollBar().setValue(height)

    def groups(self) -> list[Group]:
        """The groups, from top to bottom."""
        return self._rows.groups()

    def rows(self) -> list[DeadlineRow]:
        """Every row, heading by heading."""
        return [row for group in self._rows.groups() for row in group.rows]

    def current(self) -> DeadlineRow | None:
        """The row under the cursor; None on a heading."""
        return self._rows.row_at(self.currentIndex())

    def chosen(self) -> list[DeadlineRow]:
        """The rows selected, without headings."""
        found = (self._rows.row_at(index) for index in self.selectionModel().selectedRows())
        return [row for row in found if row is not None]

    def select(self, key: str) -> bool:
        """Put the cursor on the row with this key, where its heading is unfolded; False when it is not there."""
        index = self._rows.index_of(key)
        if index.isValid() and self.isExpanded(index.parent()):
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        return index.isValid()

    def copied_text(self) -> str:
        """The chosen rows with headings, tab-separated."""
        table = [[column.title for column in self._rows.columns]]
        table += [[column.shown(row).words() for column in self._rows.columns] for row in self.chosen()]
        return "\n".join("\t".join(" ".join(words.split()) for words in line) for line in table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        line = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(line, theme.color("soft"))
        elif self._rows.row_at(index) is None:
            painter.fillRect(line, theme.color("raised"))
        super().drawRow(painter, options, index)
        painter.fillRect(QRect(0, line.bottom(), 2 * _INDENT, 1), theme.color("line"))
        if chosen:
            painter.fillRect(QRect(0, line.top(), 3, line.height()), theme.color("accent"))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if self._rows.row_at(index) is None:
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            top = rect.center().y() - _CHEVRON // 2 + 1
            painter.drawPixmap(rect.right() - _CHEVRON, top, icons.pixmap(name, "text2", _CHEVRON))

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index)
        if row is not None:
            self.opened.emit(row)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _ask_menu(self, where: QPoint) -> None:
        row = self._rows.row_at(self.indexAt(where)) or self.current()
        if row is not None:
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(where))

    def _folded(self) -> set[str]:
        tops = (self._rows.index(place, 0) for place in range(self._rows.rowCount()))
        shown = {str(index.data(Role.KEY)): self.isExpanded(index) for index in tops}
        return {key for key, unfolded in shown.items() if not unfolded}

    def _unfold(self, folded: set[str], *, unfold_new: bool) -> None:
        for place in range(self._rows.rowCount()):
            index = self._rows.index(place, 0)
            key = str(index.data(Role.KEY))
            new = unfold_new and self._rows.rowCount(index) <= _UNFOLDED_EACH
            self.setExpanded(index, key not in folded if key in self._known else new)
            self.setFirstColumnSpanned(place, QModelIndex(), True)

    def _share_width(self) -> None:
        columns = [each for each in enumerate(self._rows.columns) if not self.isColumnHidden(each[0])]
        rest = self.viewport().width() - 2 * _INDENT - sum(column.width or 0 for _place, column in columns)
        total = max(sum(column.stretch for _place, column in columns if column.width is None), 1)
        for place, column in columns:
            width = column.width or max(rest * column.stretch // total, 80)
            self.setColumnWidth(place, width + (0 if place else 2 * _INDENT))

    def _add_copying(self) -> None:
        copy = QAction("Copier les lignes", self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.copied_text()))
        self.addAction(copy)

    def _settle_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setFixedHeight(30)
        header.setStretchLastSection(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
