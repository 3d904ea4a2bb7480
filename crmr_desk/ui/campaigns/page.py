"""Campagnes de labellisation: the campaigns, and the applications of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.dossiers import applications, campaigns
from crmr_desk.model.dossiers.candidacy_rows import ApplicationRow, CampaignRow
from crmr_desk.ui.campaigns import words
from crmr_desk.ui.campaigns.applications_form import CentresForm, NewCentreForm
from crmr_desk.ui.campaigns.campaign_form import CampaignForm
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Column, DataTable

_MOST_CAMPAIGNS = 4


@dataclass(frozen=True, slots=True)
class Campaigns:
    """What the page shows: every campaign, and by campaign its applications."""

    rows: Sequence[CampaignRow]
    applications: dict[int, list[ApplicationRow]]


class CampaignsPage(LiveView):
    """An application opens its dossier, by Enter or a double click."""

    TABLES = frozenset({"campaign", "dossier", "candidacy", "crmr", "fsmr", "label"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._answer = Campaigns((), {})
        self.setWindowTitle("Campagnes de labellisation")
        self.new = button("Nouvelle campagne…", "secondary", "plus")
        self.change = button("Modifier…", "ghost", "pencil")
        self.open_centres = button("Ouvrir des candidatures…", "primary", "folder-open")
        self.open_new = button("Nouveau centre…", "secondary", "plus")
        self.campaigns, self.applications = _campaigns_table(), _applications_table()
        self.none = EmptyState(
            "certificate",
            "Aucune campagne\u00a0: une candidature au label, celle du centre, de ses sites et de ses centres de"
            " compétences, répond à un appel à projets.",
            "Nouvelle campagne…", "plus",
        )  # fmt: skip
        self.nobody = EmptyState("folder-open", "Aucune candidature n’est encore ouverte dans cette campagne.")
        self._stack, self._inner = QStackedWidget(), QStackedWidget()
        self.card, self.list = Card("Campagnes", pad=8), Card("Candidatures", pad=8)
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], Campaigns]:
        db, today = self.desk.db, self.desk.today

        def ask() -> Campaigns:
            rows = campaigns.campaigns(db, today)
            return Campaigns(rows, {row.id: applications.applications(db, row.id) for row in rows})

        return ask

    def show_answer(self, answer: Campaigns) -> None:
        self._answer = answer
        self._stack.setCurrentIndex(1 if answer.rows else 0)
        with QSignalBlocker(self.campaigns):
            self.campaigns.set_rows(answer.rows)
            if answer.rows and self.campaigns.current() is None:
                self.campaigns.select(answer.rows[0].id)
        self._show_campaign()

    def campaign(self) -> CampaignRow | None:
        """The campaign chosen."""
        return self.campaigns.current()

    def ask_campaign(self, campaign: CampaignRow | None = None) -> CampaignForm:
        """Open the form of a campaign: a new one, or ``campaign``."""
        form = CampaignForm(self.desk, campaign, self.window())
        form.kept.connect(self.campaigns.select)
        form.open()
        return form

    def ask_centres(self) -> CentresForm | None:
        """Choose the centres of the register that apply."""
        campaign = self.campaign()
        if campaign is None:
            return None
        form = CentresForm(self.desk, campaign, self.window())
        form.opened.connect(lambda count: self.desk.done.emit(_opened(count)))
        form.open()
        return form

    def ask_new_centre(self) -> NewCentreForm | None:
        """Let a centre apply that is not in the register, then show its dossier."""
        campaign = self.campaign()
        if campaign is None:
            return None
        form = NewCentreForm(self.desk, campaign, self.window())
        form.opened.connect(self.desk.dossier_wanted)
        form.open()
        return form

    def _show_campaign(self) -> None:
        campaign = self.campaign()
        rows = self._answer.applications.get(campaign.id, []) if campaign is not None else []
        self.applications.set_rows(rows)
        self.list.set_count(words.progress_words(campaign) if campaign is not None else "")
        self._inner.setCurrentWidget(self.applications if rows else self.nobody)
        closed = "Les dépôts ne sont pas encore ouverts" if campaign and campaign.state == "to_come" else ""
        for each in (self.open_centres, self.open_new):
            set_available(each, closed)

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self.ask_campaign())
        self.change.clicked.connect(lambda: self.ask_campaign(self.campaign()))
        self.open_centres.clicked.connect(self.ask_centres)
        self.open_new.clicked.connect(self.ask_new_centre)
        self.campaigns.current_changed.connect(lambda _row: self._show_campaign())
        self.campaigns.opened.connect(self.ask_campaign)
        self.applications.opened.connect(lambda row: self.desk.dossier_wanted.emit(row.dossier_id))
        if self.none.action is not None:
            self.none.action.clicked.connect(lambda: self.ask_campaign())

    def _lay_out(self) -> None:
        self.card.corner.addWidget(PlaceBadge("A2 §1"))
        self.card.corner.addWidget(self.change)
        self.card.corner.addWidget(self.new)
        self.card.body.addWidget(self.campaigns)
        for part in (self.open_new, self.open_centres):
            self.list.corner.addWidget(part)
        self._inner.addWidget(self.applications)
        self._inner.addWidget(self.nobody)
        self.list.body.addWidget(self._inner, 1)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.card)
        column.addWidget(self.list, 1)
        self._stack.addWidget(self.none)
        self._stack.addWidget(both)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._stack)


def _opened(count: int) -> str:
    return f"{count} candidatures sont ouvertes." if count > 1 else "La candidature est ouverte."


def _campaigns_table() -> DataTable[CampaignRow]:
    return DataTable(
        (
            Column("Campagne", words.campaign_cell, stretch=3),
            Column("Dépôts", words.deposit_cell, sort=lambda row: row.opens_on, width=120),
            Column("Candidatures", words.progress_words, sort=lambda row: row.applications, stretch=2),
            Column("État", words.state_cell, width=140),
        ),
        lambda row: row.id, "Campagnes", two_lines=True, fit=_MOST_CAMPAIGNS,
    )  # fmt: skip


def _applications_table() -> DataTable[ApplicationRow]:
    return DataTable(
        (
            Column("Centre", words.centre_cell, stretch=3),
            Column("Filière", lambda row: row.fsmr, width=140),
            Column("Structures", words.settled_cell, sort=lambda row: row.settled, stretch=2),
            Column("Issue du centre", words.outcome_cell, width=130),
            Column("Dossier", words.dossier_cell, width=110),
        ),
        lambda row: row.dossier_id, "Candidatures", two_lines=True,
    )  # fmt: skip
