from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, make_url, text

from crmr_desk.model.store import migrate
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import SCHEMA_REVISION, Base
from tests.model.store.dumps import dump
from tests.model.store.examples import add_centre, succeed


def test_the_migrations_give_the_tables_that_the_program_expects(db: Database) -> None:
    with db._writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_keys_and_checks_have_the_names_and_columns_of_the_schema(db: Database, table: str) -> None:
    expected = Base.metadata.tables[table]
    with db._reader.connect() as connection:
        found = inspect(connection)
        uniques = {(each["name"], tuple(each["column_names"])) for each in found.get_unique_constraints(table)}
        checks = {each["name"] for each in found.get_check_constraints(table)}
        keys = {(each["name"], each["referred_table"]) for each in found.get_foreign_keys(table)}
    assert checks == {str(each.name) for each in expected.constraints if isinstance(each, CheckConstraint)}
    assert keys == {(each.name, each.referred_table.name) for each in expected.foreign_key_constraints}
    assert {name for name, _ in uniques} == {
        str(each.name) for each in expected.constraints if str(each.name).startswith("uq_")
    }


def test_the_check_of_one_seat_is_the_one_of_the_schema(sqlite_db: Database) -> None:
    (check,) = (each for each in Base.metadata.tables["mandate"].constraints if each.name == "ck_mandate_one_seat")
    assert isinstance(check, CheckConstraint)
    with sqlite_db._reader.connect() as connection:
        found = inspect(connection).get_check_constraints("mandate")
    assert {each["sqltext"] for each in found if each["name"] == "ck_mandate_one_seat"} == {str(check.sqltext)}


def test_the_database_itself_holds_the_rule_on_overlaps(db: Database) -> None:
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    exclusions = "SELECT conname FROM pg_constraint WHERE contype = 'x' ORDER BY conname"
    with db.reading() as session:
        found = session.scalars(text(exclusions if db.is_shared else triggers)).all()
    if db.is_shared:
        assert found == [f"mandate_overlap_{seat}_id" for seat in ("ccmr", "crmr", "fsmr", "site")]
    else:
        assert found == ["mandate_overlap_on_insert", "mandate_overlap_on_update"]


def test_ids_are_never_reused_in_any_local_table(sqlite_db: Database) -> None:
    with sqlite_db.reading() as session:
        found = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        made = {name: sql for name, sql in found}  # noqa: C416
    for table in Base.metadata.tables.values():
        assert ("AUTOINCREMENT" in made[table.name]) == (table.dialect_options["sqlite"]["autoincrement"] is True)


def test_the_program_names_the_newest_migration() -> None:
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_heads() == [SCHEMA_REVISION]


def test_a_revision_is_known_or_not() -> None:
    assert migrate.knows(SCHEMA_REVISION)
    assert not migrate.knows("9999")


def test_upgrading_an_up_to_date_register_changes_nothing(db: Database) -> None:
    succeed(db, add_centre(db))
    before = dump(db)
    migrate.upgrade(db.url)
    assert dump(db) == before


REGISTERS = Path(__file__).parent / "registers"
"""One dump (``sqlite3 FILE .dump``) per released revision, with the succession of examples.py; never changed later."""


@pytest.mark.parametrize("script", sorted(REGISTERS.glob("*.sql")), ids=lambda script: script.stem)
def test_a_register_of_every_past_revision_is_upgraded_with_its_data(script: Path, tmp_path: Path) -> None:
    path = tmp_path / "registre.crmr"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))
    migrate.upgrade(make_url(Database.url_of(path)))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA_REVISION,)]
        assert connection.execute("SELECT last_name FROM person ORDER BY id").fetchall() == [("Aubrac",), ("Bizet",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
