"""What the register knows of those who could be reminded: where to write to them, who was reminded already. A constant
number of statements, whatever the size of the network."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.correspondence.reminders.kinds import deadline_kind
from crmr_desk.model.deadlines.rows import DONE, LIFTED
from crmr_desk.model.dossiers.answers_told import Seat
from crmr_desk.model.dossiers.letter_states import OVER, REMINDER
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.directions import Contact, directions_in
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.snapshot import OPEN, NetworkOn, network_on
from crmr_desk.model.network.tables import (
    CCMR,
    CCMR_COLUMNS,
    CRMR_COLUMNS,
    DOSSIER,
    PERSON,
    SITE,
    SITE_COLUMNS,
    AnyRow,
    covers,
)
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


def known_in(session: Session, today: dt.date, kind: str, owing: Iterable[tuple[str, int]]) -> Known:
    """What is known ``today`` of those who could be reminded of ``kind``; in the network is each centre ``owing``
    something (kind and id), closed or to open though it be."""
    network = _with_absent(session, network_on(session, today), owing)
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


def _with_absent(session: Session, network: NetworkOn, owing: Iterable[tuple[str, int]]) -> NetworkOn:
    """The network with those ``owing`` that are not there on its day, after those that are: closed, the last first, or
    to open. Their rows say what they were named at the end. At most three statements, none where all are there."""
    there = {(kind.value, row_id) for kind, ids in _ids(network) for row_id in ids}
    absent = set(owing) - there
    if not absent:
        return network
    away = select(*SITE_COLUMNS).where(~covers(SITE, network.on)).order_by(SITE.c.start.desc(), SITE.c.id)
    sites = [
        row
        for row in session.execute(away)
        if (CentreKind.SITE, row.id) in absent or (CentreKind.CRMR, row.crmr_id) in absent
    ]
    ccmrs = session.execute(select(*CCMR_COLUMNS).where(~covers(CCMR, network.on)))
    above = absent | {(CentreKind.CRMR.value, site.crmr_id) for site in sites}
    crmrs = [row for row in session.execute(select(*CRMR_COLUMNS)) if (CentreKind.CRMR, row.id) in above - there]
    with_sites = {crmr_id: list(rows) for crmr_id, rows in network.sites.items()}
    for site in sites:
        with_sites.setdefault(site.crmr_id, []).append(site)
    return replace(
        network,
        crmrs=[*network.crmrs, *crmrs],
        sites=with_sites,
        ccmrs={**network.ccmrs, **{row.id: row for row in ccmrs if (CentreKind.CCMR, row.id) in absent}},
    )


def _ids(network: NetworkOn) -> Iterator[tuple[CentreKind, Iterable[int]]]:
    yield CentreKind.FSMR, (row.id for row in network.fsmrs)
    yield CentreKind.CRMR, (row.id for row in network.crmrs)
    yield CentreKind.SITE, (site.id for sites in network.sites.values() for site in sites)
    yield CentreKind.CCMR, network.ccmrs


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
