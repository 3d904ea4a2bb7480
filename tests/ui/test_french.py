"""Qt's own words are French, and so are dates and numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from crmr_desk.ui.home import day_sentence


def test_standard_buttons_are_french(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Annuler"


def test_context_menus_of_fields_are_french(qtbot: QtBot) -> None:
    field = QLineEdit("texte")
    qtbot.addWidget(field)
    texts = " ".join(action.text() for action in field.createStandardContextMenu().actions())
    assert "Co&ller" in texts
    assert "Paste" not in texts


def test_the_translator_of_qt_is_installed() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert QLocale().language() == QLocale.Language.French


@pytest.mark.parametrize(
    ("late", "dossiers", "letters", "said"),
    [
        (0, 0, 0, "Vendredi 20 novembre 2026. Rien ne vous attend."),
        (1, 0, 0, "Vendredi 20 novembre 2026. 1\u00a0échéance passée."),
        (3, 2, 0, "Vendredi 20 novembre 2026. 3\u00a0échéances passées, 2\u00a0dossiers en cours."),
        (0, 1, 2, "Vendredi 20 novembre 2026. 1\u00a0dossier en cours, 2\u00a0courriers à signer."),
    ],
)
def test_the_day_is_said_in_words(late: int, dossiers: int, letters: int, said: str) -> None:
    assert day_sentence(dt.date(2026, 11, 20), late, dossiers, letters) == said


def test_the_first_of_a_month_is_said_as_french_says_it() -> None:
    assert day_sentence(dt.date(2027, 5, 1), 0, 0).startswith("Samedi 1ᵉʳ mai 2027")
