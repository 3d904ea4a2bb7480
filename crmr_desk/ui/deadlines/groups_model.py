"""Deadlines under headings that fold: by centre, or by how near they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.parts.cell import Cell, Index, Role
from crmr_desk.ui.parts.table import Column


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its deadlines. ``key`` keeps it unfolded through reloads; ``late`` of them are late."""

    key: str
    title: str
    rows: tuple[DeadlineRow, ...]
    second: str = ""
    icon: str = ""
    tone: str = ""
    late: int = 0

    def cell(self) -> Cell:
        """How the heading is shown, over all columns."""
        marks = (("clock", "stop", f"{thousands(self.late)} en retard"),) if self.late else ()
        return Cell(
            self.title, icon=self.icon, tone=self.tone, bold=True, aside=self.second, count=thousands(len(self.rows)),
            marks=marks, tip=", ".join(filter(None, (self.title, self.second))), both_ends=True,
        )  # fmt: skip


class GroupsModel(QAbstractItemModel):
    """Groups, then their rows in ``columns``; sorting moves rows within their group, the groups stay."""

    def __init__(self, columns: Sequence[Column[DeadlineRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._groups: list[Group] = []
        self._rows: list[list[DeadlineRow]] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Other groups; the sorting stays."""
        self.beginResetModel()
        self._groups = list(groups)
        self._rows = [self._in_order(group.rows) for group in groups]
        self.endResetModel()

    def groups(self) -> list[Group]:
        """The groups, from top to bottom."""
        return list(self._groups)

    def group_at(self, index: Index) -> Group:
        """The group of a valid index, a heading or one of its rows."""
        return self._groups[index.internalId() - 1 if index.internalId() else index.row()]

    def row_at(self, index: Index) -> DeadlineRow | None:
        """The deadline behind an index; None for a heading."""
        return self._rows[index.internalId() - 1][index.row()] if index.isValid() and index.internalId() else None

    def index_of(self, key: str) -> QModelIndex:
        """Where the deadline with this key stands; invalid when it is not shown."""
        for place, rows in enumerate(self._rows):
            for line, row in enumerate(rows):
                if row.key == key:
                    return self.createIndex(line, 0, place + 1)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        group = index.internalId()
        return self.createIndex(group - 1, 0, 0) if index.isValid() and group else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() or parent.column() > 0 else len(self._rows[parent.row()])

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if not index.isValid() or (row is None and index.column() > 0):
            return None
        column = self.columns[index.column()]
        cell = self.group_at(index).cell() if row is None else column.shown(row)
        match role:
            case Role.CELL:
                return cell
            case Role.KEY:
                return self.group_at(index).key if row is None else row.key
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if row is not None and column.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.words() if row is None else f"{column.title}\u00a0: {cell.words() or 'vide'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self.row_at(index) for index in before]
        self._rows = [self._in_order(group.rows) for group in self._groups]
        self.changePersistentIndexList(before, list(map(self._again, before, rows)))
        self.layoutChanged.emit()

    def _again(self, index: QModelIndex, row: DeadlineRow | None) -> QModelIndex:
        """Where what stood at ``index`` stands now."""
        if row is None:
            return index
        return self.createIndex(self._rows[index.internalId() - 1].index(row), index.column(), index.internalId())

    def _in_order(self, rows: Sequence[DeadlineRow]) -> list[DeadlineRow]:
        if self._sorted_by is None:
            return list(rows)
        number, order = self._sorted_by
        column = self.columns[number]
        by = column.sort or (lambda row: column.shown(row).words().casefold())
        return sorted(rows, key=by, reverse=order == Qt.SortOrder.DescendingOrder)
