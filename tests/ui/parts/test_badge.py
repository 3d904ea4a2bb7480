"""Badges, places, initials."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crmr_desk.model.terms import french_place
from crmr_desk.ui.parts.badge import Badge, PlaceBadge, initials

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("A3 §2b", f"Annexe{NBSP}3, §{NBSP}2{NBSP}b"),
        ("A3 §1", f"Annexe{NBSP}3, §{NBSP}1"),
        ("A1 A-c", f"Annexe{NBSP}1, A{NBSP}c"),
        ("A1", f"Annexe{NBSP}1"),
        ("hors texte", "hors texte"),
    ],
)
def test_a_place_in_the_text_is_said_in_french(place: str, shown: str) -> None:
    assert french_place(place) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Pr Solène Aubrac", "SA"), ("Nadia", "N"), ("Dr Anne-Marie Le Goff", "AG"), ("", "?"), ("😀 <b>", "?")],
)
def test_initials_leave_titles_out(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_badge_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    short, long = Badge("Vacant", "stop", "user-off"), PlaceBadge("A3 §2b")
    for each in (short, long):
        qtbot.addWidget(each)
    assert short.sizeHint().width() < long.sizeHint().width()
    assert long.accessibleName() == f"Annexe{NBSP}3, §{NBSP}2{NBSP}b"
