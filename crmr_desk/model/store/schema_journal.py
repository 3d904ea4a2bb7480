"""Tables of the journal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from crmr_desk.model.store.schema_base import Base, UtcDateTime


class Operation(Base):
    """One write: who, when (UTC), in which words, chained to the one before by ``hash``."""

    __tablename__ = "operation"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    undoable: Mapped[bool] = mapped_column(Boolean)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), index=True)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class OperationChange(Base):
    """One step of an operation on one row; ``before``/``after`` hold the fields that differ, as JSON (the whole row
    for an insert or a delete). The hash is taken over the text as stored, so it is never rewritten."""

    __tablename__ = "operation_change"
    __table_args__ = (Index("ix_operation_change_table_row", "table_name", "row_id"),)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column(Integer)
    action: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class JournalHead(Base):
    """One line (id 1): the last operation and its hash, so that the loss of the newest ones is noticed too."""

    __tablename__ = "journal_head"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    operation_id: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(64))


JOURNAL_TABLES = frozenset({"operation", "operation_change", "journal_head", "value_source"})
"""Tables that tell the story of the others and are never journaled themselves."""
