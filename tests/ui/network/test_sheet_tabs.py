"""The tabs of a centre sheet: missions, team, letters, notes; each read when it is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.centre_letters import letters_of_centre
from crmr_desk.model.dossiers.centre_print import printed_sheet
from crmr_desk.model.kinds import TeamRole
from crmr_desk.model.network import notes, team, tree
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.network.sheet_lanes import Lanes
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.diseases_card import DiseaseForm
from crmr_desk.ui.network.ern_card import ErnForm
from crmr_desk.ui.network.notes_tab import NoteEntry
from crmr_desk.ui.network.sheet_body import SheetBody, Tab, read_sheet
from crmr_desk.ui.network.team_form import MemberForm
from tests.model.network.building import TODAY, D


@pytest.fixture
def body(demo_desk: Desk, qtbot: QtBot) -> SheetBody:
    """The sheet of the CERVCO, read again after each write."""
    made = SheetBody(demo_desk)
    qtbot.addWidget(made)
    made.resize(900, 700)
    show(made, demo_desk, "crmr", cervco(demo_desk))
    demo_desk.changed.connect(lambda _changes: show(made, demo_desk, "crmr", cervco(demo_desk)))
    made.show()
    return made


def cervco(desk: Desk) -> int:
    return next(node.row_id for node in tree.tree_on(desk.db, TODAY) if (node.kind, node.title) == ("crmr", "CERVCO"))


def show(body: SheetBody, desk: Desk, kind: str, row_id: int) -> None:
    body.show_answer(read_sheet(desk.db, kind, row_id, TODAY, TODAY))


def look(body: SheetBody, page: QWidget) -> None:
    body.tabs.setCurrentIndex(body.pages.indexOf(page))


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(widget: QWidget, text: str) -> None:
    next(each for each in widget.findChildren(QPushButton) if each.text() == text and each.isVisible()).click()


def test_a_tab_is_read_only_when_it_is_looked_at(body: SheetBody) -> None:
    assert body.pane(Tab.HISTORY).table.rows() == []
    look(body, body.pane(Tab.HISTORY))
    assert body.pane(Tab.HISTORY).table.rows()


def test_missions_say_what_is_unknown_and_lead_to_the_follow_up(body: SheetBody, qtbot: QtBot) -> None:
    desk = body._desk
    look(body, body.pane(Tab.MISSIONS))
    shown = words(body.pane(Tab.MISSIONS))
    assert {"Coordination", "Plan d’actions", "Rapport annuel d’activité"} <= set(shown)
    assert "Laissé ouvert\u00a0: Le texte ne fixe ni échéance ni destinataire." in shown
    with qtbot.waitSignal(desk.start_wanted) as started:
        press(body.pane(Tab.MISSIONS), "Ouvrir le suivi du centre de référence…")
    assert started.args == ["follow_up", "coordonnateur", cervco(desk)]


def test_somebody_joins_the_team_and_leaves_it(body: SheetBody) -> None:
    desk = body._desk
    look(body, body.pane(Tab.TEAM))
    (card,) = body.pane(Tab.TEAM).cards
    before = len(card.table.rows())
    kind, centre_id = card.centre
    form = MemberForm(desk, kind, centre_id, parent=body)
    form.save()
    assert "Choisissez la personne" in form.problem.text()
    form._choose(next(iter(form.person.chooser.entries._entries))[0].id)
    form.role.setCurrentIndex(form.role.findData(TeamRole.SECRETARY.value))
    form.start.line.setText("01/02/2026")
    form.save()
    assert len(card.table.rows()) == before + 1
    added = next(line for line in card.table.rows() if line.role == TeamRole.SECRETARY)
    assert added.start == D(2026, 2, 1)
    team.remove_member(desk.db, added.id, version=added.version)
    desk.changed.emit(None)
    assert len(card.table.rows()) == before
    assert [each.toolTip() for each in card.verbs._on_row] == ["Choisissez d’abord une ligne."] * 3


def test_notes_are_written_changed_and_taken_away_in_place(body: SheetBody) -> None:
    desk = body._desk
    look(body, body.pane(Tab.NOTES))
    body.pane(Tab.NOTES).keep.click()
    assert "La note est vide" in body.pane(Tab.NOTES).problem.text()
    body.pane(Tab.NOTES).writing.setPlainText("Rappeler en mars.")
    body.pane(Tab.NOTES).keep.click()
    assert body.tabs.tabText(body.pages.indexOf(body.pane(Tab.NOTES))) == "Notes 2"
    entry = next(
        each for each in body.pane(Tab.NOTES).findChildren(NoteEntry) if each.words.text() == "Rappeler en mars."
    )
    entry.begin()
    entry.editor.setPlainText("Rappeler en avril.")
    entry._keep()
    assert notes.notes_of(desk.db, "crmr", cervco(desk))[0].text == "Rappeler en avril."


def test_a_disease_and_a_network_are_added_from_the_first_page(body: SheetBody) -> None:
    desk, main = body._desk, body.main
    before = len(main.diseases.table.rows())
    form = DiseaseForm(desk, cervco(desk), parent=body)
    form.name.setText("Maladie de Fabry")
    form.orpha.setText("136")
    form._look_up()
    assert "déjà celui" in form.warning.text()
    form.orpha.setText("ORPHA:324")
    form.save()
    assert len(main.diseases.table.rows()) == before + 1
    network = ErnForm(desk, main.erns._sites, body)
    network.network.setCurrentIndex(network.network.findData("EpiCARE"))
    network.start.line.setText("01/01/2022")
    network.save()
    assert {line.ern for line in main.erns.table.rows()} >= {"EpiCARE"}


def test_more_lanes_are_unfolded_and_the_time_line_has_its_table(body: SheetBody) -> None:
    bars = body.main.bars
    few = len(bars.table.rows())
    bars.lanes[Lanes.ATTACHMENTS].click()
    assert len(bars.table.rows()) >= few + 24
    bars.as_table.click()
    assert not bars.timeline.isVisible()
    assert bars.table.isVisible()


def test_nothing_is_written_in_the_register_as_it_was_once_known(body: SheetBody) -> None:
    desk = body._desk
    desk.known = D(2026, 11, 1)
    show(body, desk, "crmr", cervco(desk))
    for page in (body.pane(Tab.NOTES), body.pane(Tab.MISSIONS)):
        look(body, page)
    assert not body.pane(Tab.NOTES).keep.isEnabled()
    assert "Revenez à aujourd’hui" in body.pane(Tab.NOTES).keep.toolTip()
    assert not body.main.diseases.add.isEnabled()
    begin = next(
        each for each in body.pane(Tab.MISSIONS).findChildren(QPushButton) if each.text().startswith("Ouvrir le suivi")
    )
    assert not begin.isEnabled()


def test_the_acts_the_print_and_the_letters_of_a_sheet(body: SheetBody) -> None:
    desk = body._desk
    assert [action.text() for action in body.head.acts().actions() if action.text()]
    shown: CentreSheet = centre_sheet(desk.db, "crmr", cervco(desk), TODAY)
    assert printed_sheet(desk.db, shown, TODAY).startswith(b"%PDF")
    assert letters_of_centre(desk.db, "crmr", cervco(desk)) == []
    look(body, body.pane(Tab.LETTERS))
    assert body.pane(Tab.LETTERS).empty.isVisible()
