"""A fact changed where it stands on the identity card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from crmr_desk.model.network import editing
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.fact_row import FactRow
from crmr_desk.ui.network.field_controls import HospitalControl, ListControl, NumberControl, TextControl
from crmr_desk.ui.network.field_editor import FieldEditor
from crmr_desk.ui.network.identity_card import IdentityCard
from tests.model.network.building import TODAY, D, Register

CENTRES = {"crmr": 1, "ccmr": 1}


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> IdentityCard:
    """The identity of a reference centre, read again after each write as the sheet does it."""
    register = Register(desk.db)
    register.ccmr("CHU de Nantes", register.crmr("CERVCO", register.fsmr("BRAIN-TEAM")))
    made = IdentityCard(desk)
    qtbot.addWidget(made)
    made.resize(800, 400)
    show(made, desk, "crmr")
    made.show()
    return made


def show(card: IdentityCard, desk: Desk, kind: str) -> None:
    def again() -> None:
        card.show_sheet(centre_sheet(desk.db, kind, CENTRES[kind], TODAY), {})

    desk.changed.connect(again)
    again()


def row(card: IdentityCard, label: str) -> FactRow:
    return next(each for each in card.rows if each.fact.label == label)


def edit(card: IdentityCard, label: str) -> FieldEditor:
    card.edit(row(card, label).fact)
    assert card.editor is not None
    return card.editor


def test_a_title_asks_whether_it_was_a_mistake_or_has_changed(card: IdentityCard, desk: Desk) -> None:
    editor = edit(card, "Intitulé")
    assert isinstance(editor.control, TextControl)
    editor.control.text.setPlainText("Maladies vasculaires rares")
    editor.save()
    assert "Dites si c’est une erreur" in editor.problem.text()
    editor.ways.button_of("change").click()
    editor.save()
    assert "à partir de quel jour" in editor.problem.text()
    editor.start.line.setText("1/7/2026")
    editor.save()
    assert card.editor is None
    assert row(card, "Intitulé").fact.value == "Maladies vasculaires rares"
    assert centre_sheet(desk.db, "ccmr", 1, D(2026, 6, 30)).attached[0].name == "CERVCO"


def test_what_a_colleague_wrote_meanwhile_is_shown_and_the_user_chooses(card: IdentityCard, desk: Desk) -> None:
    editor = edit(card, "Sigle")
    assert isinstance(editor.control, TextControl)
    editing.change_fields(desk.db, "crmr", 1, {"acronym": "CERVCO-2"}, version=1, today=TODAY)
    editor.control.text.setPlainText("CERVCO-3")
    editor.ways.button_of("correction").click()
    editor.save()
    assert "CERVCO-2" in editor.problem.text()
    assert "Nadia Belkacem" in editor.problem.text()
    assert editing.field_to_edit(desk.db, "crmr", 1, "acronym").value == "CERVCO-2"
    assert editor.keep.text() == "Enregistrer la mienne"
    editor.save()
    assert row(card, "Sigle").fact.value == "CERVCO-3"


def test_what_is_typed_outlives_a_reload_and_escape_leaves_it(card: IdentityCard, desk: Desk, qtbot: QtBot) -> None:
    editor = edit(card, "Sigle")
    assert isinstance(editor.control, TextControl)
    editor.control.text.setPlainText("à moitié")
    desk.changed.emit(None)
    assert card.findChildren(FieldEditor) == [editor]
    assert editor.control.text.text() == "à moitié"
    qtbot.keyClick(editor.control.text, Qt.Key.Key_Escape)
    assert card.editor is None
    assert row(card, "Sigle").fact.value == "CERVCO"


def test_lists_numbers_and_establishments_have_their_own_control(card: IdentityCard, desk: Desk) -> None:
    show(card, desk, "ccmr")
    public = edit(card, "Public")
    assert isinstance(public.control, ListControl)
    assert not public.ways.isVisible()
    public.control.box.setCurrentIndex(public.control.box.findData("enfant"))
    public.save()
    assert row(card, "Public").fact.value == "Enfants"

    patients = edit(card, "File active")
    assert isinstance(patients.control, NumberControl)
    patients.control.line.setText("beaucoup")
    patients.save()
    assert "Nombre illisible" in patients.problem.text()

    place = edit(card, "Établissement")
    assert isinstance(place.control, HospitalControl)
    place.ways.button_of("correction").click()
    place.save()
    assert "dans la liste" in place.problem.text()


def test_a_double_click_and_f2_open_the_editor(card: IdentityCard, qtbot: QtBot) -> None:
    qtbot.mouseDClick(row(card, "Sigle"), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert card.editor is not None
    card.editor.closed.emit()
    pencil = row(card, "Intitulé").pencil
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    pencil.setFocus()
    qtbot.keyClick(pencil, Qt.Key.Key_F2)
    assert card.editor is not None
    assert card.editor.key == ("crmr", 1, "title")


def test_what_cannot_be_edited_says_why(card: IdentityCard, desk: Desk, qtbot: QtBot) -> None:
    place = row(card, "Établissement")
    assert "délocalisation" in place.pencil.toolTip()
    with qtbot.waitSignal(desk.page_wanted) as wanted:
        place.link.followed.emit()
    assert wanted.args == ["directory", "hospital/1"]
    desk.known = D(2026, 11, 1)
    desk.changed.emit(None)
    assert not any(each.can_edit for each in card.rows)
    pencil = row(card, "Sigle").pencil
    assert "rien ne peut y être" in pencil.toolTip()
