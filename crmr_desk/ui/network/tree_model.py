"""The network tree as Qt sees it: rows that are ready, found by number, filtered without a proxy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crmr_desk.model.network.names import fold
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.parts.cell import Cell, Index, Role

MARKS: Final[dict[NodeState, tuple[str, str]]] = {
    NodeState.VACANT: ("user-off", "stop"),
    NodeState.LABEL_EXPIRED: ("hourglass", "stop"),
    NodeState.LABEL_EXPIRING: ("hourglass", "warn"),
    NodeState.AGE: ("cake", "warn"),
    NodeState.BELOW_THREE: ("alert-triangle", "warn"),
    NodeState.SEVERAL: ("git-branch", "mute"),
    NodeState.DOSSIER: ("folder", "accent"),
}
"""Icon and token of each state, in the order in which they are drawn."""

_KIND_ICONS: Final = {"crmr": "stethoscope", "site": "building-hospital", "group": "topology-star-3"}
_GATHERING: Final = ("fsmr", "group", "region", "hospital")
"""Kinds whose flags only repeat those of the lines below."""

_ROOT = QModelIndex()


class NetworkTreeModel(QAbstractItemModel):
    """Nodes by their number. A filter hides what neither matches nor leads to a match; it asks nobody again.

    The children of node ``n`` are ``_children[n]``; the roots, whose parent is -1, are the last list.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: Sequence[Node] = ()
        self._children: list[list[int]] = [[]]
        self._place: list[int] = []
        self._words: list[str] = []
        self._states: frozenset[NodeState] = frozenset()

    def show(self, nodes: Sequence[Node]) -> None:
        """Replace everything; the filter in force stays."""
        self.beginResetModel()
        self._nodes = nodes
        self._arrange()
        self.endResetModel()

    def filter(self, text: str, states: Collection[NodeState] = ()) -> None:
        """Keep nodes whose search text holds every word of ``text`` and that bear one of ``states`` (all when empty),
        with the nodes that lead to them and those that hang below a match."""
        self._words, self._states = fold(text).split(), frozenset(states)
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    @property
    def is_filtered(self) -> bool:
        """Whether some rows may be hidden."""
        return bool(self._words or self._states)

    def node(self, index: Index) -> Node:
        """The node of a valid index."""
        return self._nodes[index.internalId()]

    def index_of(self, kind: str, row_id: int) -> QModelIndex:
        """The first place where a centre is shown; an invalid index when it is filtered out or gone."""
        for node in self._nodes:
            if node.row_id == row_id and node.kind == kind and self._place[node.id] >= 0:
                return self.createIndex(self._place[node.id], 0, node.id)
        return QModelIndex()

    def matches(self) -> int:
        """How many nodes are shown."""
        return sum(len(children) for children in self._children)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._children[parent.internalId() if parent.isValid() else -1])

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002
        return 1

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self._children[parent.internalId() if parent.isValid() else -1]
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        above = self._nodes[index.internalId()].parent
        return QModelIndex() if above < 0 else self.createIndex(self._place[above], 0, above)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == Role.CELL:
            return _cell(node)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title
        if role == Role.KEY:
            return node.kind, node.row_id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (node.title, node.detail, *node.notes, node.count) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((f"{node.title} {node.detail}".strip(), *node.notes))
        return None

    def _arrange(self) -> None:
        shown = self._shown() if self.is_filtered else None
        self._children = [[] for _ in range(len(self._nodes) + 1)]
        self._place = [-1] * len(self._nodes)
        for node in self._nodes:
            if shown is None or node.id in shown:
                siblings = self._children[node.parent]
                self._place[node.id] = len(siblings)
                siblings.append(node.id)

    def _shown(self) -> set[int]:
        shown: set[int] = set()
        below_match: set[int] = set()
        for node in self._nodes:
            if node.parent in below_match or self._matches(node):
                self._show_with_ancestors(node, shown)
                if not self._states:
                    below_match.add(node.id)
        return shown

    def _show_with_ancestors(self, node: Node, shown: set[int]) -> None:
        at = node.id
        while at >= 0 and at not in shown:
            shown.add(at)
            at = self._nodes[at].parent

    def _matches(self, node: Node) -> bool:
        if self._states and not self._bears_state(node):
            return False
        return all(word in node.search for word in self._words)

    def _bears_state(self, node: Node) -> bool:
        own = {NodeState.BELOW_THREE} if node.kind in _GATHERING else set(NodeState)
        return bool(self._states & own & set(node.states))


def _cell(node: Node) -> Cell:
    notes = dict(zip(node.states, node.notes, strict=False))
    return Cell(
        text=node.title,
        aside=node.detail,
        icon=_KIND_ICONS.get(node.kind, ""),
        bold=node.kind in ("fsmr", "region"),
        marks=tuple((*MARKS[state], notes.get(state, "")) for state in MARKS if state in node.states),
        count=node.count,
    )
