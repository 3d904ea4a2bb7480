"""The structures of an application to a labelling campaign: a table, and below it those that are chosen."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine
from crmr_desk.model.dossiers.rows import DossierView, Step
from crmr_desk.ui.dossier import candidacy_looks as looks
from crmr_desk.ui.dossier.candidacy_card import CandidacyCard
from crmr_desk.ui.dossier.candidacy_verbs import CandidacyVerbs
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.structure_form import StructureForm
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Cell, Column, DataTable

_MOST_LINES = 8
_NO_CAMPAIGN = (
    "Cette candidature n’est rattachée à aucune campagne\u00a0: abandonnez le dossier, puis ouvrez la candidature"
    " depuis une campagne de labellisation."
)


class CandidaciesPage(StepPage):
    """Choosing several lines answers for all of them at once."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verbs = CandidacyVerbs(verbs)
        self._frozen = False
        self.card = Card("Structures de la candidature", pad=8)
        self.add = button("Ajouter une structure…", "secondary", "plus")
        self.add.clicked.connect(self.ask_structure)
        self.card.corner.addWidget(self.add)
        self.table = _table()
        self._hint = label("Choisissez plusieurs lignes (Maj ou Ctrl) pour répondre pour toutes à la fois.", "quiet")
        self._hint.setContentsMargins(8, 0, 8, 0)
        self.nothing = EmptyState("certificate", _NO_CAMPAIGN)
        for part in (self.table, self._hint, self.nothing):
            self.card.body.addWidget(part)
        self.structure = CandidacyCard()
        self._connect()
        self.column.addWidget(self.card)
        self.column.addWidget(self.structure)
        self.column.addStretch(1)

    def show_view(self, view: DossierView, step: Step) -> None:  # noqa: ARG002
        self._frozen = view.state != "open"
        lines = view.candidacies
        settled = sum(line.outcome is not None for line in lines)
        self.card.set_count(f"{view.campaign}, {settled} issues sur {len(lines)}" if lines else "")
        self.add.setVisible(bool(lines) and not self._frozen)
        for part in (self.table, self._hint):
            part.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        # While the rows change nothing is chosen for a moment: the card below must not lose what is typed in it.
        with QSignalBlocker(self.table):
            self.table.set_rows(lines)
            if lines and not self.table.chosen():
                self.table.select(lines[0].id)
        self._show_chosen()

    def start(self) -> None:
        self.table.setFocus()

    def commit(self) -> None:
        self.structure.commit()

    def ask_structure(self, line: CandidacyLine | None = None) -> None:
        """Open the form of a structure: a new one, or ``line``."""
        StructureForm(self.verbs, line if isinstance(line, CandidacyLine) else None, self.window()).open()

    def _show_chosen(self) -> None:
        self.structure.show_lines(self.table.chosen(), frozen=self._frozen)

    def _connect(self) -> None:
        self.table.chosen_changed.connect(self._show_chosen)
        self.structure.noted.connect(self.verbs.note)
        self.structure.settled.connect(self.verbs.settle)
        self.structure.change_wanted.connect(self.ask_structure)
        self.structure.remove_wanted.connect(self.verbs.remove)


def _table() -> DataTable[CandidacyLine]:
    return DataTable(
        (
            Column("Structure", _name, stretch=3),
            Column("Responsable", lambda line: line.holder or "–", stretch=2),
            Column("Critères", _criteria, sort=lambda line: -len(line.unmet), width=116),
            Column("Issue", _outcome, width=124),
        ),
        lambda line: line.id, "Structures de la candidature", two_lines=True, fit=_MOST_LINES,
    )  # fmt: skip


def _name(line: CandidacyLine) -> Cell:
    return Cell(line.name, second=line.detail, icon=looks.STRUCTURES[line.structure][1], tip=line.problem)


def _criteria(line: CandidacyLine) -> Cell:
    look = looks.criteria_look(line)
    return Cell(look.word, icon=look.icon, tone=look.tone, tip=looks.criteria_tip(line))


def _outcome(line: CandidacyLine) -> Cell:
    look = looks.OUTCOMES[line.outcome]
    return Cell(look.word, badge=True, tone=look.tone, icon=look.icon, tip=line.reason)
