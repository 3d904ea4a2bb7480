"""The one wizard: any procedure, drawn from a DossierView. No scenario is named here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import ActLine, DossierView, Step, StepKind
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.ui import exports, theme
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier import ending, words
from crmr_desk.ui.dossier.acts_card import act_words, ask_act
from crmr_desk.ui.dossier.bottom_bar import BottomBar
from crmr_desk.ui.dossier.centre import Centre
from crmr_desk.ui.dossier.following import follow_in
from crmr_desk.ui.dossier.letter_preview import WIDTH as PREVIEW_WIDTH
from crmr_desk.ui.dossier.letter_preview import LetterPreview
from crmr_desk.ui.dossier.others_sheet import OthersSheet
from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.dossier.steps import StepsPanel
from crmr_desk.ui.dossier.tab_order import chain
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.dossier.why import WIDTH as WHY_WIDTH
from crmr_desk.ui.dossier.why import WhyPanel
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import set_available

_WITH_LETTER = (StepKind.LETTERS, StepKind.SUMMARY)
_ROOM_FOR_WHY = 1080
_ROOM_FOR_LETTER = 1260
"""Widths in pixels under which the right side shows only when asked for, in the place of the page."""
_ROOM_FOR_WORDS = 820
"""Width in pixels under which the steps keep their badges only."""


class WizardPage(LiveView):
    """A dossier, step by step. ``closed`` when the user leaves it; nothing is lost, each answer is kept at once."""

    TABLES = frozenset({
        "dossier", "piece", "opinion", "candidacy", "lifting", "recipient", "letter", "person", "hospital",
        "mandate", "site", "crmr", "ccmr", "attachment", "label", "fsmr", "setting",
    })  # fmt: skip
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.verbs = Verbs(desk, self.reload)
        self.view: DossierView | None = None
        self.step_id = ""
        self._why_wanted = True
        self._right_instead = False
        self.steps = StepsPanel()
        self.centre = Centre(self.verbs)
        self.why = WhyPanel()
        self.preview = LetterPreview(self.verbs.live)
        self.bar = BottomBar()
        self._lay()
        self._connect()

    def open_dossier(self, dossier_id: int, step_id: str = "") -> None:
        """Show this dossier at ``step_id``, or at the step where it stands."""
        self.centre.commit()
        self.verbs.dossier_id = dossier_id
        self.view, self.step_id = None, step_id
        self.reload()

    def question(self) -> Callable[[], DossierView] | None:
        db, dossier, today = self.desk.db, self.verbs.dossier_id, self.desk.today
        return (lambda: dossier_view(db, dossier, today)) if dossier else None

    def show_answer(self, answer: DossierView) -> None:
        """Draw ``answer``; the step on screen stays, unless the dossier was just opened or the step has gone."""
        known = [step.id for step in answer.steps]
        entered = self.view is None or self.step_id not in known
        self.view = answer
        if self.step_id not in known:
            self.step_id = answer.step if answer.step in known else known[0]
        self.setWindowTitle(f"Dossier {answer.number}")
        self._draw(entered=entered)

    def go_to(self, step_id: str) -> None:
        """Show another step, keeping first what is typed on this one."""
        if self.view is None or step_id not in {step.id for step in self.view.steps}:
            return
        self.centre.commit()
        entered = step_id != self.step_id
        self.step_id, self._right_instead = step_id, False
        self._draw(entered=entered)

    def leave(self) -> None:
        """Keep what is typed and close."""
        self.centre.commit()
        self.closed.emit()

    def menu(self) -> QMenu:
        """What "…" opens in the bottom bar; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        view = self.view
        if view is not None:
            menu.addAction("Voir le centre", lambda: self.desk.centre_wanted.emit(view.centre_kind, view.centre_id))
            menu.addAction("Exporter le dossier…", lambda: exports.export_dossier(self.desk, view.id, view.number))
            menu.addAction("Dossier relié…", lambda: exports.bind_dossier(self.desk, view.id, view.number))
            menu.addSeparator()
            for act in view.acts:
                self._add_act(menu, act)
            abandon = menu.addAction("Abandonner le dossier…", self.ask_abandon)
            abandon.setEnabled(view.state == ending.OPEN)
        return menu

    def _add_act(self, menu: QMenu, act: ActLine) -> None:
        entry = menu.addAction(act_words(act), lambda: ask_act(self, self.verbs, act))
        entry.setEnabled(not act.blockers)
        entry.setToolTip("\n".join(blocker.title for blocker in act.blockers))

    def _offer_more(self) -> None:
        menu = self.menu()
        menu.popup(self.bar.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def ask_abandon(self) -> None:
        """Close the dossier without a decision, once the reason is written."""
        if self.view is None:
            return
        number = self.view.number
        self.centre.commit()
        form = ReasonForm(
            f"Abandonner le dossier {number}",
            "Il se ferme sans décision\u00a0: aucun mandat ne change, aucun courrier ne part. "
            "Le dossier et le journal gardent le motif.",
            "Abandonner le dossier",
            parent=self.window(),
        )
        form.given.connect(lambda reason: self.verbs.abandon(reason, lambda: self._abandoned(number)))
        form.open()

    def _abandoned(self, number: str) -> None:
        self.closed.emit()
        self.desk.done.emit(f"Le dossier {number} est abandonné.")

    def step(self) -> Step:
        """The step on screen. Only while a dossier is shown."""
        assert self.view is not None
        return next(step for step in self.view.steps if step.id == self.step_id)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 360)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_right()

    def _draw(self, *, entered: bool) -> None:
        view = self.view
        if view is None:
            return
        step = self.step()
        self.steps.show_view(view, step.id)
        self.why.show_view(view, step.id)
        self._arrange_right()
        self.centre.show_view(view, step, entered=entered)
        if step.kind in _WITH_LETTER:
            self.preview.show_view(view, _blanks_step(view))
        self._say_next(view, step)
        bar = self.bar
        chain(self.steps, self.centre, bar.back, bar.forward, bar.quit, bar.more, self._right())

    def _recolour(self) -> None:
        self._draw(entered=False)

    def _say_next(self, view: DossierView, step: Step) -> None:
        place = view.steps.index(step)
        last = place == len(view.steps) - 1
        set_available(self.bar.back, "" if place else "C’est la première étape")
        opened = view.state == ending.OPEN
        self.bar.quit.setText("Quitter, reprendre plus tard" if opened else "Fermer le dossier")
        self.bar.forward.setVisible(opened or not last)
        if not last:
            there = words.destination(view.steps[place + 1], recorded=view.recorded)
            self.bar.offer(f"Continuer vers {there}", None)
            self.bar.say(*(words.next_message(view, step) if opened else ("", "")))
            return
        reason = ending.blocked(view)
        self.bar.offer(ending.ending_of(view).button, "check", reason)
        self.bar.say(*ending.last_message(view, reason))

    def _forward(self) -> None:
        view = self.view
        if view is None:
            return
        place = view.steps.index(self.step())
        if place < len(view.steps) - 1:
            self.go_to(view.steps[place + 1].id)
        elif not view.blockers:
            # Once pressed, the button waits: a second click must not find it.
            self.bar.forward.setEnabled(False)
            said = ending.said_when_done(view)
            end = self.verbs.exchanges.adjourn if ending.is_adjourned(view) else self.verbs.decide
            end(lambda: self._ended(said))

    def _ended(self, said: str) -> None:
        self.centre.page().start()
        self.desk.done.emit(said)

    def show_others(self) -> None:
        """Say why each other procedure does not apply."""
        if self.view is not None:
            retained = self.view.scenario_title if self.view.scenario else ""
            OthersSheet(retained, self.view.others, self.window()).open()

    def _backward(self) -> None:
        if self.view is not None:
            place = self.view.steps.index(self.step())
            self.go_to(self.view.steps[max(place - 1, 0)].id)

    def _go_to_number(self, number: int) -> None:
        if self.view is not None and number <= len(self.view.steps):
            self.go_to(self.view.steps[number - 1].id)

    def _show_right(self, wanted: bool) -> None:
        """Open or close what stands at the right; where there is no room, it takes the place of the page."""
        if self._is_roomy():
            self._why_wanted = wanted
        else:
            self._right_instead = wanted
        self._arrange_right()
        (self._right().close_button if wanted else self.centre.right_button).setFocus()

    def _right(self) -> WhyPanel | LetterPreview:
        view = self.view
        letter = view is not None and bool(view.letters) and self.step().kind in _WITH_LETTER
        return self.preview if letter else self.why

    def _is_roomy(self) -> bool:
        return self.width() >= (_ROOM_FOR_WHY if self._right() is self.why else _ROOM_FOR_LETTER)

    def _arrange_right(self) -> None:
        panel, roomy = self._right(), self._is_roomy()
        shown = (self._why_wanted or panel is self.preview) if roomy else self._right_instead
        for each, width in ((self.why, WHY_WIDTH), (self.preview, PREVIEW_WIDTH)):
            each.setVisible(each is panel and shown)
            each.setMinimumWidth(width if roomy else 0)
            each.setMaximumWidth(width if roomy else 16777215)
        self.preview.close_button.setVisible(not roomy)
        self.centre.setVisible(roomy or not shown)
        text, icon = ("Voir le courrier", "mail") if panel is self.preview else ("Pourquoi", "scale")
        self.centre.offer_right(text, icon, offered=not shown)
        self.steps.set_narrow(self.width() < _ROOM_FOR_WORDS)

    def _connect(self) -> None:
        theme.signals.changed.connect(self._recolour)
        self.steps.wanted.connect(self.go_to)
        self.centre.step_wanted.connect(self.go_to)
        self.centre.letter_chosen.connect(self.preview.choose)
        self.centre.right_button.clicked.connect(lambda: self._show_right(True))
        self.why.closed.connect(lambda: self._show_right(False))
        self.preview.closed.connect(lambda: self._show_right(False))
        self.preview.shown.connect(self.centre.set_current_letter)
        self.preview.step_wanted.connect(self.go_to)
        self.preview.wanted.connect(lambda to: follow_in(self, to))
        self.centre.field_wanted.connect(lambda to: follow_in(self, to))
        self.centre.abandon_wanted.connect(self.ask_abandon)
        self.centre.others_wanted.connect(self.show_others)
        self.bar.quit.clicked.connect(self.leave)
        self.bar.more.clicked.connect(self._offer_more)
        self.bar.back.clicked.connect(self._backward)
        self.bar.forward.clicked.connect(self._forward)
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda number=number: self._go_to_number(number))

    def _lay(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.steps)
        sides.addWidget(self.centre, 1)
        sides.addWidget(self.why)
        sides.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(sides, 1)
        column.addWidget(self.bar)


def _blanks_step(view: DossierView) -> str:
    """Where the empty fields of letters are filled: the first page that still waits for an answer, else the
    decision."""
    asking = (step.id for step in view.steps if words.unanswered(view, step.id))
    decision = (step.id for step in view.steps if step.kind is StepKind.DECISION)
    return next(asking, next(decision, view.step))
