"""The opinions and agreements that the check-list waits for: asked of a named body, reminded, given or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, OpinionLine
from crmr_desk.model.terms import add_months, short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import ending, words
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.letter_form import LetterForm
from crmr_desk.ui.dossier.lines import Line
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.dossier.words import Look
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear, label

LOOKS = {
    "to_ask": Look("À demander", "mute", "circle-dashed"),
    "waited": Look("Attendu", "info", "clock"),
    "late": Look("En retard", "stop", "clock"),
    "received": Look("Rendu", "ok", "circle-check"),
    "unanswered": Look("Aucun avis", "warn", "minus"),
}
_OUTCOMES = {
    "favourable": Look("Favorable", "ok", "circle-check"),
    "reserved": Look("Avec réserves", "warn", "alert-triangle"),
    "unfavourable": Look("Défavorable", "stop", "circle-x"),
}
_WAITED = ("waited", "late")
_MONTHS_TO_ANSWER = 1
_ACTIONS = 150
"""Width in pixels of the buttons of a line: the badges stand one under the other."""


def look_of(line: OpinionLine) -> Look:
    """How an opinion is shown: one that is given shows its sense."""
    return _OUTCOMES.get(line.outcome, LOOKS["received"]) if line.state == "received" else LOOKS[line.state]


def said_of(line: OpinionLine) -> str:
    """How far the request is, then the body that is asked: a narrow line cuts the name, never the days."""
    said = []
    if line.state in _WAITED and line.due_on is not None:
        said.append(f"attendu le {short_date(line.due_on)}")
    if line.reminders and line.reminded_on is not None:
        said.append(f"{words.plural(line.reminders, 'relance')}, la dernière le {short_date(line.reminded_on)}")
    if line.asked_on is not None:
        said.append(f"demandé le {short_date(line.asked_on)}")
    whole = ", ".join([*said, *filter(None, [line.body])])
    return whole[:1].upper() + whole[1:]


class OpinionRow(Line):
    """One opinion with what can be done for it now."""

    ask_wanted = Signal()
    remind_wanted = Signal()
    unanswered_wanted = Signal()

    def __init__(self, line: OpinionLine, state: str, parent: QWidget | None = None) -> None:
        """``state`` is that of the dossier: decided, it asks for nothing more; it can note that nothing came."""
        super().__init__(54, parent=parent)
        self.line = line
        look = look_of(line)
        self.setAccessibleName(f"{line.label}, {look.word}, {said_of(line)}")
        self.row.addWidget(icons.IconLabel(look.icon, look.tone, 20))
        self.row.addLayout(self.words(line.label, said_of(line)), 1)
        if not line.required:
            self.row.addWidget(label("facultatif", "small"))
        self.row.addWidget(Badge(look.word, look.tone))
        holder = QWidget()
        holder.setMinimumWidth(_ACTIONS)
        self._actions = QHBoxLayout(holder)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._actions.setSpacing(4)
        self._actions.addStretch(1)
        if state == ending.OPEN:
            self._lay_actions()
        elif state == ending.DECIDED and line.state in _WAITED:
            self._add("Aucun avis rendu…", "minus", self.unanswered_wanted.emit)
        self.row.addWidget(holder)

    def menu(self) -> QMenu:
        """What "…" opens; the caller shows it."""
        menu = QMenu(self)
        menu.addAction("Aucun avis rendu…", self.unanswered_wanted.emit)
        return menu

    def _lay_actions(self) -> None:
        if self.line.state in ("to_ask", "unanswered"):
            self._add("Demander…" if self.line.state == "to_ask" else "Redemander…", "mail", self.ask_wanted.emit)
        elif self.line.state in _WAITED:
            self._add("Relancer…", "send", self.remind_wanted.emit)
            more = button(f"Autres actions, {self.line.label}", "icon", "dots")
            more.clicked.connect(lambda: self.menu().popup(more.mapToGlobal(more.rect().bottomLeft())))
            self._actions.addWidget(more)

    def _add(self, text: str, icon: str, then: Callable[[], None]) -> None:
        made = button(text, "secondary", icon)
        made.setAccessibleName(f"{text.rstrip('…')}, {self.line.label}")
        made.clicked.connect(lambda: then())
        self._actions.addWidget(made)


class OpinionsCard(Card):
    """The opinions of a view; hidden when its check-list waits for none. ``field_wanted(Destination)`` from a word of a
    letter that is read before it is written."""

    field_wanted = Signal(object)

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__("Avis et accords", pad=0, parent=parent)
        self._verbs = verbs
        self._shown: tuple[tuple[OpinionLine, ...], str] | None = None
        self.rows: dict[tuple[str, str], OpinionRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)

    def show_view(self, view: DossierView) -> None:
        """Show the opinions of ``view``."""
        self.setVisible(bool(view.opinions))
        if self._shown == (view.opinions, view.state):
            return
        self._shown = (view.opinions, view.state)
        given = sum(line.state == "received" for line in view.opinions)
        self.set_count(f"{words.plural(given, 'rendu')} sur {len(view.opinions)}")
        clear(self._list)
        self.rows = {(line.kind, line.of): self._row(line, view.state) for line in view.opinions}
        for row in self.rows.values():
            self._list.addWidget(row)

    def _row(self, line: OpinionLine, state: str) -> OpinionRow:
        row = OpinionRow(line, state)
        row.ask_wanted.connect(lambda: self._ask_opinion(line))
        row.remind_wanted.connect(lambda: self._ask_reminder(line))
        row.unanswered_wanted.connect(lambda: self._ask_unanswered(line))
        return row

    def _ask_opinion(self, line: OpinionLine) -> None:
        exchanges, today = self._verbs.exchanges, self._verbs.desk.today
        form = LetterForm(
            f"Demander\u00a0: {line.label}",
            "Demander l’avis",
            today,
            exchanges.opinion_letter(line),
            due_on=_due(today),
            body=line.body,
            parent=self.window(),
        )
        form.given.connect(lambda asked: exchanges.ask_opinion(line, asked))
        form.wanted.connect(self.field_wanted)
        form.open()

    def _ask_reminder(self, line: OpinionLine) -> None:
        exchanges, today = self._verbs.exchanges, self._verbs.desk.today
        form = LetterForm(
            f"Relancer\u00a0: {line.label}",
            "Écrire la relance",
            today,
            exchanges.reminder_letter(line),
            due_on=_due(today),
            parent=self.window(),
        )
        form.given.connect(lambda asked: exchanges.remind_opinion(line, asked))
        form.wanted.connect(self.field_wanted)
        form.open()

    def _ask_unanswered(self, line: OpinionLine) -> None:
        today = self._verbs.desk.today
        form = DatedForm(
            f"Aucun avis rendu\u00a0: {line.label}",
            "Le dossier garde que l’avis a été demandé et n’est pas venu.",
            "Noter l’absence d’avis",
            today,
            day_name="Constaté le",
            proposed=today,
            icon="minus",
            parent=self.window(),
        )
        form.given.connect(lambda day, _reason: self._verbs.exchanges.note_unanswered(line, day))
        form.open()


def _due(today: dt.date) -> dt.date:
    return add_months(today, _MONTHS_TO_ANSWER)
