"""The network tree as Qt sees it: rows that are ready, found by number, filtered without a proxy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network import tree
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.network.tree_filters import EVERYTHING, Facet, TreeFilter, values_of
from crmr_desk.ui.parts.cell import Cell, Index, Role

Path = tuple[tuple[str, int], ...]
"""(kind, row id) of a node and of all above it, itself last: a centre that the tree shows twice has two."""

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

_KIND_ICONS: Final = {"crmr": "stethoscope", "site": "building-hospital", "group": "affiliate"}
_CENTRES: Final = frozenset(CentreKind)
_COUNTED: Final = ("coordonnateur", "constitutif", "centre de compétences")

_ROOT = QModelIndex()


class NetworkTreeModel(QAbstractItemModel):
    """Nodes by their number. A filter hides what neither matches nor leads to a match; it asks nobody again.

    The children of node ``n`` are ``_children[n]``; those of -1 are the roots. A node without children has no entry.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: Sequence[Node] = ()
        self._names: list[str] = []
        self._searched: list[str] = []
        self._children: dict[int, list[int]] = {}
        self._place: list[int] = []
        self._found: set[int] = set()
        self._wanted = EVERYTHING

    def show(self, nodes: Sequence[Node]) -> None:
        """Replace everything; the filter in force stays."""
        self.beginResetModel()
        self._nodes = nodes
        self._names = []
        self._arrange()
        self.endResetModel()

    def filter(self, wanted: TreeFilter) -> None:
        """Keep nodes that answer every word of the text, each word by themselves or by the name of what stands above
        them, that bear one of the states themselves (all when there are none) and have the traits asked for, with the
        nodes that lead to them."""
        self._wanted = wanted
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    @property
    def is_filtered(self) -> bool:
        """Whether some rows may be hidden."""
        return not self._wanted.is_empty

    def counts(self, facet: Facet) -> Counter[str]:
        """How many centres each value of ``facet`` would keep beside the other questions."""
        found = self._answering(self._wanted.asking(facet, frozenset()))
        centres = {self._centre(number): self._nodes[number].traits for number in found if self._is_centre(number)}
        return Counter(value for traits in centres.values() for value in values_of(traits, facet))

    def state_counts(self) -> Mapping[NodeState, int]:
        """How many centres each state would keep beside the words and the other questions."""
        wanted = replace(self._wanted, states=frozenset())
        if wanted.is_empty:
            return tree.tally(self._nodes)
        found = self._answering(wanted) if self._wanted.states else self._found
        return tree.tally(self._nodes[number] for number in found)

    def nodes(self) -> Sequence[Node]:
        """Every node, in order."""
        return self._nodes

    def node(self, index: Index) -> Node:
        """The node of a valid index."""
        return self._nodes[index.internalId()]

    def index_of(self, kind: str, row_id: int) -> QModelIndex:
        """The first place where a centre is shown; an invalid index when it is filtered out or gone."""
        for node in self._nodes:
            if node.row_id == row_id and node.kind == kind and self._place[node.id] >= 0:
                return self.createIndex(self._place[node.id], 0, node.id)
        return QModelIndex()

    def index_at(self, path: Path) -> QModelIndex:
        """The node at ``path``; an invalid index when it is filtered out or gone."""
        number = -1
        for key in path:
            children = self._children.get(number, ())
            number = next((child for child in children if self._key(child) == key), -1)
            if number < 0:
                return QModelIndex()
        return self.createIndex(self._place[number], 0, number) if path else QModelIndex()

    def first_found(self) -> QModelIndex:
        """The first centre that answers the filter; the first line without one."""
        centres = [number for number in self._found if self._is_centre(number)]
        number = min(centres or self._found, default=0 if self._nodes and not self.is_filtered else -1)
        return self.createIndex(self._place[number], 0, number) if number >= 0 else QModelIndex()

    def lines(self) -> int:
        """How many nodes are shown, matches and what leads to them."""
        return sum(len(children) for children in self._children.values())

    def centres_found(self) -> Counter[str]:
        """How many centres answer the filter, by kind, each once; a coordinating site beside its CRMR is that CRMR."""
        return Counter(kind for kind, _row_id in {self._centre(n) for n in self._found if self._is_centre(n)})

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, ()))

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002
        return 1

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self._children.get(parent.internalId() if parent.isValid() else -1, ())
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
            return self._path(node.id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((", ".join(part for part in (node.title, node.detail) if part), *node.notes))
        return None

    def _is_centre(self, number: int) -> bool:
        return self._nodes[number].kind in _CENTRES

    def _centre(self, number: int) -> tuple[str, int]:
        """What a node counts as."""
        node = self._nodes[number]
        above = self._nodes[node.parent] if node.parent >= 0 else None
        coordinating = node.kind == CentreKind.SITE and node.traits.role == SiteRole.COORDONNATEUR
        if coordinating and above is not None and above.kind == CentreKind.CRMR:
            return str(above.kind), above.row_id
        return self._key(number)

    def _key(self, number: int) -> tuple[str, int]:
        node = self._nodes[number]
        return str(node.kind), node.row_id

    def _path(self, number: int) -> Path:
        """The keys from the root to a node."""
        keys: list[tuple[str, int]] = []
        while number >= 0:
            keys.append(self._key(number))
            number = self._nodes[number].parent
        return tuple(reversed(keys))

    def _arrange(self) -> None:
        filtered = self.is_filtered
        self._found = self._answering(self._wanted) if filtered else set()
        shown = self._with_those_above(self._found)
        self._children = {}
        self._place = [-1] * len(self._nodes)
        for node in self._nodes:
            if not filtered or node.id in shown:
                siblings = self._children.setdefault(node.parent, [])
                self._place[node.id] = len(siblings)
                siblings.append(node.id)

    def _answering(self, wanted: TreeFilter) -> set[int]:
        """Nodes that answer ``wanted``; ``missing`` are the words that no name from a node upwards holds."""
        if not self._names:  # not before a filter wants them: a large network is then shown at once
            self._names = [fold(f"{node.title} {node.detail}") for node in self._nodes]
            self._searched = [fold(node.search) for node in self._nodes]
        missing: list[tuple[str, ...]] = []
        found: set[int] = set()
        keeps, asks_traits, states, typed = wanted.keeps(), wanted.asks_traits, wanted.states, wanted.words
        for node in self._nodes:
            words = missing[node.parent] if node.parent >= 0 else typed
            name, searched = self._names[node.id], self._searched[node.id]
            missing.append(tuple(word for word in words if word not in name) if words else words)
            if (
                all(word in searched or word in name for word in words)
                and (not states or not states.isdisjoint(_own_states(node)))
                and (not asks_traits or keeps(node.traits))
            ):
                found.add(node.id)
        return found - self._below_others(wanted.fsmrs) if wanted.fsmrs else found

    def _below_others(self, sigles: Collection[str]) -> set[int]:
        """The filières but these and what stands below: a CCMR of two filières is shown under the one asked for."""
        found: set[int] = set()
        for node in self._nodes:
            if node.parent in found or (node.kind == CentreKind.FSMR and node.title not in sigles):
                found.add(node.id)
        return found

    def _with_those_above(self, found: set[int]) -> set[int]:
        shown: set[int] = set()
        for number in found:
            at = number
            while at >= 0 and at not in shown:
                shown.add(at)
                at = self._nodes[at].parent
        return shown


def _own_states(node: Node) -> tuple[NodeState, ...]:
    """The states of the centre itself: those that only repeat what stands below count for nothing."""
    return tuple(state for state in node.states if state not in node.inherited)


def _cell(node: Node) -> Cell:
    notes = dict(zip(node.states, node.notes, strict=False))
    return Cell(
        text=node.title,
        aside="" if node.parent < 0 or node.detail in node.title else node.detail,
        icon=_KIND_ICONS.get(node.kind, ""),
        bold=node.parent < 0,
        marks=tuple((*MARKS[state], notes.get(state, "")) for state in MARKS if state in node.states),
        count=node.count,
    )


def _spoken(node: Node) -> str:
    """What a screen reader says of a line: its name, what it is, its states, its counters in words."""
    kind = CentreKind(node.kind).label.lower() if node.kind in _CENTRES else ""
    return ", ".join(part for part in (node.title, kind, node.detail, *node.notes, _counted(node.count)) if part)


def _counted(count: str) -> str:
    numbers = count.split(" / ")
    if len(numbers) != len(_COUNTED):
        return f"{count} centres" if count else ""
    return ", ".join(f"{word}\N{NO-BREAK SPACE}: {number}" for number, word in zip(numbers, _COUNTED, strict=True))
