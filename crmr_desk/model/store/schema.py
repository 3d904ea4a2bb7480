"""Every table of the register, as SQLAlchemy classes that never leave ``crmr_desk.model``.

All dates are valid-time and inclusive at both ends; an empty ``end`` means "no end known". What is vacant, expired,
mono-site or multi-site is computed for a date and never stored.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
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


class Versioned:
    """A row that two people may edit: SQLAlchemy counts ``version`` and refuses the older write."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__dict__.get("version") or cls.__table__.c.version}  # type: ignore[attr-defined]


def _period_check() -> CheckConstraint:
    return CheckConstraint('"end" IS NULL OR "end" >= "start"', name="period")


# --- the network ------------------------------------------------------------------------------------------------


class Hospital(Versioned, Base):
    """A geographic establishment (FINESS ET) of a legal entity (FINESS EJ). ``region`` is the INSEE code."""

    __tablename__ = "hospital"
    finess_et: Mapped[str] = mapped_column(String(9), unique=True)
    finess_ej: Mapped[str] = mapped_column(String(9), index=True)
    name: Mapped[str] = mapped_column(Text)
    town: Mapped[str] = mapped_column(Text, default="")
    region: Mapped[str] = mapped_column(String(2), index=True)


class Person(Versioned, Base):
    """Somebody who holds, held or may hold a function. Unknown facts stay empty, never guessed."""

    __tablename__ = "person"
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(8), default="")
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text, index=True)
    rpps: Mapped[str | None] = mapped_column(String(11))
    birth_date: Mapped[dt.date | None] = mapped_column(Date)
    status: Mapped[str | None] = mapped_column(String(20))
    full_time: Mapped[bool | None] = mapped_column()
    email: Mapped[str | None] = mapped_column(Text)


class Fsmr(Versioned, Base):
    """A network of centres (filière). Its periods of designation are rows of their own."""

    __tablename__ = "fsmr"
    sigle: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(Text)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"))


class FsmrDesignation(Versioned, Base):
    """Five years for which a FSMR is designated (A1 C-d)."""

    __tablename__ = "fsmr_designation"
    __table_args__ = (_period_check(),)
    fsmr_id: Mapped[int] = mapped_column(ForeignKey("fsmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Crmr(Versioned, Base):
    """A reference centre. It exists on a date when one of its sites does."""

    __tablename__ = "crmr"
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(Text)
    acronym: Mapped[str] = mapped_column(Text, default="")
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)


class Label(Versioned, Base):
    """A period of recognition of a CRMR; ``act`` is the order that granted it."""

    __tablename__ = "label"
    __table_args__ = (_period_check(),)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)
    act: Mapped[str] = mapped_column(Text, default="")


class Site(Versioned, Base):
    """A hospital unit with a clinical activity, coordinating or constitutive (A1 A-c)."""

    __tablename__ = "site"
    __table_args__ = (_period_check(),)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    hospital_id: Mapped[int] = mapped_column(ForeignKey("hospital.id"), index=True)
    unit: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Ccmr(Versioned, Base):
    """A competence centre. ``active_file`` counts patients followed."""

    __tablename__ = "ccmr"
    __table_args__ = (_period_check(),)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(8), default="CCMR")
    hospital_id: Mapped[int] = mapped_column(ForeignKey("hospital.id"), index=True)
    specialty: Mapped[str] = mapped_column(Text, default="")
    population: Mapped[str | None] = mapped_column(String(8))
    active_file: Mapped[int | None] = mapped_column(Integer)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Attachment(Versioned, Base):
    """A CCMR attached to a CRMR for a period; several at once are allowed (A1 B-c)."""

    __tablename__ = "attachment"
    __table_args__ = (_period_check(),)
    ccmr_id: Mapped[int] = mapped_column(ForeignKey("ccmr.id"), index=True)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Mandate(Versioned, Base):
    """A person in one seat for a period. Exactly one of the four targets is set, the one its function names.

    Two mandates of one seat never overlap: an exclusion constraint (PostgreSQL) or triggers (SQLite) hold it.
    """

    __tablename__ = "mandate"
    __table_args__ = (
        _period_check(),
        CheckConstraint(
            "(function = 'coordonnateur' AND crmr_id IS NOT NULL AND site_id IS NULL AND ccmr_id IS NULL AND fsmr_id IS NULL)"
            " OR (function = 'responsable_site' AND site_id IS NOT NULL AND crmr_id IS NULL AND ccmr_id IS NULL AND fsmr_id IS NULL)"
            " OR (function = 'responsable_ccmr' AND ccmr_id IS NOT NULL AND crmr_id IS NULL AND site_id IS NULL AND fsmr_id IS NULL)"
            " OR (function = 'animateur' AND fsmr_id IS NOT NULL AND crmr_id IS NULL AND site_id IS NULL AND ccmr_id IS NULL)",
            name="one_seat",
        ),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    function: Mapped[str] = mapped_column(String(20))
    crmr_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


# --- dossiers ---------------------------------------------------------------------------------------------------


class Dossier(Versioned, Base):
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
    former_mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id", ondelete="SET NULL"))
    new_mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id", ondelete="SET NULL"))
    instructor: Mapped[str] = mapped_column(Text)
    opened_on: Mapped[dt.date] = mapped_column(Date)
    closed_on: Mapped[dt.date | None] = mapped_column(Date)


class Piece(Versioned, Base):
    """A paper of a dossier; ``of`` says whose (a site, ``current`` or ``new`` hospital) where several are due."""

    __tablename__ = "piece"
    __table_args__ = (UniqueConstraint("dossier_id", "kind", "of"),)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    of: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[dt.date | None] = mapped_column(Date)
    opinion: Mapped[str | None] = mapped_column(String(20))
    signed: Mapped[bool | None] = mapped_column()
    vouches: Mapped[bool | None] = mapped_column()
    note: Mapped[str] = mapped_column(Text, default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))


class Lifting(Versioned, Base):
    """A finding that the instructor set aside with a written reason. ``fact`` is what the finding said then:
    when it says something else, the lifting no longer holds."""

    __tablename__ = "lifting"
    __table_args__ = (UniqueConstraint("dossier_id", "finding", "piece", "of"),)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    finding: Mapped[str] = mapped_column(String(60))
    piece: Mapped[str] = mapped_column(String(40), default="")
    of: Mapped[str] = mapped_column(Text, default="")
    fact: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    lifted_on: Mapped[dt.date] = mapped_column(Date)


class Recipient(Versioned, Base):
    """One cell of the recipients grid that the instructor changed: lifted with a reason, or another channel."""

    __tablename__ = "recipient"
    __table_args__ = (UniqueConstraint("dossier_id", "who", "of"),)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    who: Mapped[str] = mapped_column(String(40))
    of: Mapped[str] = mapped_column(Text, default="")
    included: Mapped[bool] = mapped_column()
    channel: Mapped[str] = mapped_column(String(20), default="courriel")
    reason: Mapped[str] = mapped_column(Text, default="")


class LetterRow(Versioned, Base):
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
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(100))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Setting(Versioned, Base):
    """One value of the bureau: letterhead lines, signatories, and the like."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[Any] = mapped_column(JSON)


# --- the journal ------------------------------------------------------------------------------------------------


class Operation(Base):
    """One write: who, when (UTC), in which words, chained to the one before by ``hash``."""

    __tablename__ = "operation"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    who: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    undoable: Mapped[bool] = mapped_column()
    undoes: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), index=True)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class OperationChange(Base):
    """One row touched by an operation; ``before``/``after`` hold the fields that differ, as JSON scalars."""

    __tablename__ = "operation_change"
    __table_args__ = (Index("ix_operation_change_table_row", "table_name", "row_id"),)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column(Integer)
    action: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
