from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmr_desk.letters.typography import french, hyphenated

SIGNS = list(" \u00a0\u202f'\".,;:!?«»()[]§%€…-/@’&<>\n\u200b")
WORDS = ["...", "1er", "2e", "1ère", "12", "100", "2027", "mai", "Pr", "M.", "n°", "§", "b", "annexe", "L.", "e\u0301"]
ADDRESSES = ["https://x.fr/a?b=1", "a@b.fr"]
RUNS = st.lists(st.sampled_from(SIGNS + WORDS + ADDRESSES)).map("".join)


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Bonjour!", "Bonjour\u202f!"),
        ("Est-ce vrai ? Oui; non !", "Est-ce vrai\u202f? Oui\u202f; non\u202f!"),
        ("Vraiment?!", "Vraiment\u202f?!"),
        ("Objet: succession", "Objet\u00a0: succession"),
        ("Objet : succession", "Objet\u00a0: succession"),
        ('il a dit "oui"', "il a dit «\u202foui\u202f»"),
        ("« oui »", "«\u202foui\u202f»"),
        ("l'hôpital d'Épinal...", "l’hôpital d’Épinal…"),
        ("12 345 678 euros", "12\u202f345\u202f678 euros"),
        ("01 40 56 60 00", "01\u00a040\u00a056\u00a060\u00a000"),
        ("le Pr Dupont et M. Martin", "le Pr\u00a0Dupont et M.\u00a0Martin"),
        ("la Dr Roy, Mme Roy", "la Dr\u00a0Roy, Mme\u00a0Roy"),
        ("le 1er mai 2027", "le 1ᵉʳ\u00a0mai\u00a02027"),
        ("le 31 décembre 2028", "le 31\u00a0décembre\u00a02028"),
        ("annexe 3, §2b", "annexe\u00a03, §\u00a02\u00a0b"),
        ("§ 2 b", "§\u00a02\u00a0b"),
        ("n°12, n° DGOS/PF4/2016/11", "n°\u00a012, n°\u00a0DGOS/PF4/2016/11"),
        ("article L. 211-2", "article\u00a0L.\u00a0211-2"),
        ("5 %, 10 €", "5\u00a0%, 10\u00a0€"),
        ("deux  espaces\net une ligne", "deux espaces et une ligne"),
        ("e\u0301 et\u200b rien", "é et rien"),
    ],
)
def test_french_sets_what_was_typed(typed: str, set_: str) -> None:
    assert french(typed) == set_


@pytest.mark.parametrize(
    "text",
    ["10:42", "https://exemple.fr/a?b=1;c=2", "nadia.belkacem@exemple.fr", "750100042", "2026-0143/N3", "CRMR-12e", ""],
)
def test_times_addresses_and_codes_stay_as_they_are(text: str) -> None:
    assert french(text) == text


@given(RUNS)
def test_french_applied_twice_changes_nothing_more(text: str) -> None:
    assert french(french(text)) == french(text)


@given(st.text())
def test_any_text_at_all_is_set_once(text: str) -> None:
    assert french(french(text)) == french(text)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"], exclude_characters="eè"), max_size=40))
def test_words_without_spaces_or_signs_are_not_touched(word: str) -> None:
    assert french(word) == unicodedata.normalize("NFC", word)


def test_long_words_may_be_cut_and_names_may_not() -> None:
    cut = hyphenated("de l’établissement, Rouvière coordonnateur, a.belkacem-longuement@exemple.fr")
    assert cut == "de l’éta\u00adblis\u00adse\u00adment, Rouvière coor\u00addon\u00adna\u00adteur, " \
        "a.belkacem-longuement@exemple.fr"  # fmt: skip


def test_a_date_is_never_cut() -> None:
    assert hyphenated(french("prises le 2 septembre 2028")) == "prises le 2\u00a0septembre\u00a02028"


@given(RUNS)
def test_hyphenation_only_adds_soft_hyphens(text: str) -> None:
    assert hyphenated(text).replace("\u00ad", "") == text
