"""Labelling campaigns (A2 §1): created, changed, listed. Their applications are dossiers of request ``labelling``."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.candidacy_rows import CampaignRow, Outcome
from crmr_desk.model.dossiers.records import ABANDONED, DECIDED
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, ON, AnyRow
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Campaign, Candidacy, Dossier
from crmr_desk.model.terms import last_day, short_date

LABELLING: Final = "labelling"
"""The request of the dossiers that are applications to a campaign."""
_LONGEST_YEARS: Final = 10
_CANDIDACY = Candidacy.__table__
_RECEIVING = (
    select(Campaign)
    .where(Campaign.opens_on <= ON, Campaign.closes_on >= ON)
    .order_by(Campaign.closes_on, Campaign.id)
    .limit(1)
)


def create_campaign(
    db: Database,
    *,
    name: str,
    opens_on: dt.date,
    closes_on: dt.date,
    label_start: dt.date,
    label_years: int = TERM_YEARS,
    act: str = "",
) -> tuple[int, Changes]:
    """A campaign whose applications come in from ``opens_on`` to ``closes_on``, both included; its labels run for
    ``label_years`` years from ``label_start``, by the order ``act``.

    Raises UserError for a name that is empty or taken, and for dates or years that cannot be.
    """
    with db.writing(f"Campagne de labellisation «\u202f{as_typed(name)}\u202f»") as session:
        campaign = Campaign()
        _fill(session, campaign, name, (opens_on, closes_on, label_start), label_years, act)
        session.add(campaign)
        session.flush()
        campaign_id = campaign.id
    return campaign_id, session.changes


def change_campaign(
    db: Database,
    campaign_id: int,
    *,
    name: str,
    opens_on: dt.date,
    closes_on: dt.date,
    label_start: dt.date,
    label_years: int,
    act: str,
) -> Changes:
    """Change a campaign; the open applications take its dates over. Raises UserError as ``create_campaign`` does, and
    for another period of label once labels have been opened under it."""
    with db.writing(f"Campagne «\u202f{as_typed(name)}\u202f» modifiée") as session:
        campaign = campaign_of(session, campaign_id)
        same_period = (campaign.label_start, campaign.label_years) == (label_start, label_years)
        if not same_period and _any_decided(session, campaign_id):
            raise UserError(
                f"Des labels de la campagne «\u202f{campaign.name}\u202f» sont déjà ouverts\u00a0: leur début et leur"
                " durée ne changent plus. Annulez d’abord ces décisions."
            )
        _fill(session, campaign, name, (opens_on, closes_on, label_start), label_years, act)
        for dossier in session.scalars(
            select(Dossier).where(Dossier.campaign_id == campaign_id, Dossier.state == OPEN)
        ):
            dossier.answers = {**dossier.answers, "start": label_start.isoformat()}
    return session.changes


def campaigns(db: Database, today: dt.date) -> list[CampaignRow]:
    """Every campaign with its progress, the newest first."""
    with db.reading() as session:
        rows = session.scalars(select(Campaign).order_by(Campaign.opens_on.desc(), Campaign.id.desc())).all()
        found = session.execute(_DOSSIERS).all()
    return [_row(row, [each for each in found if each.campaign_id == row.id], today) for row in rows]


def campaign_of(session: Session, campaign_id: int | None) -> Campaign:
    """The campaign. Raises UserError when it is no longer there."""
    campaign = session.get(Campaign, campaign_id) if campaign_id is not None else None
    if campaign is None:
        raise UserError("Cette campagne n’est plus dans le registre\u00a0: rafraîchissez la liste avec F5.")
    return campaign


def label_end(campaign: Campaign) -> dt.date:
    """Last day, included, of the labels that the campaign grants."""
    return last_day(campaign.label_start, campaign.label_years)


def receiving(session: Session, on: dt.date) -> Campaign | None:
    """The campaign that receives applications on ``on``; the one that closes first where there are several."""
    return session.scalars(_RECEIVING, {"on": on}).first()


def overlap_problem(former_end: dt.date | None, label_start: dt.date) -> str:
    """Why a label that ends on ``former_end`` leaves no room for one from ``label_start``; empty when it does."""
    if former_end is None or former_end < label_start:
        return ""
    return (
        f"Le label en cours va jusqu’au {short_date(former_end)}, celui de la campagne commence le"
        f" {short_date(label_start)}\u00a0: deux labels ne se recouvrent pas."
    )


def _fill(
    session: Session,
    campaign: Campaign,
    name: str,
    days: tuple[dt.date, dt.date, dt.date],
    label_years: int,
    act: str,
) -> None:
    name = as_typed(name)
    _require_name(session, name, campaign.id)
    _require_days(*days)
    if not 1 <= label_years <= _LONGEST_YEARS:
        raise UserError(
            f"Un label de {label_years} ans n’est pas prévu\u00a0: l’annexe 1 en donne cinq\u202f; tapez un nombre de"
            f" 1 à {_LONGEST_YEARS}."
        )
    campaign.name, campaign.act = name, as_typed(act)
    campaign.opens_on, campaign.closes_on, campaign.label_start = days
    campaign.label_years = label_years


def _require_name(session: Session, name: str, campaign_id: int | None) -> None:
    if not name:
        raise UserError("Donnez un nom à la campagne, par exemple «\u202fAppel à projets 2028\u202f».")
    taken = select(Campaign.id).where(Campaign.name == name, Campaign.id != (campaign_id or 0))
    with session.no_autoflush:
        if session.scalar(taken) is not None:
            raise UserError(f"Une campagne s’appelle déjà «\u202f{name}\u202f»\u00a0: donnez-lui un autre nom.")


def _require_days(opens_on: dt.date, closes_on: dt.date, label_start: dt.date) -> None:
    if closes_on < opens_on:
        raise UserError(
            f"Les dépôts se fermeraient le {short_date(closes_on)}, avant de s’ouvrir le {short_date(opens_on)}\u00a0:"
            " corrigez l’une des deux dates."
        )
    if label_start <= closes_on:
        raise UserError(
            f"Le label commencerait le {short_date(label_start)}, avant la fin des dépôts, le"
            f" {short_date(closes_on)}\u00a0: corrigez l’une des deux dates."
        )


def _any_decided(session: Session, campaign_id: int) -> bool:
    decided = exists().where(DOSSIER.c.campaign_id == campaign_id, DOSSIER.c.state.in_((DECIDED, "closed")))
    return bool(session.scalar(select(decided)))


def _row(campaign: Campaign, found: list[AnyRow], today: dt.date) -> CampaignRow:
    settled = [row for row in found if row.state != OPEN]
    return CampaignRow(
        id=campaign.id,
        version=campaign.version,
        name=campaign.name,
        opens_on=campaign.opens_on,
        closes_on=campaign.closes_on,
        label_start=campaign.label_start,
        label_end=label_end(campaign),
        label_years=campaign.label_years,
        act=campaign.act,
        state=_state(campaign, today, len(found), len(settled)),
        applications=len(found),
        settled=len(settled),
        labelled=sum(row.outcome == Outcome.LABELLED for row in settled),
    )


def _state(campaign: Campaign, today: dt.date, applications: int, settled: int) -> str:
    if today < campaign.opens_on:
        return "to_come"
    if today <= campaign.closes_on:
        return "open"
    if not applications:
        return "closed"
    return "settled" if settled == applications else "examination"


_DOSSIERS = (
    select(DOSSIER.c.campaign_id, DOSSIER.c.state, _CANDIDACY.c.outcome)
    .join(_CANDIDACY, (_CANDIDACY.c.dossier_id == DOSSIER.c.id) & (_CANDIDACY.c.kind == CentreKind.CRMR.value))
    .where(DOSSIER.c.campaign_id.is_not(None), DOSSIER.c.state != ABANDONED)
)
"""One row an application, with the outcome of its centre."""
