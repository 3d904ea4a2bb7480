"""The tree of the network on screen: chevrons, the accent bar of the selected line, and the filter's unfolding."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyleOptionViewItem, QTreeView, QWidget

from crmr_desk.model.network.rows import Node
from crmr_desk.ui import icons, theme
from crmr_desk.ui.network.tree_model import NetworkTreeModel
from crmr_desk.ui.parts.cell import CellDelegate, Index, Role

_ROW, _INDENT, _CHEVRON = 27, 18, 14
_UNFOLD_ALL_BELOW = 400
"""A filter that leaves fewer lines than this unfolds them all."""


class NetworkTreeView(QTreeView):
    """``picked`` carries the node that the user stands on, by mouse or keyboard."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = NetworkTreeModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(CellDelegate(self, height=_ROW, hairline=False, bar=False))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Arbre du réseau")
        self.selectionModel().currentChanged.connect(self._moved)
        theme.signals.changed.connect(self.viewport().update)

    def show_nodes(self, nodes: list[Node]) -> None:
        """Show another state of the network; what was unfolded and selected stays where it still exists."""
        unfolded, current = self._unfolded(), self.currentIndex().data(Role.KEY)
        self._rows.show(nodes)
        for kind, row_id in unfolded:
            self.expand(self._rows.index_of(kind, row_id))
        if current is not None:
            self.select(*current)

    def filter(self, text: str, states: frozenset[str] = frozenset()) -> None:
        """Filter as ``NetworkTreeModel.filter`` does; few lines are unfolded to be seen at once."""
        current = self.currentIndex().data(Role.KEY)
        self._rows.filter(text, states)  # type: ignore[arg-type]
        if self._rows.is_filtered and self._rows.matches() < _UNFOLD_ALL_BELOW:
            self.expandAll()
        if current is not None:
            self.select(*current)

    def matches(self) -> int:
        """How many lines the filter leaves."""
        return self._rows.matches()

    def select(self, kind: str, row_id: int) -> bool:
        """Stand on a centre, unfolding what leads to it; False when the filter hides it or it is gone."""
        index = self._rows.index_of(kind, row_id)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        line = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())  # type: ignore[attr-defined]
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(line, theme.color("soft"))
        super().drawRow(painter, options, index)
        if chosen:
            painter.fillRect(QRect(0, line.top(), 3, line.height()), theme.color("accent"))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self._rows.rowCount(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"  # type: ignore[arg-type]
        left = rect.right() - _CHEVRON
        painter.drawPixmap(left, rect.center().y() - _CHEVRON // 2 + 1, icons.pixmap(name, "text2", _CHEVRON))

    def sizeHint(self) -> QSize:
        return QSize(340, 600)

    def _unfolded(self) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self._rows.rowCount(parent)):
                child = self._rows.index(row, 0, parent)
                if self.isExpanded(child):
                    found.append(child.data(Role.KEY))
                    waiting.append(child)
        return found

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(self._rows.node(current))
