"""The whole register as plain values, to compare two of its states."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from crmr_desk.model.store.chain import NO_OPERATION_YET
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import JOURNAL_TABLES, Base, JournalHead


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the journal, without the version counters, in the order of the ids."""
    with db.reading() as session:
        return {
            table.name: [
                tuple(row)
                for row in session.execute(
                    select(*(column for column in table.columns if column.name != "version")).order_by(table.c.id)
                )
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in JOURNAL_TABLES
        }


def empty(db: Database) -> None:
    """Take everything out of the register, journal included."""
    with db._writer.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "journal_head":
                connection.execute(table.delete())
        connection.execute(update(JournalHead).values(operation_id=0, hash=NO_OPERATION_YET))
