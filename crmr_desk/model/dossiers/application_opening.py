"""Opens applications to a labelling campaign (A2 §1): for centres of the register, one by one or in batch, or for a new
one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.applications import obstacle_of
from crmr_desk.model.dossiers.campaigns import LABELLING, campaign_of
from crmr_desk.model.dossiers.candidacies import candidacy_row
from crmr_desk.model.dossiers.candidacy_reading import active_structures
from crmr_desk.model.dossiers.candidacy_rows import NewCentre, NewStructure
from crmr_desk.model.dossiers.records import next_number
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network.centres import add_crmr
from crmr_desk.model.network.names import as_typed, fold
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import CRMR
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Campaign, Candidacy, Crmr, Dossier, Fsmr, Site
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.law.packs import Pack

_LABEL: Final = "Ouverture d’une candidature au label"


def open_application(
    db: Database,
    pack: Pack,
    *,
    campaign_id: int,
    crmr_id: int | None = None,
    new: NewCentre | None = None,
    today: dt.date,
) -> tuple[int, Changes]:
    """Open the application of a centre: one of the register, with its sites and CCMR of ``today``, or a ``new`` one,
    which is written down without site or label and so exists nowhere in the network until it is labelled.

    Returns the id of the dossier. Raises UserError when the campaign is not open yet, the centre has applied already,
    its label still runs on the first day of the new one, or a new centre has no title.
    """
    with db.writing(_LABEL) as session:
        campaign = _open_campaign(session, campaign_id, today)
        if crmr_id is None:
            crmr_id = _new_centre(session, new or NewCentre(""), today)
        dossier_id = _open(session, pack, campaign, crmr_id, db.who, today)
    return dossier_id, session.changes


def open_applications(
    db: Database, pack: Pack, *, campaign_id: int, crmr_ids: Sequence[int], today: dt.date
) -> tuple[tuple[int, ...], Changes]:
    """Open the applications of several centres of the register in one operation, or none of them. Raises UserError as
    ``open_application`` does, naming the centre."""
    if not crmr_ids:
        raise UserError("Choisissez au moins un centre\u00a0: aucune candidature n’est ouverte.")
    label = f"Ouverture de {len(crmr_ids)} candidatures au label" if len(crmr_ids) > 1 else _LABEL
    with db.writing(label) as session:
        campaign = _open_campaign(session, campaign_id, today)
        opened = tuple(_open(session, pack, campaign, crmr_id, db.who, today) for crmr_id in crmr_ids)
    return opened, session.changes


def _open_campaign(session: Session, campaign_id: int, today: dt.date) -> Campaign:
    campaign = campaign_of(session, campaign_id)
    if today < campaign.opens_on:
        raise UserError(
            f"Les dépôts de la campagne «\u202f{campaign.name}\u202f» s’ouvrent le"
            f" {short_date(campaign.opens_on)}\u00a0: aucune candidature avant ce jour."
        )
    return campaign


def _open(session: Session, pack: Pack, campaign: Campaign, crmr_id: int, who: str, today: dt.date) -> int:
    name = _centre_name(session, crmr_id)
    obstacle = obstacle_of(session, campaign, crmr_id)
    if obstacle:
        raise UserError(f"{name}\u00a0: {obstacle}")
    dossier = Dossier(
        number=next_number(session, today.year),
        pack=pack.id,
        request=LABELLING,
        function=Function.COORDONNATEUR.value,
        crmr_id=crmr_id,
        campaign_id=campaign.id,
        state=OPEN,
        answers={"start": campaign.label_start.isoformat()},
        instructor=who,
        opened_on=today,
    )
    session.add(dossier)
    session.flush()
    session.add(Candidacy(dossier_id=dossier.id, kind=CentreKind.CRMR.value, criteria={}))
    for structure in _present(session, crmr_id, today):
        session.add(candidacy_row(dossier.id, structure))
    session.flush()
    return dossier.id


def _centre_name(session: Session, crmr_id: int) -> str:
    crmr = session.get(Crmr, crmr_id)
    if crmr is None:
        raise UserError("Ce centre n’est plus dans le registre\u00a0: rafraîchissez la liste avec F5.")
    return crmr.acronym or crmr.title


def _present(session: Session, crmr_id: int, today: dt.date) -> Iterator[NewStructure]:
    for kind, row_id in active_structures(session, crmr_id, today):
        if kind == CentreKind.SITE:
            site = session.get_one(Site, row_id)
            yield NewStructure(kind, site_id=row_id, role=site.role, ground=site.ground)
        else:
            yield NewStructure(kind, ccmr_id=row_id)


def _new_centre(session: Session, new: NewCentre, today: dt.date) -> int:
    title, acronym = as_typed(new.title), as_typed(new.acronym)
    if not title:
        raise UserError("Donnez l’intitulé du nouveau centre\u00a0: les courriers l’impriment.")
    same = {fold(each): each for each in session.scalars(select(CRMR.c.title))}
    if fold(title) in same:
        raise UserError(
            f"Le centre «\u202f{same[fold(title)]}\u202f» est déjà dans le registre\u00a0: choisissez-le dans la liste."
        )
    if new.fsmr_id is not None and session.get(Fsmr, new.fsmr_id) is None:
        raise UserError("Cette filière n’est plus dans le registre\u00a0: choisissez-la de nouveau.")
    code = _free_code(session, acronym, f"AAP-{next_number(session, today.year)}")
    return add_crmr(session, code=code, title=title, acronym=acronym, fsmr_id=new.fsmr_id)


def _free_code(session: Session, acronym: str, otherwise: str) -> str:
    """The acronym in capitals where no centre bears it, else a code made of the number of the dossier."""
    code = fold(acronym).upper().replace(" ", "-")
    taken = not code or session.scalar(select(CRMR.c.id).where(CRMR.c.code == code)) is not None
    return otherwise if taken else code
