"""The « Relances » wizard: what is reminded of, to whom, in which words, then the letters, written in one operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.rows import BatchResult, ReminderLine, Wording
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.errors import UserError
from crmr_desk.ui import icons, problems
from crmr_desk.ui.correspondence.actions import LetterActions
from crmr_desk.ui.correspondence.reminders.done_page import DonePage
from crmr_desk.ui.correspondence.reminders.pass_state import Centre, PassState
from crmr_desk.ui.correspondence.reminders.pass_work import PassWork
from crmr_desk.ui.correspondence.reminders.text_page import TextPage
from crmr_desk.ui.correspondence.reminders.what_page import WhatPage
from crmr_desk.ui.correspondence.reminders.whom_page import WhomPage
from crmr_desk.ui.correspondence.verbs import BY_KEY, VerbKey, why_not
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports.progress import ProgressStrip
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.notes import GoodNews
from crmr_desk.ui.problems import ProblemStrip

STEPS: Final = ("Quoi", "À qui", "Le texte", "Écrits")
_WHAT, _WHOM, _TEXT, _DONE = range(4)
_WIDEST, _TALLEST = 1180, 780
_EDGE = 24
"""Pixels of the window that stay seen around the sheet."""


def open_reminders(desk: Desk, centre: Centre, title: str) -> None:
    """Open the wizard over the window for ``centre`` (kind and id), called ``title``, with what lies under it."""
    RemindersSheet(desk, "", desk.window, centre=centre, title=title).open()


class RemindersSheet(QDialog):
    """Steps from left to right; nothing is written before the last button."""

    def __init__(
        self, desk: Desk, kind: str = "", parent: QWidget | None = None, *, centre: Centre | None = None,
        title: str = "", year: int | None = None,
    ) -> None:  # fmt: skip
        """``kind`` is what is reminded of, "" to be chosen; ``year`` the one for which it is owed, where it is owed by
        the year."""
        super().__init__(parent)
        self.setWindowTitle(f"Relances, {title}" if title else "Relances")
        self._desk = desk
        self.state = PassState(centre=centre)
        self.result_: BatchResult | None = None
        self.what, self.whom = WhatPage(desk.today), WhomPage(self.state, desk.today)
        self.text, self.done_page = TextPage(desk, self._print), DonePage()
        self.stack, self.track, self.title = QStackedWidget(), QHBoxLayout(), ElidedLabel("", "bar")
        self.title.say(self.windowTitle())
        self.problem, self.strip = ProblemStrip(), ProgressStrip(desk)
        self.close_button = button("Annuler")
        self.back = button("Retour", "secondary", "arrow-left")
        self.save_draft = button("Enregistrer le projet…", "secondary", "download")
        self.forward = button("Continuer", "primary")
        self.why, self.news = ElidedLabel("", "quiet"), GoodNews()
        self._actions = LetterActions(desk, self, self.strip)
        self._work = PassWork(desk, self.state, self.strip, self._refused)
        self._lay(parent)
        self._connect()
        self._work.read_known(self.text.show_known, owner=self.text)
        self.what.choose(kind, year)
        self._show(_WHAT)
        if self.what.kind() is not None:
            self._go_on()

    def step(self) -> str:
        """The title of the step shown."""
        return STEPS[self.stack.currentIndex()]

    def done(self, result: int) -> None:
        """Closing stops what still runs: nothing is written half."""
        self.strip.drop()
        super().done(result)

    def reject(self) -> None:
        """Ask before what was typed is lost."""
        if self.result_ is None and self.text.paragraph.text():
            problems.confirm(
                self, "Le texte tapé pour ces relances sera perdu\u00a0: rien n’est encore écrit.", super().reject,
                title="Quitter les relances", verb="Quitter", refuse="Continuer",
            )  # fmt: skip
        else:
            super().reject()

    def _show(self, place: int) -> None:
        self.problem.say("")
        self.news.say("")
        self.stack.setCurrentIndex(place)
        self.back.setVisible(place in (_WHOM, _TEXT))
        self.save_draft.setVisible(place == _TEXT)
        self.forward.setDefault(place in (_WHAT, _DONE))  # elsewhere Return belongs to what is typed
        self.close_button.setText("Fermer" if place == _DONE else "Annuler")
        clear(self.track)
        for number, title in enumerate(STEPS):
            here = number == place
            words = label(f"{number + 1}. {title}", "strong" if here else "quiet")
            words.setAccessibleName(f"Étape {number + 1} sur {len(STEPS)}, {title}{', en cours' if here else ''}")
            self.track.addWidget(words)
        self._weigh()

    def _weigh(self) -> None:
        """Say on the buttons what comes next, or why it cannot."""
        place = self.stack.currentIndex()
        why = (self.what.why_not_yet, self.whom.why_not_yet, self.text.why_not_yet, str)[place]()
        writes = place == _TEXT
        verbs = {_TEXT: f"Écrire {plural(len(self.state.ticked), 'courrier')}", _DONE: "Voir ces courriers"}
        self.forward.setText(verbs.get(place, "Continuer"))
        busy = "C’est en cours" if self.strip.is_busy() else ""
        reason = busy or why or (self._desk.why_no_write if writes else "")
        set_available(self.save_draft, busy)
        set_available(self.forward, reason)
        self.why.say("" if busy else reason)

    def _go_on(self) -> None:
        place = self.stack.currentIndex()
        if place == _WHAT:
            self._read_lines()
        elif place == _WHOM:
            self.text.show_lines(self.state.chosen(), self.state.name())
            self._show(_TEXT)
            self.text.paragraph.setFocus()
        elif place == _TEXT:
            self._write()
        else:
            self._list()

    def _go_back(self) -> None:
        self.strip.drop()
        self._show(max(self.stack.currentIndex() - 1, _WHAT))

    def _read_lines(self) -> None:
        try:
            self.what.fill(self.state)
        except UserError as error:
            self.problem.say(str(error))
            return
        self._work.read_lines(self._take)
        self._weigh()

    def _take(self, lines: Sequence[ReminderLine]) -> None:
        self.state.take(lines)
        self.whom.show_lines()
        self._show(_WHOM)
        self.whom.table.setFocus()

    def _print(
        self, line: ReminderLine, wording: Wording, then: Callable[[LivePages], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        self._work.print(line, wording, then, failed, owner=self.text)

    def _wording(self) -> Wording | None:
        """What is typed; None, and what is wrong with it said, where it cannot be read."""
        try:
            wording = self.text.wording()
        except UserError as error:
            self.problem.say(str(error))
            return None
        self.problem.say("")
        return wording

    def _write(self) -> None:
        wording = self._wording()
        if wording is not None:
            self._work.write(self.text.name.text(), wording, self._written)
            self._weigh()

    def _written(self, result: BatchResult) -> None:
        self.result_ = result
        self._desk.done.emit(f"{plural(len(result.letter_ids), 'relance écrite', 'relances écrites')}.")
        self._show(_DONE)
        self.done_page.show_result(result)
        self._show_standing()

    def save_drafts(self, path: Path) -> None:
        """Write all the letters, as they would be written now, into the PDF ``path``; the register keeps nothing."""

        def drafted(count: int) -> None:
            self._weigh()
            self._desk.saved.emit(plural(count, "projet de courrier écrit", "projets de courrier écrits"), path)

        wording = self._wording()
        if wording is not None:
            self._work.save_drafts(path, wording, drafted)
            self._weigh()

    def _ask_draft(self) -> None:
        name = f"projet-relances-{self._desk.today.isoformat()}.pdf"
        dialog = QFileDialog(self, "Enregistrer le projet", name, "Fichier PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda chosen: self.save_drafts(Path(chosen)))
        dialog.open()

    def _refused(self, error: Exception) -> None:
        self._weigh()
        if isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self._desk.show_problem(error)

    def _do(self, key: VerbKey) -> None:
        """A verb of the Courriers page, done to the letters of the pass."""

        def do(rows: list[KeptLetter]) -> None:
            reason = why_not(BY_KEY[key], rows, self._desk.why_no_write)
            self.problem.say(f"{reason}." if reason else "")
            if not reason:
                self._actions.do(key, rows)

        if self.result_ is not None:
            self._work.read_written(self.result_, do, owner=self)

    def _tell(self, sentence: str, path: Path | None = None) -> None:
        """The toast is under the sheet: what was done from here is said here."""
        if self.isVisible():
            self.news.say(sentence, path)
            self._show_standing()

    def _show_standing(self) -> None:
        if self.result_ is not None:
            self._work.read_written(
                self.result_, lambda rows: self.done_page.show_letters(rows, self._desk.why_no_write), owner=self
            )

    def _list(self) -> None:
        if self.result_ is not None:
            self.accept()
            self._desk.page_wanted.emit("correspondence", f"batch/{self.result_.batch_id}")

    def _connect(self) -> None:
        self.what.changed.connect(self._weigh)
        self.whom.changed.connect(self._weigh)
        self.text.changed.connect(self._weigh)
        self.text.edited.connect(lambda: self.problem.say(""))
        self.strip.stopped.connect(self._weigh)
        self.close_button.clicked.connect(self.reject)
        self.back.clicked.connect(self._go_back)
        self.save_draft.clicked.connect(self._ask_draft)
        self.forward.clicked.connect(self._go_on)
        self.done_page.sign_wanted.connect(lambda: self._do(VerbKey.LIST))
        self.done_page.save_wanted.connect(lambda: self._do(VerbKey.SAVE))
        self.done_page.drafts_wanted.connect(lambda: self._do(VerbKey.DRAFT))
        for told in (self._desk.toast, self._desk.done, self._desk.saved):
            told.connect(self._tell)

    def _lay(self, over: QWidget | None) -> None:
        room = over.size() if over is not None else None
        width = min(_WIDEST, room.width() - 2 * _EDGE) if room is not None else _WIDEST
        height = min(_TALLEST, room.height() - 2 * _EDGE) if room is not None else _TALLEST
        self.resize(width, height)
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(icons.IconLabel("mail-forward", "accent", 20))
        heading.addWidget(self.title, 1)
        self.track.setSpacing(16)
        heading.addLayout(self.track)
        for page in (self.what, self.whom, self.text, self.done_page):
            self.stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.why, 1, Qt.AlignmentFlag.AlignVCenter)
        for made in (self.close_button, self.back, self.save_draft, self.forward):
            foot.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(heading)
        column.addWidget(self.stack, 1)
        column.addWidget(self.problem)
        column.addWidget(self.news)
        column.addWidget(self.strip)
        column.addLayout(foot)
