"""States that tests begin with: made once by the verbs of the model, then laid down as rows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg import sql

from crmr_desk.model.store.chain import NO_OPERATION_YET
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Base

Made = TypeVar("Made")
TABLES = [table.name for table in Base.metadata.sorted_tables]
AS_NEW = ";".join(
    [f'DELETE FROM "{name}"' for name in reversed(TABLES) if name != "journal_head"]
    + [f"UPDATE journal_head SET operation_id = 0, hash = '{NO_OPERATION_YET}'"]
    + ["SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences"]
)
"""Empties a register on PostgreSQL."""


class Prepared:
    """What was made in a fresh register, by name and kind of database. Whatever brings a register to such a state does
    so by the same steps every time, so its rows may as well be copied: that is twenty times faster."""

    def __init__(self, folder: Path, connection: Callable[[], psycopg.Connection]) -> None:
        self._folder = folder
        self._connection = connection
        self._made: dict[Hashable, tuple[Any, Path]] = {}

    def lay(self, db: Database, name: Hashable, make: Callable[[], Made]) -> Made:
        """Bring ``db``, as a test gets it, to the state ``name``: the first time by ``make``, later by its rows.
        Returns what ``make`` returned then."""
        known = self._made.get((name, db.is_shared))
        keep, lay = (self._keep_rows, self._lay_rows) if db.is_shared else (_keep_file, _lay_file)
        if known is None:
            known = make(), self._folder / f"{len(self._made)}"
            keep(db, known[1])
            self._made[name, db.is_shared] = known
        else:
            lay(db, known[1])
        made: Made = known[0]
        return made

    def _keep_rows(self, _db: Database, path: Path) -> None:
        """One statement a table that has rows, one a sequence that has begun."""
        ask = self._connection().execute
        begun = "SELECT format('SELECT setval(%L, %s)', schemaname || '.' || quote_ident(sequencename), last_value) "
        script: list[sql.Composable] = [sql.SQL(AS_NEW), sql.SQL("DELETE FROM journal_head")]
        for name in TABLES:
            table = sql.Identifier(name)
            (rows,) = ask(sql.SQL("SELECT json_agg(each)::text FROM {} each").format(table)).fetchone() or (None,)
            if rows:
                again = "INSERT INTO {0} SELECT * FROM json_populate_recordset(NULL::{0}, {1})"
                script.append(sql.SQL(again).format(table, sql.Literal(rows)))
        script += [sql.SQL(line) for (line,) in ask(begun + "FROM pg_sequences WHERE last_value IS NOT NULL")]
        path.write_text(sql.SQL(";\n").join(script).as_string(self._connection()), encoding="utf-8")

    def _lay_rows(self, _db: Database, path: Path) -> None:
        self._connection().execute(path.read_bytes())


def _keep_file(db: Database, path: Path) -> None:
    db.dispose()
    shutil.copyfile(str(db.url.database), path)


def _lay_file(db: Database, path: Path) -> None:
    db.dispose()
    shutil.copyfile(path, str(db.url.database))
