"""What every table of the register is made of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Common parent; the naming convention keeps constraint names the same in both databases."""

    metadata = MetaData(naming_convention=NAMING)


SCHEMA_REVISION = "0005"
"""The newest migration: a database that bears another one is upgraded, or is newer than this program."""

NEVER_REUSE_IDS = {"sqlite_autoincrement": True}
"""The journal names a row by its id for ever: SQLite must not give the id of a deleted row to another one."""


class Versioned(Base):
    """A row that two people may edit: SQLAlchemy counts ``version`` and refuses the older write."""

    __abstract__ = True
    __table_args__: Any = NEVER_REUSE_IDS

    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-2)
    version: Mapped[int] = mapped_column(Integer, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment in UTC, with its time zone on both databases (SQLite alone would lose it). Refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value!r}")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


def period_check() -> CheckConstraint:
    """A period does not end before it begins."""
    return CheckConstraint('"end" IS NULL OR "end" >= "start"', name="period")
