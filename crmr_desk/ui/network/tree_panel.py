"""Left half of the network page: by filière or by region, filter as you type, chips of state, the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network import tree
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.network.tree_model import MARKS
from crmr_desk.ui.network.tree_view import NetworkTreeView
from crmr_desk.ui.parts.buttons import Chip, Segmented
from crmr_desk.ui.parts.card import label, rule
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import EmptyState

_PAUSE_MS = 60
"""A pause in typing after which the filter is applied."""

_CHIPS: Final = (
    (NodeState.VACANT, "Vacants"),
    (NodeState.LABEL_EXPIRING, "Label à échoir"),
    (NodeState.AGE, "Âge"),
    (NodeState.DOSSIER, "Dossier ouvert"),
    (NodeState.LABEL_EXPIRED, "Label expiré"),
)
_ONLY_WHEN_SOME: Final = (NodeState.LABEL_EXPIRED,)
"""Chips that take room only while they would find something."""

_COUNTS_MEAN: Final = {"fsmr": "coord. / const. / comp.", "region": "centres"}


class TreePanel(QWidget):
    """``order_wanted`` asks for "fsmr" or "region"; the signals of the tree are those of ``tree``."""

    order_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """The shortcut of the filter works in the whole of ``parent``."""
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.order = Segmented((("fsmr", "Par filière"), ("region", "Par région")), "Ordre de l’arbre")
        self.field = SearchField("Filtrer l’arbre", parent=parent or self)
        self.chips = {state: Chip(text, 0, *MARKS[state]) for state, text in _CHIPS}
        self.counts, self._key = label("", "small"), label("", "small")
        self.filters = QWidget()
        self.tree = NetworkTreeView()
        self.nothing = EmptyState("search", "Aucun centre ne répond à ce filtre.", "Effacer le filtre")
        self.empty = EmptyState("topology-star-3", "Aucun centre à cette date.")
        self.stack = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._all = ""
        self._lay_out()
        self._connect()

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show another state of the network; selection, unfolding and filter stay."""
        self.tree.show_nodes(nodes)
        self.filters.setVisible(bool(nodes))
        self._count(nodes)
        self._tell_matches()

    def filter_by(self, state: NodeState) -> None:
        """Check the chip of ``state`` alone, as a link of the home page asks; a state without a chip shows all."""
        self._set_filter("", state)

    def _lay_out(self) -> None:
        for part in (self.tree, self.nothing, self.empty):
            self.stack.addWidget(part)
        chips, head = Flow(6, 6), QHBoxLayout()
        for chip in self.chips.values():
            chips.addWidget(chip)
        head.addWidget(self.counts, 1)
        head.addWidget(self._key)
        top = QVBoxLayout(self.filters)
        top.setContentsMargins(12, 12, 12, 4)
        top.setSpacing(8)
        top.addWidget(self.order)
        top.addWidget(self.field)
        top.addLayout(chips)
        top.addLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(rule())
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.order.chosen.connect(self.order_wanted)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._to_tree)
        self._pause.timeout.connect(self._filter)
        for chip in self.chips.values():
            chip.clicked.connect(self._filter)
        if self.nothing.action is not None:
            self.nothing.action.clicked.connect(lambda: self._set_filter("", None))

    def _filter(self) -> None:
        self._pause.stop()
        self.tree.filter(self.field.text(), {state for state, chip in self.chips.items() if chip.isChecked()})
        self._tell_matches()

    def _set_filter(self, text: str, state: NodeState | None) -> None:
        for each, chip in self.chips.items():
            chip.setChecked(each is state)
        self.field.setText(text)
        self._filter()

    def _to_tree(self) -> None:
        """Enter in the field: on to the first line found."""
        self._filter()
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _count(self, nodes: Sequence[Node]) -> None:
        """Each centre once, and no line that only repeats what stands below: what a chip counts, it finds."""
        states = tree.tally(nodes)
        for state, chip in self.chips.items():
            found = states.get(state, 0)
            chip.set_count(found)
            chip.setVisible(bool(found) or chip.isChecked() or state not in _ONLY_WHEN_SOME)
        kinds = Counter(kind for kind, _row_id in {(str(node.kind), node.row_id) for node in nodes})
        self._all = _counted(kinds)
        self._key.setText(_COUNTS_MEAN[self.order.value()])

    def _tell_matches(self) -> None:
        found = self.tree.centres_found()
        self.counts.setText(self._all if found is None else f"{_number(found, 'centre trouvé', 'centres trouvés')}")
        shown = self.tree if self.tree.lines() else self.nothing if found is not None else self.empty
        self.stack.setCurrentWidget(shown)


def _counted(kinds: Counter[str]) -> str:
    parts = [
        _number(kinds["fsmr"], "filière", "filières") if kinds["fsmr"] else "",
        _number(kinds["region"], "région", "régions") if kinds["region"] else "",
        _number(kinds["crmr"], "centre de référence", "centres de référence"),
    ]
    return ", ".join(part for part in parts if part)


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {several if count > 1 else one}".replace(",", "\N{NARROW NO-BREAK SPACE}")
