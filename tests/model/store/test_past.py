"""The register as it was known on the evening of a day, on both databases."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import update

from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import check_chain, history_of, operations
from crmr_desk.model.store.past import as_known
from crmr_desk.model.store.schema import OperationChange, Person, StoredFile
from crmr_desk.model.store.undo import last_undoable, redo, undo
from tests.model.store.dumps import dump, empty
from tests.model.store.test_undo_property import WRITES, Step, write

FIRST = dt.date(2026, 3, 1)
MARCH_10, MARCH_12 = dt.date(2026, 3, 10), dt.date(2026, 3, 12)


def on(db: Database, day: dt.date, hour: int = 12) -> None:
    """What is written from now on is written on ``day``, on the clock of this computer."""
    moment = dt.datetime.combine(day, dt.time(hour)).astimezone()
    db.now = lambda: moment


def known(db: Database, day: dt.date) -> dict[str, list[tuple[object, ...]]]:
    """Everything as it was known when ``day`` ended."""
    past = as_known(db, day)
    try:
        assert past.db.day == past.day == day
        return dump(past.db)
    finally:
        past.close()


def someone(db: Database, name: str = "Aubrac") -> int:
    with db.writing("Ajout d’une personne") as session:
        person = Person(code=name, first_name="Solène", last_name=name)
        session.add(person)
        session.flush()
        return person.id


def rename(db: Database, person_id: int, name: str) -> None:
    with db.writing("Correction d’un nom") as session:
        session.get_one(Person, person_id).last_name = name


@given(writes=WRITES)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_evening_of_each_day_comes_back_exactly(db: Database, writes: list[list[tuple[Step, bool]]]) -> None:
    empty(db)
    days = (FIRST + dt.timedelta(days=number) for number in count())
    evenings = {}
    for number, steps in enumerate(writes):
        day = next(days)
        on(db, day)
        write(db, steps)
        if number % 2 and (done := last_undoable(db)):
            evenings[day] = dump(db)
            day = next(days)
            on(db, day)
            undo(db, done.id)
            evenings[day] = dump(db)
            day = next(days)
            on(db, day)
            redo(db)
        evenings[day] = dump(db)
    on(db, next(days))
    told = sorted(evenings)
    for day in {told[0], told[len(told) // 2]}:
        assert known(db, day) == evenings[day]


def test_a_day_ends_at_midnight_on_the_clock_of_this_computer(sqlite_db: Database) -> None:
    on(sqlite_db, MARCH_10, hour=23)
    late = someone(sqlite_db)
    on(sqlite_db, MARCH_10 + dt.timedelta(days=1), hour=0)
    rename(sqlite_db, late, "Aubrac-Vallon")
    on(sqlite_db, MARCH_12)
    assert [row[4] for row in known(sqlite_db, MARCH_10)["person"]] == ["Aubrac"]
    assert known(sqlite_db, MARCH_10 - dt.timedelta(days=1))["person"] == []
    assert known(sqlite_db, MARCH_12) == known(sqlite_db, dt.date.max) == dump(sqlite_db)


def test_what_was_undone_later_was_known_then(sqlite_db: Database) -> None:
    on(sqlite_db, MARCH_10)
    rename(sqlite_db, someone(sqlite_db), "Aubrac-Vallon")
    on(sqlite_db, MARCH_12)
    done = last_undoable(sqlite_db)
    assert done is not None
    undo(sqlite_db, done.id)
    past = as_known(sqlite_db, MARCH_10)
    assert [row[4] for row in dump(past.db)["person"]] == ["Aubrac-Vallon"]
    assert [(row.label, row.undone) for row in operations(past.db)] == [
        ("Correction d’un nom", False),
        ("Ajout d’une personne", False),
    ]
    assert next(row.label for row in history_of(past.db, [("person", 1)])) == "Correction d’un nom"
    assert check_chain(past.db) == []
    past.close()


def test_what_entered_without_the_journal_was_always_known(sqlite_db: Database) -> None:
    with sqlite_db._writer.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO person (version, code, title, first_name, last_name) VALUES (1, 'P1', 'Pr', 'Inès', 'Delmas')"
        )
    on(sqlite_db, MARCH_10)
    rename(sqlite_db, 1, "Delmas-Roy")
    on(sqlite_db, MARCH_12)
    assert [row[4] for row in known(sqlite_db, dt.date(2020, 1, 1))["person"]] == ["Delmas"]


def test_the_past_is_not_written(sqlite_db: Database) -> None:
    past = as_known(sqlite_db, dt.date(2026, 2, 1))
    with pytest.raises(UserError, match="tel qu’il était connu le 1ᵉʳ février 2026\u00a0: revenez à aujourd’hui"):
        past.db.writing("Essai")
    past.close()


def test_the_bytes_of_kept_files_stay_where_they_are(db: Database) -> None:
    on(db, MARCH_10)
    with db.writing("Dépôt") as session:
        documents.keep(session, name="avis.pdf", media_type="application/pdf", content=b"%PDF-1.7 avis")
    on(db, MARCH_12)
    past = as_known(db, MARCH_10)
    with past.db.reading() as session:
        file = session.get_one(StoredFile, 1)
        assert (file.name, file.size, file.content) == ("avis.pdf", 13, b"")
    with pytest.raises(UserError, match="revenez à aujourd’hui pour l’ouvrir"):
        documents.content_of(past.db, 1)
    past.close()


def test_fields_and_tables_of_an_older_program_are_passed_over(sqlite_db: Database) -> None:
    on(sqlite_db, MARCH_10)
    person_id = someone(sqlite_db)
    on(sqlite_db, MARCH_12)
    rename(sqlite_db, person_id, "Aubrac-Vallon")
    with sqlite_db.writing("Retrait") as session:
        session.delete(session.get_one(Person, person_id))
    was = {"code": "Aubrac", "first_name": "Solène", "last_name": "Aubrac-Vallon", "fax": "0102030405"}
    with sqlite_db._writer.begin() as connection:
        connection.execute(update(OperationChange).where(OperationChange.action == "delete").values(before=was))
        values = "2, 1, 'telex', 1, 'update', '{\"number\":\"1\"}', '{\"number\":\"2\"}'"
        connection.exec_driver_sql(f"INSERT INTO operation_change VALUES ({values})")
    (row,) = known(sqlite_db, MARCH_10)["person"]
    assert row[1:6] == ("Aubrac", "", "Solène", "Aubrac", None)


def test_it_says_how_far_it_is_and_can_be_stopped(db: Database) -> None:
    on(db, MARCH_10)
    rename(db, someone(db), "Aubrac-Vallon")
    seen: list[tuple[int, int]] = []
    as_known(db, dt.date(2026, 3, 1), progress=lambda done, total: seen.append((done, total))).close()
    assert seen
    assert all(0 <= done <= total for done, total in seen)
    with pytest.raises(UserError, match="annulée"):
        as_known(db, MARCH_10, cancelled=lambda: True)
