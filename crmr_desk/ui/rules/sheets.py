"""The right half: one place of the text with every rule that cites it, or one procedure line by line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.law.reading import Line, Mark, PlaceReading, Procedure, Use, UseKind
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Level, ScrollPage, clear, label, rule
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import Note
from crmr_desk.ui.rules import look

_KEY_WIDTH = 104


class RuleSheet(ScrollPage):
    """``procedure_wanted(id)`` and ``place_wanted(code)`` when the user follows a rule to the other side."""

    procedure_wanted = Signal(str)
    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Règles")
        self.lines = QVBoxLayout()
        self.body.setContentsMargins(24, 16, 24, 24)

    def show_place(self, reading: PlaceReading) -> None:
        """A place: what it says, what it leaves open, and the rules that rest on it."""
        self._begin(reading.place.long, reading.mark, inherited=reading.place.inherited)
        self.lines.addWidget(_text(reading.place.summary))
        if reading.place.open:
            words, token, icon = look.OPEN
            note = Note(icon, words, "\n".join(reading.place.open), token)
            self.lines.addWidget(note)
        for kind, heading in look.USES.items():
            uses = [use for use in reading.uses if use.kind is kind]
            if uses:
                self._add_uses(heading, uses)
        if not reading.uses:
            self.lines.addWidget(label("Aucune règle de ce jeu ne cite cette place.", "secondary", wrap=True))
        self.lines.addStretch(1)

    def show_procedure(self, procedure: Procedure) -> None:
        """A procedure: who sends what, who gives an opinion, who decides, who is told, until when."""
        self._begin(procedure.title, None, inherited=bool(procedure.inherited))
        self.lines.addWidget(self._place_link(procedure.long, procedure.place), 0, Qt.AlignmentFlag.AlignLeft)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, _KEY_WIDTH)
        grid.setColumnStretch(1, 1)
        for place, (heading, content) in enumerate(self._rows(procedure)):
            grid.addWidget(label(heading, "quiet"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(content, place, 1)
        self.lines.addLayout(grid)
        self.lines.addStretch(1)

    def _begin(self, title: str, mark: Mark | None, *, inherited: bool) -> None:
        clear(self.body)
        self.verticalScrollBar().setValue(0)
        whole = QWidget()  # goes in one piece, with the lines that flow inside it
        self.lines = QVBoxLayout(whole)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(12)
        self.body.addWidget(whole)
        self.lines.addWidget(label(title, "bar", wrap=True))
        badges = Flow()
        if mark is not None:
            badges.addWidget(Badge(*look.MARKS[mark]))
        if inherited:
            badges.addWidget(Badge("Repris d’un autre jeu", "mute", "copy"))
        if badges.count():
            self.lines.addLayout(badges)

    def _add_uses(self, heading: str, uses: Iterable[Use]) -> None:
        self.lines.addWidget(rule())
        self.lines.addWidget(label(heading, "strong"))
        for use in uses:
            self.lines.addLayout(self._use(use))

    def _use(self, use: Use) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_text(use.words))
        if use.detail and use.kind is not UseKind.PROCEDURE:
            words.addWidget(_text(use.detail, "quiet"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addLayout(words, 1)
        if use.procedure:
            line.addWidget(self._procedure_link(use), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _procedure_link(self, use: Use) -> QPushButton:
        made = button(f"Lire la procédure{look.NBSP}: {use.words}", "icon", "chevron-right")
        made.clicked.connect(lambda: self.procedure_wanted.emit(use.procedure))
        return made

    def _place_link(self, long: str, place: str) -> QPushButton:
        made = button(long, "link", "book-2")
        made.setAccessibleName(f"Lire la place{look.NBSP}: {long}")
        made.clicked.connect(lambda: self.place_wanted.emit(place))
        return made

    def _rows(self, procedure: Procedure) -> list[tuple[str, QWidget]]:
        return [
            ("S’applique si", _text("\n".join(procedure.when))),
            ("Expéditeur", _text(procedure.sender or "Personne")),
            ("Destinataire", _text(procedure.addressee or "Personne")),
            ("Pièces", self._lines(procedure.pieces, procedure.place)),
            ("Avis", self._lines(procedure.opinions, procedure.place)),
            ("Décision", _text(procedure.decided_by or "Aucune")),
            ("Notifiés", self._lines(procedure.notified, procedure.place)),
            ("Informés", self._lines(procedure.informed, procedure.place)),
            ("Copies", self._lines(procedure.copies, procedure.place)),
            ("Terme", _text(procedure.term)),
        ]

    def _lines(self, lines: tuple[Line, ...], home: str) -> QWidget:
        """One line a rule; its place where it is not that of the procedure, its mark where it is not the text's."""
        if not lines:
            return _text("Aucun")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for line in lines:
            column.addLayout(self._line(line, home))
        return holder

    def _line(self, line: Line, home: str) -> QVBoxLayout:
        marks = Flow()
        if line.mark is not Mark.TEXT:
            marks.addWidget(Badge(*look.MARKS[line.mark]))
        elif line.place != home:
            marks.addWidget(self._place_link(line.long, line.place))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(_text(line.words))
        if line.note:
            column.addWidget(_text(line.note, "quiet"))
        if marks.count():
            column.addLayout(marks)
        return column


def _text(words: str, level: Level = "body") -> QWidget:
    made = label(words, level, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made
