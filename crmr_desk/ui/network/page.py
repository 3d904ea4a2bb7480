"""The network page: the tree at the left, the sheet of the centre that is picked at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network import tree
from crmr_desk.model.network.arrangement import Arrangement
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.sheet_view import SheetView
from crmr_desk.ui.network.tree_panel import TreePanel

_LINGER_MS = 40
"""A walk through the tree by keyboard reads a sheet only where it lingers."""

_SPLITTER = "network/splitter"


class NetworkPage(LiveView):
    """Tree and sheet. ``show_centre`` leads to a centre from anywhere."""

    TABLES = frozenset(
        {
            "hospital", "person", "fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment",
            "mandate", "dossier", "former_value",
        }
    )  # fmt: skip
    TURNS = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted: tuple[str, int] | None = None
        self.panel, self.sheet = TreePanel(self._settings(), lambda: desk.on, self), SheetView(desk)
        self._linger = QTimer(self, singleShot=True, interval=_LINGER_MS)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], list[Node]]:
        db, on, order = self.desk.seen, self.desk.on, self.panel.arrangement()
        return lambda: tree.tree_on(db, on, order)

    def show_answer(self, answer: Any) -> None:
        self.panel.show_nodes(answer)
        self.sheet.tell_empty(empty=not answer)

    def go_to(self, what: str, row_id: int | None = None) -> None:
        """Show a centre (kind, row id), a region ("region/11"), or only the centres in a state."""
        if what.startswith("region/"):
            self.show_region(what.removeprefix("region/"))
        elif row_id is None:
            self.filter_by(NodeState(what))
        else:
            self.show_centre(what, row_id)

    def show_centre(self, kind: str, row_id: int) -> None:
        """Stand on a centre in the tree and show its sheet, even when a filter hides it there."""
        self._wanted = (kind, row_id)
        self.panel.tree.select(kind, row_id)
        self._show_wanted()

    def show_region(self, code: str) -> None:
        """Stand on a region in the tree by region; ``code`` is its INSEE code."""
        self.panel.order.set_value(Arrangement.REGION)
        self.panel.tree.select("region", int(code))
        self.panel.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()

    def filter_by(self, state: NodeState) -> None:
        """Show only the centres in ``state``."""
        self.panel.filter_by(state)

    def _lay_out(self) -> None:
        self.splitter.addWidget(self.panel)
        self.splitter.addWidget(self.sheet)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.panel.setMinimumWidth(330)
        self.sheet.setMinimumWidth(360)
        self.splitter.setSizes([376, 863])
        settings, kept = self._settings(), None
        if settings is not None:
            kept = settings.value(_SPLITTER)
        if isinstance(kept, QByteArray):
            self.splitter.restoreState(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.panel.order_wanted.connect(lambda _order: self.reload())
        self.panel.tree.picked.connect(self._picked)
        self.panel.tree.opened.connect(self._open)
        self.panel.tree.menu_wanted.connect(self._show_menu)
        self.sheet.filter_wanted.connect(lambda: self.panel.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.splitter.splitterMoved.connect(lambda _at, _number: self._keep_splitter())
        self._linger.timeout.connect(self._show_wanted)

    def _picked(self, node: Node) -> None:
        centre = _centre_of(node)
        if centre is not None:
            self._wanted = centre
            self._linger.start()

    def _open(self, node: Node) -> None:
        self._picked(node)
        self._show_wanted()

    def _show_menu(self, node: Node, where: QPoint) -> None:
        if _centre_of(node) is not None:
            from crmr_desk.ui.network import tree_menu  # all procedures come with it: the tree need not wait for them

            tree_menu.ask(self.desk, self, node, where, lambda: self._open(node))

    def _show_wanted(self) -> None:
        self._linger.stop()
        if self._wanted is not None and self._wanted != self.sheet.centre:
            self.sheet.show_centre(*self._wanted)
            self.desk.centre_shown.emit(*self._wanted)

    def _settings(self) -> QSettings | None:
        """Those of the window, when it offers some."""
        found = getattr(self.desk.window, "settings", None)
        return found if isinstance(found, QSettings) else None

    def _keep_splitter(self) -> None:
        settings = self._settings()
        if settings is not None:
            settings.setValue(_SPLITTER, self.splitter.saveState())


def _centre_of(node: Node) -> tuple[str, int] | None:
    """Whose sheet a line of the tree shows: its own, or that of the CRMR whose competence centres it gathers."""
    if node.kind == "group" and node.row_id:
        return CentreKind.CRMR.value, node.row_id
    return (str(node.kind), node.row_id) if node.kind in list(CentreKind) else None
