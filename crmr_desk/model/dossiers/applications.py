"""The applications of a campaign, and the centres that may still apply."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.campaigns import LABELLING, campaign_of, overlap_problem
from crmr_desk.model.dossiers.candidacy_rows import ApplicationRow, EligibleCentre, Outcome
from crmr_desk.model.dossiers.records import ABANDONED
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import CRMR, DOSSIER, FSMR, LABEL, SITE, AnyRow, covers
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Campaign, Candidacy
from crmr_desk.model.terms import last_day

_CANDIDACY = Candidacy.__table__


def applications(db: Database, campaign_id: int) -> list[ApplicationRow]:
    """The applications of a campaign that were not abandoned, in the order of the centres' names; four statements
    whatever their number. Raises UserError when the campaign is gone."""
    with db.reading() as session:
        campaign = campaign_of(session, campaign_id)
        known = set(session.scalars(select(LABEL.c.crmr_id).where(LABEL.c.start < campaign.label_start).distinct()))
        counts = _outcomes(session, campaign_id)
        rows = [
            _application(row, counts.get(row.id, Counter()), new=row.crmr_id not in known)
            for row in session.execute(_dossiers(campaign_id))
        ]
    return sorted(rows, key=lambda row: collation(row.centre))


def centres_for(db: Database, campaign_id: int, today: dt.date) -> list[EligibleCentre]:
    """The centres active on ``today`` and those that never had a site, having applied in vain before; each with what
    keeps it from applying to the campaign, if anything does."""
    active = exists().where(SITE.c.crmr_id == CRMR.c.id, covers(SITE, today))
    never_open = ~exists().where(SITE.c.crmr_id == CRMR.c.id)
    query = (
        select(CRMR.c.id, CRMR.c.acronym, CRMR.c.title, FSMR.c.sigle)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(or_(active, never_open))
    )
    with db.reading() as session:
        campaign = campaign_of(session, campaign_id)
        ends, taken = _label_ends(session), _applications_of(session, campaign)
        centres = [
            EligibleCentre(
                crmr_id=row.id,
                name=row.acronym or row.title,
                title=row.title if row.acronym else "",
                fsmr=row.sigle or "",
                label_end=ends.get(row.id),
                obstacle=taken.get(row.id) or overlap_problem(ends.get(row.id), campaign.label_start),
            )
            for row in session.execute(query)
        ]
    return sorted(centres, key=lambda centre: collation(centre.name))


def campaigns_for(db: Database, crmr_id: int, today: dt.date) -> list[tuple[int, str]]:
    """(id, name) of the campaigns open on ``today``, or under examination since, to which a centre may still apply;
    the newest first."""
    query = select(Campaign).where(Campaign.opens_on <= today, Campaign.label_start > today)
    with db.reading() as session:
        return [
            (campaign.id, campaign.name)
            for campaign in session.scalars(query.order_by(Campaign.opens_on.desc(), Campaign.id.desc()))
            if not obstacle_of(session, campaign, crmr_id)
        ]


def fsmr_choices(db: Database) -> list[tuple[int, str]]:
    """(id, sigle) of every filière, in French order: what a new centre may choose from."""
    with db.reading() as session:
        rows = session.execute(select(FSMR.c.id, FSMR.c.sigle)).all()
    return sorted(((row.id, row.sigle) for row in rows), key=lambda each: collation(each[1]))


def obstacle_of(session: Session, campaign: Campaign, crmr_id: int) -> str:
    """What keeps a centre from applying to the campaign; empty when nothing does."""
    taken = _applications_of(session, campaign).get(crmr_id)
    return taken or overlap_problem(_label_ends(session, LABEL.c.crmr_id == crmr_id).get(crmr_id), campaign.label_start)


def _label_ends(session: Session, *where: Any) -> dict[int, dt.date]:
    """Last day of the latest label of each centre; one without a printed end runs for five years (A1 A-c)."""
    query = select(LABEL.c.crmr_id, LABEL.c.start, LABEL.c.end).where(*where).order_by(LABEL.c.start)
    return {row.crmr_id: row.end or last_day(row.start, TERM_YEARS) for row in session.execute(query)}


def _applications_of(session: Session, campaign: Campaign) -> dict[int, str]:
    """By centre, the application that it already has: in this campaign, or open in another."""
    query = (
        select(DOSSIER.c.crmr_id, DOSSIER.c.number)
        .where(DOSSIER.c.request == LABELLING, DOSSIER.c.state != ABANDONED)
        .where((DOSSIER.c.campaign_id == campaign.id) | (DOSSIER.c.state == OPEN))
    )
    return {row.crmr_id: f"Ce centre a déjà sa candidature, dossier {row.number}." for row in session.execute(query)}


def _dossiers(campaign_id: int) -> Select[Any]:
    of_centre = (
        select(_CANDIDACY.c.dossier_id, _CANDIDACY.c.outcome).where(_CANDIDACY.c.kind == CentreKind.CRMR.value)
    ).subquery()
    return (
        select(
            DOSSIER.c.id,
            DOSSIER.c.number,
            DOSSIER.c.state,
            DOSSIER.c.crmr_id,
            CRMR.c.acronym,
            CRMR.c.title,
            FSMR.c.sigle,
            of_centre.c.outcome,
        )
        .join(CRMR, CRMR.c.id == DOSSIER.c.crmr_id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .outerjoin(of_centre, of_centre.c.dossier_id == DOSSIER.c.id)
        .where(DOSSIER.c.campaign_id == campaign_id, DOSSIER.c.state != ABANDONED)
    )


def _outcomes(session: Session, campaign_id: int) -> dict[int, Counter[str]]:
    """How many structures of each dossier of the campaign have each outcome ("" while they have none)."""
    query = (
        select(_CANDIDACY.c.dossier_id, _CANDIDACY.c.outcome, func.count())
        .join(DOSSIER, DOSSIER.c.id == _CANDIDACY.c.dossier_id)
        .where(DOSSIER.c.campaign_id == campaign_id)
        .group_by(_CANDIDACY.c.dossier_id, _CANDIDACY.c.outcome)
    )
    counts: dict[int, Counter[str]] = {}
    for dossier_id, outcome, number in session.execute(query):
        counts.setdefault(dossier_id, Counter())[outcome or ""] = number
    return counts


def _application(row: AnyRow, counts: Counter[str], *, new: bool) -> ApplicationRow:
    return ApplicationRow(
        dossier_id=row.id,
        number=row.number,
        centre=row.acronym or row.title,
        fsmr=row.sigle or "",
        new=new,
        state=row.state,
        outcome=row.outcome,
        structures=counts.total(),
        settled=counts.total() - counts[""],
        labelled=counts[Outcome.LABELLED],
        refused=counts[Outcome.REFUSED],
        withdrawn=counts[Outcome.WITHDRAWN],
    )
