"""The form of a member of a team: who, under what role, since when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from crmr_desk.model.dossiers.rows import Question, QuestionKind
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import TeamRole
from crmr_desk.model.network import people, team
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.model.network.sheet_rows import TeamLine
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.number_field import read_number
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.dossier.pick_field import PersonField, person_entry
from crmr_desk.ui.network.entry_form import EntryForm


class MemberForm(EntryForm):
    """Somebody is picked in the register or added to it; of a member, everything but who it is can change."""

    def __init__(
        self, desk: Desk, kind: str, centre_id: int, line: TeamLine | None = None, parent: QWidget | None = None
    ) -> None:
        title = "Ajouter à l’équipe" if line is None else f"Dans l’équipe\u00a0: {line.name}"
        super().__init__(
            desk, title, icon="users", done="Équipe complétée." if line is None else "Équipe modifiée.", parent=parent
        )
        self._centre, self._line = (kind, centre_id), line
        self.person = PersonField(Question("person", QuestionKind.PERSON, "Personne", None))
        self.role, self.detail, self.quota = QComboBox(), QLineEdit(), QLineEdit()
        self.start, self.end = DateEdit("Depuis le", desk.today), DateEdit("Jusqu’au", desk.today)
        self.person.saved.connect(self._choose)
        self.person.new_wanted.connect(self._ask_new)
        self.person.edit_wanted.connect(self._ask_edit)
        self._lay()
        self._fill()

    def verb(self) -> Callable[[], Any]:
        db, line, (kind, centre_id) = self.desk.db, self._line, self._centre
        chosen = self.person.question.value
        values = {
            "role": self.role.currentData(),
            "detail": self.detail.text(),
            "quota": read_number(self.quota.text()),
            "start": self.start.day(),
            "end": self.end.day(),
        }
        if line is not None:
            return lambda: team.change_member(db, line.id, values, version=line.version)
        if not isinstance(chosen, int):
            raise UserError("Choisissez la personne, ou ajoutez-la au registre.")
        person_id = chosen
        return lambda: team.add_member(db, kind, centre_id, person_id, **values)

    def _lay(self) -> None:
        for role in TeamRole:
            self.role.addItem(role.label, role.value)
        self.quota.setPlaceholderText("% d’un temps plein")
        self.detail.setPlaceholderText("consultation d’annonce, filière pédiatrique…")
        if self._line is None:
            self.body.addWidget(self.person)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("Rôle", self.role),
            ("Précision, facultative", self.detail),
            ("Depuis le", self.start),
            ("Jusqu’au, facultatif", self.end),
            ("Quotité, facultative", self.quota),
        )
        for place, (words, control) in enumerate(fields):
            grid.addLayout(named(words, control), place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.finish_layout("Ajouter" if self._line is None else "Enregistrer")

    def _fill(self) -> None:
        line = self._line
        if line is not None:
            self.role.setCurrentIndex(max(self.role.findData(line.role), 0))
            self.detail.setText(line.detail)
            self.quota.setText("" if line.quota is None else str(line.quota))
            self.start.set_day(line.start)
            self.end.set_day(line.end)
            self.role.setFocus()
            return
        self.role.setCurrentIndex(list(TeamRole).index(TeamRole.PHYSICIAN))
        self.person.chooser.setFocus()
        self._read_people()

    def _read_people(self, chosen: int | None = None) -> None:
        db, on = self.desk.db, self.desk.today

        def offer(found: list[PersonRow]) -> None:
            self.person.set_entries([person_entry(each) for each in found])
            if chosen is not None:
                self._choose(chosen)

        self.desk.read(lambda: people.people_on(db, on), offer, owner=self)

    def _choose(self, person_id: object) -> None:
        value = person_id if isinstance(person_id, int) else None
        self.person.show_question(Question("person", QuestionKind.PERSON, "Personne", value))
        self.problem.say("")

    def _ask_new(self) -> None:
        form = PersonForm(self.desk, parent=self)
        form.saved.connect(self._read_people)
        form.open()

    def _ask_edit(self, person_id: int) -> None:
        db, on = self.desk.db, self.desk.today

        def edit(found: PersonRow) -> None:
            form = PersonForm(self.desk, found, self)
            form.saved.connect(self._read_people)
            form.open()

        self.desk.read(lambda: people.person(db, person_id, on), edit, owner=self)
