"""Two rows that are one person, or one hospital, become one; the double leads to it."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network.merging.merging import merge_hospitals, merge_people, plan_merge
from crmr_desk.model.network.merging.rows import Side
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.references import references_to
from crmr_desk.model.store.schema import Dossier, Person, TeamMember
from crmr_desk.model.store.undo import undo
from tests.model.network.building import START
from tests.model.network.merging.pairs import holders, houses, people
from tests.model.store.dumps import dump


def test_a_plan_sets_two_people_side_by_side_with_all_that_would_move(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    plan = plan_merge(sqlite_db, "person", pair.kept, pair.double)
    assert sorted((used.noun, used.what, used.when) for used in plan.moved) == [
        ("dossier", "2026-001", ""),
        ("mandat", "CERVCO", "depuis le 01/01/2024, sans fin connue"),
        ("membre d’équipe", "CCMR CHU de Nantes, CHU de Nantes", "depuis le 01/01/2024, sans fin connue"),
        ("note", "Vu.", ""),
    ]
    assert {value.label: value.proposed for value in plan.values if value.differs} == {
        "nom": Side.KEPT,
        "prénom": Side.KEPT,
        "RPPS": Side.DOUBLE,
    }
    assert (plan.refusals, plan.warnings) == ((), ())


def test_everything_that_named_the_double_names_the_kept_person(db: Database) -> None:
    pair = people(db)
    before = dump(db)
    changes = merge_people(db, pair.kept, pair.double, {"rpps": "10001234567"})
    assert holders(db)[pair.mandate] == pair.kept
    with db.reading() as session:
        assert references_to(session, ("person", pair.double)) == []
        kept, double = session.get_one(Person, pair.kept), session.get_one(Person, pair.double)
        assert (kept.rpps, double.rpps, double.merged_into_id) == ("10001234567", "10001234567", pair.kept)
    assert changes.operation_id is not None
    undo(db, changes.operation_id)
    assert dump(db) == before


def test_an_establishment_is_also_moved_out_of_answers_and_former_values(db: Database) -> None:
    pair = houses(db)
    before = dump(db)
    changes = merge_hospitals(db, pair.kept, pair.double, {"name": "CHRU Lille"})
    with db.reading() as session:
        assert references_to(session, ("hospital", pair.double)) == []
        answers = session.get_one(Dossier, pair.dossier).answers
    assert answers == {"new_hospital": pair.kept, "site.hospital": pair.other, "start": "2027-01-01"}
    assert changes.operation_id is not None
    undo(db, changes.operation_id)
    assert dump(db) == before


@pytest.mark.parametrize("field", ["code", "finess_et"])
def test_what_is_one_row_alone_stays_with_it(sqlite_db: Database, field: str) -> None:
    pair = people(sqlite_db)
    with pytest.raises(UserError, match="reste avec sa fiche"):
        merge_people(sqlite_db, pair.kept, pair.double, {field: "P-9"})


def test_nobody_is_merged_with_themselves_nor_twice_nor_after_a_change(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    with pytest.raises(UserError, match="deux fois la même fiche"):
        merge_people(sqlite_db, pair.kept, pair.kept, {})
    with pytest.raises(Conflict, match="a changé entre-temps"):
        merge_people(sqlite_db, pair.kept, pair.double, {}, versions=(1, 7))
    merge_people(sqlite_db, pair.kept, pair.double, {}, versions=(1, 1))
    with pytest.raises(UserError, match=r"déjà fusionné avec «\sPr Anne-Marie Le Goff\s»"):
        merge_people(sqlite_db, pair.other, pair.double, {})


def test_one_person_is_not_made_a_member_twice_of_one_team(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    with sqlite_db.writing("Essai") as session:
        member = session.query(TeamMember).one()
        session.add(TeamMember(ccmr_id=member.ccmr_id, person_id=pair.kept, role=member.role, start=START))
    with pytest.raises(UserError, match=r"dans la même équipe comme «\sMédecin\s», depuis le 01/01/2024"):
        merge_people(sqlite_db, pair.kept, pair.double, {})


def test_two_numbers_are_said_beforehand(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    with sqlite_db.writing("Essai") as session:
        session.get_one(Person, pair.kept).rpps = "10009999999"
    [warning] = plan_merge(sqlite_db, "person", pair.kept, pair.double).warnings
    assert "Deux numéros RPPS différents, 10009999999 et 10001234567" in warning


def test_a_form_that_was_open_cannot_name_a_double_any_more(db: Database) -> None:
    pair = people(db)
    merge_people(db, pair.kept, pair.double, {})
    before = dump(db)
    sentence = r"«\sPr A.-M. Legoff\s» a été fusionnée avec «\sPr Anne-Marie Le Goff\s»"
    with pytest.raises(Conflict, match=sentence), db.writing("Candidat") as session:
        session.get_one(Dossier, pair.dossier).candidate_id = pair.double
    assert dump(db) == before


def test_what_named_the_double_before_cannot_be_brought_back_by_an_undo(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    with sqlite_db.writing("Autre candidat") as session:
        session.get_one(Dossier, pair.dossier).candidate_id = pair.other
    operation = session.changes.operation_id
    merge_people(sqlite_db, pair.kept, pair.double, {})
    assert operation is not None
    with pytest.raises(Conflict, match="a été fusionnée avec"):
        undo(sqlite_db, operation)
