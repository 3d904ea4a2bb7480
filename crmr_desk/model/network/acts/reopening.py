"""Corrects the last day of a centre that has closed, or is to close: what ended with it goes on as long as it does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network.acts.gone_on import gone_on
from crmr_desk.model.network.acts.lasting import earlier
from crmr_desk.model.network.acts.naming import centre_name, names
from crmr_desk.model.network.acts.own_terms import own_terms
from crmr_desk.model.network.acts.reasons import keep_reason
from crmr_desk.model.network.moves import first_code
from crmr_desk.model.network.periods import ONE_DAY, Period, beyond
from crmr_desk.model.network.tables import CCMR, SITE, meets
from crmr_desk.model.store.names import Row
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import (
    Attachment,
    Ccmr,
    Disease,
    ErnMembership,
    Label,
    Mandate,
    Site,
    TeamMember,
)
from crmr_desk.model.store.words import TABLES
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_R = TypeVar("_R", Attachment, Ccmr, Disease, ErnMembership, Label, Mandate, Site, TeamMember)


def correct_last_day(
    db: Database, kind: str, row_id: int, last_day: dt.date | None, *, today: dt.date, reason: str = ""
) -> Changes:
    """Give a CRMR, a site or a CCMR a later ``last_day``, included. What ended with it on its former last day goes on
    to the new one, a mandate or a label no longer than to its own term: nothing renews by itself. ``last_day`` None
    says that no end is known: then what had ended stays so, to be opened by hand. What went on elsewhere stays there
    (``stays_elsewhere``).

    Raises UserError for a centre without a last day, for an earlier one (that is a closing), for a site that went on
    elsewhere, or where no site, or another one, coordinates meanwhile.
    """
    kind = CentreKind(kind).value
    with db.reading() as reader:
        name = centre_name(reader, kind, row_id)
    said = f"au {short_date(last_day)}" if last_day is not None else "retiré"
    with db.writing(f"Dernier jour de {name}\u00a0: {said}") as session:
        centres = _centres(session, kind, row_id)
        former = _former(centres)
        if last_day is not None and last_day <= former:
            raise UserError(
                f"Ce centre ferme le {short_date(former)}\u00a0: pour l’avancer, fermez-le à la date voulue."
            )
        _require_not_elsewhere(session, centres)
        _require_one_coordinating(session, centres, former, last_day)
        hanging = [] if last_day is None else _goes_on(session, kind, row_id, former, last_day)
        terms = own_terms(session, centres, [row for row in hanging if isinstance(row, Mandate | Label)])
        for row in (*centres, *hanging):
            row.end = earlier(last_day, terms.get((row.__tablename__, row.id)))
        session.flush()
        _require_coordinated(session, centres, former + ONE_DAY)
        keep_reason(session, kind, row_id, reason, by=db.who, today=today)
    return session.changes


def stays_elsewhere(db: Database, kind: str, row_id: int) -> tuple[str, ...]:
    """What ended with the centre and has gone on elsewhere since the next day, named: a later last day does not bring
    it back. Nothing for a centre without a last day."""
    kind = CentreKind(kind).value
    with db.reading() as session:
        ends = [row.end for row in _centres(session, kind, row_id) if row.end is not None]
        if not ends:
            return ()
        former = max(ends)
        gone = gone_on(session, kind, _ended_with(session, kind, row_id, former, former + ONE_DAY), former)
        told = [(TABLES[row.__tablename__].title, _told_by(kind, row)) for row in gone]
        called = names(session, [row for _title, row in told])
        return tuple(f"{title}\u00a0: {called.get(row, '')}" for title, row in told)


def _told_by(kind: str, row: Period) -> Row:
    """Whose name says ``row``: an attachment is called by the other centre."""
    if isinstance(row, Attachment):
        return ("crmr", row.crmr_id) if kind == CentreKind.CCMR else ("ccmr", row.ccmr_id)
    return row.__tablename__, row.id


def _centres(session: Session, kind: str, row_id: int) -> list[Site] | list[Ccmr]:
    """The rows that say how long the centre lasts: for a CRMR those of its sites that end last."""
    if kind == CentreKind.CCMR:
        return list(session.scalars(select(Ccmr).where(Ccmr.id == row_id)))
    if kind == CentreKind.SITE:
        return list(session.scalars(select(Site).where(Site.id == row_id)))
    if kind == CentreKind.FSMR:
        raise UserError("Une filière s’ouvre de nouveau par un dossier de désignation (annexe 1, C\u00a0d).")
    sites = list(session.scalars(select(Site).where(Site.crmr_id == row_id)))
    last = max((site.end for site in sites if site.end is not None), default=None)
    return [site for site in sites if site.end is None or site.end == last]


def _former(centres: list[Site] | list[Ccmr]) -> dt.date:
    ends = [row.end for row in centres]
    if not ends or None in ends:
        raise UserError("Ce centre n’a pas de dernier jour\u00a0: rien à corriger.")
    return max(end for end in ends if end is not None)


def _require_not_elsewhere(session: WriteSession, centres: list[Site] | list[Ccmr]) -> None:
    for site in centres:
        if isinstance(site, Site) and site.end is not None:
            same = or_(SITE.c.crmr_id == site.crmr_id, SITE.c.hospital_id == site.hospital_id)
            next_day = select(SITE.c.code).where(SITE.c.start == site.end + ONE_DAY, same)
            if first_code(site.code) in map(first_code, session.scalars(next_day)):
                day = short_date(site.end + ONE_DAY)
                raise UserError(f"Ce site a continué ailleurs le {day}\u00a0: annulez d’abord ce passage.")


def _require_coordinated(session: WriteSession, centres: list[Site] | list[Ccmr], first_day: dt.date) -> None:
    """A constitutive site lasts no longer than those that coordinate its centre, one after the other."""
    for site in centres:
        if not isinstance(site, Site) or site.role == SiteRole.COORDONNATEUR:
            continue
        day: dt.date | None = first_day
        coordinating = (SITE.c.crmr_id == site.crmr_id, SITE.c.role == SiteRole.COORDONNATEUR.value)
        query = select(SITE.c.start, SITE.c.end).where(*coordinating, beyond(SITE, first_day - ONE_DAY))
        for start, end in session.execute(query.order_by(SITE.c.start)):
            if day is not None and start <= day:
                day = end + ONE_DAY if end is not None else None
        if day is not None and (site.end is None or day <= site.end):
            raise UserError(
                f"Aucun site ne coordonne ce centre le {short_date(day)}\u00a0: corrigez d’abord le dernier jour du"
                " site coordonnateur."
            )


def _require_one_coordinating(
    session: WriteSession, centres: list[Site] | list[Ccmr], former: dt.date, last_day: dt.date | None
) -> None:
    for site in centres:
        if not isinstance(site, Site) or site.role != SiteRole.COORDONNATEUR:
            continue
        other = select(SITE.c.id).where(
            SITE.c.crmr_id == site.crmr_id, SITE.c.role == SiteRole.COORDONNATEUR.value, SITE.c.id != site.id,
            meets(SITE, former + ONE_DAY, last_day),
        )  # fmt: skip
        if session.scalar(other.limit(1)) is not None:
            raise UserError("Un autre site coordonne ce centre depuis\u00a0: il ne peut y en avoir deux à la fois.")


def _goes_on(session: Session, kind: str, row_id: int, former: dt.date, last_day: dt.date) -> list[Period]:
    ended = _ended_with(session, kind, row_id, former, last_day)
    elsewhere = gone_on(session, kind, ended, former)
    return [row for row in ended if row not in elsewhere]


def _ended_with(session: Session, kind: str, row_id: int, former: dt.date, last_day: dt.date) -> list[Period]:
    """What ended on the same day as the centre; an attachment only where the other centre lasts as long."""
    lasting = select(SITE.c.crmr_id).where(SITE.c.start <= former, beyond(SITE, last_day - ONE_DAY))
    if kind == CentreKind.CCMR:
        return [
            *_ended(session, Mandate, Mandate.ccmr_id == row_id, former),
            *_ended(session, TeamMember, TeamMember.ccmr_id == row_id, former),
            *_ended(session, Attachment, (Attachment.ccmr_id == row_id) & Attachment.crmr_id.in_(lasting), former),
        ]
    sites = SITE.c.id == row_id if kind == CentreKind.SITE else SITE.c.crmr_id == row_id
    ids = select(SITE.c.id).where(sites, SITE.c.end == former)
    found: list[Period] = [
        *_ended(session, Mandate, Mandate.site_id.in_(ids), former),
        *_ended(session, TeamMember, TeamMember.site_id.in_(ids), former),
        *_ended(session, ErnMembership, ErnMembership.site_id.in_(ids), former),
    ]
    if kind == CentreKind.CRMR:
        found += _ended(session, Mandate, Mandate.crmr_id == row_id, former)
        found += _ended(session, Label, Label.crmr_id == row_id, former)
        found += _ended(session, Disease, Disease.crmr_id == row_id, former)
        lasting = select(CCMR.c.id).where(beyond(CCMR, last_day - ONE_DAY))
        found += _ended(session, Attachment, (Attachment.crmr_id == row_id) & Attachment.ccmr_id.in_(lasting), former)
    return found


def _ended(session: Session, entity: type[_R], where: ColumnElement[bool], former: dt.date) -> list[_R]:
    return list(session.scalars(select(entity).where(where, entity.end == former)))
