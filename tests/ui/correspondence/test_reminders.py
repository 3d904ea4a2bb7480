"""The « Relances » wizard, from what is reminded of to what was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.reminders.due import due
from crmr_desk.model.correspondence.reminders.rows import ReminderLine, Standing
from crmr_desk.model.correspondence.reminders.writing import write
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Person
from crmr_desk.ui.correspondence.list_view import LetterList
from crmr_desk.ui.correspondence.reminders.entry import add_reminders
from crmr_desk.ui.correspondence.reminders.names_form import NamesForm
from crmr_desk.ui.correspondence.reminders.sheet import RemindersSheet
from crmr_desk.ui.correspondence.signing_form import SigningForm
from crmr_desk.ui.correspondence.verbs import BY_KEY, VerbKey, why_not
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.form import Subject
from crmr_desk.ui.ops import InlineOps
from tests.conftest import WHO
from tests.model.network.building import START, TODAY, Register

SOON = dt.date(2027, 3, 31)


@pytest.fixture
def desk(qapp: QApplication, sqlite_db: Database) -> Iterator[Desk]:
    """Two labels end soon; of one coordonnateur the mailbox is known, of the other nothing."""
    register = Register(sqlite_db)
    fsmr = register.fsmr("BRAIN-TEAM")
    for acronym, email in (("CERVCO", "solene.aubrac@hopital.example"), ("MARIH", None)):
        crmr = register.crmr(acronym, fsmr, label=(START, SOON))
        register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac", email=email), end=SOON)
    made = Desk(sqlite_db, InlineOps(), today=TODAY, who=WHO, parent=qapp)
    yield made
    made.deleteLater()


def opened(qtbot: QtBot, desk: Desk, kind: str = "") -> RemindersSheet:
    sheet = RemindersSheet(desk, kind)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def proposed(desk: Desk) -> Iterator[ReminderLine]:
    return (line for line in due(desk.db, "label_end", TODAY) if line.standing is Standing.PROPOSED)


def test_a_pass_goes_from_what_to_written(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: paths.append(Path(url.toLocalFile())))
    sheet = opened(qtbot, desk)
    assert sheet.why.whole() == "Choisissez ce que l’on rappelle"
    sheet.what.choose("label_end")
    sheet.forward.click()
    assert (sheet.step(), sheet.whom.count.text()) == ("À qui", "1\u00a0courrier à écrire")
    sheet.whom.standings[Standing.TO_CHOOSE].click()
    assert [line.standing for line in sheet.whom.table.shown_rows()] == [Standing.TO_CHOOSE] * 3
    sheet.whom.search.setText("marih aubrac")
    (line,) = sheet.whom.table.shown_rows()
    sheet.whom.table.select(line.key)
    qtbot.keyClick(sheet.whom.table, Qt.Key.Key_Space)
    assert sheet.whom.count.text() == "2\u00a0courriers à écrire"
    sheet.forward.click()
    assert sheet.text.preview.count.text() == "1 sur 2"
    assert sheet.text.preview.view.pages.page_count() == 1
    sheet.text.preview.step(1)
    assert "MARIH" in sheet.text.preview.view.pages.text()
    sheet.save_drafts(tmp_path / "projet.pdf")
    assert ((tmp_path / "projet.pdf").exists(), letters(desk.db, today=TODAY)) == (True, [])
    assert sheet.news.text() == f"2\u00a0projets de courrier écrits\u00a0: projet.pdf, dans {tmp_path.name}"
    sheet.news.open.click()
    sheet.news.folder.click()
    assert paths == [tmp_path / "projet.pdf", tmp_path]
    sheet.forward.click()
    assert (sheet.step(), sheet.done_page.title.text()) == (
        "Écrits", "2\u00a0courriers écrits\u00a0: Fin du label, jusqu’au 20/05/2027",
    )  # fmt: skip
    assert [row.number for row in letters(desk.db, today=TODAY)] == ["R2026-0002", "R2026-0001"]
    sheet.done_page.sign.click()
    (asked,) = sheet.findChildren(SigningForm)
    asked.signatory.setCurrentText("Claire Montagnac")
    asked.finish()
    assert sheet.news.text() == "Le bordereau est fait\u00a0: il s’ouvre pour être imprimé."
    assert "\u00a0: 2\u00a0à la signature, sur le bordereau B2026-001." in sheet.done_page.numbers.text()
    assert (sheet.done_page.sign.isEnabled(), sheet.forward.text()) == (False, "Voir ces courriers")


def test_what_is_typed_wrong_is_said_in_place_and_nothing_is_written(qtbot: QtBot, desk: Desk) -> None:
    sheet = opened(qtbot, desk, "label_end")
    sheet.forward.click()
    sheet.text.paragraph.setPlainText("Le {visa_date}")
    sheet.forward.click()
    assert "qu’une relance n’a pas" in sheet.problem.text()
    sheet.text.reply_by.line.setText("jamais")
    sheet.forward.click()
    assert sheet.problem.text().startswith("Date illisible.")
    sheet.text.name.clear()
    assert sheet.forward.toolTip() == "Donnez un nom à cet envoi"
    assert (sheet.step(), letters(desk.db, today=TODAY)) == ("Le texte", [])


def test_the_list_says_which_reminders_have_changed_and_offers_to_write_them_anew(qtbot: QtBot, desk: Desk) -> None:
    write(desk.db, "label_end", [*proposed(desk)], name="Fins de label", today=TODAY)
    with desk.db.writing("Essai") as session:
        session.query(Person).filter(Person.email.is_not(None)).one().last_name = "Aubrac-Lenoir"
    shown = LetterList(desk, None)
    qtbot.addWidget(shown)
    shown.reload()
    assert [len(shown.changes[letter.id]) for letter in shown.letters] == [2]
    assert why_not(BY_KEY[VerbKey.REOPEN], shown.letters) == ""


def test_phrases_fields_and_the_rule_of_names_are_at_hand(qtbot: QtBot, desk: Desk) -> None:
    sheet = opened(qtbot, desk, "label_end")
    sheet.forward.click()
    topic = sheet.text.phrases_menu().actions()[0].menu()
    assert isinstance(topic, QMenu)
    topic.actions()[0].trigger()
    sheet.text.fields_menu().actions()[0].trigger()
    assert sheet.text.paragraph.toPlainText().endswith("{structure}")
    sheet.text.change_rule.click()
    form = sheet.findChild(NamesForm)
    assert form is not None
    form.field.setText("{numero}/")
    assert not form.keep.isEnabled()
    form.field.setText("{numero}")
    form.keep.click()
    assert sheet.text.rule.text() == "{numero}.pdf"


def test_a_year_that_nobody_owes_cannot_be_chosen_and_one_that_is_given_is(qtbot: QtBot, desk: Desk) -> None:
    sheet = opened(qtbot, desk)
    sheet.what.choose("fsmr_report", 2025)
    years = [sheet.what.year.itemText(place) for place in range(sheet.what.year.count())]
    assert (sheet.what.year.currentText(), years[0], years[-1]) == ("2025", "2026", "2017")
    sheet.forward.click()
    assert [line.centre for line in sheet.whom.table.shown_rows()] == ["BRAIN-TEAM"]
    sheet.back.click()
    sheet.what.choose("bndmr")
    assert (sheet.what.year.isVisible(), sheet.what.year.currentText()) == (False, "2026")
    sheet.what.choose("age")
    sheet.forward.click()
    assert (sheet.whom.shown.currentWidget(), sheet.forward.toolTip()) == (
        sheet.whom.nothing, "Aucun courrier n’est à écrire",
    )  # fmt: skip
    sheet.back.click()
    sheet.what.choose("label_end")
    sheet.what.until.line.setText("31/12/9999")
    sheet.forward.click()
    assert sheet.problem.text() == "Le 31/12/9999 est trop loin\u00a0: choisissez un jour jusqu’au 20/11/2036."


def test_the_menu_of_a_centre_leads_to_its_reminders(qtbot: QtBot, desk: Desk) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    add_reminders(menu, desk, Subject("crmr", 1, "CERVCO"))
    menu.actions()[-1].trigger()
    sheet = next(each for each in QApplication.topLevelWidgets() if isinstance(each, RemindersSheet))
    qtbot.addWidget(sheet)
    assert (sheet.state.centre, sheet.windowTitle()) == (("crmr", 1), "Relances, CERVCO")
