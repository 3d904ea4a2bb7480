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
    ("function", "title", "words"),
    [
        ("coordonnateur", "Mme", "comme coordonnatrice"),
        ("coordonnateur", "M.", "comme coordonnateur"),
        ("coordonnateur", "Pr", "à la coordination"),
        ("animateur", "Mme", "comme animatrice"),
        ("animateur", "M.", "comme animateur"),
        ("animateur", "Dr", "à l’animation"),
        ("responsable_site", "Pr", "comme responsable"),
        ("responsable_ccmr", "Mme", "comme responsable"),
    ],
)
def test_the_words_stay_neutral_where_the_title_does_not_tell(function: str, title: str, words: str) -> None:
    assert wording.as_holder(function, title) == words


@pytest.mark.parametrize(
    ("deciders", "act"),
    [
        (("dgos_visa",), "Décision appliquée"),
        (("dgos_validation",), "Décision appliquée"),
        (("site_director", "coordonnateur"), "Décision du directeur enregistrée"),
        (("ccmr_director", "coordonnateur"), "Décision du directeur enregistrée"),
        (("fsmr_governance",), "Désignation par la filière enregistrée"),
        ((), "Conclusion appliquée"),
    ],
)
def test_a_decision_that_is_taken_elsewhere_is_recorded(deciders: tuple[str, ...], act: str) -> None:
    assert wording.act_of(deciders) == act


@pytest.mark.parametrize(
    ("title", "specialty", "named"),
    [
        ("Ataxies, CHU de Lille", "Neurologie", "«\u202fAtaxies, CHU de Lille\u202f» (neurologie)"),
        ("Ataxies", "Neurologie", "«\u202fAtaxies\u202f» (neurologie, CHU de Lille)"),
        ("Ataxies, CHU de Lille", "", "«\u202fAtaxies, CHU de Lille\u202f»"),
    ],
)
def test_a_competence_centre_is_named_without_saying_its_hospital_twice(title: str, specialty: str, named: str) -> None:
    assert wording.ccmr_named(title, specialty, _hospital("CHU de Lille")) == named


def test_a_list_is_said_as_a_sentence_says_it() -> None:
    assert [wording.listed(parts) for parts in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]


def test_a_person_is_named_after_a_candidature() -> None:
    assert wording.of_name("Pr Clément Rouvière") == "de Pr Clément Rouvière"
    assert wording.of_name("Inès Vandamme") == "d’Inès Vandamme"


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Hôpital Lariboisière, AP-HP", "de l’hôpital Lariboisière, AP-HP", "à l’hôpital Lariboisière, AP-HP"),
        ("CHU de Lille", "du CHU de Lille", "au CHU de Lille"),
        ("Hospices civils de Lyon", "des Hospices civils de Lyon", "aux Hospices civils de Lyon"),
        ("Clinique du Parc", "de la clinique du Parc", "à la clinique du Parc"),
        ("AP-HP", "de l’AP-HP", "à l’AP-HP"),
        ("Necker, AP-HP", "de Necker, AP-HP", "à Necker, AP-HP"),
        ("Armand-Trousseau, AP-HP", "d’Armand-Trousseau, AP-HP", "à Armand-Trousseau, AP-HP"),
    ],
)
def test_a_hospital_takes_its_article(name: str, of: str, at: str) -> None:
    assert (wording.of_hospital(_hospital(name)), wording.at_hospital(_hospital(name))) == (of, at)
