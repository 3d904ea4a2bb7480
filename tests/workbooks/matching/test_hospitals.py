"""Which establishment a line means: its number first, its name to check it, and never the first that comes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmr_desk.workbooks.checking.rows import Doubt
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.incoming.values.codes import Nature
from crmr_desk.workbooks.incoming.values.finess import read_finess
from crmr_desk.workbooks.matching.candidates import hospital_candidates
from crmr_desk.workbooks.matching.hospitals import HospitalMatch, Sought, find_hospital
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from crmr_desk.workbooks.matching.names import likeness, telling_words
from crmr_desk.workbooks.matching.register import Hospital
from crmr_desk.workbooks.matching.sought import CentreSought
from tests.workbooks.checking.region import (
    AURA,
    CROIX_ROUSSE,
    GRENOBLE,
    LARIBOISIERE,
    MONTPIED,
    NANTES,
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
        ("690784178", "Hop. P. WERTHEIMER", WERTHEIMER, []),
        ("690784178", "Hôpital Pierre-Wertheimer, service de neurologie", WERTHEIMER, []),
        ("690784178", "Hôpital Pierre-Wertheimer de Grenoble", WERTHEIMER, ["finess_name_disagree"]),
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
        ("", "Hospices civils de Lyon", None, ["hospital_ambiguous"]),
        ("", "HCL - Groupement hospitalier Est", None, ["hospital_alike"]),
        ("", "CHU de Nantes", NANTES, ["hospital_outside_region"]),
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


def test_another_legal_number_beside_a_geographic_one_is_asked(index: RegisterIndex) -> None:
    match = find_hospital(index, sought("690784178", "Hôpital Pierre-Wertheimer", ej="380780080"))
    assert codes(match) == ["finess_ej_differs"]


def test_a_legal_number_that_was_replaced_is_said(index: RegisterIndex) -> None:
    brabois = Hospital(900, 1, "540001138", "540023264", "CHRU de Nancy, hôpitaux de Brabois", "Vandœuvre", "44")
    known = replace(
        index, hospitals={900: brabois}, by_et={brabois.finess_et: brabois}, by_ej={"540023264": (brabois,)}
    )
    match = find_hospital(known, sought("540002078", "CHRU de Nancy", region="44"))
    assert (match.found, codes(match)) == (brabois, ["finess_ej_only", "finess_former"])
    beside = find_hospital(known, sought("540001138", "CHRU de Nancy", ej="540002078", region="44"))
    assert [(each.code, each.doubt) for each in beside.doubts] == [("finess_former", Doubt.NOTE)]


def test_the_name_of_a_town_is_not_that_of_each_hospital_there(index: RegisterIndex) -> None:
    in_town = Hospital(901, 1, "940000573", "940110018", "CHI de Bron", "Bron", AURA)
    known = replace(index, hospitals={**index.hospitals, 901: in_town}, names_sought={})
    assert codes(find_hospital(index, sought("690784178", "CHI de Bron"))) == []
    assert codes(find_hospital(known, sought("690784178", "CHI de Bron"))) == ["finess_name_disagree"]


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
