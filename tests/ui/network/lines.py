"""What a tree shows, for tests."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt

from crmr_desk.model.network.rows import Node
from crmr_desk.ui.network.tree_model import NetworkTreeModel
from crmr_desk.ui.network.tree_view import NetworkTreeView


def indexes(tree: NetworkTreeView, below: QModelIndex | None = None) -> Iterator[QModelIndex]:
    """Every line that the filter leaves, unfolded or not, from top to bottom."""
    model = tree.model()
    parent = below or QModelIndex()
    for row in range(model.rowCount(parent)):
        child = model.index(row, 0, parent)
        yield child
        yield from indexes(tree, child)


def nodes(tree: NetworkTreeView) -> list[Node]:
    """Their nodes."""
    model = tree.model()
    assert isinstance(model, NetworkTreeModel)
    return [model.node(index) for index in indexes(tree)]


def node(tree: NetworkTreeView, title: str, kind: str = "") -> Node:
    """The first line with this title."""
    return next(each for each in nodes(tree) if each.title == title and kind in ("", each.kind))


def index(tree: NetworkTreeView, wanted: Node) -> QModelIndex:
    """Where a line stands."""
    model = tree.model()
    assert isinstance(model, NetworkTreeModel)
    return next(each for each in indexes(tree) if model.node(each) is wanted)


def heard(tree: NetworkTreeView, wanted: Node) -> str:
    """What a screen reader says of a line."""
    return str(index(tree, wanted).data(Qt.ItemDataRole.AccessibleTextRole))


def unfolded(tree: NetworkTreeView) -> set[str]:
    """Titles of the lines that are unfolded."""
    model = tree.model()
    assert isinstance(model, NetworkTreeModel)
    return {model.node(each).title for each in indexes(tree) if tree.isExpanded(each)}
