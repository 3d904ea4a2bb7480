"""The network page as a whole: choosing, walking, menus, colleagues, an empty register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk import resources
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.network.rows import NodeState
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Crmr
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network import tree_menu
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.ui.problems import Sheet
from tests.conftest import fixed_clock
from tests.ui.network import lines
from tests.ui.network.conftest import network_of

SUCCESSION = Procedure(
    "succession",
    "coordonnateur",
    "Succession du coordonnateur…",
    "Annexe 3, §\u00a02\u00a0b\u00a0: un autre lui succède.",
)


def cervco(page: NetworkPage) -> int:
    return lines.node(page.panel.tree, "CERVCO").row_id


def test_at_first_nothing_is_chosen_and_the_page_says_how_to_choose(active_page: NetworkPage) -> None:
    assert active_page.panel.tree.current_node() is None
    choose = active_page.sheet.empty.choose
    assert choose.isVisible()
    assert "Choisissez un centre" in choose.sentence.text()
    assert choose.action is not None
    choose.action.click()
    assert active_page.panel.field.hasFocus()


def test_a_line_of_the_tree_opens_its_sheet(page: NetworkPage, qtbot: QtBot) -> None:
    tree = page.panel.tree
    with qtbot.waitSignal(page.desk.centre_shown) as shown:
        tree.setCurrentIndex(lines.index(tree, lines.node(tree, "CERVCO")))
    assert shown.args == ["crmr", cervco(page)]
    assert page.sheet.body.head.title.text() == "CERVCO"


def test_a_walk_by_keyboard_reads_only_where_it_lingers(page: NetworkPage, qtbot: QtBot) -> None:
    shown: list[tuple[str, int]] = []
    page.desk.centre_shown.connect(lambda kind, row_id: shown.append((kind, row_id)))
    for _ in range(5):
        qtbot.keyClick(page.panel.tree, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(shown))
    current = page.panel.tree.current_node()
    assert current is not None
    assert shown == [(current.kind, current.row_id)]


def test_the_line_of_competence_centres_shows_their_crmr(page: NetworkPage, qtbot: QtBot) -> None:
    tree = page.panel.tree
    group = next(node for node in lines.nodes(tree) if node.kind == "group" and node.row_id == cervco(page))
    with qtbot.waitSignal(page.desk.centre_shown):
        tree.setCurrentIndex(lines.index(tree, group))
    page.desk.reload_everything()
    assert page.sheet.body.head.title.text() == "CERVCO"
    assert tree.current_node() is not None
    assert tree.current_node().kind == "group"  # type: ignore[union-attr]


def test_a_centre_wanted_from_elsewhere_is_unfolded_and_selected(page: NetworkPage) -> None:
    page.desk.centre_wanted.emit("crmr", cervco(page))
    assert lines.unfolded(page.panel.tree) == {"BRAIN-TEAM", "CERVCO"}
    assert page.panel.tree.current_node() is lines.node(page.panel.tree, "CERVCO")
    assert page.sheet.body.main.isVisible()


def test_a_centre_that_the_filter_hides_is_shown_all_the_same(page: NetworkPage) -> None:
    wanted = cervco(page)
    page.filter_by(NodeState.LABEL_EXPIRED)
    page.show_centre("crmr", wanted)
    assert page.sheet.body.head.title.text() == "CERVCO"
    assert page.panel.tree.current_node() is None


def test_back_and_forth_follow_the_centres_seen(page_in_window: NetworkPage, demo_window: MainWindow) -> None:
    tree = page_in_window.panel.tree
    page_in_window.show_centre("crmr", cervco(page_in_window))
    page_in_window.show_centre("fsmr", lines.node(tree, "FIMARAD").row_id)
    demo_window.step(-1)
    assert page_in_window.sheet.body.head.title.text() == "CERVCO"
    demo_window.step(1)
    assert page_in_window.sheet.body.head.title.text() == "FIMARAD"


def test_the_menu_offers_what_fits_the_centre(page: NetworkPage, qtbot: QtBot) -> None:
    node = lines.node(page.panel.tree, "CERVCO")
    opened: list[int] = []
    menu = tree_menu.menu(page.desk, page, node, (SUCCESSION,), lambda: opened.append(node.row_id))
    qtbot.addWidget(menu)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    succession = f"{SUCCESSION.title}\tAnnexe 3, §\u00a02\u00a0b"
    assert list(actions) == [
        "Ouvrir",
        "Copier le FINESS 750100042",
        succession,
        "Et si…",
        "Modifier le centre",
        "Relancer…",
    ]
    assert actions[succession].toolTip() == SUCCESSION.why
    actions["Ouvrir"].trigger()
    assert opened == [node.row_id]
    actions["Copier le FINESS 750100042"].trigger()
    assert QGuiApplication.clipboard().text() == "750100042"


def test_the_menu_starts_a_procedure(demo_desk: Desk, page: NetworkPage, qtbot: QtBot) -> None:
    node = lines.node(page.panel.tree, "CERVCO")
    menu = tree_menu.menu(demo_desk, page, node, (SUCCESSION,), lambda: None)
    qtbot.addWidget(menu)
    with qtbot.waitSignal(demo_desk.start_wanted) as started:
        next(action for action in menu.actions() if action.text().startswith(SUCCESSION.title)).trigger()
    assert started.args == ["succession", "coordonnateur", node.row_id]


def test_a_right_click_opens_the_menu(page: NetworkPage, qtbot: QtBot) -> None:
    tree = page.panel.tree
    where = tree.visualRect(lines.index(tree, lines.node(tree, "BRAIN-TEAM"))).center()
    tree.customContextMenuRequested.emit(where)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert [action.text().partition("\t")[0] for action in popup.actions() if action.text()][:2] == [
        "Ouvrir",
        "Succession de l’animateur…",
    ]
    popup.close()


def test_the_width_of_the_tree_is_kept(
    page_in_window: NetworkPage, demo_desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    page_in_window.splitter.setSizes([500, 740])
    page_in_window.splitter.splitterMoved.emit(500, 1)
    again = NetworkPage(demo_desk)
    qtbot.addWidget(again)
    again.resize(page_in_window.size())
    again.show()
    assert settings.value("network/splitter") is not None
    assert again.splitter.sizes() == page_in_window.splitter.sizes()


def test_what_a_colleague_writes_is_shown(page: NetworkPage) -> None:
    wanted = cervco(page)
    page.show_centre("crmr", wanted)
    colleague = Database(page.desk.db.url, who="Théo Vasseur", now=fixed_clock)
    with colleague.writing("Nouveau sigle") as session:
        session.get_one(Crmr, wanted).acronym = "CERVCO-2"
    colleague.dispose()
    page.desk.changed.emit(session.changes)
    assert page.sheet.body.head.title.text() == "CERVCO-2"
    current = page.panel.tree.current_node()
    assert current is not None
    assert current.title == "CERVCO-2"


def test_a_centre_that_is_gone_says_so(page: NetworkPage) -> None:
    page.show_centre("crmr", 987654)
    assert "n’est plus dans le registre" in page.sheet.empty.gone.sentence.text()
    assert page.sheet.empty.gone.isVisible()
    assert page.sheet.centre is None


def test_an_empty_register_offers_to_load_a_workbook(window: MainWindow) -> None:
    page = network_of(window)
    assert page.sheet.empty.load.isVisible()
    assert not page.panel.filters.isVisible()
    page.sheet.empty.load_workbook(str(resources.path("demonstration", "reseau-demonstration.xlsx")))
    assert page.panel.counts.text() == "23 filières, 90 centres de référence"
    assert page.panel.filters.isVisible()
    assert page.sheet.empty.choose.isVisible()


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(window: MainWindow, tmp_path: Path) -> None:
    page = network_of(window)
    wrong = tmp_path / "notes.xlsx"
    wrong.write_text("pas un classeur", encoding="utf-8")
    page.sheet.empty.load_workbook(str(wrong))
    refusal = window.findChild(Sheet)
    assert refusal is not None
    assert "notes.xlsx" in refusal.sentence.text()
    refusal.close()
    assert page.sheet.empty.load.isVisible()


def test_the_page_comes_back_as_it_was_left(page: NetworkPage, demo_window: MainWindow) -> None:
    page.show_centre("crmr", cervco(page))
    demo_window.go(Place("home"))
    demo_window.go(Place("network"))
    assert page.sheet.body.head.title.text() == "CERVCO"
    assert page.sheet.body.main.isVisible()
