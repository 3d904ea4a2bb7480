"""Tables of the dossiers, their letters and the files kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmr_desk.model.store.schema_base import NEVER_REUSE_IDS, Base, Versioned


class Dossier(Versioned):
    """One request under instruction. ``answers`` holds what was typed, keyed by the paths of the situation.

    ``function`` is that of the seat that leads the centre concerned, whatever is asked: coordonnateur for a CRMR,
    responsable_site, responsable_ccmr, animateur for a FSMR. ``state`` is open, decided, closed or abandoned; how far
    an open one is follows from the days of its acts: declared complete, examination begun, sent for the visa.
    ``scenario`` is the one to which the answers led at the last act, for lists; the pages deduce it anew, and deciding
    freezes it. A dossier on hold wakes by itself on ``hold_until``. ``decided_on`` is the day on which the decision was
    applied, ``closed_on`` that of the closing, or of the abandonment.
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
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    former_mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    new_mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    instructor: Mapped[str] = mapped_column(Text)
    opened_on: Mapped[dt.date] = mapped_column(Date)
    closed_on: Mapped[dt.date | None] = mapped_column(Date)
    complete_on: Mapped[dt.date | None] = mapped_column(Date)
    examined_on: Mapped[dt.date | None] = mapped_column(Date)
    visa_on: Mapped[dt.date | None] = mapped_column(Date)
    decided_on: Mapped[dt.date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    hold_until: Mapped[dt.date | None] = mapped_column(Date)
    hold_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)


class Piece(Versioned):
    """A paper of a dossier; ``of`` says whose (a site, ``current`` or ``new`` hospital) where several are due.
    ``state`` is missing, received, to_check, compliant or to_redo."""

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


class Opinion(Versioned):
    """An opinion or agreement asked of a named body, for the paper (``kind``, ``of``), whose arrival is the answer.
    ``reminded_on`` is the last of ``reminders``; ``unanswered_on`` the day on which it was noted that none will come.
    """

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("dossier_id", "kind", "of"), NEVER_REUSE_IDS)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    of: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[dt.date] = mapped_column(Date)
    due_on: Mapped[dt.date] = mapped_column(Date, index=True)
    reminded_on: Mapped[dt.date | None] = mapped_column(Date)
    reminders: Mapped[int] = mapped_column(Integer, default=0)
    unanswered_on: Mapped[dt.date | None] = mapped_column(Date)


class Campaign(Versioned):
    """A labelling campaign (A2 §1): applications come in from ``opens_on`` to ``closes_on``, both included, and a label
    granted runs for ``label_years`` years from ``label_start``. ``act`` is the order that grants it."""

    __tablename__ = "campaign"
    name: Mapped[str] = mapped_column(Text, unique=True)
    opens_on: Mapped[dt.date] = mapped_column(Date)
    closes_on: Mapped[dt.date] = mapped_column(Date)
    label_start: Mapped[dt.date] = mapped_column(Date)
    label_years: Mapped[int] = mapped_column(Integer, default=5)
    act: Mapped[str] = mapped_column(Text, default="")


class Candidacy(Versioned):
    """One structure of an application: the CRMR, a site or a CCMR (``kind``); an existing one by its id, or one to be
    created from ``title``, ``hospital_id`` and the rest. ``criteria`` is {criterion: {"met": bool, "evidence": text}};
    ``outcome`` is labelled, refused or withdrawn, with its ``reason``."""

    __tablename__ = "candidacy"
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"))
    title: Mapped[str] = mapped_column(Text, default="")
    hospital_id: Mapped[int | None] = mapped_column(ForeignKey("hospital.id"))
    unit: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(String(20), default="")
    ground: Mapped[str | None] = mapped_column(String(20))
    active_file: Mapped[int | None] = mapped_column(Integer)
    criteria: Mapped[dict[str, Any]] = mapped_column(JSON)
    outcome: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")


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
    """A letter, of a dossier or written in a batch to a centre: frozen facts, the PDF in ``stored_file``, its way out.

    ``purpose`` is decision (a cell of the recipients grid), exchange (a request, a reminder, an acknowledgement of
    receipt, an adjournment) or reminder (of a batch, outside any dossier). ``state`` is final, to_sign (on a signing
    list), signed, sent, acknowledged, lifted with its ``reason``, or replaced by a later ``edition``, which names it in
    ``replaces_id``. ``signed_file_id`` is the scan or the PDF that bears the signature. ``email`` and ``facts`` are
    those of the day on which it was written.
    """

    __tablename__ = "letter"
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), index=True)
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
    sent_on: Mapped[dt.date | None] = mapped_column(Date, index=True)
    purpose: Mapped[str] = mapped_column(String(20), default="decision", server_default="decision")
    acknowledged_on: Mapped[dt.date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    email: Mapped[str] = mapped_column(Text, default="", server_default="")
    edition: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    signing_list_id: Mapped[int | None] = mapped_column(ForeignKey("signing_list.id"), index=True)
    signed_on: Mapped[dt.date | None] = mapped_column(Date)
    signed_by: Mapped[str] = mapped_column(Text, default="", server_default="")
    signed_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("letter_batch.id"), index=True)
    fsmr_id: Mapped[int | None] = mapped_column(ForeignKey("fsmr.id"), index=True)
    crmr_id: Mapped[int | None] = mapped_column(ForeignKey("crmr.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    ccmr_id: Mapped[int | None] = mapped_column(ForeignKey("ccmr.id"), index=True)


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
