"""The form of a person: added to the register, or completed, without leaving the dossier."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Status
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet

_TITLES = ("Pr", "Dr", "M.", "Mme")


class PersonForm(Sheet):
    """``saved`` carries the id of the person once the register holds them. Escape leaves everything as it was."""

    saved = Signal(int)

    def __init__(self, desk: Desk, person: PersonRow | None = None, parent: QWidget | None = None) -> None:
        """``person`` is whom to complete; None adds somebody."""
        title = "Nouvelle personne" if person is None else f"Fiche de {person.name}"
        super().__init__(parent, title, icon="user-plus" if person is None else "pencil", width=640)
        self._desk = desk
        self._person = person
        self.title = Options([Choice(each, each) for each in _TITLES], "Titre")
        self.first_name, self.last_name = QLineEdit(), QLineEdit()
        self.rpps, self.email = QLineEdit(), QLineEdit()
        self.status = QComboBox()
        self.full_time = Options([Choice("yes", "Oui"), Choice("no", "Non")], "Temps plein")
        self.birth_date = DateEdit("Date de naissance", desk.today)
        self.problem = ProblemStrip()
        self._lay()
        self._fill()
        self.first_name.setFocus()

    def values(self) -> dict[str, object]:
        """What is typed, keyed as the register keeps it. ValueError with a French sentence for an unreadable date."""
        full_time = self.full_time.value()
        typed: dict[str, object] = {
            "title": self.title.value() or "",
            "first_name": self.first_name.text().strip(),
            "last_name": self.last_name.text().strip(),
            "status": self.status.currentData(),
            "full_time": None if full_time is None else full_time == "yes",
            "birth_date": self.birth_date.day(),
            "rpps": self.rpps.text().strip() or None,
            "email": self.email.text().strip() or None,
        }
        return typed if self._person is None else {**typed, "version": self._person.version}

    def save(self) -> None:
        """Write the person; a refusal is said inside the form, which stays open."""
        from crmr_desk.model.network import people

        try:
            values = self.values()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        db, person_id = self._desk.db, self._person.id if self._person else None
        self._desk.run(lambda: people.save_person(db, values, person_id), self._kept, failed=self._refused)

    def _kept(self, result: tuple[int, object]) -> None:
        self.saved.emit(result[0])
        self.accept()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self._desk.show_problem(error)

    def _lay(self) -> None:
        self.status.addItem("Non renseigné", None)
        for status in Status:
            self.status.addItem(status.label, status.value)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        places: tuple[tuple[str, QWidget, int, int], ...] = (
            ("Titre", self.title, 0, 0),
            ("Prénom", self.first_name, 1, 0),
            ("Nom", self.last_name, 1, 1),
            ("Statut hospitalier", self.status, 2, 0),
            ("Temps plein", self.full_time, 2, 1),
            ("Date de naissance", self.birth_date, 3, 0),
            ("Numéro RPPS, facultatif", self.rpps, 3, 1),
            ("Courriel, facultatif", self.email, 4, 0),
        )
        for words, control, row, column in places:
            grid.addLayout(named(words, control), row, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Ajouter la personne" if self._person is None else "Enregistrer la fiche", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.save)
        self.verbs.addWidget(keep)
        self._watch(lambda: self.problem.say(""))

    def _watch(self, touched: Callable[[], None]) -> None:
        for line in (self.first_name, self.last_name, self.rpps, self.email, self.birth_date.line):
            line.textEdited.connect(lambda _text: touched())

    def _fill(self) -> None:
        if self._person is None:
            return
        self.title.set_value(self._person.title)
        self.first_name.setText(self._person.first_name)
        self.last_name.setText(self._person.last_name)
        self.status.setCurrentIndex(max(self.status.findData(self._person.status), 0))
        full_time = self._person.full_time
        self.full_time.set_value(None if full_time is None else ("yes" if full_time else "no"))
        self.birth_date.set_day(self._person.birth_date)
        self.rpps.setText(self._person.rpps or "")
        self.email.setText(self._person.email or "")
