"""What can be done next with the dossier as a whole: each act with its button, or with what stands in its way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import ActLine, DossierView, StepKind
from crmr_desk.ui.dossier import ending, words
from crmr_desk.ui.dossier.blockers_card import BlockerLines
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, clear, label, rule

_WORKED_ON: dict[str, tuple[StepKind, ...]] = {
    "declare_complete": (StepKind.PIECES, StepKind.CANDIDACIES),
    "begin_examination": (StepKind.FINDINGS, StepKind.DECISION),
    "send_to_visa": (StepKind.DECISION,),
    "return_from_visa": (StepKind.DECISION,),
    "reopen": (StepKind.PIECES, StepKind.DECISION),
}
"""On which pages an act is offered until the decision: where the work that it ends is done."""
_ELSEWHERE = (StepKind.FINDINGS, StepKind.DECISION, StepKind.SUMMARY)
"""Where it is offered in a journey that has none of those pages: on the first of these."""

_ICONS = {
    "declare_complete": "circle-check",
    "begin_examination": "scale",
    "send_to_visa": "send",
    "return_from_visa": "arrow-back-up",
    "reopen": "folder-open",
    "close": "lock",
}


def acts_on(view: DossierView, kind: StepKind) -> tuple[ActLine, ...]:
    """The acts of ``view`` that are offered on a page of this kind; once decided, all are on the last page."""
    if view.state != ending.OPEN:
        return view.acts if kind is StepKind.SUMMARY else ()
    return tuple(act for act in view.acts if kind in _pages_of(view, act))


def _pages_of(view: DossierView, act: ActLine) -> list[StepKind]:
    shown = {step.kind for step in view.steps}
    wanted = [kind for kind in _WORKED_ON.get(act.id, ()) if kind in shown]
    return wanted or [kind for kind in _ELSEWHERE if kind in shown][:1]


def act_words(act: ActLine) -> str:
    """The words of its button: dots where a form follows."""
    plain = act.label.rstrip("…")
    return f"{plain}…" if act.dated or act.reason_asked else plain


class ActRow(QWidget):
    """One act. ``wanted`` when its button is pressed; ``folded(bool)`` when what blocks it is shown or hidden."""

    wanted = Signal()
    unfolded = Signal(bool)
    step_wanted = Signal(str)

    def __init__(
        self, view: DossierView, act: ActLine, here: str, *, unfolded: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.button = button(act_words(act), "secondary", _ICONS.get(act.id, "arrow-right"))
        self.button.clicked.connect(self.wanted)
        self.why = button("", "link")
        self.lines = BlockerLines()
        self.lines.step_wanted.connect(self.step_wanted)
        self.lines.show_lines(view, act.blockers, here)
        self._said = label(_leads_to(act), "secondary", wrap=True)
        self._act = act
        self._lay()
        self.why.clicked.connect(lambda: self._fold(self.lines.isHidden()))
        self._show_blocked(unfolded=unfolded)

    def _show_blocked(self, *, unfolded: bool) -> None:
        count = len(self._act.blockers)
        reason = f"{words.plural(count, 'point')} à régler" if count else ""
        set_available(self.button, reason)
        self.why.setVisible(bool(count))
        self.lines.setVisible(bool(count) and unfolded)
        self._name_link()

    def _fold(self, unfolded: bool) -> None:
        self.lines.setVisible(unfolded)
        self._name_link()
        self.unfolded.emit(unfolded)

    def _name_link(self) -> None:
        count = words.plural(len(self._act.blockers), "point")
        self.why.setText("Replier" if not self.lines.isHidden() else f"{count} à régler")
        self.why.setAccessibleName(f"{self.why.text()}, {self._act.label}")

    def _lay(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._said, 1)
        line.addWidget(self.why)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.lines)


class ActsCard(Card):
    """The acts of a view that belong to one page; hidden when there are none."""

    step_wanted = Signal(str)

    def __init__(self, verbs: Verbs, kind: StepKind, parent: QWidget | None = None) -> None:
        super().__init__("Suite du dossier", parent=parent)
        self._verbs = verbs
        self._kind = kind
        self._unfolded: set[str] = set()
        self._shown: tuple[tuple[ActLine, ...], str] | None = None
        self.rows: dict[str, ActRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)

    def show_view(self, view: DossierView, here: str) -> None:
        """Show the acts of ``view``; ``here`` is the step on screen."""
        acts = acts_on(view, self._kind)
        self.setVisible(bool(acts))
        if self._shown == (acts, here):
            return
        self._shown = (acts, here)
        self.set_count(_stage_now(view))
        clear(self._list)
        self.rows = {}
        for place, act in enumerate(acts):
            if place:
                self._list.addWidget(rule())
            self._list.addWidget(self._row(view, act, here))

    def _row(self, view: DossierView, act: ActLine, here: str) -> ActRow:
        row = ActRow(view, act, here, unfolded=act.id in self._unfolded)
        row.wanted.connect(lambda: ask_act(self, self._verbs, act))
        row.unfolded.connect(lambda shown: self._remember(act.id, shown))
        row.step_wanted.connect(self.step_wanted)
        self.rows[act.id] = row
        return row

    def _remember(self, act: str, shown: bool) -> None:
        (self._unfolded.add if shown else self._unfolded.discard)(act)


def ask_act(over: QWidget, verbs: Verbs, act: ActLine) -> None:
    """Perform ``act``, once its day and its reason are given where it takes some."""
    if not (act.dated or act.reason_asked):
        verbs.perform(act, None, "")
        return
    form = DatedForm(
        act_words(act).rstrip("…"),
        _leads_to(act),
        act.label.rstrip("…"),
        verbs.desk.today,
        day_name="Date" if act.dated else "",
        proposed=act.proposed_on,
        reason_asked=act.reason_asked,
        icon=_ICONS.get(act.id, "arrow-right"),
        parent=over.window(),
    )
    form.given.connect(lambda day, reason: verbs.perform(act, day, reason))
    form.open()


def _leads_to(act: ActLine) -> str:
    return f"Le dossier passe au stade «\u202f{act.leads_to_label}\u202f»."


def _stage_now(view: DossierView) -> str:
    here = next((line.label for line in view.stages if line.stage == view.stage), "")
    return f"Stade\u00a0: {here.lower()}" if here else ""
