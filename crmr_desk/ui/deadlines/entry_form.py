"""A deadline typed by hand: what, when, whom it concerns and whose it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from crmr_desk.model.deadlines import kinds
from crmr_desk.model.deadlines.entries import EntryValues
from crmr_desk.model.network.names import as_typed
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.dossier.chooser import Chooser, Entry
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import ElidedLabel, named
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet

_EVERYBODY = "Tout le bureau"
_NOBODY = "Rien en particulier"


@dataclass(frozen=True, slots=True)
class Concern:
    """What an entry may concern: a centre by its kind and id, or a dossier."""

    name: str
    detail: str
    centre_kind: str = ""
    centre_id: int = 0
    dossier_id: int | None = None


class EntryForm(Sheet):
    """``given(EntryValues)`` once it has a title and a day; who keeps them closes the form, or has its ``problem`` say
    why not. ``concerns`` are offered by name; ``instructors`` are those whose it may be."""

    given = Signal(object)

    def __init__(
        self, values: EntryValues, concerns: Sequence[Concern], instructors: Sequence[str], today: dt.date, *,
        new: bool, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        title = "Nouvelle échéance" if new else "Modifier l’échéance"
        sentence = "Pour ce que le registre ne peut pas déduire\u00a0: une réunion, un comité, une journée du réseau."
        super().__init__(parent, title, sentence, icon="calendar-plus")
        self._concerns, self._concern = tuple(concerns), _known(values, concerns)
        self.kind, self.title, self.day = QComboBox(), QLineEdit(values.title), DateEdit("Date", today)
        self.detail, self.place = QLineEdit(values.detail), QLineEdit(values.place)
        self.concerned, self.chooser = ElidedLabel("", "body"), Chooser("Nom d’un centre, numéro d’un dossier…")
        self.release = button("Retirer", "link")
        self.instructor, self.problem = QComboBox(), ProblemStrip()
        for kind in kinds.TYPED:
            self.kind.addItem(look.kind_words(kind), kind)
        self.kind.setCurrentIndex(max(self.kind.findData(values.kind), 0))
        for name in ("", *dict.fromkeys(filter(None, (*instructors, values.instructor)))):
            self.instructor.addItem(name or _EVERYBODY, name)
        self.instructor.setCurrentIndex(max(self.instructor.findData(values.instructor), 0))
        self.day.set_day(values.on)
        self.chooser.set_entries([Entry(at, each.name, each.detail) for at, each in enumerate(self._concerns)])
        self._lay_out("Ajouter" if new else "Modifier")
        self._say_concern()
        self.chooser.picked.connect(lambda at: self._concern_with(self._concerns[at]))
        self.release.clicked.connect(lambda: self._concern_with(None))
        self.title.setFocus()

    def finish(self) -> None:
        """Give what was typed, or say what is missing."""
        try:
            day = self.day.day()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        title = as_typed(self.title.text())
        if not title:
            self.problem.say("Donnez un titre à l’échéance.")
            self.title.setFocus()
        elif day is None:
            self.problem.say("Indiquez la date.")
        else:
            self.given.emit(self._values(day, title))

    def _values(self, day: dt.date, title: str) -> EntryValues:
        concern = self._concern
        return EntryValues(
            on=day,
            kind=str(self.kind.currentData()),
            title=title,
            detail=as_typed(self.detail.text()),
            place=as_typed(self.place.text()),
            instructor=str(self.instructor.currentData()),
            centre_kind=concern.centre_kind if concern else "",
            centre_id=concern.centre_id if concern else 0,
            dossier_id=concern.dossier_id if concern else None,
        )

    def _concern_with(self, concern: Concern | None) -> None:
        self._concern = concern
        self._say_concern()

    def _say_concern(self) -> None:
        concern = self._concern
        words = ", ".join(filter(None, (concern.name, concern.detail))) if concern else _NOBODY
        self.concerned.say(words)
        self.release.setVisible(concern is not None)

    def _lay_out(self, verb: str) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addLayout(named("Nature", self.kind), 1)
        first.addLayout(named("Date", self.day), 1)
        self.body.addLayout(first)
        self.body.addLayout(named("Titre", self.title))
        self.body.addLayout(named("Précision, facultatif", self.detail))
        chosen = QHBoxLayout()
        chosen.addWidget(self.concerned, 1)
        chosen.addWidget(self.release)
        self.body.addLayout(named("Concerne", self.chooser))
        self.body.addLayout(chosen)
        second.addLayout(named("À qui", self.instructor), 1)
        second.addLayout(named("Texte qui la demande, facultatif", self.place), 1)
        self.body.addLayout(second)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button(verb, "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)


def _known(values: EntryValues, concerns: Sequence[Concern]) -> Concern | None:
    """What the entry concerns now, by the name under which it is offered."""
    if values.dossier_id is None and not values.centre_kind:
        return None
    for each in concerns:
        if values.dossier_id is not None:
            if each.dossier_id == values.dossier_id:
                return each
        elif (each.centre_kind, each.centre_id) == (values.centre_kind, values.centre_id):
            return each
    return Concern("Une structure ou un dossier clos", "", values.centre_kind, values.centre_id, values.dossier_id)
