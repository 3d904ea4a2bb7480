"""The first tab of a dossier sheet: what comes next, the check-list, the opinions, the findings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import ActLine, DossierView, Step, StepKind
from crmr_desk.ui.dossier import ending
from crmr_desk.ui.dossier.acts_card import ActRow, ask_act
from crmr_desk.ui.dossier.findings_page import FindingsPage
from crmr_desk.ui.dossier.pieces_page import PiecesPage
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label, rule
from crmr_desk.ui.parts.notes import Note


class NextCard(Card):
    """Every act that can be done now, or what stands in its way."""

    step_wanted = Signal(str)

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__("Suite du dossier", parent=parent)
        self._verbs = verbs
        self._unfolded: set[str] = set()
        self._shown: tuple[tuple[ActLine, ...], int] | None = None
        self.rows: dict[str, ActRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)

    def show_view(self, view: DossierView) -> None:
        """Show the acts of ``view``; hidden when there are none."""
        self.setVisible(bool(view.acts))
        if self._shown == (view.acts, view.id):
            return
        self._shown = (view.acts, view.id)
        clear(self._list)
        self.rows = {}
        for place, act in enumerate(view.acts):
            if place:
                self._list.addWidget(rule())
            self._list.addWidget(self._row(view, act))

    def _row(self, view: DossierView, act: ActLine) -> ActRow:
        row = ActRow(view, act, "", unfolded=act.id in self._unfolded)
        row.wanted.connect(lambda: ask_act(self, self._verbs, act))
        row.unfolded.connect(lambda shown: (self._unfolded.add if shown else self._unfolded.discard)(act.id))
        row.step_wanted.connect(self.step_wanted)
        self.rows[act.id] = row
        return row


class InstructionTab(ScrollPage):
    """The check-list of the wizard under the acts. ``step_wanted(step id)`` leads into the wizard."""

    step_wanted = Signal(str)

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.next, self.pieces, self.findings = NextCard(verbs), PiecesPage(verbs), FindingsPage(verbs)
        self.ended = Note("lock", "")
        self._nothing = label(
            "Cette procédure n’a ni pièces ni constats\u00a0: l’assistant dit ce qu’elle demande.",
            "secondary",
            wrap=True,
        )
        for part in (self.ended, self.next, self.pieces, self.findings, self._nothing):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for source in (self.next, self.pieces, self.findings):
            source.step_wanted.connect(self.step_wanted)

    def show_view(self, view: DossierView) -> None:
        """Show a dossier."""
        self.ended.say(*_ended(view))
        self.ended.setVisible(view.state != ending.OPEN)
        self.next.show_view(view)
        pieces, findings = _step(view, StepKind.PIECES), _step(view, StepKind.FINDINGS)
        _show(self.pieces, view, pieces)
        _show(self.findings, view, None if pieces else findings)
        self._nothing.setVisible(pieces is None and findings is None)
        # The acts stand above, all of them; the letters have a tab of their own.
        for repeated in (self.pieces.acts, self.pieces.exchanges, self.findings.acts):
            repeated.hide()
        self.settle()

    def commit(self) -> None:
        """Save what is typed."""
        self.pieces.commit()


def _show(page: StepPage, view: DossierView, step: Step | None) -> None:
    page.setVisible(step is not None)
    if step is not None:
        page.show_view(view, step)


def _step(view: DossierView, kind: StepKind) -> Step | None:
    return next((step for step in view.steps if step.kind is kind), None)


def _ended(view: DossierView) -> tuple[str, str]:
    if view.abandoned:
        return "Dossier abandonné sans décision", view.abandoned
    word = "clos" if view.state == ending.CLOSED else "décidé"
    return f"Dossier {word}", "Les réponses et les pièces se lisent, elles ne changent plus."
