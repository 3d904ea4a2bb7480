"""The left side: steps that say where one is, and lead there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crmr_desk.ui.dossier.steps import StepRow, StepsPanel
from tests.ui.dossier import samples


def rows_of(panel: StepsPanel) -> list[StepRow]:
    return sorted(panel.findChildren(StepRow), key=lambda row: row.y())


def panel_of(qtbot: QtBot) -> StepsPanel:
    panel = StepsPanel()
    qtbot.addWidget(panel)
    panel.resize(248, 800)
    panel.show_view(samples.sample(), "pieces")
    panel.show()
    return panel


def test_each_step_says_its_number_its_facts_and_its_state(qtbot: QtBot) -> None:
    spoken = [row.accessibleName() for row in rows_of(panel_of(qtbot))]
    assert spoken[0] == "Étape 1 sur 8\u00a0: Point de départ, Lettre du 12/11/2026, réglée"
    assert spoken[4] == "Étape 5 sur 8\u00a0: Constats, 1 à lever, à revoir"


def test_the_step_on_screen_is_marked(qtbot: QtBot) -> None:
    assert [row.isChecked() for row in rows_of(panel_of(qtbot))].index(True) == 3


def test_a_click_on_a_step_asks_for_it(qtbot: QtBot) -> None:
    panel = panel_of(qtbot)
    wanted: list[str] = []
    panel.wanted.connect(wanted.append)
    rows_of(panel)[5].click()
    assert wanted == ["decision"]


def test_a_reload_keeps_the_rows(qtbot: QtBot) -> None:
    panel = panel_of(qtbot)
    before = rows_of(panel)
    panel.show_view(samples.ready(), "recapitulatif")
    assert rows_of(panel) == before
