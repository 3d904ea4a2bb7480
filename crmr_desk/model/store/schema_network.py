"""Tables of the network: who is where, from when to when."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from crmr_desk.model.store.schema_base import NEVER_REUSE_IDS, Versioned, period_check

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


class Hospital(Versioned):
    """A geographic establishment (FINESS ET) of a legal entity (FINESS EJ). ``region`` is the INSEE code. ``address``
    and ``email`` are those of its direction, for letters; the address has its lines as they stand on an envelope.

    One that was found to be another one's double names it in ``merged_into_id``: nothing refers to it any more and no
    list shows it, but it keeps its numbers, and can be told apart again.
    """

    __tablename__ = "hospital"
    finess_et: Mapped[str] = mapped_column(String(9), unique=True)
    finess_ej: Mapped[str] = mapped_column(String(9), index=True)
    name: Mapped[str] = mapped_column(Text)
    town: Mapped[str] = mapped_column(Text, default="")
    region: Mapped[str] = mapped_column(String(2), index=True)
    address: Mapped[str] = mapped_column(Text, default="", server_default="")
    email: Mapped[str] = mapped_column(Text, default="", server_default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"), index=True)


class Person(Versioned):
    """Somebody who holds, held or may hold a function. Unknown facts stay empty, never guessed. ``merged_into_id`` as
    for ``Hospital``."""

    __tablename__ = "person"
    code: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text, default="")
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text, index=True)
    rpps: Mapped[str | None] = mapped_column(String(11))
    birth_date: Mapped[dt.date | None] = mapped_column(Date, index=True)
    status: Mapped[str | None] = mapped_column(String(20))
    full_time: Mapped[bool | None] = mapped_column(Boolean)
    email: Mapped[str | None] = mapped_column(Text)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)


class Fsmr(Versioned):
    """A network of centres (filière). Its periods of designation are rows of their own."""

    __tablename__ = "fsmr"
    sigle: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"))


class FsmrDesignation(Versioned):
    """Five years for which a FSMR is designated (A1 C-d)."""

    __tablename__ = "fsmr_designation"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    fsmr_id: Mapped[int] = mapped_column(ForeignKey("fsmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Crmr(Versioned):
    """A reference centre. It exists on a date when one of its sites does. ``split_from_id`` is the centre of which it
    was a part before it stood alone."""

    __tablename__ = "crmr"
    code: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    acronym: Mapped[str] = mapped_column(Text, default="")
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"))


class Label(Versioned):
    """A period of recognition of a CRMR; ``act`` is the order that granted it."""

    __tablename__ = "label"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date, index=True)
    act: Mapped[str] = mapped_column(Text, default="")


class Site(Versioned):
    """A hospital unit with a clinical activity, coordinating or constitutive (A1 A-c). ``hospital_id`` is None where a
    national list that names no hospital brought it in, until somebody says where it is. ``activity`` is a SiteActivity,
    None where nobody has said."""

    __tablename__ = "site"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    code: Mapped[str] = mapped_column(Text, unique=True)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    hospital_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"), index=True)
    unit: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)
    specialty: Mapped[str] = mapped_column(Text, default="", server_default="")
    population: Mapped[str | None] = mapped_column(String(8))
    activity: Mapped[str | None] = mapped_column(String(12))


class Ccmr(Versioned):
    """A competence centre. ``active_file`` counts patients followed; ``hospital_id`` as for ``Site``."""

    __tablename__ = "ccmr"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    code: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(8), default="CCMR")
    hospital_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"), index=True)
    specialty: Mapped[str] = mapped_column(Text, default="")
    population: Mapped[str | None] = mapped_column(String(8))
    active_file: Mapped[int | None] = mapped_column(Integer)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Attachment(Versioned):
    """A CCMR attached to a CRMR for a period; several at once are allowed (A1 B-c)."""

    __tablename__ = "attachment"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    ccmr_id: Mapped[int] = mapped_column(ForeignKey("ccmr.id"), index=True)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Mandate(Versioned):
    """A person in one seat for a period. Exactly one of the four targets is set, the one its function names.

    Two mandates of one seat never overlap: an exclusion constraint (PostgreSQL) or triggers (SQLite) hold it.
    """

    __tablename__ = "mandate"
    __table_args__ = (period_check(), _one_seat_check(), NEVER_REUSE_IDS)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    function: Mapped[str] = mapped_column(String(20))
    crmr_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date, index=True)
