from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import operations
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Label, Mandate, Operation, Person, StoredFile
from tests.conftest import WHO, fixed_clock
from tests.model.store.examples import add_centre, add_person, mandate, person


def last_names(db: Database) -> list[str]:
    with db.reading() as session:
        return list(session.scalars(select(Person.last_name).order_by(Person.id)))


def test_what_is_written_can_be_read_and_is_named_in_the_changes(db: Database) -> None:
    with db.writing("Ajout d’une personne") as session:
        added = person("aubrac")
        session.add(added)
    assert session.changes.operation_id == 1
    assert session.changes.rows == {("person", added.id)}
    assert session.changes.tables == {"person"}
    assert last_names(db) == ["Aubrac"]


def test_a_write_that_raises_leaves_neither_rows_nor_operation(db: Database) -> None:
    def write() -> None:
        with db.writing("Ajout") as session:
            session.add(person("aubrac"))
            session.flush()
            raise ValueError("interrompu")

    with pytest.raises(ValueError, match="interrompu"):
        write()
    assert last_names(db) == []
    assert operations(db) == []


def test_a_write_that_changes_nothing_leaves_no_operation(db: Database) -> None:
    someone = add_person(db)
    with db.writing("Rien") as session:
        session.get_one(Person, someone).last_name = "Aubrac"
    assert session.changes.operation_id is None
    assert [operation.label for operation in operations(db)] == ["Ajout d’une personne"]


def test_the_operation_says_who_when_and_what(db: Database) -> None:
    add_person(db, label="Ajout de Solène Aubrac")
    with db.reading() as session:
        operation = session.get_one(Operation, 1)
    assert (operation.who, operation.at, operation.label) == (WHO, fixed_clock(), "Ajout de Solène Aubrac")


def test_a_moment_without_time_zone_is_refused(db: Database) -> None:
    careless = Database(db.url, who=WHO, now=lambda: dt.datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001
    with pytest.raises(Exception, match="time zone"):
        add_person(careless)
    careless.dispose()


def test_reading_refuses_a_changed_object(db: Database) -> None:
    someone = add_person(db)
    with pytest.raises(RuntimeError, match=r"use writing\(\)"), db.reading() as session:
        session.get_one(Person, someone).last_name = "Autre"
    assert last_names(db) == ["Aubrac"]


def test_reading_refuses_a_statement_that_writes(db: Database) -> None:
    add_person(db)
    with pytest.raises(DBAPIError), db.reading() as session:
        session.execute(text("UPDATE person SET last_name = 'Autre'"))
    assert last_names(db) == ["Aubrac"]


def test_a_reading_sees_one_state_while_somebody_writes(db: Database) -> None:
    add_person(db, "un")
    with db.reading() as session:
        before = session.scalars(select(Person.code)).all()
        add_person(db, "deux")
        assert session.scalars(select(Person.code)).all() == before
    assert len(last_names(db)) == 2


def test_writing_inside_writing_is_a_programming_error_and_undoes_both(db: Database) -> None:
    def write() -> None:
        with db.writing("Dehors") as session:
            session.add(person("dehors"))
            add_person(db, "dedans")

    with pytest.raises(RuntimeError, match="inside writing"):
        write()
    assert last_names(db) == []
    assert add_person(db)


def test_writers_of_two_threads_take_turns(db: Database) -> None:
    def write(number: int) -> None:
        for each in range(10):
            with db.writing(f"Ajout {number}") as session:
                known = len(session.scalars(select(Person.id)).all())
                session.add(person(f"p{known}-{number}-{each}", last_name=f"{known}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert last_names(db) == [str(number) for number in range(30)]


@pytest.mark.parametrize("name", ["commit", "rollback"])
def test_only_writing_itself_ends_the_transaction(db: Database, name: str) -> None:
    with pytest.raises(RuntimeError, match="by itself"), db.writing("Essai") as session:
        getattr(session, name)()


def test_bulk_statements_that_would_pass_by_the_journal_are_refused(db: Database) -> None:
    def refused(session: WriteSession, statement: object) -> None:
        with pytest.raises(RuntimeError, match="one by one"):
            session.execute(statement)  # type: ignore[call-overload]

    with db.writing("Essai") as session:
        refused(session, update(Person).values(last_name="Autre"))
        refused(session, delete(Person))
        refused(session, insert(Person).values(code="x"))
        for bulk in (session.bulk_save_objects, session.bulk_insert_mappings, session.bulk_update_mappings):
            with pytest.raises(RuntimeError, match="one by one"):
                bulk(Person, [])


def test_kept_bytes_cannot_be_deleted(db: Database) -> None:
    with db.writing("Dépôt") as session:
        session.add(StoredFile(sha256="0" * 64, size=1, name="a", media_type="text/plain", content=b"a"))
    with pytest.raises(RuntimeError, match="never deleted"), db.writing("Essai") as session:
        session.delete(session.scalars(select(StoredFile)).one())


def test_what_a_savepoint_takes_back_is_not_in_the_journal(db: Database) -> None:
    someone = add_person(db)
    with db.writing("Essai") as session:
        session.add(person("gardé"))
        row = session.get_one(Person, someone)
        savepoint = session.begin_nested()
        row.last_name = "Jamais"
        session.add(person("jamais"))
        session.flush()
        savepoint.rollback()
        row.last_name = "Après"
    assert len(session.changes.rows) == 2
    assert operations(db)[0].details[1].endswith("nom Aubrac → Après")


JANUARY = dt.date(2030, 1, 1)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.date(2028, 12, 31), None),
        (dt.date(2020, 1, 1), dt.date(2024, 1, 1)),
        (dt.date(2025, 1, 1), dt.date(2025, 1, 1)),
        (dt.date(2020, 1, 1), None),
    ],
)
def test_two_mandates_of_one_seat_never_share_a_day(db: Database, start: dt.date, end: dt.date | None) -> None:
    centre = add_centre(db)
    with pytest.raises(UserError, match="ne peuvent pas se chevaucher"), db.writing("Second") as session:
        session.add(mandate(centre.bizet, centre.crmr, start, end))


def test_a_mandate_may_begin_the_day_after_the_one_before_and_no_earlier(db: Database) -> None:
    centre = add_centre(db)
    with db.writing("Suivant") as session:
        following = mandate(centre.bizet, centre.crmr, dt.date(2029, 1, 1))
        session.add(following)
    with pytest.raises(UserError, match="chevaucher"), db.writing("Avancé") as session:
        session.get_one(Mandate, following.id).start = dt.date(2028, 12, 31)
    with pytest.raises(UserError, match="chevaucher"), db.writing("Prolongé") as session:
        session.get_one(Mandate, centre.mandate).end = None


def test_mandates_of_different_seats_may_share_days(db: Database) -> None:
    centre = add_centre(db)
    with db.writing("Animateur") as session:
        both = {"function": "animateur", "fsmr_id": centre.fsmr, "start": dt.date(2024, 1, 1)}
        session.add(Mandate(person_id=centre.aubrac, **both))
    assert session.changes


def test_a_value_that_must_be_unique_is_refused_by_name(db: Database) -> None:
    add_person(db, "aubrac")
    with pytest.raises(UserError, match=r"personne.*même valeur dans.*code"):
        add_person(db, "aubrac")


def test_a_row_still_in_use_is_not_deleted(db: Database) -> None:
    centre = add_centre(db)
    with pytest.raises(UserError, match="encore utilisée"), db.writing("Suppression") as session:
        session.delete(session.get_one(Person, centre.aubrac))


def test_an_end_before_its_start_is_refused(db: Database) -> None:
    centre = add_centre(db)
    with pytest.raises(UserError, match="fin précède"), db.writing("Label") as session:
        session.add(Label(crmr_id=centre.crmr, start=JANUARY, end=dt.date(2029, 12, 31)))


def test_a_row_changed_meanwhile_is_a_conflict_that_names_it(db: Database) -> None:
    someone = add_person(db, label="Ajout de Solène")

    def write() -> None:
        with db.writing("Correction") as session:
            row = session.get_one(Person, someone)
            session.execute(text("UPDATE person SET version = version + 1"))
            row.last_name = "Autre"

    with pytest.raises(Conflict) as refusal:
        write()
    sentence = str(refusal.value)
    assert sentence.startswith("La fiche personne «\u202fPr Solène Aubrac\u202f» a changé entre-temps")
    assert last_names(db) == ["Aubrac"]


def test_a_database_that_somebody_else_keeps_busy_says_so(db: Database) -> None:
    patience = {"options": "-c lock_timeout=50ms"} if db.is_shared else {"timeout": "0.05"}
    hasty = Database(db.url.update_query_dict(patience), who="Karim Haddad", now=fixed_clock)
    with db.writing("Longue"), pytest.raises(UserError, match="occupée"):
        add_person(hasty)
    assert add_person(hasty)
    hasty.dispose()


def test_a_lost_server_is_said_in_french_without_the_password() -> None:
    nowhere = Database("postgresql+psycopg://nadia:secret@127.0.0.1:1/registre", who=WHO, now=fixed_clock)
    with pytest.raises(UserError, match="Impossible de joindre la base «\u202fregistre\u202f»") as refusal:
        last_names(nowhere)
    assert "secret" not in str(refusal.value)


def test_the_changes_can_be_imported_without_the_database() -> None:
    program = "import sys, crmr_desk.model.store.changes; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
