"""The tree: filter as you type, chips, what stays through reloads, what a screen reader hears."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.network.arrangement import Arrangement
from crmr_desk.model.network.rows import NodeState
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.facet_chips import LabelDayForm
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.ui.network.tree_filters import Facet, TreeFilter
from crmr_desk.ui.network.tree_model import NetworkTreeModel
from crmr_desk.ui.network.tree_panel import TreePanel
from tests.ui.network import lines


@pytest.fixture
def panel(page: NetworkPage) -> TreePanel:
    return page.panel


def type_text(panel: TreePanel, qtbot: QtBot, text: str) -> list[str]:
    """Fill the filter (QTest types ASCII alone) and press Enter; the titles of the centres left."""
    panel.field.setText(text)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    return [node.title for node in lines.nodes(panel.tree) if node.kind not in ("fsmr", "group")]


@pytest.mark.parametrize("text", ["cervco", "CERVCO", "750100042", "aubrac", "œil cerveau", "oeil"])
def test_the_filter_finds_by_name_finess_and_holder(panel: TreePanel, qtbot: QtBot, text: str) -> None:
    assert "CERVCO" in type_text(panel, qtbot, text)


def test_accents_are_ignored(panel: TreePanel, qtbot: QtBot) -> None:
    assert type_text(panel, qtbot, "hemochromatoses") == type_text(panel, qtbot, "Hémochromatoses") != []


def test_a_name_shows_what_hangs_below_it(panel: TreePanel, qtbot: QtBot) -> None:
    type_text(panel, qtbot, "cervco")
    cervco = lines.node(panel.tree, "CERVCO")
    group = next(node for node in lines.nodes(panel.tree) if node.kind == "group" and node.parent == cervco.id)
    assert len([node for node in lines.nodes(panel.tree) if node.parent == group.id]) == 24


def test_a_town_shows_only_the_centres_that_are_there(panel: TreePanel, qtbot: QtBot) -> None:
    type_text(panel, qtbot, "cervco lille")
    assert [node.title for node in lines.nodes(panel.tree) if node.kind == "ccmr"] == [
        "CHU de Lille, hôpital Roger Salengro"
    ]


def test_typing_alone_filters_after_a_pause(panel: TreePanel, qtbot: QtBot) -> None:
    before = panel.tree.lines()
    qtbot.keyClicks(panel.field, "cervco")
    qtbot.waitUntil(lambda: panel.tree.lines() < before)
    assert panel.counts.text() == "25 centres trouvés"


def test_a_chip_keeps_the_centres_in_its_state_and_what_leads_to_them(panel: TreePanel) -> None:
    panel.chips[NodeState.VACANT].click()
    shown = lines.nodes(panel.tree)
    parents = {node.parent for node in shown}
    leaves = [node for node in shown if node.id not in parents]
    assert leaves
    assert all(NodeState.VACANT in node.states for node in leaves)


def arrange(page: NetworkPage, by: Arrangement) -> None:
    page.panel.order.set_value(by)
    page.panel.order.chosen.emit(by)


@pytest.mark.parametrize("by", Arrangement)
def test_a_chip_finds_what_it_counts_also_beside_other_filters(page: NetworkPage, by: Arrangement) -> None:
    arrange(page, by)
    everywhere = _counted_and_found(page.panel)
    page.panel.want(TreeFilter(text="nantes", regions=frozenset({"52"})))
    beside = _counted_and_found(page.panel)
    assert 0 < sum(beside.values()) < sum(everywhere.values())


def _counted_and_found(panel: TreePanel) -> dict[NodeState, int]:
    """What each chip counts, which is what it finds."""
    counted = {}
    for state, chip in panel.chips.items():
        chip.click()
        counted[state] = int(re.sub(r"\D", "", chip.text()))
        found = panel.tree.centres_found()
        assert (found.total() if found is not None else 0) == counted[state]
        chip.click()
    return counted


def test_a_filter_keeps_the_same_centres_in_every_arrangement(page: NetworkPage) -> None:
    panel = page.panel
    panel.want(TreeFilter(fsmrs=frozenset({"FIMARAD"}), regions=frozenset({"11"}), roles=frozenset({"constitutif"})))
    found = {by: _said_after(page, by) for by in Arrangement}
    assert set(found.values()) == {panel.counts.text()}
    assert int(found[Arrangement.FSMR].split()[0]) == panel.tree.counts(Facet.ROLE)["constitutif"] > 0


def _said_after(page: NetworkPage, by: Arrangement) -> str:
    arrange(page, by)
    return page.panel.counts.text()


def test_filters_are_chips_that_can_be_removed_and_are_there_again_the_next_time(
    page_in_window: NetworkPage, demo_window: MainWindow
) -> None:
    facets = page_in_window.panel.facets
    brain = next(
        action for action in facets.menu_of(Facet.FSMR, page_in_window).actions() if "BRAIN-TEAM" in action.text()
    )
    brain.trigger()
    chip = facets.chips[Facet.FSMR]
    assert (chip.text(), chip.isVisible()) == ("Filière\u00a0: BRAIN-TEAM", True)
    assert {node.title for node in lines.nodes(page_in_window.panel.tree) if node.kind == "fsmr"} == {"BRAIN-TEAM"}
    again = TreePanel(demo_window.settings)
    assert again.wanted.fsmrs == {"BRAIN-TEAM"}
    again.deleteLater()
    chip.removed.emit()
    assert not chip.isVisible()
    assert page_in_window.panel.tree.centres_found() is None


def test_labels_that_end_before_a_day_are_found(page: NetworkPage) -> None:
    form = LabelDayForm(None, page.desk.on, page)
    form.given.connect(lambda day: page.panel.want(TreeFilter(label_before=day.isoformat())))
    form.finish()
    assert form.problem.text() == "Donnez un jour, comme 31/12/2027."
    form.edit.line.setText("30/06/2027")
    form.finish()
    found = [node for node in lines.nodes(page.panel.tree) if node.kind == "crmr"]
    assert found
    assert all(node.traits.label_end and node.traits.label_end < dt.date(2027, 6, 30) for node in found)


def test_a_filter_that_finds_nothing_says_so_and_can_be_lifted(panel: TreePanel, qtbot: QtBot) -> None:
    every = panel.tree.lines()
    type_text(panel, qtbot, "xyzzy")
    assert panel.stack.currentWidget() is panel.nothing
    assert panel.nothing.action is not None
    panel.nothing.action.click()
    assert panel.stack.currentWidget() is panel.tree
    assert (panel.field.text(), panel.tree.lines()) == ("", every)


def test_a_line_hidden_by_the_filter_is_selected_again_after_it(page: NetworkPage, qtbot: QtBot) -> None:
    cervco = lines.node(page.panel.tree, "CERVCO")
    page.show_centre("crmr", cervco.row_id)
    page.panel.field.setText("huntington")
    qtbot.waitUntil(lambda: page.panel.tree.current_node() is None)
    page.panel.field.setText("")
    qtbot.waitUntil(lambda: page.panel.tree.current_node() is cervco)


def test_the_tree_is_unfolded_after_a_filter_as_it_was_before(panel: TreePanel, qtbot: QtBot) -> None:
    panel.tree.expand(lines.index(panel.tree, lines.node(panel.tree, "BRAIN-TEAM")))
    type_text(panel, qtbot, "cervco")
    assert "Centres de compétences" in lines.unfolded(panel.tree)
    type_text(panel, qtbot, "")
    assert lines.unfolded(panel.tree) == {"BRAIN-TEAM"}


def test_a_reload_keeps_selection_unfolding_and_place(page: NetworkPage) -> None:
    tree = page.panel.tree
    page.show_centre("crmr", lines.node(tree, "CERVCO").row_id)
    tree.expandAll()
    tree.verticalScrollBar().setValue(1234)
    before = lines.unfolded(tree)
    page.desk.reload_everything()
    current = tree.current_node()
    assert current is not None
    assert (current.title, lines.unfolded(tree)) == ("CERVCO", before)
    assert tree.verticalScrollBar().value() == 1234


def test_a_centre_shown_twice_keeps_the_place_where_it_was_chosen(page: NetworkPage) -> None:
    tree = page.panel.tree
    twice = [node for node in lines.nodes(tree) if NodeState.SEVERAL in node.states]
    second = next(node for node in reversed(twice) if [each.row_id for each in twice].count(node.row_id) == 2)
    tree.setCurrentIndex(lines.index(tree, second))
    page.desk.reload_everything()
    current = tree.current_node()
    assert current is not None
    assert current.id == second.id


def test_a_screen_reader_hears_what_the_icons_and_counters_say(panel: TreePanel) -> None:
    tree = panel.tree
    fsmr = lines.node(tree, "BRAIN-TEAM")
    assert "coordonnateur\N{NO-BREAK SPACE}: 10" in lines.heard(tree, fsmr)
    vacant = next(node for node in lines.nodes(tree) if node.kind == "ccmr" and NodeState.VACANT in node.states)
    assert lines.heard(tree, vacant).startswith(f"{vacant.title}, centre de compétences")
    assert "Poste de responsable vacant" in lines.heard(tree, vacant)
    assert panel.tree.accessibleName()


def test_the_counters_are_explained_in_both_orders(page: NetworkPage) -> None:
    assert page.panel.counts.text() == "23 filières, 90 centres de référence"
    arrange(page, Arrangement.REGION)
    assert "région" in page.panel.counts.text()
    assert lines.node(page.panel.tree, "Île-de-France").kind == "region"


def test_painting_asks_the_model_only_for_visible_lines(panel: TreePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Counter[int]()
    answer = NetworkTreeModel.data

    def counting(self: NetworkTreeModel, at: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked[int(at.internalId())] += 1
        return answer(self, at, role)

    panel.tree.expandAll()
    QApplication.processEvents()
    monkeypatch.setattr(NetworkTreeModel, "data", counting)
    panel.tree.viewport().repaint()
    visible = panel.tree.viewport().height() // 27 + 2
    assert panel.tree.lines() > 5 * visible
    assert len(asked) <= visible
    assert sum(asked.values()) <= 6 * visible


def test_the_shortcut_of_the_filter_works_from_anywhere_on_the_page(active_page: NetworkPage, qtbot: QtBot) -> None:
    active_page.panel.tree.setFocus()
    qtbot.keyClick(active_page.panel.tree, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert active_page.panel.field.hasFocus()
    qtbot.keyClicks(active_page.panel.field, "cervco")
    qtbot.keyClick(active_page.panel.field, Qt.Key.Key_Return)
    assert active_page.panel.tree.hasFocus()
