"""A legal number replaced by another: both are kept."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.editing import change_fields
from crmr_desk.model.network.merging.numbers import establishments_of_entity, replace_number
from crmr_desk.model.store.database import Database
from tests.model.network.building import TODAY, Register
from tests.model.store.dumps import dump

D = dt.date
FORMER, NOW = "540002078", "540023264"


@pytest.fixture
def nancy(sqlite_db: Database) -> tuple[int, int]:
    with sqlite_db.writing("Essai") as session:
        known = {"finess_ej": FORMER, "town": "Nancy", "region_code": "44"}
        central = hospitals.add_hospital(session, finess_et="540000023", name="CHRU de Nancy", **known)
        return central, hospitals.add_hospital(session, finess_et="540000049", name="Hôpitaux de Brabois", **known)


def test_a_new_legal_number_is_that_of_the_whole_entity_if_wanted(sqlite_db: Database, nancy: tuple[int, int]) -> None:
    assert [row_id for row_id, _ in establishments_of_entity(sqlite_db, FORMER)] == list(nancy)
    replace_number(sqlite_db, nancy[0], "finess_ej", NOW, D(2020, 1, 1), TODAY, whole_entity=True)
    assert establishments_of_entity(sqlite_db, FORMER) == ()
    assert len(establishments_of_entity(sqlite_db, NOW)) == 2
    assert [row[2:] for row in dump(sqlite_db)["former_value"]] == [
        (each, "finess_ej", FORMER, D(2019, 12, 31)) for each in nancy
    ]


@pytest.mark.parametrize(
    ("field", "number", "start", "sentence"),
    [
        ("finess_ej", "540023265", TODAY, "n’a pas la bonne clé"),
        ("finess_ej", FORMER, TODAY, "est déjà le numéro FINESS juridique"),
        ("finess_et", "other", TODAY, "est déjà celui de"),
        ("finess_et", "590780193", TODAY, "est le numéro juridique de «\u202fCHU de Lille\u202f»"),
        ("finess_ej", "590000105", TODAY, "est le numéro géographique de «\u202fCHU de Lille\u202f»"),
        ("finess_ej", NOW, D(2027, 1, 1), "est à venir"),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    sqlite_db: Database, nancy: tuple[int, int], field: str, number: str, start: D, sentence: str
) -> None:
    Register(sqlite_db).hospital("CHU de Lille")
    if number == "other":
        number = hospitals.hospital(sqlite_db, nancy[1]).finess_et
    with pytest.raises(UserError, match=sentence):
        replace_number(sqlite_db, nancy[0], field, number, start, TODAY)


@pytest.mark.usefixtures("nancy")
def test_the_legal_number_of_an_entity_that_is_known_is_taken_once_confirmed(sqlite_db: Database) -> None:
    lille = Register(sqlite_db).hospital("CHU de Lille")
    said = "celui de l’entité juridique de «\u202fCHRU de Nancy\u202f», 2 établissements au registre. CHU de Lille"
    with pytest.raises(NeedsConfirmation, match=said) as asked:
        replace_number(sqlite_db, lille, "finess_ej", FORMER, TODAY, TODAY)
    corrected = {"finess_ej": FORMER}
    with pytest.raises(NeedsConfirmation, match=said):
        change_fields(sqlite_db, "hospital", lille, corrected, version=1, today=TODAY)
    replace_number(sqlite_db, lille, "finess_ej", FORMER, TODAY, TODAY, confirmed={asked.value.key})
    assert len(establishments_of_entity(sqlite_db, FORMER)) == 3


def test_the_former_number_of_a_place_is_no_other_s_but_may_be_its_own_again(
    sqlite_db: Database, nancy: tuple[int, int]
) -> None:
    central, brabois = nancy
    replace_number(sqlite_db, central, "finess_et", "540000007", D(2020, 1, 1), TODAY)
    with pytest.raises(UserError, match="était celui de «\u202fCHRU de Nancy\u202f»"):
        replace_number(sqlite_db, brabois, "finess_et", "540000023", TODAY, TODAY)
    replace_number(sqlite_db, central, "finess_et", "540000023", TODAY, TODAY)
    assert hospitals.hospital(sqlite_db, central).finess_et == "540000023"
