"""One wizard for every make of procedure, on the demonstration network: opened, walked through, read as French."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers import life, rule_packs
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import tree
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.acts_card import acts_on
from crmr_desk.ui.dossier.wizard import WizardPage
from tests.ui.dossier.driving import view_of
from tests.ui.test_words_on_screen import check

KINDS = {
    Function.COORDONNATEUR: CentreKind.CRMR,
    Function.RESPONSABLE_SITE: CentreKind.SITE,
    Function.RESPONSABLE_CCMR: CentreKind.CCMR,
    Function.ANIMATEUR: CentreKind.FSMR,
}
JOURNEYS = (
    ("succession", Function.RESPONSABLE_CCMR),
    ("relocation", Function.RESPONSABLE_SITE),
    ("site_creation", Function.COORDONNATEUR),
    ("follow_up", Function.ANIMATEUR),
)
"""One of each make: recorded, with a move, without papers, without a person."""


@pytest.fixture
def wizard(demo_desk: Desk, qtbot: QtBot) -> Iterator[WizardPage]:
    page = WizardPage(demo_desk)
    demo_desk.window = page
    qtbot.addWidget(page)
    page.resize(1382, 822)
    page.show()
    yield page
    demo_desk.window = None


def target(desk: Desk, function: str) -> int:
    """A centre of the kind that the function leads, labelled and of one site where it is a reference centre."""
    nodes = [node for node in tree.tree_on(desk.db, desk.today) if node.kind == KINDS[Function(function)]]
    return next(node.row_id for node in nodes if _is_usual(node))


def _is_usual(node: Node) -> bool:
    constitutive = node.kind is not CentreKind.SITE or "constitutif" in node.detail
    return constitutive and NodeState.LABEL_EXPIRED not in node.states


@pytest.mark.slow
@pytest.mark.parametrize(("request_of", "function"), JOURNEYS)
def test_a_dossier_is_walked_through(wizard: WizardPage, request_of: str, function: str) -> None:
    desk = wizard.desk
    pack = rule_packs.active_pack(desk.db)
    dossier, _changes = life.open_dossier(
        desk.db, pack, request=request_of, function=function, target_id=target(desk, function), today=desk.today
    )
    wizard.open_dossier(dossier)
    view = view_of(wizard)
    assert view.scenario or view.deduced or view.scenario_title
    offered = set()
    for step in view.steps:
        wizard.go_to(step.id)
        offered |= {act.id for act in acts_on(view, step.kind)}
        check(wizard)
    assert offered == {act.id for act in view.acts}
    assert wizard.bar.forward.isVisible()
