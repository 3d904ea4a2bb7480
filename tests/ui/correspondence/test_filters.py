"""Which letters a tab and a filter keep, what can be done with them and why not, and the way of each."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSettings

from crmr_desk.ui.correspondence.filters import Facet, LetterFilter, by_fsmr, letter_filter, searched, sift
from crmr_desk.ui.correspondence.look import state_told
from crmr_desk.ui.correspondence.tabs import Tab
from crmr_desk.ui.correspondence.verbs import BY_KEY, VerbKey, next_of, why_not
from crmr_desk.ui.correspondence.way_track import way_of
from crmr_desk.ui.home_letters import waiting_lines
from crmr_desk.ui.kept_filters import KeptFilters
from tests.ui.correspondence.letters import COLLEAGUE, DAY, ME, letter

PASS = {"dossier_id": None, "dossier_number": "", "purpose": "reminder", "batch_id": 7, "batch": "Rapports 2025"}
LETTERS = [
    letter(1),
    letter(2, state="to_sign", signing_list="B2026-001", signing_list_id=4, fsmr="FILNEMUS, BRAIN-TEAM"),
    letter(3, state="signed", signed_on=DAY, signed_by="Claire Montagnac", instructor=COLLEAGUE),
    letter(4, state="sent", sent_on=DAY, title="Demande d’avis, œil", purpose="exchange"),
    letter(5, state="lifted", reason="Rapport reçu", **PASS),
    letter(6, signable=False, title="Fiche pour Orphanet"),
    letter(7, **PASS),
    letter(8, **PASS),
]


@pytest.mark.parametrize(
    ("tab", "wanted", "kept"),
    [
        (Tab.EVERY, {}, [1, 2, 3, 4, 5, 6, 7, 8]),
        (Tab.TO_SIGN, {}, [1, 7, 8]),
        (Tab.AT_SIGNATURE, {}, [2]),
        (Tab.TO_SEND, {}, [3, 6]),
        (Tab.TO_SEND, {"mine": True}, [6]),
        (Tab.SENT, {"text": "OEIL avis"}, [4]),
        (Tab.ENDED, {}, [5]),
        (Tab.EVERY, {"fsmrs": frozenset({"FILNEMUS"})}, [2]),
        (Tab.EVERY, {"batches": frozenset({"7"})}, [5, 7, 8]),
        (Tab.EVERY, {"purposes": frozenset({"exchange"})}, [4]),
        (Tab.EVERY, {"lists": frozenset({"B2026-001"})}, [2]),
        (Tab.EVERY, {"changed": True}, [1]),
    ],
)
def test_a_tab_and_a_filter_keep(tab: Tab, wanted: dict[str, Any], kept: list[int]) -> None:
    found = sift(LETTERS, tab, LetterFilter(**wanted), who=ME, changed={1}, text_of=searched)
    assert [row.id for row in found.rows] == kept


def test_each_tab_counts_beside_the_filter_and_a_letter_counts_for_each_of_its_filieres() -> None:
    found = sift(LETTERS, Tab.SENT, LetterFilter(mine=True), who=ME, changed={}, text_of=searched)
    assert found.counts[Facet.TAB] == {"to_sign": 3, "at_signature": 1, "to_send": 1, "sent": 1, "ended": 1}
    assert by_fsmr({"FILNEMUS, BRAIN-TEAM": 2, "BRAIN-TEAM": 1, "": 4}) == {"FILNEMUS": 2, "BRAIN-TEAM": 3, "": 4}


def test_a_filter_is_found_again(settings: QSettings) -> None:
    wanted = LetterFilter(text="cervco", mine=True, batches=frozenset({"7"}))
    KeptFilters(settings, "correspondence", letter_filter).keep(wanted)
    assert KeptFilters(settings, "correspondence", letter_filter).last() == wanted


@pytest.mark.parametrize(
    ("key", "chosen", "reason"),
    [
        (VerbKey.LIST, [], "Choisissez d’abord un courrier"),
        (VerbKey.LIST, [1, 7], ""),
        (VerbKey.LIST, [1, 6], ""),
        (VerbKey.LIST, [6], "Une fiche ne se signe pas\u00a0: elle part avec son courrier"),
        (VerbKey.LIST, [1, 2], "1\u00a0courrier choisi est déjà à la signature"),
        (VerbKey.RETURN, [1], "1\u00a0courrier choisi est encore à signer"),
        (VerbKey.SEND, [4, 3], "1\u00a0courrier choisi est déjà parti"),
        (VerbKey.ACKNOWLEDGE, [4], ""),
        (VerbKey.ATTACH, [1, 7], "Un seul courrier à la fois"),
        (VerbKey.REOPEN, [7], ""),
        (VerbKey.SAVE, [5, 4], ""),
    ],
)
def test_a_verb_says_why_it_cannot_be_done(key: VerbKey, chosen: list[int], reason: str) -> None:
    assert why_not(BY_KEY[key], [row for row in LETTERS if row.id in chosen]) == reason


def test_nothing_is_written_into_a_past_but_a_past_may_be_saved() -> None:
    assert why_not(BY_KEY[VerbKey.SEND], LETTERS[:1], "Vous regardez le passé") == "Vous regardez le passé"
    assert why_not(BY_KEY[VerbKey.SAVE], LETTERS[:1], "Vous regardez le passé") == ""


@pytest.mark.parametrize(
    ("number", "way"),
    [
        (1, ["*Écrit", "Remis", "Signé", "Envoyé", "Accusé"]),
        (2, ["*Écrit", "*Remis", "Signé", "Envoyé", "Accusé"]),
        (3, ["*Écrit", "Remis", "*Signé", "Envoyé", "Accusé"]),
        (4, ["*Écrit", "Remis", "Signé", "*Envoyé", "Accusé"]),
        (5, ["*Écrit", "*Levé"]),
        (6, ["*Écrit", "Envoyé", "Accusé"]),
    ],
)
def test_the_way_of_a_letter(number: int, way: list[str]) -> None:
    assert [f"{'*' if step.reached else ''}{step.label}" for step in way_of(LETTERS[number - 1])] == way


def test_a_letter_says_in_one_sentence_where_it_stands() -> None:
    assert [state_told(LETTERS[place]) for place in (1, 2, 3, 4, 5)] == [
        "À la signature, B2026-001",
        "À envoyer, signé le 20/11/2026 par Claire Montagnac",
        "Envoyé le 20/11/2026",
        "Levé\u00a0: Rapport reçu",
        "À envoyer, avec le courrier qu’il accompagne",
    ]
    assert next_of(LETTERS[5]).key is VerbKey.SEND


def test_accueil_tells_the_letters_of_a_pass_in_one_line_and_mine_first() -> None:
    lines = waiting_lines([LETTERS[2], LETTERS[6], LETTERS[0], LETTERS[7]], ME)
    assert [(line.leads, line.detail) for line in lines] == [
        ("batch/7", "2\u00a0courriers"),
        ("letter/1", "CERVCO, Direction du CHU de Lille"),
        ("letter/3", "CERVCO, Direction du CHU de Lille"),
    ]
