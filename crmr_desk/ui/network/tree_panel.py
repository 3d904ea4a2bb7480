"""Left half of the network page: in which order, filter as you type, chips of what is wanted, the tree."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.arrangement import Arrangement
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.filter_menu import FilterMenu
from crmr_desk.ui.kept_filters import KeptFilters
from crmr_desk.ui.network.facet_chips import FacetChips
from crmr_desk.ui.network.tree_filters import EVERYTHING, TreeFilter, tree_filter
from crmr_desk.ui.network.tree_model import MARKS
from crmr_desk.ui.network.tree_view import NetworkTreeView
from crmr_desk.ui.parts.buttons import Chip, Segmented, button
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

_COUNTS_MEAN: Final = {Arrangement.FSMR: "coord. / const. / comp."}
_LINES_ABOVE: Final = (
    ("fsmr", "filière", "filières"),
    ("region", "région", "régions"),
    ("specialty", "spécialité", "spécialités"),
    ("crmr", "centre de référence", "centres de référence"),
)
_FOUND_ALONE: Final = ("trouvée", "trouvées")


class TreePanel(QWidget):
    """``order_wanted`` asks for another arrangement; the signals of the tree are those of ``tree``. The filter is kept
    in ``settings`` (without its words) and survives any change of arrangement or of day."""

    order_wanted = Signal(str)

    def __init__(
        self, settings: QSettings | None = None, today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """The shortcut of the filter works in the whole of ``parent``; ``today`` is where a calendar opens."""
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.order = Segmented([(each.value, each.label) for each in Arrangement], "Ordre de l’arbre")
        self.field = SearchField("Filtrer l’arbre", parent=parent or self)
        self.chips = {state: Chip(text, 0, *MARKS[state]) for state, text in _CHIPS}
        self.counts, self._key = label("", "small"), label("", "small")
        self.filters = QWidget()
        self.tree = NetworkTreeView()
        self.facets = FacetChips(self.tree.counts, today, self)
        self.reset = button("Tout montrer", "link")
        self.kept = KeptFilters(settings, "network", tree_filter)
        self.wanted = self.kept.last()
        self.nothing = EmptyState("search", "Aucun centre ne répond à ce filtre.", "Effacer le filtre")
        self.empty = EmptyState("topology-star-3", "Aucun centre à cette date.")
        self.stack = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._all = ""
        self._saved = button("Mes filtres", "icon", "bookmark")
        self._lay_out()
        self.saved = FilterMenu(
            self._saved, self.kept, lambda: self.wanted, self.want, "Les centres qu’il montrait ne changent pas."
        )
        self._connect()
        self._show_wanted()
        self.tree.filter(self.wanted)

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show another state of the network; selection, unfolding and filter stay."""
        self.tree.show_nodes(nodes)
        self.filters.setVisible(bool(nodes))
        self._count(nodes)
        self._tell_matches()

    def filter_by(self, state: NodeState) -> None:
        """Show the centres in ``state`` alone, as a link of the home page asks; a state without a chip shows all."""
        self.want(TreeFilter(states=frozenset({state} & self.chips.keys())))

    def want(self, wanted: TreeFilter) -> None:
        """Show other centres."""
        self._pause.stop()
        self.wanted = wanted
        self.kept.keep(replace(wanted, text=""))
        self._show_wanted()
        self.tree.filter(wanted)
        self._tell_matches()

    def arrangement(self) -> Arrangement:
        """How the tree is laid out."""
        return Arrangement(self.order.value())

    def _lay_out(self) -> None:
        for part in (self.tree, self.nothing, self.empty):
            self.stack.addWidget(part)
        chips, head, first = Flow(6, 6), QHBoxLayout(), QHBoxLayout()
        for chip in (*self.chips.values(), *self.facets.chips.values(), self.facets.label):
            chips.addWidget(chip)
        chips.addWidget(self.facets.add)
        head.addWidget(self.counts, 1)
        head.addWidget(self.reset)
        head.addWidget(self._key)
        first.addWidget(self.order)
        first.addStretch(1)
        first.addWidget(self._saved)
        top = QVBoxLayout(self.filters)
        top.setContentsMargins(12, 12, 12, 4)
        top.setSpacing(8)
        top.addLayout(first)
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
        self.field.returnPressed.connect(self._to_first)
        self._pause.timeout.connect(self._apply)
        for chip in self.chips.values():
            chip.clicked.connect(self._apply)
        self.facets.wanted_changed.connect(lambda wanted: self.want(replace(wanted, text=self.field.text())))
        self.reset.clicked.connect(lambda: self.want(EVERYTHING))
        if self.nothing.action is not None:
            self.nothing.action.clicked.connect(lambda: self.want(EVERYTHING))

    def _apply(self) -> None:
        states = frozenset(state.value for state, chip in self.chips.items() if chip.isChecked())
        self.want(replace(self.wanted, text=self.field.text(), states=states))

    def _show_wanted(self) -> None:
        for state, chip in self.chips.items():
            chip.setChecked(state in self.wanted.states)
        if self.field.text() != self.wanted.text:
            told = self.field.blockSignals(True)
            self.field.setText(self.wanted.text)
            self.field.blockSignals(told)
        self.facets.show_wanted(self.wanted)
        self.reset.setVisible(not self.wanted.is_empty)
        self._key.setVisible(self.wanted.is_empty)
        self.saved.say_current()

    def _to_first(self) -> None:
        """Enter in the field: on to the first centre found."""
        self._apply()
        self.tree.to_first_found()

    def _count(self, nodes: Sequence[Node]) -> None:
        self._all = _counted(Counter(kind for kind, _row_id in {(str(node.kind), node.row_id) for node in nodes}))
        self._key.setText(_COUNTS_MEAN.get(self.arrangement(), "centres"))

    def _count_states(self) -> None:
        """Each centre once, and no line that only repeats what stands below: what a chip counts, it finds beside the
        other filters."""
        states = self.tree.state_counts()
        for state, chip in self.chips.items():
            found = states.get(state, 0)
            chip.set_count(found)
            chip.setVisible(bool(found) or chip.isChecked() or state not in _ONLY_WHEN_SOME)

    def _tell_matches(self) -> None:
        self._count_states()
        found = self.tree.centres_found()
        self.counts.setText(self._all if found is None else _found(found))
        shown = self.tree if self.tree.lines() else self.nothing if found is not None else self.empty
        self.stack.setCurrentWidget(shown)


def _counted(kinds: Counter[str]) -> str:
    parts = [_number(kinds[kind], one, several) for kind, one, several in _LINES_ABOVE if kinds[kind]]
    return ", ".join(parts) if kinds["crmr"] else ", ".join([*parts, "0 centre de référence"])


def _found(found: Counter[str]) -> str:
    """« 25 centres trouvés », filières apart."""
    filieres = found[CentreKind.FSMR]
    centres = found.total() - filieres
    if not filieres:
        return _number(centres, "centre trouvé", "centres trouvés")
    said = [_number(centres, "centre", "centres")] if centres else []
    words = " et ".join([*said, _number(filieres, "filière", "filières")])
    return f"{words} {'trouvés' if centres else _FOUND_ALONE[filieres > 1]}"


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {several if count > 1 else one}".replace(",", "\N{NARROW NO-BREAK SPACE}")
