"""The form of a structure: one that joins an application, from the register or new, or one whose facts change."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, NewStructure
from crmr_desk.model.dossiers.rows import Choice, Question, QuestionKind
from crmr_desk.model.kinds import CentreKind, Ground, SiteRole
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.candidacy_verbs import CandidacyVerbs
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.number_field import read_number
from crmr_desk.ui.dossier.pick_field import HospitalField, PickField
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet

_KINDS = (
    Choice("ccmr", "Centre de compétences"),
    Choice(SiteRole.CONSTITUTIF, "Site constitutif"),
    Choice(SiteRole.COORDONNATEUR, "Site coordonnateur"),
)
_SOURCES = (Choice("new", "À créer"), Choice("register", "Dans le registre"))
_GROUNDS = tuple(Choice(ground.value, ground.label) for ground in Ground)


class RegisterField(PickField):
    """A structure of the register."""

    hint = "Établissement, spécialité ou centre…"

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.show_question(question)

    def picture(self) -> QWidget:
        return icons.IconLabel("stethoscope", "accent", 20)


class StructureForm(Sheet):
    """``kept`` once the application holds the structure. Only the ground and the active file of a structure of the
    register can be changed here: the rest is the register's."""

    kept = Signal()

    def __init__(self, verbs: CandidacyVerbs, line: CandidacyLine | None = None, parent: QWidget | None = None) -> None:
        """``line`` is the structure to change; None adds one."""
        title = "Ajouter une structure" if line is None else f"Modifier {line.name}"
        super().__init__(parent, title, icon="plus" if line is None else "pencil", width=640)
        self._verbs, self._line = verbs, line
        self.kind = Options(_KINDS, "Nature")
        self.source = Options(_SOURCES, "Origine")
        self.found = RegisterField(_question("Structure du registre"))
        self.hospital = HospitalField(_question("Établissement"))
        self.unit, self.patients = QLineEdit(), QLineEdit()
        self.ground = Options(_GROUNDS, "Motif du site constitutif")
        self.problem = ProblemStrip()
        self._rows: dict[str, QWidget] = {}
        self._lay()
        self._connect()
        self._fill()

    def structure(self) -> NewStructure:
        """What the form says. ValueError with a French sentence for a number that cannot be read."""
        role = self._role()
        known = self.source.value() == "register"
        found = self.found.question.value if known else None
        hospital = self.hospital.question.value
        return NewStructure(
            kind=CentreKind.SITE if role else CentreKind.CCMR,
            site_id=found if role and isinstance(found, int) else None,
            ccmr_id=found if not role and isinstance(found, int) else None,
            hospital_id=hospital if not known and isinstance(hospital, int) else None,
            unit=self.unit.text().strip(),
            role=role,
            ground=self.ground.value() if role == SiteRole.CONSTITUTIF else None,
            active_file=None if role else read_number(self.patients.text()),
        )

    def save(self) -> None:
        """Write the structure; a refusal is said inside the form, which stays open."""
        if self.source.value() == "register" and self._line is None and self.found.question.value is None:
            self.problem.say("Choisissez la structure dans le registre, ou dites qu’elle est à créer.")
            return
        try:
            structure = self.structure()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        if self._line is None:
            self._verbs.add(structure, self._done, self._refused)
        else:
            self._verbs.change(self._line, structure, self._done, self._refused)

    def _done(self) -> None:
        self.kept.emit()
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.problem.say(str(error))

    def _role(self) -> str:
        """The role of a site; empty for a competence centre."""
        chosen = self.kind.value()
        return chosen if chosen in (SiteRole.CONSTITUTIF, SiteRole.COORDONNATEUR) else ""

    def _choose_kind(self) -> None:
        kind = CentreKind.SITE if self._role() else CentreKind.CCMR
        self.found.show_question(_question("Structure du registre"))
        self._verbs.free_structures(kind, self.found.set_entries)
        self._show_rows()

    def _show_rows(self) -> None:
        role, known = self._role(), self.source.value() == "register"
        fresh = self._line is None or self._line.row_id is None
        self._rows["kind"].setVisible(self._line is None)
        self._rows["source"].setVisible(self._line is None)
        self._rows["found"].setVisible(self._line is None and known)
        self._rows["hospital"].setVisible(fresh and not known)
        self._rows["unit"].setVisible(fresh and not known)
        self._rows["ground"].setVisible(role == SiteRole.CONSTITUTIF)
        self._rows["patients"].setVisible(not role)

    def _fill(self) -> None:
        line = self._line
        self.kind.set_value(line.structure if line is not None else "ccmr")
        self.source.set_value("new")
        self._verbs.verbs.hospitals(self.hospital.set_entries)
        if line is not None:
            self.hospital.show_question(replace(self.hospital.question, value=line.hospital_id))
            self.unit.setText(line.unit)
            self.ground.set_value(line.ground)
            self.patients.setText("" if line.active_file is None else str(line.active_file))
        self._choose_kind()

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _kind: self._choose_kind())
        self.source.chosen.connect(lambda _source: self._show_rows())
        for field in (self.found, self.hospital):
            field.saved.connect(lambda value, field=field: field.show_question(replace(field.question, value=value)))

    def _lay(self) -> None:
        for key, name, control in (
            ("kind", "Nature", self.kind),
            ("source", "Origine", self.source),
            ("found", "", self.found),
            ("hospital", "", self.hospital),
            ("unit", "Service ou spécialité", self.unit),
            ("ground", "Motif du site constitutif (annexe 1, A, c)", self.ground),
            ("patients", "File active, en nombre de patients", self.patients),
        ):
            self._rows[key] = _titled(name, control) if name else control
            self.body.addWidget(self._rows[key])
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Ajouter à la candidature" if self._line is None else "Enregistrer", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.save)
        self.verbs.addWidget(keep)


def _titled(name: str, control: QWidget) -> QWidget:
    """A control under its name, to be shown or hidden as one."""
    holder, column = QWidget(), named(name, control)
    column.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(column)
    return holder


def _question(label: str) -> Question:
    return Question(id=label, kind=QuestionKind.HOSPITAL, label=label, value=None)
