"""The sheet of one dossier: its head, and the tabs Instruction, Destinataires, Courriers, Journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crmr_desk.model.dossiers import keeping
from crmr_desk.model.dossiers.history import dossier_history
from crmr_desk.model.dossiers.rows import DossierView, StepKind
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.letters_page import LettersPage
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.dossiers.batch import Batch
from crmr_desk.ui.dossiers.instruction_tab import InstructionTab
from crmr_desk.ui.dossiers.letters_tab import LettersTab
from crmr_desk.ui.dossiers.sheet_head import SheetHead
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.history_tab import HistoryTab
from crmr_desk.ui.parts.card import ScrollPage
from crmr_desk.ui.parts.notes import EmptyState

_INSTRUCTION, _RECIPIENTS, _LETTERS, _JOURNAL = range(4)


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """Everything that the sheet shows of a dossier."""

    view: DossierView
    history: list[OperationRow]


def read_sheet(db: Database, dossier_id: int, today: dt.date) -> SheetAnswer | UserError:
    """The sheet of a dossier on ``today``, or why there is none any more."""
    try:
        return SheetAnswer(dossier_view(db, dossier_id, today), dossier_history(db, dossier_id))
    except UserError as gone:
        return gone


class DossierSheet(LiveView):
    """``back_wanted`` leads to the list, ``moved(-1 or 1)`` to the neighbour there. ``names`` gives the instructors."""

    TABLES = frozenset({
        "dossier", "piece", "opinion", "candidacy", "lifting", "recipient", "letter", "person", "hospital",
        "mandate", "site", "crmr", "ccmr", "attachment", "label", "fsmr", "setting",
    })  # fmt: skip
    back_wanted = Signal()
    moved = Signal(int)

    def __init__(self, desk: Desk, names: Callable[[], list[str]], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.verbs, self.batch = Verbs(desk, self.reload), Batch(desk, self)
        self.view: DossierView | None = None
        self._names = names
        self.head, self.tabs, self.pages = SheetHead(), QTabBar(), QStackedWidget()
        self.instruction = InstructionTab(self.verbs)
        self.recipients, self._recipients = LettersPage(self.verbs), ScrollPage()
        self.letters, self.journal = LettersTab(self.verbs), HistoryTab(desk, "dossier")
        self.gone = EmptyState("folder", "", "Tous les dossiers", "folders")
        self.stack, self._sheet = QStackedWidget(), QWidget()
        self._add_tabs()
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], SheetAnswer | UserError] | None:
        db, dossier, today = self.desk.db, self.verbs.dossier_id, self.desk.today
        return (lambda: read_sheet(db, dossier, today)) if dossier else None

    def show_dossier(self, dossier_id: int) -> None:
        """Show another dossier on the same tab, keeping first what is typed on this one."""
        self.commit()
        if dossier_id != self.verbs.dossier_id:
            # Until the answer comes, what is on screen is of one dossier and the verbs are of another.
            self.view = None
            self.pages.setEnabled(False)
            self._begin_instruction()
        self.verbs.dossier_id = dossier_id
        self.reload()

    def show_answer(self, answer: Any) -> None:
        if isinstance(answer, UserError):
            self.view = None
            self.gone.sentence.setText(str(answer))
            self.stack.setCurrentWidget(self.gone)
            self.setWindowTitle("Dossier")
            return
        view = self.view = answer.view
        self.pages.setEnabled(True)
        self.head.show_view(view, held=keeping.is_held(view.hold_until, self.desk.today))
        self.instruction.show_view(view)
        step = next((step for step in view.steps if step.kind is StepKind.LETTERS), view.steps[-1])
        self.recipients.show_view(view, step)
        self.letters.show_view(view)
        self.journal.show_rows(answer.history)
        self._name_tabs(view)
        self.stack.setCurrentWidget(self._sheet)
        self.setWindowTitle(f"Dossier {view.number}")

    def commit(self) -> None:
        """Save what is typed."""
        if self.view is not None:
            self.head.note.commit()
            self.instruction.commit()

    def show_letters(self) -> None:
        """To the tab of the letters."""
        self.tabs.setCurrentIndex(_LETTERS)

    def turn(self, step: int) -> None:
        """To the next tab that is shown, round and round."""
        visible = [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]
        self.tabs.setCurrentIndex(visible[(visible.index(self.tabs.currentIndex()) + step) % len(visible)])

    def _begin_instruction(self) -> None:
        """A fresh first tab: reasons begun for the findings of one dossier are not those of another."""
        former, self.instruction = self.instruction, InstructionTab(self.verbs)
        self.instruction.step_wanted.connect(self._to_step)
        self.pages.insertWidget(_INSTRUCTION, self.instruction)
        self.pages.removeWidget(former)
        former.deleteLater()
        self.pages.setCurrentIndex(self.tabs.currentIndex())

    def _name_tabs(self, view: DossierView) -> None:
        included = sum(line.included for line in view.recipients)
        for place, title, count in (
            (_RECIPIENTS, "Destinataires", included),
            (_LETTERS, "Courriers", LettersTab.count(view)),
        ):
            self.tabs.setTabText(place, f"{title} {count}" if count else title)
        self.tabs.setTabVisible(_RECIPIENTS, bool(view.recipients))

    def _to_step(self, step_id: str) -> None:
        self.commit()
        if step_id:
            self.desk.step_wanted.emit(self.verbs.dossier_id, step_id)
        else:
            self.desk.dossier_wanted.emit(self.verbs.dossier_id)

    def _to_centre(self) -> None:
        if self.view is not None:
            self.desk.centre_wanted.emit(self.view.centre_kind, self.view.centre_id)

    def _ask_assign(self) -> None:
        if self.view is not None:
            self.batch.ask_assign([self.view], self._names())

    def _ask_hold(self) -> None:
        if self.view is not None:
            self.batch.ask_hold([self.view])

    def _wake(self) -> None:
        if self.view is not None:
            self.batch.wake([self.view])

    def _bind(self) -> None:
        if self.view is not None:
            exports.bind_dossier(self.desk, self.view.id, self.view.number)

    def _keep_note(self, note: str) -> None:
        if self.view is not None:
            db, dossier, done = self.desk.db, self.view.id, self.desk.done
            self.desk.run(lambda: keeping.set_note(db, dossier, note), lambda _changes: done.emit("Note gardée."))

    def _move(self, by: int) -> None:
        self.commit()
        self.moved.emit(by)

    def _add_tabs(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Onglets du dossier")
        self._recipients.body.addWidget(self.recipients)
        for page, title in (
            (self.instruction, "Instruction"),
            (self._recipients, "Destinataires"),
            (self.letters, "Courriers"),
            (self.journal, "Journal"),
        ):
            self.tabs.addTab(title)
            self.pages.addWidget(page)

    def _connect(self) -> None:
        head = self.head
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.instruction.step_wanted.connect(self._to_step)
        head.back.clicked.connect(self.back_wanted)
        head.moved.connect(self._move)
        head.centre.clicked.connect(self._to_centre)
        head.wizard.clicked.connect(lambda: self._to_step(""))
        head.assign.clicked.connect(self._ask_assign)
        head.hold.clicked.connect(self._ask_hold)
        head.wake.clicked.connect(self._wake)
        head.bound.clicked.connect(self._bind)
        head.note.kept.connect(self._keep_note)
        if self.gone.action is not None:
            self.gone.action.clicked.connect(self.back_wanted)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+PgUp", head.before.click),
            ("Alt+PgDown", head.after.click),
            ("Ctrl+Tab", lambda: self.turn(1)),
            ("Ctrl+Shift+Tab", lambda: self.turn(-1)),
        )
        for sequence, then in keys:
            QShortcut(QKeySequence(sequence), self).activated.connect(then)

    def _lay_out(self) -> None:
        top = QWidget()
        top.setProperty("ground", "surface")
        top.setProperty("edge", "bottom")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head, line = QVBoxLayout(top), QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 1)
        head.setSpacing(0)
        line.setContentsMargins(24, 0, 24, 0)
        line.addWidget(self.tabs)
        head.addWidget(self.head)
        head.addLayout(line)
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(top)
        inside.addWidget(self.pages, 1)
        self.stack.addWidget(self._sheet)
        self.stack.addWidget(self.gone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
