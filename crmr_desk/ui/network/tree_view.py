"""The tree of the network on screen: chevrons, the accent bar of the selected line, and the filter's unfolding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyleOptionViewItem, QTreeView, QWidget

from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui import icons, theme
from crmr_desk.ui.network.tree_filters import Facet, TreeFilter
from crmr_desk.ui.network.tree_model import NetworkTreeModel, Path
from crmr_desk.ui.parts.cell import CellDelegate, Index, Role

_ROW, _INDENT, _CHEVRON = 27, 18, 14
_UNFOLD_ALL_BELOW = 400
"""A filter that leaves fewer lines than this unfolds them all."""


class NetworkTreeView(QTreeView):
    """``picked`` carries the node that the user goes to, ``opened`` the one that Enter or a double click asks for;
    ``menu_wanted(node, where)`` asks for its context menu at a place of the screen.

    What stands selected and unfolded is kept by its path through reloads and filters, also while a filter hides it.
    """

    picked = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = NetworkTreeModel(self)
        self._kept: Path = ()
        self._unfold_kept = False
        """What is to be stood on is not shown yet, and is then to be unfolded."""
        self._unfiltered: list[Path] = []
        self.setModel(self._rows)
        self.setItemDelegate(CellDelegate(self, height=_ROW, hairline=False, bar=False))
        self._settle_look()
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(self._rows.node(index)))
        self.customContextMenuRequested.connect(self._ask_menu)
        theme.signals.changed.connect(self.viewport().update)

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show another state of the network; what was unfolded and selected stays where it still exists, and nothing
        moves under the user's eye."""
        unfolded, height = self._unfolded(), self.verticalScrollBar().value()
        self._rows.show(nodes)
        self._unfold(unfolded)
        self._stand_again()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(height)

    def filter(self, wanted: TreeFilter) -> None:
        """Filter as ``NetworkTreeModel.filter`` does. Few lines are unfolded to be seen at once; without a filter the
        tree is unfolded as it was before."""
        if not self._rows.is_filtered:
            self._unfiltered = self._unfolded()
        self._rows.filter(wanted)
        self._unfold(self._unfiltered)
        current = self._stand_again()
        if current.isValid():
            self.scrollTo(current)

    def nodes(self) -> Sequence[Node]:
        """Every node, those that a filter hides included."""
        return self._rows.nodes()

    def lines(self) -> int:
        """How many lines the filter leaves."""
        return self._rows.lines()

    def centres_found(self) -> Counter[str] | None:
        """How many centres answer the filter, by kind; None while there is none."""
        return self._rows.centres_found() if self._rows.is_filtered else None

    def counts(self, facet: Facet) -> Counter[str]:
        """How many centres each value of ``facet`` would keep beside the other questions."""
        return self._rows.counts(facet)

    def state_counts(self) -> Mapping[NodeState, int]:
        """How many centres each state would keep beside the words and the other questions."""
        return self._rows.state_counts()

    def to_first_found(self) -> None:
        """Stand on the first line that answers the filter, and take the focus; on the first line without a filter."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        index = self._rows.first_found()
        if index.isValid():
            self._stand_on(index)
            self.scrollTo(index)

    def current_node(self) -> Node | None:
        """The node on which the user stands; None when there is none, or a filter hides it."""
        index = self.currentIndex()
        return self._rows.node(index) if index.isValid() else None

    def select(self, kind: str, row_id: int) -> bool:
        """Stand on a centre, unfolding it and what leads to it. False when a filter hides it or the tree does not
        know it (yet): then it is selected as soon as it is shown."""
        here = self.current_node()
        index = self._rows.index_of(kind, row_id)
        if here is not None and (here.kind, here.row_id) == (kind, row_id):
            index = self.currentIndex()
        if not index.isValid():
            self._kept, self._unfold_kept = ((kind, row_id),), True
            self.setCurrentIndex(QModelIndex())
            return False
        self._kept = index.data(Role.KEY)
        self._stand_on(index)
        self.expand(index)
        self.scrollTo(index)
        return True

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        line = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(line, theme.color("soft"))
        super().drawRow(painter, options, index)
        if chosen:
            painter.fillRect(QRect(0, line.top(), 3, line.height()), theme.color("accent"))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self._rows.rowCount(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        left = rect.right() - _CHEVRON
        painter.drawPixmap(left, rect.center().y() - _CHEVRON // 2 + 1, icons.pixmap(name, "text2", _CHEVRON))

    def sizeHint(self) -> QSize:
        return QSize(340, 600)

    def _settle_look(self) -> None:
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Arbre du réseau")

    def _unfolded(self) -> list[Path]:
        found: list[Path] = []
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self._rows.rowCount(parent)):
                child = self._rows.index(row, 0, parent)
                if self.isExpanded(child):
                    found.append(child.data(Role.KEY))
                    waiting.append(child)
        return found

    def _unfold(self, paths: Iterable[Path]) -> None:
        if self._rows.is_filtered and self._rows.lines() < _UNFOLD_ALL_BELOW:
            self.expandAll()
            return
        for path in paths:
            self.expand(self._rows.index_at(path))

    def _stand_again(self) -> QModelIndex:
        """Back to where the user stood, if it is shown; else to another place of the same centre."""
        if not self._kept:
            return QModelIndex()
        index = self._rows.index_at(self._kept)
        if not index.isValid():
            index = self._rows.index_of(*self._kept[-1])
        if index.isValid():
            self._kept = index.data(Role.KEY)
            self._stand_on(index)
            if self._unfold_kept:
                self._unfold_kept = False
                self.expand(index)
        return index

    def _stand_on(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        # The view would scroll to the new current line by itself: a reload must not.
        scrolls = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.setCurrentIndex(index)
        self.setAutoScroll(scrolls)

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid() and current.data(Role.KEY) != self._kept:
            self._kept = current.data(Role.KEY)
            self.picked.emit(self._rows.node(current))

    def _ask_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if not index.isValid():
            index = self.currentIndex()
        if index.isValid():
            self.menu_wanted.emit(self._rows.node(index), self.viewport().mapToGlobal(where))
