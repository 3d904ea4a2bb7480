"""Left half of the network page: by filière or by region, filter as you type, chips of state, the tree."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui import icons
from crmr_desk.ui.network.tree_model import MARKS
from crmr_desk.ui.network.tree_view import NetworkTreeView
from crmr_desk.ui.parts.buttons import Chip, Segmented
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.notes import EmptyState

_PAUSE_MS = 60
"""A pause in typing after which the filter is applied."""

_CHIPS: Final = (
    (NodeState.VACANT, "Vacants"),
    (NodeState.LABEL_EXPIRING, "Label à échoir"),
    (NodeState.DOSSIER, "Dossier ouvert"),
    (NodeState.AGE, "Âge"),
)


class TreePanel(QWidget):
    """``picked`` carries the node that the user stands on; ``order_wanted`` asks for "fsmr" or "region"."""

    picked = Signal(object)
    order_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.order = Segmented((("fsmr", "Par filière"), ("region", "Par région")), "Ordre de l’arbre")
        self.field = _search_field(self)
        self.chips = {state: Chip(text, 0, *MARKS[state]) for state, text in _CHIPS}
        self._counts, self._key = label("", "small"), label("coord. / const. / comp.", "small")
        self.tree = NetworkTreeView()
        self.nothing = EmptyState("search", "Aucun centre ne répond à ce filtre.", "Effacer le filtre")
        self.stack = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    def show_nodes(self, nodes: list[Node]) -> None:
        """Show another state of the network; selection, unfolding and filter stay."""
        self.tree.show_nodes(nodes)
        self._count(nodes)
        self._tell_matches()

    def filter_by(self, state: NodeState) -> None:
        """Check the chip of ``state`` alone, as a link of the home page asks."""
        for each, chip in self.chips.items():
            chip.setChecked(each is state)
        self.field.clear()
        self._filter()

    def _lay_out(self) -> None:
        first, head = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.order)
        first.addStretch(1)
        head.addWidget(self._counts, 1)
        head.addWidget(self._key)
        self.stack.addWidget(self.tree)
        self.stack.addWidget(self.nothing)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 4)
        top.setSpacing(8)
        top.addLayout(first)
        top.addWidget(self.field)
        top.addLayout(self._chip_lines())
        top.addLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.stack, 1)

    def _chip_lines(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(6)
        chips = list(self.chips.values())
        for pair in (chips[:2], chips[2:]):
            line = QHBoxLayout()
            line.setSpacing(6)
            for chip in pair:
                line.addWidget(chip)
            line.addStretch(1)
            lines.addLayout(line)
        return lines

    def _connect(self) -> None:
        self.tree.picked.connect(self.picked)
        self.order.chosen.connect(self.order_wanted)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._filter)
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._filter())
        if self.nothing.action is not None:
            self.nothing.action.clicked.connect(self._clear)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(lambda: self.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.field.returnPressed.connect(self._to_tree)

    def _filter(self) -> None:
        states = frozenset(state for state, chip in self.chips.items() if chip.isChecked())
        self.tree.filter(self.field.text(), states)
        self._tell_matches()

    def _clear(self) -> None:
        for chip in self.chips.values():
            chip.setChecked(False)
        self.field.clear()
        self._filter()

    def _to_tree(self) -> None:
        self._filter()
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell_matches(self) -> None:
        self.stack.setCurrentIndex(0 if self.tree.matches() else 1)

    def _count(self, nodes: list[Node]) -> None:
        states: Counter[NodeState] = Counter()
        kinds: Counter[str] = Counter()
        seen: set[tuple[str, int]] = set()
        for node in nodes:
            if (node.kind, node.row_id) in seen or node.kind in ("group", "region", "hospital"):
                continue
            seen.add((node.kind, node.row_id))
            kinds[node.kind] += 1
            if node.kind != "fsmr":
                states.update(node.states)
        for state, chip in self.chips.items():
            chip.set_count(states[state])
        self._counts.setText(_counted(kinds))


def _counted(kinds: Counter[str]) -> str:
    networks = f"{kinds['fsmr']} filière{'s' if kinds['fsmr'] > 1 else ''}"
    centres = f"{kinds['crmr']} centre{'s' if kinds['crmr'] > 1 else ''} de référence"
    return f"{networks}, {centres}" if kinds["fsmr"] else centres


def _search_field(parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setPlaceholderText("Filtrer l’arbre (Ctrl+F)")
    field.setAccessibleName("Filtrer l’arbre")
    field.setClearButtonEnabled(True)
    field.setProperty("search", "true")
    icons.bind(field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition), "search", "text3")
    return field
