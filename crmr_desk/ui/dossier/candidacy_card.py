"""The structures chosen in an application: what is known of them, their criteria with evidence, their outcome."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine
from crmr_desk.ui.dossier import candidacy_looks as looks
from crmr_desk.ui.dossier.criterion_row import CriterionRow
from crmr_desk.ui.dossier.outcome_form import OutcomeForm
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear, label, rule
from crmr_desk.ui.parts.notes import Note


class CandidacyCard(Card):
    """``noted(lines, criterion, met, evidence)``, ``settled(lines, outcome, reason)``, ``change_wanted(line)`` and
    ``remove_wanted(line)``; several structures of one kind are answered alike."""

    noted = Signal(object, str, object, str)
    settled = Signal(object, object, str)
    change_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Structure", parent=parent)
        self.lines: list[CandidacyLine] = []
        self.rows: dict[str, CriterionRow] = {}
        self._key: tuple[object, ...] = ()
        self.change = button("Modifier…", "link", "pencil")
        self.remove = button("Ôter", "link", "x")
        self.change.clicked.connect(lambda: self.change_wanted.emit(self.lines[0]))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.lines[0]))
        self.corner.addWidget(self.change)
        self.corner.addWidget(self.remove)
        self.facts = label("", "secondary", wrap=True)
        self.problem = Note("alert-triangle", "", token="warn")
        self.outcome = OutcomeForm()
        self.outcome.given.connect(lambda outcome, reason: self.settled.emit(self.lines, outcome, reason))
        self._criteria = QVBoxLayout()
        self._criteria.setSpacing(4)
        for part in (self.facts, self.problem, self.outcome, rule()):
            self.body.addWidget(part)
        self.body.addLayout(self._criteria)

    def show_lines(self, lines: list[CandidacyLine], *, frozen: bool) -> None:
        """Show these structures; hidden without any."""
        self.lines = lines
        self.setVisible(bool(lines))
        if not lines:
            return
        one = lines[0] if len(lines) == 1 else None
        self.set_title(one.name if one is not None else f"{len(lines)} structures choisies")
        self.facts.setText(_facts(one) if one is not None else ", ".join(line.name for line in lines))
        self.problem.say("Registre modifié", one.problem if one is not None else "")
        self.problem.setVisible(one is not None and bool(one.problem))
        editable = one is not None and one.kind != "crmr" and not frozen
        self.change.setVisible(editable)
        self.remove.setVisible(editable and one is not None and not one.existing)
        self.outcome.show_lines(lines, frozen=frozen)
        self._show_criteria(lines, frozen=frozen)

    def commit(self) -> None:
        """Keep the evidence that is typed and not left yet."""
        for row in self.rows.values():
            row.commit()

    def _show_criteria(self, lines: list[CandidacyLine], *, frozen: bool) -> None:
        criteria = looks.alike(lines)
        key = (*(line.id for line in lines), *(criterion.id for criterion in criteria))
        if key != self._key:
            self._key = key
            clear(self._criteria)
            self.rows = {}
            for criterion in criteria:
                row = self.rows[criterion.id] = CriterionRow(criterion)
                row.noted.connect(
                    lambda met, evidence, criterion=criterion: self.noted.emit(self.lines, criterion.id, met, evidence)
                )
                self._criteria.addWidget(row)
            if not criteria:
                mixed = "Ces structures ne sont pas de même nature\u00a0: elles n’ont pas les mêmes critères."
                self._criteria.addWidget(label(mixed, "secondary", wrap=True))
        for criterion in criteria:
            self.rows[criterion.id].show_criterion(criterion, frozen=frozen)


def _facts(line: CandidacyLine) -> str:
    holder = f"Aujourd’hui\u00a0: {line.holder}" if line.holder else ""
    if not line.holder and line.existing and line.structure != "coordonnateur":
        holder = "Siège vacant aujourd’hui"
    return ". ".join(part for part in (line.title if line.kind != "site" else "", line.detail, holder) if part)
