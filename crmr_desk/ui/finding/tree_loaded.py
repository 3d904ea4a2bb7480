"""The centres of the tree that is on screen: what can be found before the index is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmr_desk.model.finding.found import Found, Kind
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.rows import Node

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crmr_desk.model.finding.asked import Asked

_MOST = 12


def centres_loaded(window: QWidget, looked_for: Asked) -> list[Found]:
    """The centres of the tree that answer every word; none while no tree was shown."""
    from crmr_desk.ui.network.tree_view import NetworkTreeView

    tree = window.findChild(NetworkTreeView)
    found: dict[tuple[str, int], Found] = {}
    for node in tree.nodes() if tree is not None else ():
        key = (str(node.kind), node.row_id)
        if node.kind in _KINDS and key not in found and _answers(node, looked_for):
            found[key] = Found(Kind(node.kind), node.row_id, node.title, node.detail, key)
            if len(found) == _MOST:
                break
    return list(found.values())


def _answers(node: Node, looked_for: Asked) -> bool:
    words = f" {fold(f'{node.title} {node.search}')}"
    return all(f" {word}" in words for word in looked_for.telling)


_KINDS = frozenset(kind.value for kind in (Kind.FSMR, Kind.CRMR, Kind.SITE, Kind.CCMR))
