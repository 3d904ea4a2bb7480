"""Tables of what is due beside what the register tells by itself, and of how letters are signed and sent together."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from crmr_desk.model.store.schema_base import NEVER_REUSE_IDS, Versioned, period_check


class DeadlineEntry(Versioned):
    """A deadline typed by hand: a meeting, the annual day of the network, whatever nothing else of the register tells.

    ``kind`` is meeting, network_day, committee or other. It may concern one centre, or a dossier, or nothing in
    particular. ``instructor`` is whose it is, empty for everybody's; ``place`` what asks for it, empty outside any
    text.
    """

    __tablename__ = "deadline_entry"
    on: Mapped[dt.date] = mapped_column(Date, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(Text, default="")
    instructor: Mapped[str] = mapped_column(Text, default="")
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    crmr_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), index=True)


class DeadlineMark(Versioned):
    """What somebody decided of a deadline: ``state`` is done, postponed (to ``until``) or lifted, by whom, when and
    why.

    ``key`` names the deadline (``mandate_end:12``, ``annual_report:site:3:2026``) and ``due_on`` the day on which it
    fell then: where it falls on another day since, the mark no longer holds.
    """

    __tablename__ = "deadline_mark"
    __table_args__ = (
        CheckConstraint("(state = 'postponed') = (until IS NOT NULL)", name="postponed_until"),
        NEVER_REUSE_IDS,
    )
    key: Mapped[str] = mapped_column(String(80), unique=True)
    due_on: Mapped[dt.date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20))
    until: Mapped[dt.date | None] = mapped_column(Date, index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[str] = mapped_column(Text)
    marked_on: Mapped[dt.date] = mapped_column(Date)


class LetterBatch(Versioned):
    """Letters written in one pass: ``kind`` is what they remind of, ``name`` what the user calls the pass."""

    __tablename__ = "letter_batch"
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(Text)
    made_on: Mapped[dt.date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(Text)


class SigningList(Versioned):
    """A bordereau: letters handed in together for signature, with its PDF. ``returned_on`` is the day on which
    its return was noted; whether it is still out, its letters say."""

    __tablename__ = "signing_list"
    number: Mapped[str] = mapped_column(String(20), unique=True)
    made_on: Mapped[dt.date] = mapped_column(Date)
    signatory: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    returned_on: Mapped[dt.date | None] = mapped_column(Date)


class Signatory(Versioned):
    """Who may sign, from ``start`` to ``end``, both included: name, ``quality`` (in whose name), ``capacity`` and the
    act that delegates the signature (CRPA L212-1)."""

    __tablename__ = "signatory"
    __table_args__ = (period_check(), NEVER_REUSE_IDS)
    name: Mapped[str] = mapped_column(Text)
    quality: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[str] = mapped_column(Text)
    delegation: Mapped[str] = mapped_column(Text, default="")
    start: Mapped[dt.date] = mapped_column(Date)
    end: Mapped[dt.date | None] = mapped_column(Date)


class Letterhead(Versioned):
    """The lines of the bureau from ``start`` on, until a later row begins, and the administration's own letterhead
    file, laid under page one. ``lines`` is {name of a line of the bureau: text}; ``says_direction`` tells that the
    file bears the names of the direction and the bureau, which letters then do not print again."""

    __tablename__ = "letterhead"
    start: Mapped[dt.date] = mapped_column(Date, unique=True)
    lines: Mapped[dict[str, Any]] = mapped_column(JSON)
    says_direction: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))


class Phrase(Versioned):
    """A ready sentence or paragraph for letters, filed by ``topic``; it may hold the merge fields of a letter."""

    __tablename__ = "phrase"
    topic: Mapped[str] = mapped_column(Text, index=True)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
