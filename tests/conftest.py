"""Fixtures for everyone: a fresh, migrated register on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import copy
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from crmr_desk import garbage
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.opening import open_database, shared_url
from tests.postgres import Server
from tests.prepared import AS_NEW, Prepared

if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

WHO = "Nadia Belkacem"


MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""Bytes free that the folders of the tests may need, with much to spare."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep the registers of the tests in memory where there is room: each write is forced to the disk otherwise, which
    takes a third of the time."""
    here = config.option.basetemp is None and not hasattr(config, "workerinput")
    if here and MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        folder = tempfile.mkdtemp(prefix="crmr-tests-", dir=MEMORY)
        config.option.basetemp = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_finish() -> None:
    """Look for garbage as the running program does: rarely, and never among what was imported and collected."""
    garbage.begin()


def fixed_clock() -> dt.datetime:
    """The moment of every operation of the tests."""
    return dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 20)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own, stopped and removed at the end whatever happens."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    with Server() as server:
        open_database(server.create_database("registre"), who=WHO, now=fixed_clock).dispose()
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, to be copied."""
    path = tmp_path_factory.mktemp("template") / "vide.crmr"
    open_database(path, who=WHO, now=fixed_clock).dispose()
    return path


class Registers:
    """Fresh copies of a register, one after the other under the same name: SQLAlchemy then compiles each statement once
    for all the tests, not once a test, which takes a quarter of the time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Database] = {}

    @contextmanager
    def copy_of(self, template: Path, name: str) -> Iterator[Database]:
        """A copy of ``template``, closed at the end. One name is open once at a time."""
        path = self._folder / f"{name}.crmr"
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(template, path)
        known = self._known.setdefault(name, Database(Database.url_of(path), who=WHO, now=fixed_clock))
        database = fresh(known)
        try:
            yield database
        finally:
            database.dispose()


def fresh(known: Database) -> Database:
    """The same connections and compiled statements, nothing remembered of an earlier test."""
    database = copy.copy(known)
    database.own_operations = set()
    return database


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Registers:
    return Registers(tmp_path_factory.mktemp("registres"))


@pytest.fixture
def sqlite_db(migrated_file: Path, registers: Registers) -> Iterator[Database]:
    """A fresh register in a local file."""
    with registers.copy_of(migrated_file, "registre") as database:
        yield database


@pytest.fixture(scope="session")
def postgres_register(postgres_server: Server) -> Database:
    return Database(shared_url(postgres_server.url("registre")), who=WHO, now=fixed_clock)


@pytest.fixture(scope="session")
def postgres_broom(postgres_server: Server) -> Iterator[psycopg.Connection]:
    """The connection that empties the register between two tests: a new one would learn all its tables each time."""
    with psycopg.connect(postgres_server.url("registre"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def postgres_db(postgres_register: Database, postgres_broom: psycopg.Connection) -> Iterator[Database]:
    """A fresh register on the PostgreSQL server of the tests: always the same one, over the same connections, emptied
    after each test, which is ten times faster than a new one."""
    yield fresh(postgres_register)
    postgres_broom.execute(AS_NEW.encode())


@pytest.fixture(scope="session")
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """States that many tests begin with; the server is started when the first of them is asked of it."""
    return Prepared(tmp_path_factory.mktemp("etats"), lambda: request.getfixturevalue("postgres_broom"))


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest) -> Database:
    """A fresh register; the test runs once on each kind of database."""
    fixture = "sqlite_db" if request.param == "sqlite" else "postgres_db"
    database = request.getfixturevalue(fixture)
    assert isinstance(database, Database)
    return database
