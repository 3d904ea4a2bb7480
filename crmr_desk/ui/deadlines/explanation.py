"""Where a date comes from: the event, the rule and its place in the text, the arithmetic, the calendar and what would
change it; and what answers it."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.due import looks_at
from crmr_desk.model.correspondence.reminders.kinds import REMINDED_BY
from crmr_desk.model.deadlines.kinds import batch_id_of
from crmr_desk.model.deadlines.rows import CALENDAR, CHANGES, EVENT, FOLLOWED, OUTSIDE, RULE, SUM, DeadlineRow
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.ui import icons
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.entry_line import DAY_WIDTH, short_day, words_of
from crmr_desk.ui.deadlines.look import Standing
from crmr_desk.ui.deadlines.reckoning_line import ReckoningLine, drawn
from crmr_desk.ui.deadlines.row_verbs import verbs_for
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow

_MOVED = "Ce qui l’a changée"
_ICONS = {
    EVENT: "flag", RULE: "scale", SUM: "calculator", CALENDAR: "calendar", CHANGES: "refresh", FOLLOWED: "check",
    _MOVED: "arrows-move",
}  # fmt: skip
_SIDE = 12


class Explanation(QFrame):
    """One deadline, unfolded. ``verb_wanted(verb, row)`` for what is decided of it, ``open_wanted(row)`` for its
    centre, ``start_wanted(procedure)`` for the dossier that answers it, ``dossier_wanted(id)`` for the one that it
    comes from, ``letters_wanted(batch id)`` for the letters that wait, ``reminder_wanted("kind/year")`` for those that
    remind of it."""

    verb_wanted = Signal(object, object)
    open_wanted = Signal(object)
    start_wanted = Signal(object, object)
    dossier_wanted = Signal(int)
    letters_wanted = Signal(int)
    reminder_wanted = Signal(str)

    def __init__(
        self, row: DeadlineRow, today: dt.date, *, no_write: str = "", reminders: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``no_write``: why nothing can be decided now. ``reminders``: whether there is a page that writes them."""
        super().__init__(parent)
        self.row = row
        self._no_write, self._reminders = no_write, reminders
        self.setProperty("card", "raised")
        self.setAccessibleName(f"D’où vient cette date\u00a0: {words_of(row)}")
        # Made at once, shown when it is known what answers: whatever comes later stands last for the Tab key.
        self._start = button("", "primary", "folder")
        self._why = label("", "quiet", wrap=True)
        self._procedure: Procedure | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 10, _SIDE, 12)
        column.setSpacing(10)
        column.addLayout(self._heading(today.year))
        column.addWidget(label("D’où vient cette date", "strong"))
        for heading, sentence in row.explanation:
            column.addLayout(self._part(heading, sentence))
        self._moves = QVBoxLayout()
        column.addLayout(self._moves)
        column.addWidget(self._answers(today))
        column.addWidget(self._why)
        column.addLayout(self._lesser_verbs())
        if row.fixed and not look.is_over(row):
            column.addWidget(label(row.fixed, "small", wrap=True))
        self._start.clicked.connect(lambda: self.start_wanted.emit(self._procedure, row))
        self.offer(None)

    def offer(self, procedure: Procedure | None) -> None:
        """Offer the dossier that answers the deadline, None where there is none."""
        self._procedure = procedure
        self._start.setText(procedure.title if procedure else "")
        self._start.setAccessibleDescription(procedure.why if procedure else "")
        self._why.setText(procedure.why if procedure else "")
        self._start.setVisible(procedure is not None)
        self._why.setVisible(procedure is not None)
        self._shown_answers.setVisible(self._others or procedure is not None)

    def tell_move(self, sentence: str) -> None:
        """Who moved it, and why."""
        self._moves.addLayout(self._part(_MOVED, sentence))

    def _answers(self, today: dt.date) -> QWidget:
        """The dossier or the letters that it comes from, the dossier that answers it, the letters that remind of it."""
        holder = QWidget()
        flow = Flow(parent=holder)
        if self.row.dossier_id is not None:
            take_up = button("Ouvrir le dossier", "primary", "folder-open")
            take_up.clicked.connect(lambda: self.dossier_wanted.emit(self.row.dossier_id))
            flow.addWidget(take_up)
        batch_id = batch_id_of(self.row.key)
        if batch_id is not None:
            letters = button("Voir les courriers", "primary", "mail")
            letters.clicked.connect(lambda: self.letters_wanted.emit(batch_id))
            flow.addWidget(letters)
        flow.addWidget(self._start)
        kind = REMINDED_BY.get(self.row.kind)
        reached = kind is not None and looks_at(kind, self.row.due_on, today)
        if self._reminders and reached and not look.is_over(self.row):
            remind = button("Préparer la relance", "secondary", "mail")
            remind.clicked.connect(lambda: self.reminder_wanted.emit(f"{kind}/{self.row.due_on.year}"))
            flow.addWidget(remind)
        self._shown_answers, self._others = holder, flow.count() > 1
        return holder

    def _heading(self, this_year: int) -> QHBoxLayout:
        day, below = short_day(self.row, this_year)
        known = look.STANDINGS[look.standing(self.row)]
        when, what = QVBoxLayout(), QVBoxLayout()
        for column in (when, what):
            column.setSpacing(0)
        date = label(day, "strong")
        if look.standing(self.row) is Standing.LATE:
            date.setProperty("tone", "stop")
        date.setFixedWidth(DAY_WIDTH)
        when.addWidget(date)
        when.addWidget(label(below, "small"))
        what.addWidget(label(self.row.title, "strong", wrap=True))
        if self.row.detail:
            what.addWidget(label(self.row.detail, "secondary", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addLayout(when)
        mark = icons.IconLabel(known.icon, known.tone, 10 if known.icon == "circle" else 18, known.words)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(what, 1)
        for column in (when, what):
            column.addStretch(1)
        return line

    def _part(self, heading: str, sentence: str) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(heading, "quiet"))
        what = drawn(self.row.reckoning) if heading == SUM else None
        if what is not None:
            words.addWidget(ReckoningLine(what, sentence))
        words.addWidget(label(sentence, "quiet" if what is not None else "body", wrap=True))
        if heading == RULE and self.row.place not in ("", OUTSIDE):
            words.addWidget(_places(self.row.place))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(icons.IconLabel(_ICONS[heading], "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _lesser_verbs(self) -> Flow:
        flow = Flow(gap=4, line_gap=2)
        for verb in verbs_for(self.row):
            made = button(verb.words, "link", verb.icon)
            set_available(made, self._no_write)
            made.clicked.connect(lambda _on=False, verb=verb: self.verb_wanted.emit(verb, self.row))
            flow.addWidget(made)
        if self.row.centre_kind:
            centre = button(look.open_words(self.row.centre_kind), "link", "external-link")
            centre.clicked.connect(lambda: self.open_wanted.emit(self.row))
            flow.addWidget(centre)
        return flow


def places_of(place: str) -> list[str]:
    """The places that a rule rests on: "A3 §5 ; A1 C-d" names two."""
    return [each for each in (part.strip() for part in re.split(r"[;+]", place)) if each]


def _places(place: str) -> QWidget:
    holder = QWidget()
    flow = Flow(parent=holder)
    for each in places_of(place):
        flow.addWidget(PlaceBadge(each))
    return holder
