"""Every table of the register, as SQLAlchemy classes that never leave ``crmr_desk.model``.

All dates are valid-time and inclusive at both ends; an empty ``end`` means "no end known". What is vacant, expired,
mono-site or multi-site is computed for a date and never stored.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
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


SCHEMA_REVISION = "0001"
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


def _period_check() -> CheckConstraint:
    return CheckConstraint('"end" IS NULL OR "end" >= "start"', name="period")


SEATS = {
    "coordonnateur": "crmr_id",
    "responsable_site": "site_id",
    "responsable_ccmr": "ccmr_id",
    "animateur": "fsmr_id",
}
"""The column that names the seat of each function."""


def _one_seat_check() -> CheckConstraint:
    """The column of the function is filled, the three others are empty."""

    def seat(function: str, filled: str) -> str:
        empty = [f"{column} IS NULL" for column in SEATS.values() if column != filled]
        return " AND ".join([f"function = '{function}'", f"{filled} IS NOT NULL", *empty])

    return CheckConstraint(" OR ".join(f"({seat(*item)})" for item in SEATS.items()), name="one_seat")


# --- the network ------------------------------------------------------------------------------------------------


class Hospital(Versioned):
    """A geographic establishment (FINESS ET) of a legal entity (FINESS EJ). ``region`` is the INSEE code."""

    __tablename__ = "hospital"
    finess_et: Mapped[str] = mapped_column(String(9), unique=True)
    finess_ej: Mapped[str] = mapped_column(String(9), index=True)
    name: Mapped[str] = mapped_column(Text)
    town: Mapped[str] = mapped_column(Text, default="")
    region: Mapped[str] = mapped_column(String(2), index=True)


class Person(Versioned):
    """Somebody who holds, held or may hold a function. Unknown facts stay empty, never guessed."""

    __tablename__ = "person"
    code: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text, default="")
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text, index=True)
    rpps: Mapped[str | None] = mapped_column(String(11))
    birth_date: Mapped[dt.date | None] = mapped_column(Date)
    status: Mapped[str | None] = mapped_column(String(20))
    full_time: Mapped[bool | None] = mapped_column(Boolean)
    email: Mapped[str | None] = mapped_column(Text)


class Fsmr(Versioned):
    """A network of centres (filière). Its periods of designation are rows of their own."""

    __tablename__ = "fsmr"
    sigle: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"))


class FsmrDesignation(Versioned):
    """Five years for which a FSMR is designated (A1 C-d)."""

    __tablename__ = "fsmr_designation"
    __table_args__ = (_period_check(), NEVER_REUSE_IDS)
    fsmr_id: Mapped[int] = mapped_column(ForeignKey("fsmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Crmr(Versioned):
    """A reference centre. It exists on a date when one of its sites does."""

    __tablename__ = "crmr"
    code: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    acronym: Mapped[str] = mapped_column(Text, default="")
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)


class Label(Versioned):
    """A period of recognition of a CRMR; ``act`` is the order that granted it."""

    __tablename__ = "label"
    __table_args__ = (_period_check(), NEVER_REUSE_IDS)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)
    act: Mapped[str] = mapped_column(Text, default="")


class Site(Versioned):
    """A hospital unit with a clinical activity, coordinating or constitutive (A1 A-c)."""

    __tablename__ = "site"
    __table_args__ = (_period_check(), NEVER_REUSE_IDS)
    code: Mapped[str] = mapped_column(Text, unique=True)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    hospital_id: Mapped[int] = mapped_column(ForeignKey("hospital.id"), index=True)
    unit: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Ccmr(Versioned):
    """A competence centre. ``active_file`` counts patients followed."""

    __tablename__ = "ccmr"
    __table_args__ = (_period_check(), NEVER_REUSE_IDS)
    code: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(8), default="CCMR")
    hospital_id: Mapped[int] = mapped_column(ForeignKey("hospital.id"), index=True)
    specialty: Mapped[str] = mapped_column(Text, default="")
    population: Mapped[str | None] = mapped_column(String(8))
    active_file: Mapped[int | None] = mapped_column(Integer)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Attachment(Versioned):
    """A CCMR attached to a CRMR for a period; several at once are allowed (A1 B-c)."""

    __tablename__ = "attachment"
    __table_args__ = (_period_check(), NEVER_REUSE_IDS)
    ccmr_id: Mapped[int] = mapped_column(ForeignKey("ccmr.id"), index=True)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Mandate(Versioned):
    """A person in one seat for a period. Exactly one of the four targets is set, the one its function names.

    Two mandates of one seat never overlap: an exclusion constraint (PostgreSQL) or triggers (SQLite) hold it.
    """

    __tablename__ = "mandate"
    __table_args__ = (_period_check(), _one_seat_check(), NEVER_REUSE_IDS)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    function: Mapped[str] = mapped_column(String(20))
    crmr_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


# --- dossiers ---------------------------------------------------------------------------------------------------


class Dossier(Versioned):
    """One request under instruction. ``answers`` holds what was typed, keyed by the paths of the situation.

    ``scenario`` is empty while the dossier is open, since it follows from the answers and the network; deciding
    freezes it.
    """

    __tablename__ = "dossier"
    number: Mapped[str] = mapped_column(String(20), unique=True)
    pack: Mapped[str] = mapped_column(String(40))
    request: Mapped[str] = mapped_column(String(40))
    function: Mapped[str] = mapped_column(String(20))
    crmr_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    scenario: Mapped[str | None] = mapped_column(String(60))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    former_mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    new_mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    instructor: Mapped[str] = mapped_column(Text)
    opened_on: Mapped[dt.date] = mapped_column(Date)
    closed_on: Mapped[dt.date | None] = mapped_column(Date)


class Piece(Versioned):
    """A paper of a dossier; ``of`` says whose (a site, ``current`` or ``new`` hospital) where several are due."""

    __tablename__ = "piece"
    __table_args__ = (UniqueConstraint("dossier_id", "kind", "of"), NEVER_REUSE_IDS)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    of: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[dt.date | None] = mapped_column(Date)
    opinion: Mapped[str | None] = mapped_column(String(20))
    signed: Mapped[bool | None] = mapped_column(Boolean)
    vouches: Mapped[bool | None] = mapped_column(Boolean)
    note: Mapped[str] = mapped_column(Text, default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))


class Lifting(Versioned):
    """A finding that the instructor set aside with a written reason. ``fact`` is what the finding said then:
    when it says something else, the lifting no longer holds."""

    __tablename__ = "lifting"
    __table_args__ = (UniqueConstraint("dossier_id", "finding", "piece", "of"), NEVER_REUSE_IDS)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    finding: Mapped[str] = mapped_column(String(60))
    piece: Mapped[str] = mapped_column(String(40), default="")
    of: Mapped[str] = mapped_column(Text, default="")
    fact: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    lifted_on: Mapped[dt.date] = mapped_column(Date)


class Recipient(Versioned):
    """One cell of the recipients grid that the instructor changed: lifted with a reason, or another channel."""

    __tablename__ = "recipient"
    __table_args__ = (UniqueConstraint("dossier_id", "who", "of"), NEVER_REUSE_IDS)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    who: Mapped[str] = mapped_column(String(40))
    of: Mapped[str] = mapped_column(Text, default="")
    included: Mapped[bool] = mapped_column(Boolean)
    channel: Mapped[str] = mapped_column(String(20), default="courriel")
    reason: Mapped[str] = mapped_column(Text, default="")


class LetterRow(Versioned):
    """A letter of a decided dossier: frozen facts, the PDF in ``stored_file``, and its way out."""

    __tablename__ = "letter"
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    who: Mapped[str] = mapped_column(String(40))
    of: Mapped[str] = mapped_column(Text, default="")
    addressee: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    file_name: Mapped[str] = mapped_column(Text)
    dated: Mapped[dt.date] = mapped_column(Date)
    sent_on: Mapped[dt.date | None] = mapped_column(Date)


class StoredFile(Base):
    """Bytes kept once, under their SHA-256; never updated."""

    __tablename__ = "stored_file"
    __table_args__ = NEVER_REUSE_IDS
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(100))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Setting(Versioned):
    """One value of the bureau: letterhead lines, signatories, and the like."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[Any] = mapped_column(JSON)


# --- the journal ------------------------------------------------------------------------------------------------


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


JOURNAL_TABLES = frozenset({"operation", "operation_change", "journal_head"})
"""Tables that tell the story of the others and are never journaled themselves."""
