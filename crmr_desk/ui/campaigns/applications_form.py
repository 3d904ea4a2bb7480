"""Opens applications: centres of the register chosen in batch, or a new centre."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crmr_desk.model.dossiers import application_opening, applications, rule_packs
from crmr_desk.model.dossiers.candidacy_rows import CampaignRow, EligibleCentre, NewCentre
from crmr_desk.model.network.names import fold
from crmr_desk.ui.campaigns.words import label_end_cell
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.ui.problems import ProblemStrip, Sheet

_TABLE_HEIGHT = 330


class CentresForm(Sheet):
    """The centres of the register, those that cannot apply with the reason why. ``opened`` once they have applied."""

    opened = Signal(int)

    def __init__(self, desk: Desk, campaign: CampaignRow, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, "Ouvrir des candidatures",
            f"{campaign.name}\u00a0: chaque candidature reprend les sites et les centres de compétences du centre, au"
            f" {desk.today:%d/%m/%Y}.",
            icon="folder-open", width=640,
        )  # fmt: skip
        self._desk, self._campaign = desk, campaign
        self.search = SearchField("Filtrer les centres", parent=self)
        self.table: DataTable[EligibleCentre] = DataTable(
            (
                Column("Centre", _centre),
                Column("Fin du label", label_end_cell, sort=lambda row: row.label_end, width=100),
                Column("Peut déposer", _may_apply, sort=lambda row: bool(row.obstacle), width=116),
            ),
            lambda row: row.crmr_id, "Centres", two_lines=True,
        )  # fmt: skip
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.problem = ProblemStrip()
        for part in (self.search, self.table, self.problem):
            self.body.addWidget(part)
        self.add_verb("Annuler")
        self.keep = button("Ouvrir les candidatures", "primary")
        self.keep.clicked.connect(self.save)
        self.verbs.addWidget(self.keep)
        self.search.textChanged.connect(self._filter)
        self.table.chosen_changed.connect(self._weigh)
        self._weigh()
        db, today = desk.db, desk.today
        desk.read(lambda: applications.centres_for(db, campaign.id, today), self.table.set_rows, owner=self)

    def chosen(self) -> list[EligibleCentre]:
        """The centres chosen that may apply."""
        return [row for row in self.table.chosen() if not row.obstacle]

    def save(self) -> None:
        """Open the applications chosen, all or none."""
        db, today, campaign = self._desk.db, self._desk.today, self._campaign
        ids = [row.crmr_id for row in self.chosen()]

        def verb() -> Any:
            pack = rule_packs.active_pack(db)
            return application_opening.open_applications(db, pack, campaign_id=campaign.id, crmr_ids=ids, today=today)

        self._desk.run(verb, self._done, failed=lambda error: self.problem.say(str(error)))

    def _done(self, result: tuple[tuple[int, ...], object]) -> None:
        self.opened.emit(len(result[0]))
        self.accept()

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        self.table.set_filter(lambda row: all(word in fold(f"{row.name} {row.title} {row.fsmr}") for word in words))

    def _weigh(self) -> None:
        count = len(self.chosen())
        self.keep.setText(f"Ouvrir {plural(count, 'candidature')}" if count else "Ouvrir les candidatures")
        set_available(self.keep, "" if count else "Choisissez au moins un centre qui peut déposer")


class NewCentreForm(Sheet):
    """A centre that is not in the register. ``opened(dossier id)`` once it has applied."""

    opened = Signal(int)

    def __init__(self, desk: Desk, campaign: CampaignRow, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, "Candidature d’un nouveau centre",
            "Le centre n’existe dans le réseau qu’à partir de son label\u202f; ses sites et ses centres de compétences"
            " s’ajoutent ensuite à la candidature.",
            icon="plus", width=640,
        )  # fmt: skip
        self._desk, self._campaign = desk, campaign
        self.title, self.acronym, self.fsmr = QLineEdit(), QLineEdit(), QComboBox()
        self.problem = ProblemStrip()
        self.body.addLayout(named("Intitulé", self.title))
        self.body.addLayout(named("Sigle, facultatif", self.acronym))
        self.body.addLayout(named("Filière de rattachement", self.fsmr))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Ouvrir la candidature", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.save)
        self.verbs.addWidget(keep)
        db = desk.db
        desk.read(lambda: applications.fsmr_choices(db), self._offer, owner=self)
        self.title.setFocus()

    def save(self) -> None:
        """Open the application; a refusal is said inside the form, which stays open."""
        db, today, campaign = self._desk.db, self._desk.today, self._campaign
        new = NewCentre(self.title.text(), self.acronym.text(), self.fsmr.currentData())

        def verb() -> Any:
            pack = rule_packs.active_pack(db)
            return application_opening.open_application(db, pack, campaign_id=campaign.id, new=new, today=today)

        self._desk.run(verb, self._done, failed=lambda error: self.problem.say(str(error)))

    def _done(self, result: tuple[int, object]) -> None:
        self.opened.emit(result[0])
        self.accept()

    def _offer(self, choices: list[tuple[int, str]]) -> None:
        self.fsmr.addItem("Aucune pour l’instant", None)
        for row_id, sigle in choices:
            self.fsmr.addItem(sigle, row_id)


def _centre(row: EligibleCentre) -> Cell:
    return Cell(row.name, second=row.obstacle or row.fsmr, tip=row.title or row.name)


def _may_apply(row: EligibleCentre) -> Cell:
    if row.obstacle:
        return Cell("Non", icon="minus", tone="mute", tip=row.obstacle)
    return Cell("Oui", icon="check", tone="ok")
