"""A rehearsal: a copy with a movable clock, beside a register that stays as it is, to the byte."""

from __future__ import annotations

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.people import people_on, save_person
from crmr_desk.model.store import journal, undo
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.rehearsal import rehearse
from tests.model.network.building import D, Register
from tests.model.store.dumps import dump
from tests.model.store.fingerprints import fingerprint

TODAY = D(2026, 11, 20)
LATER = D(2028, 6, 1)
NOBODY = {"last_name": "Essai", "first_name": "Répétition"}


def test_a_copy_holds_everything_and_is_thrown_away(db: Database) -> None:
    Register(db).mandate(Function.COORDONNATEUR, Register(db).crmr("CERVCO"), Register(db).person("Aubrac"))
    copy = rehearse(db, TODAY)
    path = copy.path
    assert dump(copy.db) == dump(db)
    assert not copy.db.is_shared
    save_person(copy.db, NOBODY)
    copy.close()
    assert not path.parent.exists()
    assert len(people_on(db, TODAY)) == 1


def test_the_register_is_unchanged_to_the_byte_by_what_is_rehearsed(sqlite_db: Database) -> None:
    save_person(sqlite_db, {"last_name": "Aubrac", "first_name": "Solène"})
    before, last, undoable = fingerprint(sqlite_db), journal.operations(sqlite_db), undo.last_undoable(sqlite_db)
    assert len(before) == 2, "la dernière écriture est encore dans le journal d’écriture de SQLite"
    copy = rehearse(sqlite_db, TODAY)
    save_person(copy.db, NOBODY)
    copy.close()
    assert fingerprint(sqlite_db) == before
    assert (journal.operations(sqlite_db), undo.last_undoable(sqlite_db)) == (last, undoable)


def test_what_is_written_in_a_rehearsal_bears_the_day_of_its_clock(sqlite_db: Database) -> None:
    copy = rehearse(sqlite_db, TODAY)
    copy.clock.day = LATER
    save_person(copy.db, NOBODY)
    assert journal.operations(copy.db)[0].at.date() == LATER
    copy.close()
