"""The merged words of the letter beside the wizard: they lead to where they are filled, and show what changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.live_words import LivePages, LiveWord
from crmr_desk.ui.dossier import word_marks
from crmr_desk.ui.dossier.letter_form import LetterForm
from crmr_desk.ui.dossier.letter_preview import LetterPreview
from crmr_desk.ui.dossier.pdf_pages import PdfPages
from crmr_desk.ui.dossier.pieces_page import PiecesPage
from crmr_desk.ui.dossier.questions_page import QuestionsPage
from crmr_desk.ui.dossier.wizard import WizardPage


def live_of(preview: LetterPreview, **before: str) -> LivePages:
    """What the preview shows, against an edition that said ``before``."""
    words = (replace(each, before=before.get(each.field)) for each in preview.pages.live.words)
    return replace(preview.pages.live, words=tuple(words), against="l’édition 1")


def word(live: LivePages, field: str) -> LiveWord:
    return next(each for each in live.words if each.field == field)


def middle_of(pages: PdfPages, shown: LiveWord) -> QPoint:
    return next(pages.boxes_of((shown,))).center().toPoint()


def test_a_word_says_where_it_is_filled_and_a_click_goes_to_its_question(qtbot: QtBot, ready: WizardPage) -> None:
    pages = ready.preview.pages
    candidate = word(pages.live, "candidate")
    at = middle_of(pages, candidate)
    assert pages.word_at(at) == candidate
    said = word_marks.sentence(candidate, pages.live)
    assert said == "Nom de la personne désignée\u00a0: se remplit à l’étape Candidat"
    qtbot.mouseClick(pages, Qt.MouseButton.LeftButton, pos=at)
    assert ready.step().id == "candidate"
    page = ready.centre.page()
    assert isinstance(page, QuestionsPage)
    field = page.questions.form.field("candidate")
    qtbot.waitUntil(lambda: (focus := QApplication.focusWidget()) is not None and field.isAncestorOf(focus))


def test_the_menu_leads_to_the_same_places(ready: WizardPage) -> None:
    wanted: list[tuple[str, int]] = []
    ready.desk.centre_wanted.connect(lambda kind, row_id: wanted.append((kind, row_id)))
    entries = {entry.data(): entry for entry in ready.preview.tools.menu().actions()}
    assert set(entries) == {each.field for each in ready.preview.pages.live.words}
    assert not entries["instructor"].isEnabled()
    entries["centre_named"].trigger()
    assert wanted == [("crmr", ready.view.centre_id if ready.view is not None else 0)]


def test_what_changed_is_marked_and_told_until_it_is_switched_off(ready: WizardPage) -> None:
    preview = ready.preview
    assert preview.tools.changes.isHidden()
    plain = preview.pages.grab().toImage()
    preview.tools.show_live(live_of(preview, candidate="Pr Solène Morvan"))
    assert preview.tools.changes.text() == "Montrer les changements"
    assert not preview.tools.legend.isHidden()
    assert preview.pages.grab().toImage() != plain
    assert "avant «\u202fPr Solène Morvan\u202f»" in preview.pages.accessibleDescription()
    preview.tools.changes.setChecked(False)
    assert preview.pages.grab().toImage() == plain


def test_a_request_read_before_it_is_written_leads_to_its_own_fields_and_out_of_the_form(
    qtbot: QtBot, answered: WizardPage
) -> None:
    page = answered.centre.page()
    assert isinstance(page, PiecesPage)
    page.request.click()
    form = answered.window().findChildren(LetterForm)[-1]
    entries = {entry.data(): entry for entry in form.tools.menu().actions()}
    assert entries["reply_by"].text().endswith("\u00a0: se donne ici, «\u202fRéponse attendue le\u202f»")
    entries["reply_by"].trigger()
    assert form.focusWidget() is form.due.line
    pages: list[tuple[str, str]] = []
    answered.desk.page_wanted.connect(lambda key, detail: pages.append((key, detail)))
    at = middle_of(form.pages, word(form.pages.live, "address"))
    qtbot.mouseClick(form.pages, Qt.MouseButton.LeftButton, pos=at)
    assert not form.isVisible()
    assert pages == [("directory", "hospital/1")]
