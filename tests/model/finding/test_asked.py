"""What is typed, how names are cut, and where the letters found stand."""

from __future__ import annotations

import pytest

from crmr_desk.model.finding.asked import asked, initials, marks


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Œil", ("oeil",)),
        ("  Épilepsies   RARES ", ("epilepsies", "rares")),
        ("l’hôpital de la Timone", ("hopital", "timone")),
        ("de", ("de",)),
        ("2026-0001/N1", ("2026", "0001", "n1")),
        ("« & »", ()),
    ],
)
def test_accents_case_signs_and_small_words_do_not_count(typed: str, words: tuple[str, ...]) -> None:
    assert asked(typed).telling == words


@pytest.mark.parametrize(
    ("typed", "number"), [("750 100 042", True), ("2A0000121", True), ("CHU 2", False), ("75", False)]
)
def test_a_number_may_be_typed_in_groups(typed: str, number: bool) -> None:
    assert asked(typed).is_number is number


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Solène Aubrac", "sa"),
        ("CHU de Lille", "chul"),
        ("Centre hospitalier universitaire de Lille", "chul"),
        ("Maladies vasculaires rares du cerveau et de l’œil", "mvrco"),
        ("Jean-Pierre d’Œuvre", "jpo"),
        ("CERVCO", ""),
    ],
)
def test_initials_leave_small_words_out_and_keep_sigles(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Cœur et œil", "coe oei", ("Cœ", "œi")),
        ("Hôpital Lariboisière, AP-HP", "LARI", ("Lari",)),
        ("FINESS 750100042", "750 100 042", ("750100042",)),
        ("CHU de Lille", "xyz", ()),
    ],
)
def test_the_letters_found_are_those_of_the_text_as_written(text: str, typed: str, found: tuple[str, ...]) -> None:
    assert tuple(text[start : start + length] for start, length in marks(text, asked(typed))) == found
