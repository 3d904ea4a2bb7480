"""People: what may be written of them, and how they are found."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.people import people_on, person, save_person
from crmr_desk.model.store.database import Database
from tests.model.network.building import START, TODAY, Register

WHOLE = {
    "title": "Pr",
    "first_name": "Solène",
    "last_name": "Aubrac",
    "status": "PU-PH",
    "birth_date": dt.date(1970, 2, 28),
    "full_time": True,
    "rpps": "10001234567",
    "email": "s.aubrac@exemple.fr",
}


def test_a_person_is_kept_whole(db: Database) -> None:
    person_id, changes = save_person(db, WHOLE)
    row = person(db, person_id, TODAY)
    assert row.name == "Pr Solène Aubrac"
    assert (row.status, row.birth_date, row.full_time) == ("PU-PH", dt.date(1970, 2, 28), True)
    assert changes.tables == {"person"}
    assert row.code


@pytest.mark.parametrize("name", ["<b>Aubrac</b>", "Aubrac 🧬", "O’Neill & fils", "D\u0301upré"])
def test_a_name_is_kept_as_it_was_typed(db: Database, name: str) -> None:
    person_id, _ = save_person(db, {**WHOLE, "last_name": name})
    assert person(db, person_id, TODAY).last_name == name


def test_control_characters_are_stripped_from_a_name(db: Database) -> None:
    person_id, _ = save_person(db, {**WHOLE, "last_name": "Au\x07brac\n"})
    assert person(db, person_id, TODAY).last_name == "Aubrac"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"last_name": " \n"}, "Le nom manque"),
        ({"first_name": ""}, "Le prénom manque"),
        ({"title": "Maître"}, "n’est pas un titre de la liste"),
        ({"status": "Interne"}, "n’est pas un statut de la liste"),
        ({"birth_date": dt.date(2030, 1, 1)}, "n’est pas plausible"),
        ({"birth_date": dt.date(1870, 1, 1)}, "n’est pas plausible"),
        ({"birth_date": "1970"}, "n’est pas une date de naissance"),
        ({"rpps": "123"}, "onze chiffres"),
        ({"email": "solène"}, "n’est pas une adresse de courriel"),
        ({"full_time": "oui"}, "temps plein"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(
    db: Database, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        save_person(db, {**WHOLE, **values})
    assert people_on(db, TODAY) == []


def test_unknown_facts_stay_empty(db: Database) -> None:
    person_id, _ = save_person(db, {"first_name": "Solène", "last_name": "Aubrac"})
    row = person(db, person_id, TODAY)
    assert (row.title, row.status, row.birth_date, row.full_time, row.rpps, row.email) == (
        "",
        None,
        None,
        None,
        None,
        None,
    )


def test_a_change_touches_only_the_fields_given(db: Database) -> None:
    person_id, _ = save_person(db, WHOLE)
    save_person(db, {"status": "PH", "full_time": None}, person_id)
    row = person(db, person_id, TODAY)
    assert (row.status, row.full_time, row.last_name) == ("PH", None, "Aubrac")


def test_a_change_over_a_colleague_s_is_a_conflict(db: Database) -> None:
    person_id, _ = save_person(db, WHOLE)
    seen = person(db, person_id, TODAY).version
    save_person(db, {"status": "PH", "version": seen}, person_id)
    with pytest.raises(Conflict, match="Aubrac a été modifiée entre-temps"):
        save_person(db, {"status": "PU-PH", "version": seen}, person_id)
    assert person(db, person_id, TODAY).status == "PH"


def test_a_code_already_taken_is_refused(db: Database) -> None:
    save_person(db, {**WHOLE, "code": "P7"})
    with pytest.raises(UserError, match="Le code P7 est déjà"):
        save_person(db, {**WHOLE, "code": "P7"})


def test_people_come_in_french_order_and_are_found_without_accents(db: Database) -> None:
    for last_name in ("Zola", "Élan", "eau", "Etang"):
        save_person(db, {**WHOLE, "last_name": last_name})
    assert [row.last_name for row in people_on(db, TODAY)] == ["eau", "Élan", "Etang", "Zola"]
    assert [row.last_name for row in people_on(db, TODAY, "elan solene")] == ["Élan"]


def test_people_are_shown_with_the_functions_they_hold_on_the_date(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    crmr_id = register.crmr("CERVCO", fsmr_id)
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    ccmr_id = register.ccmr("CHU de Nantes", crmr_id)
    person_id = register.person("Aubrac", title="Mme")
    register.mandate(Function.COORDONNATEUR, crmr_id, person_id)
    register.mandate(Function.RESPONSABLE_SITE, site_id, person_id)
    register.mandate(Function.RESPONSABLE_CCMR, ccmr_id, person_id)
    register.mandate(Function.ANIMATEUR, fsmr_id, person_id)
    assert people_on(db, TODAY)[0].functions == (
        "Coordonnatrice du CRMR CERVCO",
        "Responsable de site, CHU de Lille (CERVCO)",
        "Responsable du CCMR, CHU de Nantes (neurologie)",
        "Animatrice de la filière BRAIN-TEAM",
    )
    assert [row.id for row in people_on(db, TODAY, "cervco")] == [person_id]
    assert person(db, person_id, START - dt.timedelta(days=1)).functions == ()


def test_a_person_who_vanished_is_said(db: Database) -> None:
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        person(db, 1, TODAY)
