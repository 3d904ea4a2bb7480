"""The sheet of each kind of centre, in each state that matters."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers import procedures
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.rows import NodeState
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.ui.network.sheet_body import Tab
from crmr_desk.ui.network.sheet_view import SheetView
from crmr_desk.ui.parts.badge import Badge, PlaceBadge
from tests.model.network.building import END, Register, cervco
from tests.ui.network import lines

LONG = "Anomalies du développement et syndromes malformatifs du Sud-Ouest, de l’Occitanie et de La Réunion"


@pytest.fixture
def sheet(desk: Desk, qtbot: QtBot) -> SheetView:
    """The sheet alone, on a register made by the test."""
    made = SheetView(desk)
    qtbot.addWidget(made)
    made.resize(872, 820)
    made.show()
    return made


@pytest.fixture
def register(sheet: SheetView) -> Register:
    return Register(sheet.desk.db)


def words(part: QWidget) -> list[str]:
    """All that can be read in ``part`` now."""
    labels = [each.text() for each in part.findChildren(QLabel) if each.isVisible()]
    return labels + [each.text() for each in part.findChildren(Badge) if each.isVisible()]


def verbs(sheet: SheetView) -> list[str]:
    shown = [each for each in sheet.body.head.findChildren(QPushButton) if each.isVisible()]
    return [each.text() for each in shown if each.property("kind") in ("primary", "secondary")]


def primary(sheet: SheetView) -> QPushButton:
    shown = [each for each in sheet.body.head.findChildren(QPushButton) if not each.isHidden()]
    return next(each for each in shown if each.property("kind") == "primary")


def crumbs(sheet: SheetView) -> list[str]:
    shown = [each for each in sheet.body.head.findChildren(QPushButton) if each.isVisible()]
    return [each.text() for each in shown if each.property("kind") == "crumb"]


def tabs(sheet: SheetView) -> list[str]:
    bar = sheet.body.tabs
    return [bar.tabText(place) for place in range(bar.count()) if bar.isTabVisible(place)]


def test_a_mono_site_centre(page: NetworkPage) -> None:
    page.show_centre("crmr", lines.node(page.panel.tree, "CERVCO").row_id)
    sheet = page.sheet
    head = words(sheet.body.head)
    assert {"CERVCO", "Mono-site", "Label jusqu’au 31/12/2028"} <= set(head)
    assert any("FINESS 750100042" in each for each in head)
    assert verbs(sheet) == ["Succession du coordonnateur…", "Ouvrir un dossier"]
    assert tabs(sheet) == [
        "Fiche", "Compétences 24", "Missions et obligations", "Équipe 3", "Dossiers", "Courriers", "Notes 1",
        "Historique",
    ]  # fmt: skip
    assert not sheet.body.main.sites.isVisible()
    assert len(sheet.body.main.competence.table.rows()) == 24
    assert any(each.startswith("1 en fonction") for each in words(sheet.body.main.people))


def test_a_multi_site_centre_shows_its_sites(page: NetworkPage) -> None:
    page.show_centre("crmr", lines.node(page.panel.tree, "MIRCEM").row_id)
    assert page.sheet.body.main.sites.isVisible()
    roles = [row.role for row in page.sheet.body.main.site_table.rows()]
    assert roles == ["Coordonnateur", "Constitutif", "Constitutif"]


def test_a_filiere_shows_its_centres(page: NetworkPage) -> None:
    page.show_centre("fsmr", lines.node(page.panel.tree, "BRAIN-TEAM").row_id)
    assert len(page.sheet.body.main.crmr_table.rows()) == 10
    assert page.sheet.body.main.labels.accessibleName() == "Désignations"
    assert verbs(page.sheet)[0] == "Succession de l’animateur…"


def test_a_site_leads_back_to_its_centre(page: NetworkPage) -> None:
    tree = page.panel.tree
    site = next(
        node for node in lines.nodes(tree) if node.kind == "site" and node.parent == lines.node(tree, "MIRCEM").id
    )
    page.show_centre("site", site.row_id)
    assert crumbs(page.sheet) == ["BRAIN-TEAM", "MIRCEM"]
    link = next(each for each in page.sheet.body.head.findChildren(QPushButton) if each.text() == "MIRCEM")
    link.click()
    assert page.sheet.body.head.title.text() == "MIRCEM"


def test_a_competence_centre_of_one_crmr_leads_back_to_it(page: NetworkPage) -> None:
    tree = page.panel.tree
    ccmr = next(node for node in lines.nodes(tree) if node.kind == "ccmr" and NodeState.SEVERAL not in node.states)
    page.show_centre("ccmr", ccmr.row_id)
    assert len(crumbs(page.sheet)) == 2
    assert [tab.partition(" ")[0] for tab in tabs(page.sheet)] == [
        "Fiche", "Missions", "Équipe", "Dossiers", "Courriers", "Notes", "Historique",
    ]  # fmt: skip


def test_a_competence_centre_of_two_crmr_names_both(sheet: SheetView, register: Register) -> None:
    first, second = (
        register.crmr("CERVCO", register.fsmr("BRAIN-TEAM")),
        register.crmr("MARVU", register.fsmr("FAVA-Multi")),
    )
    ccmr = register.ccmr("CHU de Lille", first, second)
    sheet.show_centre("ccmr", ccmr)
    assert "2 rattachements" in words(sheet.body.head)
    assert crumbs(sheet) == []
    attached = sheet.body.main.attached_table.rows()
    assert [(row.name, row.fsmr) for row in attached] == [("CERVCO", "BRAIN-TEAM"), ("MARVU", "FAVA-Multi")]


def test_a_vacant_seat_is_said_in_words(sheet: SheetView, register: Register) -> None:
    crmr = register.crmr("CERVCO")
    site = register.constitutive(crmr, "CHU de Lille")
    sheet.show_centre("site", site)
    assert "Vacant" in words(sheet.body.head)
    assert "Personne n’est en fonction à cette date." in words(sheet.body.main.people)


def test_an_expired_label_is_said_in_words(sheet: SheetView, register: Register) -> None:
    crmr = register.crmr("CERVCO", label=(dt.date(2017, 1, 1), dt.date(2022, 12, 31)))
    sheet.show_centre("crmr", crmr)
    assert "Label expiré" in words(sheet.body.head)


def test_a_centre_that_was_never_led_is_offered_a_designation(sheet: SheetView, register: Register) -> None:
    sheet.show_centre("crmr", register.crmr("CERVCO"))
    assert verbs(sheet) == ["Désignation du coordonnateur…", "Ouvrir un dossier"]
    assert "Coordination vacante" in words(sheet.body.head)


def test_a_verb_says_why_and_starts_the_dossier(sheet: SheetView, register: Register, qtbot: QtBot) -> None:
    crmr = register.crmr("CERVCO")
    sheet.show_centre("crmr", crmr)
    verb = primary(sheet)
    assert "Annexe 3" in verb.toolTip()
    with qtbot.waitSignal(sheet.desk.start_wanted) as started:
        verb.click()
    assert started.args == ["designation", "coordonnateur", crmr]


def test_an_open_dossier_is_taken_up_again(sheet: SheetView, register: Register, qtbot: QtBot) -> None:
    _fsmr, crmr = cervco(register)
    dossier = register.succession(crmr)
    sheet.show_centre("crmr", crmr)
    assert verbs(sheet) == ["Reprendre la succession", "Ouvrir un dossier"]
    offered = [each.title for each in procedures.offered(sheet.desk.db, "crmr", crmr, sheet.desk.today)]
    assert "Succession du coordonnateur…" not in offered
    assert "Succession en cours" in words(sheet.body.head)
    verb = primary(sheet)
    with qtbot.waitSignal(sheet.desk.dossier_wanted) as wanted:
        verb.click()
    assert wanted.args == [dossier]


def test_a_sheet_seen_again_makes_no_widget(sheet: SheetView, register: Register) -> None:
    fsmr, crmr = cervco(register)
    register.succession(crmr)
    shown = (("crmr", crmr), ("fsmr", fsmr))
    for kind, row_id in shown:
        sheet.show_centre(kind, row_id)
    made = sheet.findChildren(QWidget)
    for kind, row_id in shown:
        sheet.show_centre(kind, row_id)
    assert sheet.findChildren(QWidget) == made


def test_a_successor_to_come_is_announced_with_the_day(sheet: SheetView, register: Register) -> None:
    crmr = register.crmr("CERVCO")
    leaving = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
    register.close(leaving, dt.date(2027, 4, 30))
    coming = register.person("Rouvière", "Clément")
    register.mandate(Function.COORDONNATEUR, crmr, coming, dt.date(2027, 5, 1), END)
    sheet.show_centre("crmr", crmr)
    assert "1 en fonction, 1 à venir" in words(sheet.body.main.people)
    assert "À compter du 01/05/2027" in words(sheet.body.main.people)


def test_a_double_click_on_a_row_opens_that_centre(page: NetworkPage, qtbot: QtBot) -> None:
    page.show_centre("crmr", lines.node(page.panel.tree, "CERVCO").row_id)
    table = page.sheet.body.main.competence.table
    row = table.shown_rows()[2]
    where = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.sheet.centre == ("ccmr", row.row_id)
    assert page.panel.tree.current_node() is not None


def test_enter_on_a_row_opens_that_centre(page: NetworkPage, qtbot: QtBot) -> None:
    page.show_centre("fsmr", lines.node(page.panel.tree, "BRAIN-TEAM").row_id)
    table = page.sheet.body.main.crmr_table
    row = table.shown_rows()[1]
    table.select(("crmr", row.row_id))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.sheet.centre == ("crmr", row.row_id)


def test_chips_narrow_the_competence_centres(page: NetworkPage) -> None:
    page.show_centre("crmr", lines.node(page.panel.tree, "CERVCO").row_id)
    card = page.sheet.body.main.competence
    card.chips["Enfants"].click()
    assert {row.public for row in card.table.shown_rows()} == {"Enfants"}
    assert card.chips["Enfants"].text() == f"Enfants {len(card.table.shown_rows())}"
    card.chips["Enfants"].click()
    card.chips["À voir"].click()
    assert {row.badge.tone for row in card.table.shown_rows()} <= {"warn", "stop"}
    assert card.table.shown_rows()


def test_the_end_is_told_once_where_it_is_the_same_for_all(sheet: SheetView, register: Register) -> None:
    _fsmr, crmr = cervco(register)
    sheet.show_centre("crmr", crmr)
    end_column = [column.title for column in sheet.body.main.competence.table._rows.columns].index("Fin")
    assert sheet.body.main.competence.table.isColumnHidden(end_column)
    assert "24, jusqu’au 31/12/2028" in words(sheet.body.main.competence)
    register.ccmr("CHU de Nantes", crmr, end=dt.date(2027, 6, 30))
    sheet.reload()
    assert not sheet.body.main.competence.table.isColumnHidden(end_column)


def test_facts_show_their_place_in_the_text(page: NetworkPage) -> None:
    page.show_centre("crmr", lines.node(page.panel.tree, "CERVCO").row_id)
    places = page.sheet.body.main.identity.findChildren(PlaceBadge)
    assert any("Annexe\N{NO-BREAK SPACE}1" in place.text() for place in places)


def test_the_sheet_is_copied_as_plain_lines(page: NetworkPage) -> None:
    page.show_centre("crmr", lines.node(page.panel.tree, "CERVCO").row_id)
    page.sheet.body.head.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("CERVCO\n")
    assert "FINESS géographique\N{NO-BREAK SPACE}: 750100042" in copied
    assert "Pr Solène Aubrac" in copied


def test_a_reload_keeps_the_tab_and_another_centre_begins_on_the_first(page: NetworkPage) -> None:
    tree, sheet = page.panel.tree, page.sheet
    page.show_centre("crmr", lines.node(tree, "CERVCO").row_id)
    sheet.body.tabs.setCurrentIndex(7)
    page.desk.reload_everything()
    assert sheet.body.pane(Tab.HISTORY).isVisible()
    page.show_centre("crmr", lines.node(tree, "MIRCEM").row_id)
    assert sheet.body.main.isVisible()


def test_the_keyboard_turns_the_tabs_that_are_shown(page: NetworkPage) -> None:
    ccmr = next(node for node in lines.nodes(page.panel.tree) if node.kind == "ccmr")
    page.show_centre("ccmr", ccmr.row_id)
    turned = []
    for step in (1, -1, -1):
        page.sheet.body.turn(step)
        turned.append(page.sheet.body.tabs.tabText(page.sheet.body.tabs.currentIndex()))
    assert turned == ["Missions et obligations", "Fiche", "Historique"]


def test_angle_brackets_in_a_name_are_shown_as_they_are(sheet: SheetView, register: Register) -> None:
    crmr = register.crmr("<b>CERVCO</b> 🧠")
    person = register.person("O’Brien <i>", "Anne-Sophie & Cie")
    register.mandate(Function.COORDONNATEUR, crmr, person)
    sheet.show_centre("crmr", crmr)
    assert sheet.body.head.title.text() == "<b>CERVCO</b> 🧠"
    assert sheet.body.head.title.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("width", [360, 560, 872, 1400])
def test_no_button_and_no_badge_is_cut(sheet: SheetView, register: Register, width: int) -> None:
    fsmr = register.fsmr("BRAIN-TEAM", name=LONG)
    crmr = register.crmr("", fsmr, title=LONG)
    register.constitutive(crmr, "Hôpital marin, AP-HP")
    register.mandate(Function.COORDONNATEUR, crmr, register.person("Fougerolle-Bay de la Tour", "Marie-Aliénor"))
    sheet.resize(width, 820)
    sheet.show_centre("crmr", crmr)
    QApplication.processEvents()
    small = [
        *sheet.body.head.findChildren(QPushButton),
        *sheet.body.head.findChildren(Badge),
        *sheet.body.main.people.findChildren(Badge),
    ]
    for part in small:
        if part.isVisible() and part.property("kind") != "crumb":
            assert part.width() >= part.sizeHint().width(), part.accessibleName()
    title = sheet.body.head.title
    assert title.height() >= title.heightForWidth(title.width())
    assert sheet.body.head.width() <= width
