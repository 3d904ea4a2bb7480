"""A question whose answer is a person or a hospital of the register."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Question
from crmr_desk.model.kinds import Status
from crmr_desk.model.network.rows import HospitalRow, PersonRow
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.chooser import Chooser, Entry
from crmr_desk.ui.dossier.fields import Field, Value
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.badge import Avatar
from crmr_desk.ui.parts.buttons import button


class PickField(Field):
    """The chosen row as a small card with "Changer", or the search line while nothing is chosen."""

    hint = ""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.chooser = Chooser(self.hint)
        self.chooser.picked.connect(self.save)
        self._name = ElidedLabel("", "strong")
        self._detail = ElidedLabel("", "secondary")
        self.change = button("Changer", "ghost", "refresh")
        self.change.setAccessibleName(f"Changer, {question.label}")
        self.change.clicked.connect(self._reopen)
        self.corner = QHBoxLayout()
        self._chosen = self._card()
        self._search = QWidget()
        self.search_line = QHBoxLayout(self._search)
        self.search_line.setContentsMargins(0, 0, 0, 0)
        self.search_line.addWidget(self.chooser, 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chosen)
        column.addWidget(self._search)
        self.put(holder, self.chooser)
        self._reopened = False

    def picture(self) -> QWidget:
        """What stands left of the chosen name."""
        raise NotImplementedError

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """The rows of the register that can be chosen."""
        self.chooser.set_entries(entries)
        self.show_value(self.question.value)

    def show_value(self, value: Value) -> None:
        entry = self.chooser.entries.entry_of(value) if isinstance(value, int) else None
        if value is not None and entry is None:
            entry = Entry(0, "Lecture du registre…", "")
        if entry is not None:
            self._name.say(entry.name)
            self._detail.say(entry.detail)
        self._chosen.setVisible(entry is not None and not self._reopened)
        self._search.setVisible(entry is None or self._reopened)

    def show_question(self, question: Question) -> None:
        searching = self.chooser.hasFocus()
        if question.value != self.question.value:
            self._reopened = False
        super().show_question(question)
        if searching and not self._chosen.isHidden():
            self.change.setFocus()

    def save(self, value: Value) -> None:
        self._reopened = False
        super().save(value)
        self.show_value(self.question.value)

    def chosen_name(self) -> str:
        """The name shown as chosen; empty while the search line is there."""
        return "" if self._chosen.isHidden() else self._name.whole()

    def _reopen(self) -> None:
        self._reopened = True
        self.show_value(self.question.value)
        self.chooser.setFocus()

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", "raised")
        line = QHBoxLayout(card)
        line.setContentsMargins(12, 8, 8, 8)
        line.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._detail)
        line.addWidget(self.picture())
        line.addLayout(names, 1)
        line.addLayout(self.corner)
        line.addWidget(self.change)
        return card


class PersonField(PickField):
    """A person of the register. ``new_wanted`` and ``edit_wanted`` ask for the form."""

    hint = "Nom, RPPS ou fonction…"
    new_wanted = Signal()
    edit_wanted = Signal(int)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        self._avatar = Avatar("")
        super().__init__(question, parent)
        new = button("Nouvelle personne…", "secondary", "user-plus")
        new.clicked.connect(self.new_wanted)
        self.search_line.addWidget(new)
        edit = button("Compléter la fiche…", "ghost", "pencil")
        edit.clicked.connect(self._edit)
        self.corner.addWidget(edit)
        self.show_question(question)

    def picture(self) -> QWidget:
        return self._avatar

    def show_value(self, value: Value) -> None:
        super().show_value(value)
        self._avatar.set_name(self._name.whole())

    def _edit(self) -> None:
        if isinstance(self.question.value, int):
            self.edit_wanted.emit(self.question.value)


class HospitalField(PickField):
    """An establishment of the register, by its geographic FINESS."""

    hint = "Nom, ville, région ou FINESS…"

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.show_question(question)

    def picture(self) -> QWidget:
        return icons.IconLabel("building-hospital", "accent", 20)


def person_entry(person: PersonRow) -> Entry:
    """A person as the chooser offers them: status, birth date and the functions held."""
    known = [Status(person.status).label] if person.status in list(Status) else []
    if person.birth_date:
        known.append(f"naissance {short_date(person.birth_date)}")
    held = "\u202f; ".join(person.functions) or "aucune fonction dans le réseau"
    return Entry(person.id, person.name, ", ".join([*known, held]), f"{person.rpps or ''} {person.code}")


def hospital_entry(hospital: HospitalRow) -> Entry:
    """A hospital as the chooser offers it."""
    return Entry(
        hospital.id,
        hospital.name,
        f"{hospital.town}, FINESS {hospital.finess_et}, {hospital.ars}",
        hospital.finess_ej,
    )
