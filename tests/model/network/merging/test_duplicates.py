"""Who, and which establishments, may be in the register twice."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.kinds import Function
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.merging.duplicates import hospital_duplicates, not_doubles, person_duplicates
from crmr_desk.model.network.merging.merging import merge_people
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Person
from crmr_desk.model.store.undo import undo
from tests.model.network.building import HOSPITALS, Register, counted_statements

D = dt.date


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            ("Le Goff", "Anne-Marie"),
            ("LEGOFF", "Anne Marie"),
            "même nom, aux accents, capitales et traits d’union près",
        ),
        (("Le Goff", "Anne-Marie"), ("Anne-Marie", "Le Goff"), "mêmes mots, nom et prénom dans un autre ordre"),
        (("Le Goff", "Anne-Marie"), ("Le Goff", "A.-M."), "même nom, prénom en initiales"),
        (("Le Goff", "Anne-Marie"), ("Le Goff", "A."), "même nom, prénom en initiales"),
        (("Dubreuil", "Luc"), ("Dubreuill", "Luc"), "même prénom, nom à une lettre près"),
        (("Dupont", "Luc"), ("Dupond", "Luc"), "même prénom, nom à une lettre près"),
        (("Œhler", "Zoé"), ("Oehler", "ZOE"), "même nom, aux accents, capitales et traits d’union près"),
    ],
)
def test_two_spellings_of_one_name_make_a_pair(
    sqlite_db: Database, one: tuple[str, str], other: tuple[str, str], reason: str
) -> None:
    register = Register(sqlite_db)
    ids = [register.person(last, first) for last, first in (one, other)]
    register.person("Bizet", "Anne-Marie")
    [pair] = person_duplicates(sqlite_db)
    assert ([pair.one_id, pair.other_id], pair.reasons, pair.against) == (ids, (reason,), ())


def test_numbers_bring_people_together_and_set_them_apart(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    register.person("Aubrac", "Solène", rpps="10001234567", email="s.aubrac@chu.fr")
    register.person("Aubrac-Bizet", "S.", rpps="10001234567", email="S.Aubrac@chu.fr")
    register.person("Martin", "Paul", rpps="10001111111", birth_date=D(1970, 5, 1))
    register.person("Martin", "Paul", rpps="10002222222", birth_date=D(1981, 5, 1))
    [pair] = person_duplicates(sqlite_db)
    assert pair.reasons == ("même numéro RPPS, 10001234567", "même courriel, s.aubrac@chu.fr")
    assert (pair.score, pair.one_detail) == (100, "P-00001, RPPS 10001234567, s.aubrac@chu.fr")


def test_a_first_name_mistyped_makes_a_pair_of_those_born_the_same_day(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    for first, day in (("Hippolyte", 22), ("Hyppolite", 22), ("Hypolite", 23)):
        register.person("Kermorvanet", first, birth_date=D(1968, 4, day))
    [pair] = person_duplicates(sqlite_db)
    assert pair.reasons == ("même date de naissance", "même nom, prénom voisin")


def test_two_coordinations_at_once_speak_against(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    for acronym in ("CERVCO", "CARGO"):
        register.mandate(Function.COORDONNATEUR, register.crmr(acronym), register.person("Aubrac"))
    [pair] = person_duplicates(sqlite_db)
    [against] = pair.against
    assert against.startswith("tous deux en fonction en même temps\u00a0: Coordination du CRMR CERVCO, et Coordination")


def test_a_pair_told_apart_or_merged_is_offered_no_more(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    one, other = register.person("Aubrac"), register.person("AUBRAC")
    changes = not_doubles(sqlite_db, "person", other, one)
    assert person_duplicates(sqlite_db) == ()
    assert changes.operation_id is not None
    undo(sqlite_db, changes.operation_id)
    assert len(person_duplicates(sqlite_db)) == 1
    merge_people(sqlite_db, one, other, {})
    assert person_duplicates(sqlite_db) == ()


def test_a_name_that_hundreds_bear_is_compared_by_numbers_only(sqlite_db: Database) -> None:
    with sqlite_db.writing("Essai") as session:
        same = {"first_name": "Marie", "last_name": "Martin"}
        rows = [{"code": f"M{number}", "rpps": f"{10**10 + number // 2}" if number < 2 else None, **same}
                for number in range(300)]  # fmt: skip
        session.write_rows(Person, insert=rows)
    with counted_statements(sqlite_db) as sent:
        pairs = person_duplicates(sqlite_db)
    assert (len(pairs), len(sent)) == (1, 3)


def test_near_names_of_one_town_make_a_pair(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    for name in HOSPITALS:
        register.hospital(name)
    with sqlite_db.writing("Essai") as session:
        hospitals.add_hospital(
            session, finess_et="590000238", finess_ej="590780193", name="CHRU Lille", town="LILLE", region_code="32"
        )
        hospitals.add_hospital(
            session, finess_et="590000246", finess_ej="590780193", name="Hôpital Claude Huriez", town="Lille",
            region_code="32",
        )  # fmt: skip
    [pair] = hospital_duplicates(sqlite_db)
    assert (pair.one, pair.other, pair.score) == ("CHU de Lille", "CHRU Lille", 80)
    assert pair.reasons[1:] == ("même ville, Lille", "même entité juridique, 590780193")
