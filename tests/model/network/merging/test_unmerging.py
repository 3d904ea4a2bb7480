"""Two merged rows are told apart again, at once or months later, and nothing is lost."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.mandates import close_mandate, open_mandate
from crmr_desk.model.network.merging.merging import merge_hospitals, merge_people
from crmr_desk.model.network.merging.rows import Side
from crmr_desk.model.network.merging.unmerging import plan_unmerge, unmerge
from crmr_desk.model.network.people import save_person
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier, Hospital, Note, Person
from crmr_desk.model.store.undo import undo
from tests.model.network.building import TODAY, D, Register
from tests.model.network.merging.pairs import holders, houses, people
from tests.model.store.dumps import dump


def test_people_merged_then_told_apart_are_as_they_were(db: Database) -> None:
    pair = people(db)
    before = dump(db)
    merge_people(db, pair.kept, pair.double, {"rpps": "10001234567", "first_name": "A.-M."})
    merged = dump(db)
    changes = unmerge(db, "person", pair.double)
    assert dump(db) == before
    assert changes.operation_id is not None
    undo(db, changes.operation_id)
    assert dump(db) == merged
    unmerge(db, "person", pair.double)
    assert dump(db) == before


def test_establishments_merged_then_told_apart_are_as_they_were(db: Database) -> None:
    pair = houses(db)
    before = dump(db)
    merge_hospitals(db, pair.kept, pair.double, {"name": "CHRU Lille"})
    unmerge(db, "hospital", pair.double)
    assert dump(db) == before


def test_what_came_since_is_given_to_the_side_that_is_chosen(db: Database) -> None:
    pair = people(db)
    merge_people(db, pair.kept, pair.double, {})
    with db.writing("Essai") as session:
        close_mandate(session, pair.mandate, TODAY)
        next_one = open_mandate(
            session, person_id=pair.kept, function=Function.COORDONNATEUR, target_id=pair.crmr,
            start=D(2026, 12, 1), end=None,
        )  # fmt: skip
        note = Note(person_id=pair.kept, text="En congé.", by="NB", written_on=TODAY)
        session.add(note)
        session.flush()
    plan = plan_unmerge(db, "person", pair.double)
    assert {since.key: since.proposed for since in plan.since} == {
        f"mandate:{next_one}:person_id": Side.DOUBLE,
        f"note:{note.id}:person_id": Side.KEPT,
    }
    assert sorted(used.noun for used in plan.back) == ["dossier", "mandat", "membre d’équipe", "note"]
    unmerge(db, "person", pair.double, {f"note:{note.id}:person_id": "double"})
    held = holders(db)
    assert (held[pair.mandate], held[next_one]) == (pair.double, pair.double)
    with db.reading() as session:
        assert session.get_one(Note, note.id).person_id == pair.double


def test_what_was_changed_since_stays_and_is_said(db: Database) -> None:
    pair = people(db)
    merge_people(db, pair.kept, pair.double, {"rpps": "10001234567"})
    with db.writing("Essai") as session:
        session.get_one(Dossier, pair.dossier).candidate_id = pair.other
    save_person(db, {"email": "amlegoff@chu.fr", "rpps": "10007777777"}, pair.kept)
    plan = plan_unmerge(db, "person", pair.double)
    assert [(each.used.what, each.why) for each in plan.stays] == [("2026-001", "changé depuis\u00a0: Pr Luc Bizet")]
    assert [(edit.label, edit.then_text, edit.now_text, edit.double_text) for edit in plan.edits] == [
        ("RPPS", "", "10007777777", "10001234567"),
        ("courriel", "", "amlegoff@chu.fr", ""),
    ]
    unmerge(db, "person", pair.double, {"edit:email": Side.DOUBLE})
    with db.reading() as session:
        kept, double = session.get_one(Person, pair.kept), session.get_one(Person, pair.double)
        assert (kept.rpps, kept.email) == ("10007777777", None)
        assert (double.rpps, double.email) == ("10001234567", "amlegoff@chu.fr")
        assert session.get_one(Dossier, pair.dossier).candidate_id == pair.other


@pytest.mark.parametrize("side", Side)
def test_a_new_name_since_goes_with_its_former_value(sqlite_db: Database, side: Side) -> None:
    pair = houses(sqlite_db)
    merge_hospitals(sqlite_db, pair.kept, pair.double, {"name": "CHRU Lille"})
    with sqlite_db.writing("Essai") as session:
        change_from(session, session.get_one(Hospital, pair.kept), D(2026, 6, 1), TODAY, name="CHU Lille Flandres")
    unmerge(sqlite_db, "hospital", pair.double, {"edit:name": side})
    names = {pair.kept: "CHU de Lille", pair.double: "CHRU Lille"}
    owner = pair.kept if side is Side.KEPT else pair.double
    with sqlite_db.reading() as session:
        assert {row.id: row.name for row in session.query(Hospital) if row.id in names} == {
            **names,
            owner: "CHU Lille Flandres",
        }
    former = [row for row in dump(sqlite_db)["former_value"] if row[3] == "name"]
    assert [row[2:5] for row in former] == [(owner, "name", names[owner])]


def test_other_answers_of_a_dossier_do_not_hold_back_the_one_that_named_the_double(db: Database) -> None:
    pair = houses(db)
    merge_hospitals(db, pair.kept, pair.double, {})
    with db.writing("Essai") as session:
        dossier = session.get_one(Dossier, pair.dossier)
        dossier.answers = {**dossier.answers, "start": "2027-03-01"}
    assert plan_unmerge(db, "hospital", pair.double).stays == ()
    unmerge(db, "hospital", pair.double)
    with db.reading() as session:
        answers = session.get_one(Dossier, pair.dossier).answers
    assert answers == {"new_hospital": pair.double, "site.hospital": pair.other, "start": "2027-03-01"}


def test_a_chain_is_told_apart_from_its_end(db: Database) -> None:
    pair = people(db)
    before = dump(db)
    merge_people(db, pair.kept, pair.double, {"rpps": "10001234567"})
    between = dump(db)
    merge_people(db, pair.other, pair.kept, {"rpps": "10001234567"})
    with pytest.raises(
        UserError, match=r"a été fusionné depuis avec «\sPr Luc Bizet\s»\s: séparez d’abord ces deux-là"
    ):
        unmerge(db, "person", pair.double)
    unmerge(db, "person", pair.kept)
    assert dump(db) == between
    unmerge(db, "person", pair.double)
    assert dump(db) == before


def test_two_doubles_of_one_person_are_told_apart_in_any_order(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    with sqlite_db.writing("Essai") as session:
        session.add(Note(person_id=pair.other, text="Vu.", by="NB", written_on=TODAY))
    before = dump(sqlite_db)
    merge_people(sqlite_db, pair.kept, pair.double, {})
    merge_people(sqlite_db, pair.kept, pair.other, {})
    plan = plan_unmerge(sqlite_db, "person", pair.double)
    assert (plan.since, plan.edits) == ((), ())
    unmerge(sqlite_db, "person", pair.double)
    unmerge(sqlite_db, "person", pair.other)
    assert dump(sqlite_db) == before


def test_a_separation_is_not_undone_once_the_double_serves_again(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    merge_people(sqlite_db, pair.kept, pair.double, {})
    separation = unmerge(sqlite_db, "person", pair.double).operation_id
    with sqlite_db.writing("Essai") as session:
        session.add(Note(person_id=pair.double, text="De retour.", by="NB", written_on=TODAY))
    assert separation is not None
    with pytest.raises(Conflict, match="sert de nouveau depuis"):
        undo(sqlite_db, separation)


def test_two_rows_never_lead_to_each_other(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    one, other = register.person("Aubrac"), register.person("Aubrac")
    merged = merge_people(sqlite_db, one, other, {}).operation_id
    assert merged is not None
    undone = undo(sqlite_db, merged).operation_id
    merge_people(sqlite_db, other, one, {})
    assert undone is not None
    with pytest.raises(Conflict, match="a été fusionnée avec"):
        undo(sqlite_db, undone)


def test_only_a_double_is_told_apart_and_only_as_the_plan_offers(sqlite_db: Database) -> None:
    pair = people(sqlite_db)
    with pytest.raises(UserError, match="n’est pas fusionné"):
        unmerge(sqlite_db, "person", pair.double)
    merge_people(sqlite_db, pair.kept, pair.double, {})
    with pytest.raises(UserError, match="relisez ce qui est à partager"):
        unmerge(sqlite_db, "person", pair.double, {"note:99:person_id": Side.KEPT})
