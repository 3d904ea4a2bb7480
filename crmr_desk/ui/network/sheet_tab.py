"""The first tab of a centre sheet: time line, people, deadlines, sites, competence centres, identity, labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.centre_tables import attached_table, crmr_table, label_table, site_table
from crmr_desk.ui.network.competence_card import CompetenceCard
from crmr_desk.ui.network.deadlines_card import DeadlinesCard
from crmr_desk.ui.network.diseases_card import DiseasesCard
from crmr_desk.ui.network.ern_card import ErnCard
from crmr_desk.ui.network.identity_card import IdentityCard
from crmr_desk.ui.network.origin_mark import Origins
from crmr_desk.ui.network.origins_card import OriginsCard
from crmr_desk.ui.network.people_card import PeopleCard
from crmr_desk.ui.network.seldom import show_said
from crmr_desk.ui.network.timeline_card import TimelineCard
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import Card, ScrollPage

_SIDE_BY_SIDE = 640
"""Width in pixels from which two cards stand beside each other."""

_FIRST_LOOK = 6
"""Competence centres seen at once here; their own tab has them all."""


class SheetTab(ScrollPage):
    """What an instructor looks up first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = TimelineCard(desk)
        self.people, self.deadlines = PeopleCard(desk), DeadlinesCard(desk)
        self.sites, self.site_table = Card("Sites", pad=8), site_table(desk)
        self.sites.body.addWidget(self.site_table)
        self.crmrs, self.crmr_table = Card("Centres de référence", pad=8), crmr_table(desk)
        self.crmrs.body.addWidget(self.crmr_table)
        self.attached, self.attached_table = Card("Rattachements", pad=8), attached_table(desk)
        self.attached.corner.addWidget(PlaceBadge("A1 B-c"))
        self.attached.body.addWidget(self.attached_table)
        self.competence = CompetenceCard(desk, fit=_FIRST_LOOK)
        self.identity, self.origins = IdentityCard(desk), OriginsCard(desk)
        self.diseases, self.erns = DiseasesCard(desk), ErnCard(desk)
        self.labels, self.label_table = Card("Labels", pad=8), label_table()
        self.labels.body.addWidget(self.label_table)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def show_sheet(self, shown: CentreSheet, deadlines: Sequence[DeadlineRow], origins: Origins) -> None:
        """Show another centre, or the same one changed. ``origins`` say which values an import wrote."""
        self.bars.show_sheet(shown)
        self.people.show_sheet(shown, origins)
        self._pair.setStretch(0, 3 if self.people.paired else 1)
        self._pair.setStretch(1, 2 if self.people.paired else 1)
        self.deadlines.show_rows(deadlines, shown.title)
        self._show_centres(shown)
        self.identity.show_sheet(shown, origins)
        self.diseases.show_sheet(shown)
        self.erns.show_sheet(shown)
        self.origins.show_origins(shown, origins)
        self.labels.set_title("Désignations" if shown.kind == "fsmr" else "Labels")
        self.labels.setVisible(bool(shown.labels))
        self.label_table.set_rows(shown.labels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= _SIDE_BY_SIDE
        self._pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.identity.set_wide(wide=wide)

    def _lay_out(self) -> None:
        self._pair.setSpacing(12)
        self._pair.addWidget(self.people, 1)
        self._pair.addWidget(self.deadlines, 1)
        self.body.addWidget(self.bars)
        self.body.addLayout(self._pair)
        for card in (
            self.crmrs, self.sites, self.attached, self.competence, self.identity, self.diseases, self.erns,
            self.labels, self.origins,
        ):  # fmt: skip
            self.body.addWidget(card)
        self.body.addStretch(1)

    def _show_centres(self, shown: CentreSheet) -> None:
        """A filière shows its reference centres; the single site of a mono-site centre is told by its summary."""
        crmrs = shown.sites if shown.kind == "fsmr" else ()
        sites = shown.sites if shown.kind != "fsmr" and len(shown.sites) > 1 else ()
        for card, table, rows in (
            (self.crmrs, self.crmr_table, crmrs),
            (self.sites, self.site_table, sites),
        ):
            card.setVisible(bool(rows))
            card.set_count(len(rows))
            table.set_rows(rows)
        self.attached.setVisible(bool(shown.attached))
        self.attached.set_count(len(shown.attached))
        show_said(self.attached_table, shown.attached, {"Jusqu’au": lambda row: row.end})
        self.competence.setVisible(bool(shown.ccmrs))
        self.competence.show_rows(shown.ccmrs)
