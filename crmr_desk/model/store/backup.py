"""Copies of a register: always a SQLite file of ours, that the program can open, whatever it was taken from."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, func, insert, make_url, select, text

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.engines import NEWS_CHANNEL, engines
from crmr_desk.model.store.local_files import require_usable
from crmr_desk.model.store.schema import JOURNAL_TABLES, Base, OperationChange
from crmr_desk.model.store.words import NBSP, quoted

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

AT_ONCE = 200
"""Rows copied together: few enough that stored files fit in memory."""


def backup(db: Database, path: Path) -> None:
    """Copy the register, journal and kept files included, as it is at this moment, to the file ``path``.

    An older copy of that name is replaced once the new one is whole. Raises UserError for a place that cannot be
    written, and for the register's own file.
    """
    if db.is_shared:
        require_usable(path)
        with _draft_of(path) as draft:
            _copy_shared(db, draft)
    else:
        copy_file(Path(str(db.url.database)), path)


def copy_file(source: Path, copy: Path) -> None:
    """Copy a SQLite register through SQLite, which also takes what is still in its write-ahead log."""
    require_usable(copy)
    if copy.exists() and copy.samefile(source):
        raise UserError(f"{quoted(str(copy))} est le registre lui-même{NBSP}: donnez un autre nom à la sauvegarde.")
    with (
        _draft_of(copy) as draft,
        closing(sqlite3.connect(source)) as original,
        closing(sqlite3.connect(draft)) as copied,
    ):
        original.backup(copied)


def restore(db: Database, source: Path, *, aside: Path) -> None:
    """Replace everything in the register by the copy ``source``, in one transaction; the present state is kept in
    the file ``aside`` first. An older copy is upgraded on the way, without being changed itself.

    Raises UserError when ``source`` is no register, damaged or newer than the program.
    """
    from crmr_desk.model.store import migrate, recognising

    if not source.is_file():
        raise UserError(f"La sauvegarde {quoted(str(source))} n’existe pas.")
    older = recognising.must_upgrade_file(source)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "copie.crmr"
        copy_file(source, fresh)
        url = make_url(db.url_of(fresh))
        if older:
            migrate.upgrade(url)
        backup(db, aside)
        reader, writer = engines(url)
        try:
            with reader.connect() as copied, db.writing("Restauration d’une sauvegarde") as session:
                _replace_everything(copied, session.connection())
        finally:
            reader.dispose()
            writer.dispose()


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """Another name beside ``path``, which takes its place once it is filled and found sound."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield draft
        with closing(sqlite3.connect(draft)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise UserError(f"La copie vers {quoted(str(path))} est abîmée{NBSP}: {found}. Elle n’a pas été gardée.")
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"La copie vers {quoted(str(path))} a échoué{NBSP}: {error}. Rien n’a été remplacé.") from error
    finally:
        draft.unlink(missing_ok=True)


def _copy_shared(db: Database, path: Path) -> None:
    from crmr_desk.model.store import migrate

    url = make_url(db.url_of(path))
    migrate.upgrade(url)
    reader, writer = engines(url)
    try:
        with db.reading() as session, writer.begin() as connection:
            _replace_everything(session.connection(), connection)
    finally:
        reader.dispose()
        writer.dispose()


def _replace_everything(source: Connection, target: Connection) -> None:
    tables = Base.metadata.sorted_tables
    for table in reversed(tables):
        target.execute(table.delete())
    for table in tables:
        found = source.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE))
        for rows in found.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in rows])
    for table in tables:
        if table.name not in JOURNAL_TABLES:
            _never_reuse_ids(target, table)
    if target.dialect.name == "postgresql":
        target.execute(select(func.pg_notify(NEWS_CHANNEL, "restore")))


def _never_reuse_ids(connection: Connection, table: Table) -> None:
    """Neither the id of a row nor one that the journal names may be given to a new row."""
    named = select(func.max(OperationChange.row_id)).where(OperationChange.table_name == table.name)
    highest = max(connection.scalar(named) or 0, connection.scalar(select(func.max(table.c.id))) or 0)
    values = {"table": table.name, "highest": highest}
    if connection.dialect.name == "postgresql":
        following = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :highest + 1, false)")
        connection.execute(following, values)
    else:
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), values)
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :highest)"), values)
