"""The form of a labelling campaign: its name, the days of deposit, the label that it grants."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmr_desk.model.dossiers import campaigns
from crmr_desk.model.dossiers.candidacy_rows import CampaignRow
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.terms import french_date, last_day
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.number_field import read_number
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet

_SENTENCE = (
    "L’annexe 2 prévoit une procédure de labellisation et laisse ses modalités à un texte propre\u00a0: "
    "ses dates se saisissent ici."
)


class CampaignForm(Sheet):
    """``kept(campaign id)`` once the register holds the campaign."""

    kept = Signal(int)

    def __init__(self, desk: Desk, campaign: CampaignRow | None = None, parent: QWidget | None = None) -> None:
        """``campaign`` is the one to change; None creates one."""
        title = "Nouvelle campagne de labellisation" if campaign is None else f"Modifier «\u202f{campaign.name}\u202f»"
        super().__init__(parent, title, _SENTENCE, icon="certificate", width=640)
        self._desk, self._campaign = desk, campaign
        self.name, self.act, self.years = QLineEdit(), QLineEdit(), QLineEdit()
        self.opens_on = DateEdit("Ouverture des dépôts", desk.today)
        self.closes_on = DateEdit("Clôture des dépôts", desk.today)
        self.label_start = DateEdit("Premier jour du label", desk.today)
        self.label_end = label("", "secondary")
        self.problem = ProblemStrip()
        self._lay()
        self._fill()
        self.years.textChanged.connect(self._say_end)
        self.label_start.line.textChanged.connect(self._say_end)
        self.name.setFocus()

    def save(self) -> None:
        """Write the campaign; a refusal is said inside the form, which stays open."""
        try:
            terms = Terms(
                self.name.text(),
                _required(self.opens_on, "l’ouverture des dépôts"),
                _required(self.closes_on, "la clôture des dépôts"),
                _required(self.label_start, "le premier jour du label"),
                read_number(self.years.text()) or 0,
                self.act.text(),
            )
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        db, campaign = self._desk.db, self._campaign
        self._desk.run(
            lambda: _write(db, campaign, terms), self._done, failed=lambda error: self.problem.say(str(error))
        )

    def _done(self, result: tuple[int, Changes]) -> None:
        self.kept.emit(result[0])
        self.accept()

    def _say_end(self) -> None:
        """The last day of the label, worked out while the form is filled in."""
        try:
            start, years = self.label_start.day(), read_number(self.years.text())
            end = last_day(start, years) if start is not None and years else None
        except (ValueError, OverflowError):
            end = None
        self.label_end.setText(f"Jusqu’au {french_date(end)} inclus" if end is not None else "")

    def _fill(self) -> None:
        known = self._campaign
        self.years.setText(str(TERM_YEARS if known is None else known.label_years))
        if known is not None:
            self.name.setText(known.name)
            self.act.setText(known.act)
            self.opens_on.set_day(known.opens_on)
            self.closes_on.set_day(known.closes_on)
            self.label_start.set_day(known.label_start)
        self._say_end()

    def _lay(self) -> None:
        self.years.setFixedWidth(64)
        deposit, period = QHBoxLayout(), QHBoxLayout()
        for line, fields in (
            (deposit, (("Ouverture des dépôts", self.opens_on), ("Clôture des dépôts", self.closes_on))),
            (period, (("Premier jour du label", self.label_start), ("Durée, en années", self.years))),
        ):
            line.setSpacing(16)
            for name, field in fields:
                line.addLayout(named(name, field))
            line.addStretch(1)
        self.name.setPlaceholderText("Appel à projets 2028")
        self.act.setPlaceholderText("Arrêté du 12 décembre 2028")
        self.body.addLayout(named("Nom de la campagne", self.name))
        self.body.addLayout(deposit)
        self.body.addLayout(period)
        self.body.addWidget(self.label_end)
        self.body.addLayout(named("Acte qui ouvre les labels, facultatif tant qu’il n’est pas pris", self.act))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Créer la campagne" if self._campaign is None else "Enregistrer", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.save)
        self.verbs.addWidget(keep)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the form says."""

    name: str
    opens_on: dt.date
    closes_on: dt.date
    label_start: dt.date
    label_years: int
    act: str


def _required(field: DateEdit, what: str) -> dt.date:
    day = field.day()
    if day is None:
        raise ValueError(f"Il manque une date\u00a0: {what}.")
    return day


def _write(db: Database, campaign: CampaignRow | None, terms: Terms) -> tuple[int, Changes]:
    if campaign is None:
        return campaigns.create_campaign(
            db,
            name=terms.name,
            opens_on=terms.opens_on,
            closes_on=terms.closes_on,
            label_start=terms.label_start,
            label_years=terms.label_years,
            act=terms.act,
        )
    changes = campaigns.change_campaign(
        db,
        campaign.id,
        name=terms.name,
        opens_on=terms.opens_on,
        closes_on=terms.closes_on,
        label_start=terms.label_start,
        label_years=terms.label_years,
        act=terms.act,
    )
    return campaign.id, changes
