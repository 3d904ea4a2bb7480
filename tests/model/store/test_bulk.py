"""Lists of rows written at once are refused, journaled and undone as rows written one by one."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.store.bulk import RowUpdate
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import check_chain, history_of
from crmr_desk.model.store.refusals import OVERLAP
from crmr_desk.model.store.schema import Mandate, OperationChange, Person, Setting
from crmr_desk.model.store.undo import redo, undo
from tests.model.store.dumps import dump
from tests.model.store.examples import add_centre, add_person

MAY, JUNE = dt.date(2027, 5, 31), dt.date(2027, 6, 1)
SOMEONE = {"code": "un", "first_name": "Élodie", "last_name": "d’Arc", "birth_date": dt.date(1970, 2, 1)}


def steps(db: Database, operation: int) -> list[tuple[object, ...]]:
    change = OperationChange
    with db.reading() as session:
        found = select(change.table_name, change.action, change.before, change.after)
        return [tuple(row) for row in session.execute(found.where(change.operation_id == operation))]


def test_the_journal_cannot_tell_rows_written_at_once_from_rows_written_one_by_one(db: Database) -> None:
    with db.writing("Un à un") as session:
        session.add(Person(**SOMEONE))
        session.add(Setting(key="a", value={"b": [1, None]}))
        session.flush()
        session.scalars(select(Person)).one().full_time = True
    with db.writing("Ensemble") as session:
        [first] = session.write_rows(Person, insert=[{**SOMEONE, "code": "deux"}])
        session.write_rows(Setting, insert=[{"key": "b", "value": {"b": [1, None]}}])
        session.write_rows(Person, update=[RowUpdate(first, {"full_time": True, "last_name": "d’Arc"}, version=1)])
    one_by_one, at_once = (sorted(map(repr, steps(db, number))) for number in (1, 2))
    assert [line.replace("'deux'", "'un'").replace("'key': 'b'", "'key': 'a'") for line in at_once] == one_by_one
    assert check_chain(db) == []
    with db.reading() as session:
        assert session.scalars(select(Person.version)).all() == [2, 2]
        assert session.scalars(select(Person.birth_date)).all() == [dt.date(1970, 2, 1)] * 2


def test_ids_go_on_whichever_way_rows_are_added_and_are_never_given_twice(db: Database) -> None:
    first = add_person(db, "a")
    with db.writing("Ensemble") as session:
        second, third = session.write_rows(Person, insert=[{**SOMEONE, "code": code} for code in "bc"])
    undo(db, 2)
    assert [first, second, third, add_person(db, "d")] == [first, first + 1, first + 2, first + 3]


def test_what_already_has_its_value_is_left_alone(sqlite_db: Database) -> None:
    someone = add_person(sqlite_db)
    with sqlite_db.writing("Rien") as session:
        session.write_rows(Person, update=[RowUpdate(someone, {"last_name": "Aubrac"}, version=1)])
    assert not session.changes


def test_a_row_changed_meanwhile_is_a_conflict_and_nothing_is_written(db: Database) -> None:
    someone, other = add_person(db, "un"), add_person(db, "deux")
    before = dump(db)
    renamed = [RowUpdate(other, {"last_name": "B"}, version=1), RowUpdate(someone, {"last_name": "B"}, version=9)]
    with pytest.raises(Conflict, match=r"La fiche personne .* a changé entre-temps"), db.writing("Import") as session:
        session.write_rows(Person, update=renamed)
    assert dump(db) == before


def test_a_mandate_closed_then_followed_is_undone_and_redone_through_the_constraints(db: Database) -> None:
    centre = add_centre(db)
    before = dump(db)
    follower = {
        "person_id": centre.bizet, "function": "coordonnateur", "crmr_id": centre.crmr, "start": JUNE, "end": None,
    }  # fmt: skip
    with pytest.raises(UserError) as refusal, db.writing("Trop tôt") as session:
        session.write_rows(Mandate, insert=[follower])
    assert str(refusal.value) == OVERLAP
    with db.writing("Succession") as session:
        session.write_rows(Mandate, update=[RowUpdate(centre.mandate, {"end": MAY}, version=1)])
        session.write_rows(Mandate, insert=[follower])
    after = dump(db)
    undo(db, 2)
    assert dump(db) == before
    redo(db)
    assert dump(db) == after
    [_redone, _undone, told, _added] = history_of(db, [("mandate", centre.mandate)])
    assert told.details == ("Mandat (Pr Solène Aubrac, CERVCO)\u00a0: fin 31/12/2028 → 31/05/2027",)


def test_what_the_session_holds_is_read_again(sqlite_db: Database) -> None:
    someone, gone = add_person(sqlite_db, "un"), add_person(sqlite_db, "deux")
    with sqlite_db.writing("Essai") as session:
        held = session.get_one(Person, someone)
        assert session.get(Person, gone)
        held.email = "a@example.org"
        session.write_rows(Person, update=[RowUpdate(someone, {"last_name": "Autre"})], delete=[gone])
        assert (held.last_name, held.email, session.get(Person, gone)) == ("Autre", "a@example.org", None)
        held.title = "Dr"
    assert check_chain(sqlite_db) == []


def test_a_field_that_the_table_lacks_is_a_fault_of_the_caller(sqlite_db: Database) -> None:
    with pytest.raises(TypeError, match="surname"), sqlite_db.writing("Essai") as session:
        session.write_rows(Person, insert=[{**SOMEONE, "surname": "x"}])
