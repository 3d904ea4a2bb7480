"""Establishments under their geographic FINESS."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.network import hospitals
from crmr_desk.model.store.database import Database
from tests.model.network.building import Register


def add(db: Database, **values: str) -> int:
    facts = {
        "finess_et": "750100042",
        "finess_ej": "750712184",
        "name": "Lariboisière, AP-HP",
        "town": "Paris",
        "region_code": "11",
    }
    with db.writing("Essai") as session:
        return hospitals.add_hospital(session, **{**facts, **values})


def test_hospitals_of_one_legal_entity_inform_the_agency_of_their_own_region(db: Database) -> None:
    register = Register(db)
    for name in ("Lariboisière, AP-HP", "San Salvadour, AP-HP", "Hôpital marin, AP-HP"):
        register.hospital(name)
    found = {row.town: (row.finess_ej, row.ars) for row in hospitals.hospitals(db)}
    assert found == {
        "Paris": ("750712184", "ARS Île-de-France"),
        "Hyères": ("750712184", "ARS Provence-Alpes-Côte d’Azur"),
        "Hendaye": ("750712184", "ARS Nouvelle-Aquitaine"),
    }


def test_hospitals_are_found_without_accents_by_town_and_by_finess(db: Database) -> None:
    register = Register(db)
    register.hospital("San Salvadour, AP-HP")
    register.hospital("CHU de Lille")
    assert [row.name for row in hospitals.hospitals(db, "hyeres")] == ["San Salvadour, AP-HP"]
    assert [row.name for row in hospitals.hospitals(db, "590000105")] == ["CHU de Lille"]
    assert [row.name for row in hospitals.hospitals(db, "hauts de france chu")] == ["CHU de Lille"]
    assert len(hospitals.hospitals(db)) == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"finess_et": "750100043"}, "n’a pas la bonne clé"),
        ({"finess_ej": "75071218"}, "compte huit chiffres"),
        ({"name": " "}, "Le nom de l’établissement 750100042 manque"),
        ({"region_code": "99"}, "n’est pas un code de région"),
    ],
)
def test_a_hospital_that_cannot_be_is_refused_with_a_sentence(
    db: Database, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        add(db, **values)
    assert hospitals.hospitals(db) == []


def test_a_number_already_taken_is_refused_with_the_name_of_its_hospital(db: Database) -> None:
    add(db)
    with pytest.raises(UserError, match="est déjà celui de Lariboisière"):
        add(db, name="Autre")


def test_a_hospital_that_vanished_is_said(db: Database) -> None:
    hospital_id = add(db)
    assert hospitals.hospital(db, hospital_id).finess_et == "750100042"
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        hospitals.hospital(db, hospital_id + 1)
