"""Once decided, the dossiers that the decision calls for."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.next_dossiers import NextDossier
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.next_card import NextCard
from crmr_desk.ui.dossier.verbs import Verbs
from tests.ui.dossier import samples

FOLLOWING = NextDossier(
    Procedure(
        "designation", "responsable_site", "Désignation du responsable…", "Annexe 3, §\u00a03\u00a0: le directeur."
    ),
    7,
    "CHU de Rouen",
)


def test_an_empty_seat_leads_to_its_dossier(desk: Desk, qtbot: QtBot) -> None:
    card = NextCard(Verbs(desk, lambda: None))
    qtbot.addWidget(card)
    card.show_view(samples.sample())
    assert card.isHidden()
    card.show_next((FOLLOWING,))
    assert not card.isHidden()
    with qtbot.waitSignal(desk.start_wanted) as wanted:
        card.findChildren(QPushButton)[0].click()
    assert wanted.args == ["designation", "responsable_site", 7]
