"""The network page: the tree at the left, the sheet of the centre that is picked at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network import tree
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.sheet_view import SheetView
from crmr_desk.ui.network.tree_panel import TreePanel

_LINGER_MS = 40
"""A walk through the tree by keyboard reads a sheet only where it lingers."""

_CENTRES = frozenset(CentreKind)


class NetworkPage(LiveView):
    """Tree and sheet. ``show_centre`` leads to a centre from anywhere."""

    TABLES = frozenset(
        {
            "hospital", "person", "fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment",
            "mandate", "dossier",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._order: Literal["fsmr", "region"] = "fsmr"
        self._wanted: tuple[str, int] | None = None
        self.panel, self.sheet = TreePanel(), SheetView(desk)
        self._linger = QTimer(self, singleShot=True, interval=_LINGER_MS)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(self.sheet)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setSizes([356, 850])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.panel.picked.connect(self._picked)
        self.panel.order_wanted.connect(self._reorder)
        self._linger.timeout.connect(self._show_wanted)

    def question(self) -> Callable[[], list[Node]]:
        db, today, order = self.desk.db, self.desk.today, self._order
        return lambda: tree.tree_on(db, today, order)

    def show_answer(self, answer: Any) -> None:
        self.panel.show_nodes(answer)
        if self._wanted is not None:
            self.panel.tree.select(*self._wanted)

    def show_centre(self, kind: str, row_id: int) -> None:
        """Stand on a centre in the tree and show its sheet, even when a filter hides it there."""
        self._wanted = (kind, row_id)
        self.panel.tree.select(kind, row_id)
        self._show_wanted()

    def filter_by(self, state: NodeState) -> None:
        """Show only the centres in ``state``."""
        self.panel.filter_by(state)

    def _picked(self, node: Node) -> None:
        if node.kind in _CENTRES:
            self._wanted = (node.kind, node.row_id)
            self._linger.start()

    def _show_wanted(self) -> None:
        self._linger.stop()
        if self._wanted is not None and self._wanted != self.sheet.centre:
            self.sheet.show_centre(*self._wanted)
            self.desk.centre_shown.emit(*self._wanted)

    def _reorder(self, order: Literal["fsmr", "region"]) -> None:
        self._order = order
        self.reload()
