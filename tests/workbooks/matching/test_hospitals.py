"""Which establishment a line means: its number first, its name to check it, and never the first that comes."""

from __future__ import annotations

import pytest

from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.incoming.values.codes import Nature
from crmr_desk.workbooks.incoming.values.finess import read_finess
from crmr_desk.workbooks.matching.candidates import hospital_candidates
from crmr_desk.workbooks.matching.hospitals import HospitalMatch, Sought, find_hospital
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from crmr_desk.workbooks.matching.names import likeness, telling_words
from crmr_desk.workbooks.matching.sought import CentreSought
from tests.workbooks.checking.region import (
    AURA,
    CROIX_ROUSSE,
    GRENOBLE,
    LARIBOISIERE,
    MONTPIED,
    SAINT_ETIENNE,
    WERTHEIMER,
)


def sought(number: str = "", name: str = "", *, ej: str = "", town: str = "", region: str | None = AURA) -> Sought:
    typed = {
        target: Typed(target, cell, text, text)
        for target, cell, text in (
            (Target.FINESS, "A2", number),
            (Target.FINESS_EJ, "B2", ej),
            (Target.HOSPITAL, "C2", name),
        )
        if text
    }
    finess, legal = read_finess(typed.get(Target.FINESS)), read_finess(typed.get(Target.FINESS_EJ))
    return Sought(finess, legal, typed.get(Target.FINESS), typed.get(Target.HOSPITAL), town, region)


def codes(match: HospitalMatch) -> list[str]:
    return [doubt.code for doubt in match.doubts]


@pytest.mark.parametrize(
    ("number", "name", "found", "doubts"),
    [
        ("690784178", "", WERTHEIMER, []),
        ("690784178", "Hop. P. WERTHEIMER", WERTHEIMER, ["finess_name_disagree"]),
        ("690784178", "Hôpital Pierre Wertheimer (HCL)", WERTHEIMER, []),
        ("690784178", "Hospices civils de Lyon", WERTHEIMER, []),
        ("420785354", "C.H.U. St Etienne", SAINT_ETIENNE, []),
        ("380000067", "CHU de Saint-Étienne", GRENOBLE, ["finess_name_disagree"]),
        ("750100042", "Lariboisière, AP-HP", LARIBOISIERE, ["hospital_outside_region"]),
        ("690781810", "Hospices civils de Lyon", None, ["finess_ej_only"]),
        ("630780989", "CHU Gabriel Montpied", MONTPIED, ["finess_ej_only"]),
        ("69078417", "Hôpital Pierre-Wertheimer", WERTHEIMER, []),
        ("690784187", "Hôpital Pierre-Wertheimer", WERTHEIMER, []),
        ("540023264", "CHU Grenoble Alpes", GRENOBLE, ["finess_unknown"]),
        ("1,23E+08", "CHU Grenoble Alpes", GRENOBLE, []),
        ("1,23E+08", "Hôpital central", None, ["hospital_unknown"]),
        ("", "CHU Grenoble", GRENOBLE, []),
        ("", "CHU Clermont-Ferrand", None, ["hospital_ambiguous"]),
        ("", "Hôpital nord", None, ["hospital_ambiguous"]),
        ("", "Hôpital de la Croix-Rousse", CROIX_ROUSSE, []),
        ("", "Hôpital de la Croix Rouse", None, ["hospital_alike"]),
        ("", "Centre hospitalier de Roanne", None, ["hospital_unknown"]),
        ("", "", None, ["hospital_missing"]),
    ],
)
def test_a_line_finds_its_establishment_or_says_why_not(
    index: RegisterIndex, number: str, name: str, found: str | None, doubts: list[str]
) -> None:
    match = find_hospital(index, sought(number, name))
    assert (match.found.name if match.found else None, codes(match)) == (found, doubts)


def test_the_legal_number_of_a_column_of_its_own_leaves_the_name_to_tell(index: RegisterIndex) -> None:
    match = find_hospital(index, sought(name="Hôpital de la Croix-Rousse", ej="690781810"))
    assert (match.found.name if match.found else None, codes(match)) == (CROIX_ROUSSE, [])


def test_a_town_tells_two_of_one_name_apart(index: RegisterIndex) -> None:
    match = find_hospital(index, sought(name="Hôpital Nord", town="La Tronche"))
    assert match.found is not None
    assert match.found.name == GRENOBLE


def test_a_national_list_looks_everywhere(index: RegisterIndex) -> None:
    match = find_hospital(index, sought(name="CHU de Nantes", region=None))
    assert (match.found.finess_et if match.found else None, codes(match)) == ("440000271", [])


def test_who_and_which_centre_are_there_speaks_for_an_establishment(index: RegisterIndex) -> None:
    line = sought("690781810", "Hospices civils de Lyon")
    named = Typed(Target.CENTRE, "D2", "CERVCO", "CERVCO")
    centre = CentreSought(None, named, Nature.CCMR, "", "", None, name_key("Amaury", "Teyssier"))
    first, *rest = hospital_candidates(index, line, find_hospital(index, line).offered, centre)
    assert (first.name, first.score, first.verdict) == (WERTHEIMER, 92, "sure")
    assert first.reasons == (
        (True, "même entité juridique"),
        (True, "responsable déjà en fonction"),
        (True, "centre CERVCO rattaché"),
    )
    assert {each.name: each.reasons for each in rest}[CROIX_ROUSSE] == (
        (True, "même entité juridique"),
        (False, "aucun centre CERVCO"),
    )
    assert (rest[-1].verdict, rest[-1].name) == ("new", "Nouvel établissement")
    assert (False, "aucun numéro géographique") in rest[-1].reasons


@pytest.mark.parametrize(
    ("typed", "name", "agrees"),
    [
        ("CH de Bourg", "CH de Belley", False),
        ("Hôpital", "CHU de Lille", True),
        ("Assistance publique – hôpitaux de Paris", "Hôpital Necker, AP-HP", True),
        ("CHU Sainte Marguerite", "Hôpital Sainte-Marguerite, AP-HM", True),
        ("CHU Ste Margueritte", "Hôpital Sainte-Marguerite, AP-HM", True),
    ],
)
def test_names_are_compared_by_what_tells_them_apart(typed: str, name: str, agrees: bool) -> None:
    assert likeness(telling_words(typed), telling_words(name), frozenset()).agrees is agrees
