"""What the register knows of those who could be reminded: where to write to them, who was reminded already. A constant
number of statements, whatever the size of the network."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.kinds import BIRTHDAY
from crmr_desk.model.deadlines.rows import DONE, LIFTED
from crmr_desk.model.dossiers.answers_told import Seat
from crmr_desk.model.dossiers.letter_states import OVER, REMINDER
from crmr_desk.model.network.directions import Contact, directions_in
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.snapshot import OPEN, NetworkOn, network_on
from crmr_desk.model.network.tables import DOSSIER, PERSON, AnyRow
from crmr_desk.model.store import schema

LETTER: Final = schema.LetterRow.__table__
Reminded = Mapping[tuple[str, str], dt.date]
"""The day of the last reminder, by deadline and role of the addressee."""


@dataclass(frozen=True)
class Known:
    """All of it, but for the deadlines themselves."""

    network: NetworkOn
    emails: Mapping[int, str]
    """Of people, by id."""
    directions: Mapping[int, Contact]
    """Of hospitals, by id."""
    dossiers: Mapping[Seat, list[AnyRow]]
    """Those that are open."""
    reminded: Reminded


def known_in(session: Session, today: dt.date, kind: str) -> Known:
    """What is known ``today`` of those who could be reminded of ``kind``."""
    network = network_on(session, today)
    return Known(
        network=network,
        emails=_emails(session),
        directions=directions_in(session, network.hospitals.keys()),
        dossiers=_open_dossiers(session, today),
        reminded=reminded_in(session, kind),
    )


def reminded_in(session: Session, kind: str) -> Reminded:
    """The last reminder of each deadline of a kind that was not given up, by deadline and role. One statement."""
    query = (
        select(LETTER.c.of, LETTER.c.who, func.max(LETTER.c.dated).label("dated"))
        .where(
            LETTER.c.purpose == REMINDER, LETTER.c.state.not_in(OVER), LETTER.c.of.startswith(f"{deadline_kind(kind)}:")
        )
        .group_by(LETTER.c.of, LETTER.c.who)
    )
    return {(row.of, row.who): row.dated for row in session.execute(query)}


def settled_in(session: Session, kind: str) -> Mapping[str, AnyRow]:
    """What was decided for good of deadlines of a kind, done or lifted, by key. One statement."""
    marks = schema.DeadlineMark.__table__
    over = (marks.c.state.in_((DONE, LIFTED)), marks.c.key.startswith(f"{deadline_kind(kind)}:"))
    return {row.key: row for row in session.execute(select(marks).where(*over))}


def deadline_kind(kind: str) -> str:
    """The kind of the deadlines of which a reminder speaks."""
    return BIRTHDAY if kind == "age" else kind


def _emails(session: Session) -> dict[int, str]:
    query = select(PERSON.c.id, PERSON.c.email).where(PERSON.c.email.is_not(None), PERSON.c.email != "")
    return dict(session.execute(query).all())


def _open_dossiers(session: Session, today: dt.date) -> dict[Seat, list[AnyRow]]:
    columns = [
        DOSSIER.c[name] for name in ("number", "request", "function", "crmr_id", "site_id", "ccmr_id", "fsmr_id")
    ]
    found: dict[Seat, list[AnyRow]] = defaultdict(list)
    query = select(*columns).where(DOSSIER.c.state == OPEN, DOSSIER.c.opened_on <= today).order_by(DOSSIER.c.number)
    for row in session.execute(query):
        found[seat_of(row)].append(row)
    return found
