"""The form of reception: who sent each file, and when it came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import ElidedLabel, named
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports.sender_box import SenderBox
from crmr_desk.ui.imports.words import KINDS
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet
from crmr_desk.workbooks.imports.arrivals import Arrival

_ROOM = 264
"""Height in pixels of the files of the form; more of them scroll."""


class ArrivalLine(QWidget):
    """One file: its name, what it seems to be, and who sent it."""

    def __init__(self, arrival: Arrival, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrival = arrival
        self.sender_box = SenderBox(f"Envoyé par, {arrival.name}")
        self.why = label("", "small", wrap=True)
        guess = arrival.sender
        if guess is not None:
            self.sender_box.set_region(guess.region)
        self.why.setText(guess.why if guess is not None else "rien ne dit de qui il vient")
        self.sender_box.picked.connect(lambda _region: self.why.setText("choisi par vous"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(arrival.name, "strong"))
        texts.addWidget(label(_said(arrival), "secondary", wrap=True))
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.sender_box)
        right.addWidget(self.why)
        self.sender_box.setFixedWidth(256)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(12)
        line.addWidget(icons.IconLabel("file-spreadsheet", "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        line.addLayout(right)


class ReceiveForm(Sheet):
    """``given([(arrival, region), …], day)`` once each file has a sender; ``region`` is "" for a national list."""

    given = Signal(object, object)

    def __init__(
        self, arrivals: Sequence[Arrival], refusals: Sequence[str], today: dt.date, who: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        one = len(arrivals) == 1
        title = "Recevoir un classeur" if one else f"Recevoir {len(arrivals)} classeurs"
        super().__init__(
            parent, title, "Le fichier est gardé tel quel. Rien n’est écrit dans le registre avant votre accord.",
            icon="table-import", width=640,
        )  # fmt: skip
        self._today = today
        self.lines = [ArrivalLine(arrival) for arrival in arrivals]
        self.received = DateEdit("Reçu le", today)
        self.received.set_day(today)
        self.refused, self.problem = ProblemStrip(), ProblemStrip()
        self.refused.say("\n".join(refusals))
        self.body.addWidget(self._files())
        self.body.addLayout(self._terms(who))
        self.body.addWidget(self.refused)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.keep = button("Recevoir le classeur" if one else f"Recevoir les {len(arrivals)} classeurs", "primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.finish)
        self.verbs.addWidget(self.keep)
        nameless = next((line.sender_box for line in self.lines if line.sender_box.region() is None), None)
        (nameless or self.keep).setFocus()

    def finish(self) -> None:
        """Give what the form says, or say what is missing."""
        nameless = [line.arrival.name for line in self.lines if line.sender_box.region() is None]
        try:
            day = self.received.day()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        if nameless:
            self.problem.say(f"Dites qui a envoyé «\u202f{nameless[0]}\u202f».")
        elif day is None:
            self.problem.say("Indiquez le jour de réception.")
        elif day > self._today:
            self.problem.say(f"Le {short_date(day)} n’est pas encore venu\u00a0: indiquez le jour de réception.")
        else:
            self.given.emit([(line.arrival, line.sender_box.region()) for line in self.lines], day)
            self.accept()

    def _files(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("ground", "clear")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in self.lines:
            column.addWidget(line)
        if holder.sizeHint().height() <= _ROOM:
            return holder
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFixedHeight(_ROOM)
        scroll.setWidget(holder)
        return scroll

    def _terms(self, who: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(24)
        line.addLayout(named("Reçu le", self.received))
        instructor = label(who, "body")
        line.addLayout(named("Instruit par", instructor))
        line.addStretch(1)
        return line


def _said(arrival: Arrival) -> str:
    """Liste d’une ARS, 2 feuilles, 148 lignes, recette « AURA » reconnue."""
    parts = [KINDS[arrival.kind], plural(arrival.sheets, "feuille"), plural(arrival.lines, "ligne")]
    if arrival.answers:
        parts = [f"Retour de «\u202f{arrival.answers}\u202f»"]
    if arrival.recipe:
        parts.append(f"recette «\u202f{arrival.recipe}\u202f» reconnue")
    return ", ".join(parts)
