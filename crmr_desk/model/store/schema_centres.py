"""Tables of what is known of a centre beside who leads it: former values, diseases, ERN, team, notes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmr_desk.model.store.schema_base import NEVER_REUSE_IDS, Versioned, period_check

NOTE_SUBJECTS = ("fsmr_id", "crmr_id", "site_id", "ccmr_id", "person_id", "hospital_id")
"""The columns that say what a note is about."""


def _exactly_one(columns: tuple[str, ...], name: str) -> CheckConstraint:
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"({filled}) = 1", name=name)


class FormerValue(Versioned):
    """What a field of a row was up to ``until``, included: the row itself holds what it has been since.

    Of several for one field, the one with the earliest ``until`` that a day does not pass holds on that day. Kept for
    what the law or a letter may ask years later: titles, acronyms, names, legal numbers, the hospital of a CCMR, the
    FSMR of a CRMR. ``value`` is as the journal keeps it.
    """

    __tablename__ = "former_value"
    __table_args__ = (
        UniqueConstraint("table_name", "row_id", "field", "until"),
        Index("ix_former_value_until", "until"),
        NEVER_REUSE_IDS,
    )
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column(Integer)
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    until: Mapped[dt.date] = mapped_column(Date)


class Disease(Versioned):
    """A disease, or group of diseases, for which a CRMR is responsible. ``orpha`` is the ORPHAcode where it has one;
    days that nobody knows stay empty."""

    __tablename__ = "disease"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    crmr_id: Mapped[int] = mapped_column(ForeignKey("crmr.id"), index=True)
    orpha: Mapped[int | None] = mapped_column(Integer, index=True)
    name: Mapped[str] = mapped_column(Text)
    start: Mapped[dt.date | None] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class ErnMembership(Versioned):
    """A site that belongs to a European reference network, named by its acronym (``resources/reference/ern.toml``)."""

    __tablename__ = "ern_membership"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    ern: Mapped[str] = mapped_column(String(20))
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class TeamMember(Versioned):
    """Somebody of the team of a site or a CCMR, beside who leads it. ``quota`` is a share of full time in per cent."""

    __tablename__ = "team_member"
    __table_args__ = (period_check(), _exactly_one(("site_id", "ccmr_id"), "one_centre"), NEVER_REUSE_IDS)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(Text, default="")
    quota: Mapped[int | None] = mapped_column(Integer)
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Note(Versioned):
    """A remark of the bureau on a centre, a person or a hospital, signed and dated."""

    __tablename__ = "note"
    __table_args__ = (_exactly_one(NOTE_SUBJECTS, "one_subject"), NEVER_REUSE_IDS)
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    crmr_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    hospital_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    written_on: Mapped[dt.date] = mapped_column(Date)
