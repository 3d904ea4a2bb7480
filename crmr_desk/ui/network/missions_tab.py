"""Missions and obligations of a centre: what the text asks, where, and what the register knows of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.obligation_rows import Duties, Duty, DutyState, FollowUpDossier
from crmr_desk.model.dossiers.obligations import duties
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.badge import Badge, PlaceBadge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label, rule
from crmr_desk.ui.parts.flow import Flow, FlowingLabel

_LOOKS = {
    DutyState.MET: ("ok", "circle-check"),
    DutyState.NOT_MET: ("warn", "alert-triangle"),
    DutyState.UNKNOWN: ("mute", "help-circle"),
    DutyState.NOT_OWED: ("mute", "minus"),
}


class MissionsTab(ScrollPage):
    """Two cards, and the follow-up dossiers in which the centre tells of its duties."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._centre = ""
        self.missions, self.obligations = Card("Missions"), Card("Obligations")
        self.verbs = Flow(8, 8)
        self.remark = label(
            "Le registre ne sait que ce qu’un dossier de suivi ou de labellisation a dit. Ce qu’aucun n’a dit reste "
            "non renseigné\u202f; ce que le texte ne règle pas est dit ouvert.",
            "secondary",
            wrap=True,
        )
        self.body.addWidget(self.remark)
        self.body.addLayout(self.verbs)
        self.body.addWidget(self.missions)
        self.body.addWidget(self.obligations)
        self.body.addStretch(1)

    def question(self, shown: CentreSheet) -> Callable[[], Duties]:
        """What to read of the centre."""
        self._centre = shown.title
        db, kind, row_id, on = self._desk.seen, shown.kind, shown.row_id, shown.on
        return lambda: duties(db, kind, row_id, on)

    def show_answer(self, answer: Duties) -> None:
        """Show the duties of another centre, or the same ones changed."""
        self.verbs.clear()
        for one in answer.follow_ups:
            self.verbs.addWidget(self._follow_up(one, alone=len(answer.follow_ups) == 1))
        self._fill(self.missions, answer.missions)
        self._fill(self.obligations, answer.obligations)
        self.settle()

    def _follow_up(self, one: FollowUpDossier, *, alone: bool) -> QWidget:
        made = button(one.verb(alone=alone), "secondary", "folder-open" if one.dossier_id is not None else "folder")
        if one.dossier_id is not None:
            dossier = one.dossier_id
            made.clicked.connect(lambda: self._desk.dossier_wanted.emit(dossier))
        else:
            made.clicked.connect(lambda: self._desk.start_wanted.emit("follow_up", one.function, one.row_id))
            set_available(made, self._desk.why_no_write)
        return made

    def _fill(self, card: Card, found: Sequence[Duty]) -> None:
        clear(card.body)
        card.setVisible(bool(found))
        told = sum(each.state in (DutyState.MET, DutyState.NOT_MET) for each in found)
        card.set_count(f"{told} sur {len(found)} renseignées" if found else None)
        for place, each in enumerate(found):
            if place:
                card.body.addWidget(rule())
            card.body.addWidget(self._entry(each))

    def _entry(self, duty: Duty) -> QWidget:
        made, words, head = QWidget(), QVBoxLayout(), Flow(8, 2)
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(16)
        words.setSpacing(2)
        head.addWidget(FlowingLabel(duty.title, "strong"))
        head.addWidget(PlaceBadge(duty.place))
        words.addLayout(head)
        words.addWidget(label(duty.text, "body", wrap=True))
        if duty.who != self._centre:
            words.addWidget(label(f"Qui\u00a0: {duty.who}", "secondary", wrap=True))
        if duty.left_open:
            words.addWidget(label(f"Laissé ouvert\u00a0: {duty.left_open}", "quiet", wrap=True))
        words.addStretch(1)
        line.addLayout(words, 3)
        line.addLayout(self._known(duty), 2)
        made.setAccessibleName(f"{duty.title}\u00a0: {duty.state.label}")
        return made

    def _known(self, duty: Duty) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Badge(duty.state.label, *_LOOKS[duty.state]), 0, Qt.AlignmentFlag.AlignLeft)
        if duty.known:
            column.addWidget(label(duty.known, "secondary", wrap=True))
        if duty.dossier_id is not None:
            dossier = duty.dossier_id
            lead = button("Ouvrir le dossier", "link", "external-link")
            lead.setAccessibleName(f"Ouvrir le dossier qui le dit\u00a0: {duty.title}")
            lead.clicked.connect(lambda: self._desk.sheet_wanted.emit(dossier))
            column.addWidget(lead, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column
