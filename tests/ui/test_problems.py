"""Each kind of error has its dialog."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.letters.content import LetterError
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.ui import problems
from crmr_desk.ui.parts.card import ScrollPage
from crmr_desk.ui.problems import ProblemStrip, Sheet


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def verbs(sheet: Sheet) -> dict[str, QPushButton]:
    return {each.text(): each for each in sheet.findChildren(QPushButton)}


def words(sheet: Sheet) -> str:
    return " ".join(each.text() for each in sheet.findChildren(QLabel))


@pytest.mark.parametrize("kind", [UserError, LetterError])
def test_a_refusal_is_its_sentence(parent: QWidget, kind: type[Exception]) -> None:
    sheet = problems.show(parent, kind("Le centre n’a pas de label à cette date."))
    assert "Le centre n’a pas de label à cette date." in words(sheet)
    assert sheet.isVisible()
    verbs(sheet)["J’ai compris"].click()
    assert not sheet.isVisible()


def test_a_conflict_offers_to_read_again(parent: QWidget) -> None:
    read: list[bool] = []
    sheet = problems.show(parent, Conflict("Paul a changé ce mandat."), reload=lambda: read.append(True))
    verbs(sheet)["Recharger"].click()
    assert read == [True]


def test_markup_in_a_sentence_is_shown_as_it_is(parent: QWidget) -> None:
    sheet = problems.show(parent, UserError("Le nom <b>Dupont</b> est déjà pris."))
    assert sheet.sentence.textFormat() == sheet.sentence.textFormat().PlainText


def test_the_unforeseen_gives_a_report_to_copy(parent: QWidget) -> None:
    try:
        raise ValueError("tuyau percé")
    except ValueError as error:
        sheet = problems.show(parent, error)
    (report,) = sheet.findChildren(QPlainTextEdit)
    assert "ValueError: tuyau percé" in report.toPlainText()
    assert "test_problems.py" in report.toPlainText()
    verbs(sheet)["Copier le rapport"].click()
    assert QGuiApplication.clipboard().text() == report.toPlainText()
    assert sheet.isVisible()


@pytest.mark.parametrize(("verb", "agreed"), [("Envoyer", [True]), ("Annuler", [])])
def test_only_the_verb_agrees(parent: QWidget, verb: str, agreed: list[bool]) -> None:
    heard: list[bool] = []
    sheet = problems.confirm(parent, "Ceci est grave.", lambda: heard.append(True), verb="Envoyer")
    verbs(sheet)[verb].click()
    assert heard == agreed


def test_escape_refuses(parent: QWidget) -> None:
    heard: list[bool] = []
    sheet = problems.confirm(parent, "Ceci est grave.", lambda: heard.append(True))
    sheet.reject()
    assert heard == []


def test_a_dialog_grows_when_a_sentence_appears_in_it(parent: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet(parent, "Nouvelle personne", "Une phrase qui remplit sa ligne et un peu plus. " * 6)
    strip = problems.ProblemStrip()
    sheet.body.addWidget(strip)
    sheet.open()
    height = sheet.height()
    strip.say("Le prénom manque.")
    qtbot.waitUntil(lambda: sheet.height() >= height + strip.sizeHint().height())
    assert not sheet.findChildren(ScrollPage)[0].verticalScrollBar().isVisible()


def test_a_sheet_that_has_no_sentence_shows_its_fields(parent: QWidget) -> None:
    sheet, field = Sheet(parent, "Nouvelle formule"), QPushButton("Champ")
    sheet.body.addWidget(field)
    sheet.open()
    assert field.visibleRegion().boundingRect().height() == field.sizeHint().height()


def test_a_sheet_is_never_higher_than_the_window_and_scrolls_to_what_is_wrong(qtbot: QtBot, parent: QWidget) -> None:
    parent.resize(640, 420)
    sheet, strip = Sheet(parent, "Essai", "Beaucoup de champs."), ProblemStrip()
    for _line in range(20):
        sheet.body.addWidget(QPushButton("Champ"))
    sheet.body.addWidget(strip)
    keep = sheet.add_verb("Enregistrer", primary=True)
    sheet.open()
    qtbot.waitUntil(lambda: sheet.height() < 420)
    assert keep.geometry().bottom() < sheet.height()
    strip.say("Indiquez la date.")
    qtbot.waitUntil(lambda: not strip.visibleRegion().isEmpty())
