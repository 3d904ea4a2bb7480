"""Ready phrases in the reasons of a decision."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.correspondence.phrases import PhraseRow
from crmr_desk.model.dossiers.rows import Question, QuestionKind
from crmr_desk.ui.correspondence.phrases_menu import phrases_menu
from crmr_desk.ui.dossier.form import QuestionsForm
from tests.model.network.building import TODAY


def test_a_phrase_is_typed_into_the_reasons_of_a_decision(qtbot: QtBot) -> None:
    form, answers = QuestionsForm(TODAY), list[object]()
    qtbot.addWidget(form)
    form.show_questions((Question("decision.reasons", QuestionKind.TEXT, "Motifs", None),))
    form.answered.connect(lambda *answer: answers.append(answer))
    row = PhraseRow(None, "Motifs", "Dossier incomplet", "Le dossier est incomplet.")
    menus: list[QMenu] = []
    form.phrases_wanted.connect(lambda field, opener: menus.append(phrases_menu(opener, [row], field.insert)))
    next(iter(form.findChildren(QPushButton))).click()
    topic = menus[0].actions()[0].menu()
    assert isinstance(topic, QMenu)
    topic.actions()[0].trigger()
    form.commit()
    assert answers == [("decision.reasons", "Le dossier est incomplet.")]
