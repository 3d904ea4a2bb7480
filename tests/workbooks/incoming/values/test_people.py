from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmr_desk.workbooks.checking.rows import Doubt
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.values.people import PersonRead, looks_like_person, read_person
from crmr_desk.workbooks.incoming.values.titles import title_of
from tests.workbooks.incoming.sheets import codes, line_of, typed


def read(text: str) -> PersonRead:
    return read_person({Target.PERSON: typed(text)})


@pytest.mark.parametrize(
    ("text", "title", "first", "last"),
    [
        ("Pr Jean-Marc DUPONT", "Pr", "Jean-Marc", "DUPONT"),
        ("DUPONT Jean-Marc (Pr)", "Pr", "Jean-Marc", "DUPONT"),
        ("Jean-Marc\nDUPONT", "", "Jean-Marc", "DUPONT"),
        ("Mme le Dr MARTIN", "Dr", "", "MARTIN"),
        ("Professeur J. Durand", "Pr", "J.", "Durand"),
        ("DURAND J.-M.", "", "J.-M.", "DURAND"),
        ("Dr M. Dupont", "Dr", "M.", "Dupont"),
        ("M. Dupont", "M.", "", "Dupont"),
        ("Pr.Durand", "Pr", "", "Durand"),
        ("Dr Léa PONS, PH", "Dr", "Léa", "PONS"),
        ("DUPONT, Jean-Marc", "", "Jean-Marc", "DUPONT"),
        ("JEAN-MARC DUPONT", "", "JEAN-MARC", "DUPONT"),
        ("DUPONT JEAN-MARC", "", "JEAN-MARC", "DUPONT"),
        ("Dupont Jean", "", "Jean", "Dupont"),
        ("Docteur Anne Sophie MARTIN", "Dr", "Anne Sophie", "MARTIN"),
        ("Pierre de LA TOUR", "", "Pierre", "de LA TOUR"),
        ("de La Tour Jean", "", "Jean", "de La Tour"),
        ("Dr de La Tour", "Dr", "", "de La Tour"),
        ("d’HÉROUVILLE Pierre-Yves", "", "Pierre-Yves", "d’HÉROUVILLE"),
        ("Pr VON DER HEIDE Karl", "Pr", "Karl", "VON DER HEIDE"),
        ("Dr Ahmed EL AMRANI", "Dr", "Ahmed", "EL AMRANI"),
        ("Dr Marie-Christine LE GALL", "Dr", "Marie-Christine", "LE GALL"),
        ("Pr Jean DUPONT-ROY", "Pr", "Jean", "DUPONT-ROY"),
        ("Pr Jean-Marc Dupont de Nemours", "Pr", "Jean-Marc", "Dupont de Nemours"),
        ("J.M.Dupont", "", "J.M.", "Dupont"),
        ("Pr LEBRUN, Marie", "Pr", "Marie", "LEBRUN"),
        ("Titulaire : Pr Jean DUPONT*", "Pr", "Jean", "DUPONT"),
        ("Dr Jean DUPONT jean.dupont@hopital.example", "Dr", "Jean", "DUPONT"),
        ("Dr Léa PONS / 01 02 03 04 05", "Dr", "Léa", "PONS"),
    ],
)
def test_a_name_is_read_in_whatever_order_it_is_typed(text: str, title: str, first: str, last: str) -> None:
    person = read(text)
    assert (person.title, person.first_name, person.last_name) == (title, first, last)
    assert person.sure_order
    assert person.doubts == ()


def test_a_name_that_tells_nothing_of_its_order_is_read_with_a_note() -> None:
    person = read("Alzon Guirec")
    assert (person.first_name, person.last_name, person.sure_order) == ("Alzon", "Guirec", False)
    assert (codes(person.doubts), person.doubts[0].doubt) == (["person_order"], Doubt.NOTE)


def test_a_status_typed_with_the_name_is_kept_and_other_words_are_told() -> None:
    assert read("DUPONT Jean (PU-PH)").status == read("Pr Jean DUPONT PU-PH").status == "PU-PH"
    assert read("Pr Jean DUPONT – chef de service").aside == "chef de service"
    person = read("Dr Jean DUPONT (par intérim)")
    assert (person.name, person.aside, codes(person.doubts)) == ("Dr Jean DUPONT", "par intérim", ["person_aside"])


@pytest.mark.parametrize(
    "text",
    [
        "DUPONT / ROY", "A. Dupont et B. Roy", "Pr Jean DUPONT\nDr Paul ROY", "Pr Jean DUPONT, Dr Paul ROY",
        "Pr Jean DUPONT Dr Paul ROY", "DUPONT & ROY", "J. Dupont, P. Roy", "Pr DUPONT - Dr ROY",
        "Dr DUPONT remplacé par Dr ROY",
    ],
)  # fmt: skip
def test_of_two_people_in_one_cell_neither_is_taken(text: str) -> None:
    person = read(text)
    assert (person.last_name, person.empty, codes(person.doubts)) == ("", False, ["person_two"])


@pytest.mark.parametrize(
    "text", ["poste vacant", "Vacant", "à pourvoir", "en cours de recrutement", "VACANT depuis le 01/09"]
)
def test_a_vacant_seat_is_told_from_an_empty_cell(text: str) -> None:
    person = read(text)
    assert (person.vacant, person.last_name, person.empty, person.doubts) == (True, "", False, ())


@pytest.mark.parametrize("text", ["", "?", "NC", "-", "néant", "sans objet", "idem"])
def test_what_stands_for_nobody_says_nothing(text: str) -> None:
    person = read(text)
    assert (person.empty, person.vacant, person.doubts) == (True, False, ())


def test_a_vacant_seat_with_a_name_beside_it_is_asked() -> None:
    assert codes(read("Dr Dupont (poste vacant)").doubts) == ["person_vacant_and_name"]


def test_what_is_no_name_is_refused() -> None:
    for text in ("2026", "Dr ?", "Pr X", "Service de neurologie", "CHU de Lyon", "Jean DUPONT ?", "<b>Roux</b>", "=A1"):
        assert codes(read(text).doubts) == ["person_unreadable"]


def test_a_name_in_pieces_is_put_together() -> None:
    person = read_person(line_of(title="Professeur", first_name="Jean-Marc", last_name="Dr DUPONT"))
    assert person.name == "Pr Jean-Marc DUPONT"
    assert read_person(line_of(first_name="", last_name="Jean DUPONT")).first_name == "Jean"
    assert codes(read_person(line_of(first_name="Jean / Paul", last_name="DUPONT / ROY")).doubts) == ["person_two"]
    assert read_person(line_of(last_name="NC", person="Pr Jean DUPONT")).name == "Pr Jean DUPONT"
    assert read_person(line_of(first_name="Pr DUPONT Jean")).name == "Pr Jean DUPONT"
    assert read_person({}) == PersonRead()


def test_titles_are_known_in_words() -> None:
    assert [title_of(text) for text in ("Madame le Docteur", "PROF.", "Monsieur", "chef")] == ["Dr", "Pr", "M.", ""]


def test_a_hospital_unit_does_not_look_like_a_person() -> None:
    assert looks_like_person("DUPONT Jean")
    assert not looks_like_person("Service de neurologie")


FIRSTS = st.sampled_from(["Jean", "Léa", "Jean-Marc", "Anne Sophie", "Françoise", "Gaël"])
LASTS = st.sampled_from(["DUPONT", "LE GALL", "MARTIN-ROY", "D’AUBRAC", "ÉLUARD"])


@settings(max_examples=30)
@given(st.sampled_from(["Pr", "Dr", "M.", "Mme"]), FIRSTS, LASTS)
def test_a_name_that_is_written_is_read_back(title: str, first: str, last: str) -> None:
    for text in (f"{title} {first} {last}", f"{title} {last} {first}", f"{title}  {last}\u00a0{first}"):
        person = read(text)
        assert (person.title, person.first_name, person.last_name) == (title, first, last)
