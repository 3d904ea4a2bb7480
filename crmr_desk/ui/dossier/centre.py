"""The middle of the wizard: title, deduced sentence, and the page of the step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, Step, StepKind
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons, theme
from crmr_desk.ui.dossier import ending
from crmr_desk.ui.dossier.candidacies_page import CandidaciesPage
from crmr_desk.ui.dossier.findings_page import FindingsPage
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.letters_page import LettersPage
from crmr_desk.ui.dossier.pieces_page import PiecesPage
from crmr_desk.ui.dossier.questions_page import DecisionPage, QuestionsPage
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.summary_page import SummaryPage
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import GAP, button
from crmr_desk.ui.parts.card import ScrollPage, label
from crmr_desk.ui.parts.notes import Note

PAGES: dict[StepKind, Callable[[Verbs], StepPage]] = {
    StepKind.QUESTIONS: QuestionsPage,
    StepKind.PIECES: PiecesPage,
    StepKind.CANDIDACIES: CandidaciesPage,
    StepKind.FINDINGS: FindingsPage,
    StepKind.DECISION: DecisionPage,
    StepKind.LETTERS: LettersPage,
    StepKind.SUMMARY: SummaryPage,
}


class Centre(ScrollPage):
    """Keeps one page a step, made when the step is first shown."""

    step_wanted = Signal(str)
    field_wanted = Signal(object)
    letter_chosen = Signal(str, str)
    abandon_wanted = Signal()
    others_wanted = Signal()

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._pages: dict[str, StepPage] = {}
        self._dossier = 0
        self._shown: StepPage | None = None
        self._first_answers = ""
        self._title = ElidedLabel("", "page")
        self._number = label("", "secondary")
        self.to_verify = Badge("", "warn", "alert-triangle", "Ces règles n’ont pas encore été confirmées")
        self.right_button = button("Pourquoi", "link")
        self.right_button.setIconSize(QSize(16 + GAP, 16))
        self._right_icon = "scale"
        self._draw_right_icon()
        theme.signals.changed.connect(self._draw_right_icon)
        self.deduced = Note("git-branch", "")
        self.outcome = Note("git-branch", "")
        self.outcome.sentence.setProperty("level", "body")
        self.frozen = Note("lock", "")
        self._others = button("Pourquoi pas une autre\u202f?", "link")
        self._others.setAccessibleName("Pourquoi pas une autre procédure\u202f?")
        self._others.setToolTip(self._others.accessibleName())
        self._others.clicked.connect(self.others_wanted)
        self._review = button("Revoir les réponses", "link")
        self._review.clicked.connect(lambda: self.step_wanted.emit(self._first_answers))
        self._abandon = button("Abandonner le dossier…", "secondary")
        self._abandon.clicked.connect(self.abandon_wanted)
        ways = QVBoxLayout()
        ways.setSpacing(0)
        for each in (self._review, self._others, self._abandon):
            ways.addWidget(each, 0, Qt.AlignmentFlag.AlignRight)
        ways.addStretch(1)
        self.deduced.corner.addLayout(ways)
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(self._title, 1)
        heading.addWidget(self.to_verify)
        heading.addWidget(self._number)
        heading.addWidget(self.right_button)
        self.body.addLayout(heading)
        self.body.setContentsMargins(24, 14, 24, 16)
        self.held = Note("clock", "", token="mute")
        for note in (self.held, self.frozen, self.deduced, self.outcome):
            self.body.addWidget(note)

    def page(self) -> StepPage:
        """The page on screen. Only while a dossier is shown."""
        assert self._shown is not None
        return self._shown

    def show_view(self, view: DossierView, step: Step, *, entered: bool) -> None:
        """Draw ``view`` at ``step``; ``entered``: the step has just been gone to."""
        self._forget_other_dossier(view.id)
        self._title.say(_heading(view, step))
        self._number.setText(f"Étape {view.steps.index(step) + 1} sur {len(view.steps)}")
        self.to_verify.set(view.to_verify, "warn", "alert-triangle", self.to_verify.toolTip())
        self.to_verify.setVisible(bool(view.to_verify))
        self._say_deduced(view, step)
        page = self._page_of(step)
        page.show_view(view, step)
        if page is not self._shown:
            if self._shown is not None:
                self._shown.hide()
            self._shown = page
            page.show()
        if entered:
            self.verticalScrollBar().setValue(0)
            # A field made just now takes the focus only once the layout has shown it.
            QTimer.singleShot(0, page, page.start)

    def offer_right(self, text: str, icon: str, *, offered: bool) -> None:
        """The button that opens what stands at the right, when it is not there."""
        self._right_icon = icon
        self._draw_right_icon()
        self.right_button.setText(text)
        self.right_button.setAccessibleName(text)
        self.right_button.setVisible(offered)

    def commit(self) -> None:
        """Save what is typed on the page on screen."""
        if self._shown is not None:
            self._shown.commit()

    def set_current_letter(self, who: str, of: str) -> None:
        """Mark the recipient whose letter is beside."""
        if isinstance(self._shown, LettersPage | SummaryPage):
            self._shown.set_current(who, of)

    def _draw_right_icon(self) -> None:
        self.right_button.setIcon(icons.icon(self._right_icon, "accent", gap=GAP))

    def _forget_other_dossier(self, dossier: int) -> None:
        if dossier == self._dossier:
            return
        self._dossier = dossier
        for page in self._pages.values():
            page.hide()
            self.body.removeWidget(page)
            page.deleteLater()
        self._pages, self._shown = {}, None

    def _page_of(self, step: Step) -> StepPage:
        if step.id not in self._pages:
            page = PAGES[step.kind](self._verbs)
            page.step_wanted.connect(self.step_wanted)
            page.field_wanted.connect(self.field_wanted)
            page.letter_chosen.connect(self.letter_chosen)
            page.hide()
            self._pages[step.id] = page
            self.body.addWidget(page, 1)
        return self._pages[step.id]

    def _say_deduced(self, view: DossierView, step: Step) -> None:
        questions = [each for each in view.steps if each.kind is StepKind.QUESTIONS]
        self._first_answers = questions[0].id if questions else step.id
        opened = view.state == ending.OPEN
        reviewable = step.kind not in (StepKind.QUESTIONS, StepKind.SUMMARY)
        self._review.setVisible(reviewable and opened and not view.outside)
        self._abandon.setVisible(view.outside and opened)
        self._others.setVisible(bool(view.others))
        self.deduced.icon.set_icon(*_mark(view))
        last = step.kind is StepKind.SUMMARY and bool(view.summary)
        self.outcome.say("", view.summary)
        self.outcome.setVisible(last)
        self.deduced.say(view.scenario_title, view.deduced)
        self.deduced.setVisible(not last and bool(view.scenario_title or view.deduced))
        self.held.say(*_held(view))
        self.held.setVisible(opened and view.hold_until is not None)
        self.frozen.say(*_frozen(view))
        self.frozen.setVisible(not opened and (step.kind is not StepKind.SUMMARY or bool(view.abandoned)))


def _heading(view: DossierView, step: Step) -> str:
    if step.kind is not StepKind.SUMMARY:
        return step.title
    if view.abandoned:
        return "Le dossier est abandonné"
    return "Tout ce qui va se passer" if view.state == ending.OPEN else ending.ending_of(view).title


def _frozen(view: DossierView) -> tuple[str, str]:
    """Why nothing can be changed any more."""
    if view.abandoned:
        return "Dossier abandonné sans décision", view.abandoned
    title = "Dossier clos" if view.state == ending.CLOSED else "Dossier décidé"
    return title, "Les réponses et les pièces se lisent, elles ne changent plus."


def _held(view: DossierView) -> tuple[str, str]:
    """Until when the dossier waits, and why."""
    return (f"En attente jusqu’au {short_date(view.hold_until)}", view.hold_reason) if view.hold_until else ("", "")


def _mark(view: DossierView) -> tuple[str, str]:
    return ("alert-triangle", "warn") if view.outside else ("git-branch", "accent")
