"""French words of the letters: articles, agreement, and nothing guessed about anybody."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers import wording
from crmr_desk.model.network.rows import HospitalRow

IDF, BRETAGNE = "l’ARS Île-de-France", "l’ARS Bretagne"


def _hospital(name: str) -> HospitalRow:
    return HospitalRow(1, "750100042", "750712184", name, "Paris", "11", "ARS Île-de-France")


@pytest.mark.parametrize(
    ("agencies", "orphanet", "sentence"),
    [
        ([IDF], True, "L’ARS Île-de-France et Orphanet en sont informés."),
        ([IDF], False, "L’ARS Île-de-France en est informée."),
        ([IDF, IDF], False, "L’ARS Île-de-France en est informée."),
        ([IDF, BRETAGNE], False, "L’ARS Île-de-France et l’ARS Bretagne en sont informées."),
        ([IDF, BRETAGNE], True, "L’ARS Île-de-France, l’ARS Bretagne et Orphanet en sont informés."),
        ([], True, "Orphanet en est informé."),
        ([], False, "Aucun autre organisme n’en est informé à ce stade."),
    ],
)
def test_the_letter_says_who_is_informed_of_those_kept(agencies: list[str], orphanet: bool, sentence: str) -> None:
    assert wording.informed_sentence(agencies, orphanet=orphanet) == sentence


@pytest.mark.parametrize(
    ("acronym", "hospital", "named"),
    [
        ("CERVCO", "Hôpital Lariboisière, AP-HP", "«\u202fAVC rares\u202f» (CERVCO, hôpital Lariboisière, AP-HP)"),
        ("", "CHU de Lille", "«\u202fAVC rares\u202f» (CHU de Lille)"),
        ("", "Hospices civils de Lyon", "«\u202fAVC rares\u202f» (Hospices civils de Lyon)"),
        ("", "Fondation Rothschild", "«\u202fAVC rares\u202f» (fondation Rothschild)"),
        ("CERVCO", None, "«\u202fAVC rares\u202f» (CERVCO)"),
        ("", None, "«\u202fAVC rares\u202f»"),
    ],
)
def test_a_centre_is_named_once_with_what_is_known_of_it(acronym: str, hospital: str | None, named: str) -> None:
    assert wording.centre_named("AVC rares", acronym, _hospital(hospital) if hospital else None) == named


def test_a_centre_without_an_acronym_goes_by_its_title() -> None:
    assert wording.centre_short("AVC rares", "") == "«\u202fAVC rares\u202f»"
    assert wording.centre_short("AVC rares", "CERVCO") == "CERVCO"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Mme", "comme coordonnatrice"),
        ("M.", "comme coordonnateur"),
        ("Pr", "à la coordination"),
        ("Dr", "à la coordination"),
    ],
)
def test_the_words_stay_neutral_where_the_title_does_not_tell(title: str, words: str) -> None:
    assert wording.as_holder("coordonnateur", title) == words


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Hôpital Lariboisière, AP-HP", "de l’hôpital Lariboisière, AP-HP", "à l’hôpital Lariboisière, AP-HP"),
        ("CHU de Lille", "du CHU de Lille", "au CHU de Lille"),
        ("Hospices civils de Lyon", "des Hospices civils de Lyon", "aux Hospices civils de Lyon"),
        ("Clinique du Parc", "de la clinique du Parc", "à la clinique du Parc"),
    ],
)
def test_a_hospital_takes_its_article(name: str, of: str, at: str) -> None:
    assert (wording.of_hospital(_hospital(name)), wording.at_hospital(_hospital(name))) == (of, at)
