"""The notes of the bureau on a centre: written, changed and taken away in place, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.network import notes
from crmr_desk.model.network.sheet_rows import NoteLine
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label, rule
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.problems import ProblemStrip


class Noted(Protocol):
    """What bears notes: a centre, a person, an establishment."""

    @property
    def kind(self) -> str: ...
    @property
    def row_id(self) -> int: ...


class NotesTab(ScrollPage):
    """``writing`` holds a new note; each note below has its own verbs."""

    def __init__(self, desk: Desk, noun: str = "ce centre", parent: QWidget | None = None) -> None:
        """``noun`` is what bears the notes: ce centre, cette personne."""
        super().__init__(parent)
        self._desk = desk
        self._subject: tuple[str, int] = ("", 0)
        self.writing, self.problem = GrowingText(least=2, most=12), ProblemStrip()
        self.writing.setPlaceholderText(f"Ce qu’il faut retenir de {noun}…")
        self.writing.setAccessibleName("Nouvelle note")
        self.keep = button("Ajouter la note", "primary")
        self.keep.clicked.connect(self._add)
        self.reason = label("", "quiet", wrap=True)
        self.card = Card("Notes")
        self.lines = QVBoxLayout()
        self.empty = EmptyState("pencil", f"Aucune note sur {noun}.")
        self._lay_out()
        self.writing.textChanged.connect(lambda: self.problem.say(""))
        keys = QShortcut(QKeySequence("Ctrl+Return"), self.writing)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._add)

    def question(self, shown: Noted) -> Callable[[], tuple[NoteLine, ...]]:
        """What to read of what bears them."""
        if self._subject != (shown.kind, shown.row_id):
            self._subject = (shown.kind, shown.row_id)
            self.writing.clear()
        db, kind, row_id = self._desk.seen, shown.kind, shown.row_id
        return lambda: notes.notes_of(db, kind, row_id)

    def show_answer(self, answer: Sequence[NoteLine]) -> None:
        """Show the notes; what is being written stays."""
        set_available(self.keep, self._desk.why_no_write)
        self.writing.setEnabled(not self._desk.why_no_write)
        self.reason.setText(self._desk.why_no_write)
        self.reason.setVisible(bool(self._desk.why_no_write))
        clear(self.lines)
        self.card.set_count(len(answer) or None)
        self.empty.setVisible(not answer)
        for note in answer:
            self.lines.addWidget(rule())
            self.lines.addWidget(NoteEntry(self._desk, note))
        self.settle()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.keep)
        foot.addWidget(label("Signée et datée d’aujourd’hui. Ctrl Entrée l’ajoute.", "small"), 1)
        self.lines.setSpacing(10)
        for part in (self.writing, self.problem):
            self.card.body.addWidget(part)
        self.card.body.addLayout(foot)
        self.card.body.addWidget(self.reason)
        self.card.body.addLayout(self.lines)
        self.card.body.addWidget(self.empty)
        self.body.addWidget(self.card)
        self.body.addStretch(1)

    def _add(self) -> None:
        desk, (kind, row_id), text = self._desk, self._subject, self.writing.text()
        if desk.why_no_write:
            return
        db, today = desk.db, desk.today
        desk.run(lambda: notes.add_note(db, kind, row_id, text, today), self._added, failed=self._refused)

    def _added(self, _result: object) -> None:
        self.writing.clear()
        self._desk.done.emit("Note ajoutée.")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self._desk.show_problem(error)


class NoteEntry(QWidget):
    """One note: its words, who wrote it when, and what can be done with it."""

    def __init__(self, desk: Desk, note: NoteLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._note = desk, note
        self.words = label(note.text, "body", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.editor, self.problem = GrowingText(least=2, most=12), ProblemStrip()
        self.editor.setAccessibleName("Texte de la note")
        self.change = self._icon("Modifier la note", "pencil", self.begin)
        self.remove = self._icon("Effacer la note", "eraser", self._remove)
        self.keep, self.leave = button("Enregistrer", "primary"), button("Annuler", "secondary")
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.end)
        self.setAccessibleName(f"Note de {note.by}, {short_date(note.written_on)}")
        self.end()

    def begin(self) -> None:
        """Edit the words in place."""
        self.editor.setPlainText(self._note.text)
        self._turn(editing=True)
        self.editor.setFocus()

    def end(self) -> None:
        """Back to the words as they are kept."""
        self._turn(editing=False)

    def _turn(self, *, editing: bool) -> None:
        for part in (self.editor, self.keep, self.leave):
            part.setVisible(editing)
        for shown in (self.words, self.change, self.remove):
            shown.setVisible(not editing)
        self.problem.say("")

    def _icon(self, text: str, icon: str, then: Callable[[], object]) -> QWidget:
        made = button(text, "icon", icon)
        made.clicked.connect(lambda: then())
        if self._desk.why_no_write:
            set_available(made, self._desk.why_no_write)
        return made

    def _lay_out(self) -> None:
        signed = f"{self._note.by}, le {short_date(self._note.written_on)}"
        column, head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head.addWidget(label(signed, "secondary"), 1)
        head.addWidget(self.change)
        head.addWidget(self.remove)
        for verb in (self.keep, self.leave):
            foot.addWidget(verb)
        foot.addStretch(1)
        column.addLayout(head)
        for text in (self.words, self.editor, self.problem):
            column.addWidget(text)
        column.addLayout(foot)

    def _keep(self) -> None:
        db, note, text, today = self._desk.db, self._note, self.editor.text(), self._desk.today
        self._desk.run(
            lambda: notes.change_note(db, note.id, text, today, version=note.version),
            lambda _changes: self._desk.done.emit("Note modifiée."),
            failed=lambda error: self.problem.say(str(error)),
        )

    def _remove(self) -> None:
        db, note = self._desk.db, self._note
        self._desk.run(
            lambda: notes.remove_note(db, note.id, version=note.version),
            lambda _changes: self._desk.done.emit("Note effacée."),
        )
