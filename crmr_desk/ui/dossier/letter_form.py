"""A letter read before it is written: by when an answer is expected, of whom, and beside it the letter itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.live_words import LivePages, LiveWord
from crmr_desk.model.dossiers.merge_ways import Destination
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.live_tools import LiveTools
from crmr_desk.ui.dossier.pdf_pages import PdfPages
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.problems import ProblemStrip, Sheet

_WIDTH = 640
_BODY, _DUE = "À qui", "Réponse attendue le"
_HERE = "form"
"""A destination in the form itself."""
_LOWEST, _TALLEST, _AROUND = 300, 560, 320
"""Height in pixels of the preview, and what the form and its window need around it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the letter says that only its author knows: by when an answer is expected (today where none is), and whom
    it asks ("" where the dossier tells)."""

    due_on: dt.date
    body: str = ""


Load = Callable[[Asked, Callable[[LivePages], None], Callable[[Exception], None]], None]


class LetterForm(Sheet):
    """``given(Asked)`` once the letter is to be written. ``load`` fetches the letter as it would be now; a refusal is
    said in the form, which stays open. A merged word leads to where it is filled: to the fields of the form, or to
    ``wanted(Destination)``, and the form is left."""

    given, wanted = Signal(object), Signal(object)

    def __init__(
        self,
        title: str,
        verb: str,
        today: dt.date,
        load: Load,
        *,
        due_on: dt.date | None = None,
        body: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``due_on`` proposes the day of the answer, None asks for none; ``body`` proposes whom to ask."""
        super().__init__(parent, title, icon="mail", width=_WIDTH)
        self._load, self._today = load, today
        self._asks_day, self._asks_body = due_on is not None, body is not None
        self._shown: Asked | None = None
        self.due = DateEdit(_DUE, today)
        self.due.set_day(due_on)
        self.due.left.connect(self.refresh)
        self.asked = QLineEdit(body or "")
        self.asked.editingFinished.connect(self.refresh)
        self.problem = ProblemStrip()
        self.pages, self.area = PdfPages(), QScrollArea()
        self.tools = LiveTools(self.pages, self.area)
        self.tools.wanted.connect(self._follow)
        self.keep = button(verb, "primary")
        self.keep.clicked.connect(self.finish)
        self._lay()
        self.refresh()

    def refresh(self) -> None:
        """Read the letter again when what it says has changed."""
        try:
            asked = self._typed()
        except ValueError as problem:
            self._refuse(str(problem))
            return
        if asked == self._shown:
            return
        self._shown = asked
        self._load(asked, lambda live: self._show(asked, live), lambda error: self._fail(asked, error))

    def finish(self) -> None:
        """Give what was typed, unless the letter cannot be written so."""
        self.refresh()
        if self._shown is not None and self.keep.isEnabled():
            self.given.emit(self._shown)
            self.accept()

    def _typed(self) -> Asked:
        day = self.due.day() if self._asks_day else self._today
        if day is None:
            raise ValueError("Indiquez la date de réponse attendue.")
        return Asked(day, self.asked.text().strip() if self._asks_body else "")

    def _show(self, asked: Asked, live: LivePages) -> None:
        if self._still_asks(asked):
            self.problem.say("")
            self._show_live(replace(live, words=tuple(map(self._filled_here, live.words))))
            set_available(self.keep)

    def _show_live(self, live: LivePages) -> None:
        self.pages.show_pdf(live.content)
        self.tools.show_live(live)

    def _filled_here(self, word: LiveWord) -> LiveWord:
        """What the form itself asks is filled in the form."""
        name = self._own_fields().get(word.field)
        if name is None:
            return word
        return replace(word, leads_to=Destination(_HERE, word.field, 0, f"se donne ici, «\u202f{name}\u202f»"))

    def _own_fields(self) -> dict[str, str]:
        """The French names of the fields of the form, by the merge fields that they fill."""
        asked = {"opinion_body": _BODY} if self._asks_body else {}
        return asked | ({"reply_by": _DUE} if self._asks_day else {})

    def _follow(self, to: Destination) -> None:
        if to.kind != _HERE:
            self.wanted.emit(to)
            self.reject()
        elif to.target == "reply_by":
            self.due.line.setFocus()
        else:
            self.asked.setFocus()

    def _fail(self, asked: Asked, error: Exception) -> None:
        if self._still_asks(asked):
            self._refuse(str(error))

    def _still_asks(self, asked: Asked) -> bool:
        """Whether the letter that arrives is the one that is waited for: the form may be closed by then."""
        return shiboken6.isValid(self) and asked == self._shown

    def _refuse(self, sentence: str) -> None:
        self._shown = None
        self.problem.say(sentence)
        self._show_live(LivePages(b""))
        # Not greyed for good: the next press tries what is typed by then.
        self.keep.setToolTip(sentence)

    def _lay(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(16)
        if self._asks_body:
            fields.addLayout(named(_BODY, self.asked), 1)
        if self._asks_day:
            fields.addLayout(named(_DUE, self.due))
        if not self._asks_body:
            fields.addStretch(1)
        self.body.addLayout(fields)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.tools)
        self.body.addWidget(self._preview())
        self.add_verb("Annuler")
        self.keep.setDefault(True)
        self.verbs.addWidget(self.keep)

    def _preview(self) -> QScrollArea:
        area = self.area
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Aperçu du courrier")
        over = self.parentWidget()
        room = over.height() - _AROUND if over is not None else _LOWEST
        area.setFixedHeight(max(min(room, _TALLEST), _LOWEST))
        sheet = QWidget()
        sheet.setProperty("ground", "clear")
        pages = QVBoxLayout(sheet)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self.pages)
        pages.addStretch(1)
        area.setWidget(sheet)
        area.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
        return area
