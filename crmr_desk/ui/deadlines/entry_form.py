"""A deadline typed by hand: what, when, whom it concerns and whose it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from crmr_desk.model.deadlines import kinds
from crmr_desk.model.deadlines.entries import LONGEST, LONGEST_DETAIL, EntryValues, TypedEntry
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.network.typed_text import typed_text
from crmr_desk.model.terms import short_date
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.dossier.chooser import Chooser, Entry
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import ElidedLabel, named
from crmr_desk.ui.dossier.word_marks import quoted
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet

_EVERYBODY = "Tout le bureau"
_NOBODY = "Rien en particulier"
_TITLE, _DETAIL, _PLACE = "Titre", "Précision", "Texte qui la demande"


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
    why not. ``concerns`` are offered by name; ``instructors`` are those whose it may be.

    Where a colleague has changed the entry meanwhile, what they wrote is shown, and the user chooses which to keep.
    """

    given = Signal(object)

    def __init__(
        self, values: EntryValues, concerns: Sequence[Concern], instructors: Sequence[str], today: dt.date, *,
        new: bool, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        title = "Nouvelle échéance" if new else "Modifier l’échéance"
        sentence = "Pour ce que le registre ne peut pas déduire\u00a0: une réunion, un comité, une journée du réseau."
        super().__init__(parent, title, sentence, icon="calendar-plus")
        self._shown, self._concerns, self._concern = values, tuple(concerns), _known(values, concerns)
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
        self.keep = button("Ajouter" if new else "Modifier", "primary")
        self._lay_out()
        self._say_concern()
        self.chooser.picked.connect(lambda at: self._concern_with(self._concerns[at]))
        self.release.clicked.connect(lambda: self._concern_with(None))
        self.title.setFocus()

    def finish(self) -> None:
        """Give what was typed, or say what is missing."""
        try:
            day = self.day.day()
        except ValueError as problem:
            self._say_day(str(problem))
            return
        if day is None:
            self._say_day("Indiquez la date.")
        elif self._texts_fit():
            self.given.emit(self._values(day))

    def tell_conflict(self, now: TypedEntry) -> None:
        """What stands there now is not what was shown: the next press would write over it."""
        by = f", {now.last_change}" if now.last_change else ""
        changed = ", ".join(self._changed(now.values)) or "rien de ce qui se lit ici"
        self._shown = now.values
        self.sentence.hide()  # its room is for what is to be compared
        self.problem.say(
            f"Modifiée entre-temps{by}. Elle dit maintenant\u00a0: {changed}. Votre saisie n’est pas enregistrée\u00a0:"
            " annulez pour garder cette version, ou enregistrez la vôtre à la place."
        )
        self.keep.setText("Enregistrer la mienne")
        self.leave.setText("Garder celle-ci")

    def _say_day(self, problem: str) -> None:
        self.problem.say(problem)
        self.day.setFocus()

    def _changed(self, now: EntryValues) -> Iterator[str]:
        """What a colleague has written in place of what was shown, each by the name of its field."""
        was = self._shown
        told = (
            ("nature", look.kind_words(was.kind), look.kind_words(now.kind)),
            ("date", short_date(was.on), short_date(now.on)),
            ("titre", was.title, now.title),
            ("précision", was.detail, now.detail),
            ("concerne", self._concerned(was), self._concerned(now)),
            ("à qui", was.instructor or _EVERYBODY, now.instructor or _EVERYBODY),
            ("texte qui la demande", was.place, now.place),
        )
        yield from (f"{name} {quoted(after)}" for name, before, after in told if before != after)

    def _concerned(self, values: EntryValues) -> str:
        concern = _known(values, self._concerns)
        return concern.name if concern is not None else _NOBODY

    def _texts_fit(self) -> bool:
        """Whether there is a title, and no text is too long: the first that does not fit is said, and waits there."""
        for name, line, longest in (
            (_TITLE, self.title, LONGEST), (_DETAIL, self.detail, LONGEST_DETAIL), (_PLACE, self.place, LONGEST),
        ):  # fmt: skip
            try:
                text = typed_text(name, line.text(), longest)
            except UserError as problem:
                self.problem.say(str(problem))
                line.setFocus()
                return False
            if line is self.title and not text:
                self.problem.say("Donnez un titre à l’échéance.")
                line.setFocus()
                return False
        return True

    def _values(self, day: dt.date) -> EntryValues:
        concern = self._concern
        return EntryValues(
            on=day,
            kind=str(self.kind.currentData()),
            title=as_typed(self.title.text()),
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

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addLayout(named("Nature", self.kind), 1)
        first.addLayout(named("Date", self.day), 1)
        self.body.addLayout(first)
        self.body.addLayout(named(_TITLE, self.title))
        self.body.addLayout(named(f"{_DETAIL}, facultative", self.detail))
        chosen = QHBoxLayout()
        chosen.addWidget(self.concerned, 1)
        chosen.addWidget(self.release)
        self.body.addLayout(named("Concerne", self.chooser))
        self.body.addLayout(chosen)
        second.addLayout(named("À qui", self.instructor), 1)
        second.addLayout(named(f"{_PLACE}, facultatif", self.place), 1)
        self.body.addLayout(second)
        self.body.addWidget(self.problem)
        self.leave = self.add_verb("Annuler")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.finish)
        self.verbs.addWidget(self.keep)


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
