"""The settings of the letters are typed in one page, each kept for the letters to come."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from crmr_desk.model.bureau.contacts import contacts
from crmr_desk.model.bureau.letterheads import letterheads
from crmr_desk.model.bureau.lines import bureau
from crmr_desk.model.bureau.signatories import signatories_on
from crmr_desk.model.correspondence.phrases import phrases
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.settings.contacts_tab import ContactForm, ContactsTab
from crmr_desk.ui.settings.letterheads_tab import FileForm, LetterheadsTab, LinesForm
from crmr_desk.ui.settings.page import SettingsPage
from crmr_desk.ui.settings.phrases_tab import PhraseForm, PhrasesTab
from crmr_desk.ui.settings.signatories_tab import SignatoriesTab, SignatoryForm
from tests.model.bureau.test_letterheads import letterhead_file

F = TypeVar("F", bound=EntryForm)


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.navigation.settings.click()
    assert window.navigation.settings.isChecked()
    shown = window.findChild(SettingsPage)
    assert shown is not None
    return shown


def opened(page: SettingsPage, kind: type[F]) -> F:
    return next(form for form in page.window().findChildren(kind) if form.isVisible())


def test_lines_and_file_of_the_letterhead_hold_from_a_day_on(page: SettingsPage, desk: Desk, tmp_path: Path) -> None:
    tab = page.tab("letterheads")
    assert isinstance(tab, LetterheadsTab)
    tab.change.click()
    lines = opened(page, LinesForm)
    lines.fields["direction"].clear()
    lines.save()
    assert lines.problem.text().startswith("Il manque la direction")
    lines.fields["direction"].setText("Direction d’essai")  # type: ignore[union-attr]
    lines.fields["email"].setText("bureau")  # type: ignore[union-attr]
    lines.save()
    assert "n’est pas une adresse électronique" in lines.problem.text()
    lines.fields["email"].setText("bureau@ministere.example")  # type: ignore[union-attr]
    lines.save()
    assert bureau(desk.db, desk.today).direction == "Direction d’essai"

    tab.lay.click()
    file = opened(page, FileForm)
    file.save()
    assert file.problem.text() == "Choisissez d’abord le fichier d’en-tête."
    (tmp_path / "notes.txt").write_text("texte")
    file.take(tmp_path / "notes.txt")
    file.save()
    assert "n’est ni un PDF ni une image" in file.problem.text()
    (tmp_path / "en-tete.pdf").write_bytes(letterhead_file())
    file.take(tmp_path / "en-tete.pdf")
    file.save()
    assert [row.file_name for row in letterheads(desk.db)] == ["en-tete.pdf"]


def test_a_signatory_an_address_and_a_phrase_are_typed(page: SettingsPage, desk: Desk) -> None:
    page.go_to("signatories")
    signatories = page.tab("signatories")
    assert isinstance(signatories, SignatoriesTab)
    signatories.new.click()
    form = opened(page, SignatoryForm)
    form.name.setText("Claire Montagnac")
    form.capacity.setText("la sous-directrice")
    form.save()
    assert [row.lines.name for row in signatories_on(desk.db, desk.today)] == ["Claire Montagnac"]

    page.go_to("contacts")
    addresses = page.tab("contacts")
    assert isinstance(addresses, ContactsTab)
    addresses.table.select("orphanet")
    addresses.change.click()
    contact = opened(page, ContactForm)
    contact.email.setText("sans arobase")
    contact.save()
    assert "n’est pas une adresse électronique" in contact.problem.text()
    contact.email.setText("contact@exemple.fr")
    contact.save()
    assert contacts(desk.db)["orphanet"].email == "contact@exemple.fr"

    page.go_to("phrases")
    ready = page.tab("phrases")
    assert isinstance(ready, PhrasesTab)
    assert ready.reason.text().startswith("Cette formule est fournie avec le logiciel")
    ready.open_one(phrases(desk.db)[0])
    opened(page, PhraseForm).save()
    assert [row.title for row in phrases(desk.db) if not row.shipped] == [f"{phrases(desk.db)[0].title}, copie"]
