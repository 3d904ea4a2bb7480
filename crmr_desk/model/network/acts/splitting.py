"""Splits a reference centre in two, or lets one centre take another one over, from a day on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Ground, SiteRole
from crmr_desk.model.network.acts.closing import NOTHING_DECIDED
from crmr_desk.model.network.acts.creating import LabelGiven, found_crmr, open_coordinating, require_name
from crmr_desk.model.network.acts.lasting import require_lasting
from crmr_desk.model.network.acts.naming import centre_name
from crmr_desk.model.network.acts.reasons import MERGER_UNTOLD, SPLIT_UNTOLD, keep_reason, require_reason
from crmr_desk.model.network.acts.rows import Act, Decisions, Planned
from crmr_desk.model.network.acts.settling import Settlement
from crmr_desk.model.network.centres import label_crmr
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Ccmr, Crmr
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database


@dataclass(frozen=True, slots=True)
class NewPart:
    """The centre split off. It is coordinated by the constitutive site ``coordinating_id`` of the old centre, or by a
    new site in ``hospital_id``: one of the two. Without a ``label`` it has none, and the register shows it so."""

    title: str
    acronym: str = ""
    coordinating_id: int | None = None
    hospital_id: int | None = None
    unit: str = ""
    label: LabelGiven | None = None


def split_crmr(
    db: Database, crmr_id: int, part: NewPart, start: dt.date, decisions: Decisions = NOTHING_DECIDED, *,
    today: dt.date, reason: str,
) -> tuple[int, Changes]:  # fmt: skip
    """Split a CRMR from ``start`` on, included, and give the id of the new one; ``decisions`` say which sites,
    competence centres and diseases go with it. Its seat of coordonnateur stands vacant until a designation.

    The text does not tell of a split: the order or the reason is asked. Raises UserError when the old centre is not
    open on the eve and on ``start``, or when nothing would coordinate the new one.
    """
    planned = Planned(Act.SPLIT, CentreKind.CRMR.value, crmr_id, start, coordinating=part.coordinating_id)
    title = require_name(part.title, "L’intitulé du nouveau centre")
    if (part.coordinating_id is None) == (part.hospital_id is None):
        raise UserError("Dites quel site coordonnera le nouveau centre, ou dans quel établissement l’ouvrir.")
    require_reason(reason, SPLIT_UNTOLD)
    acronym = as_typed(part.acronym)
    with db.reading() as reader:
        name = centre_name(reader, "crmr", crmr_id)
    with db.writing(f"Scission de {name} au {short_date(start)}\u00a0: {acronym or title}") as session:
        settlement = Settlement(session, planned, decisions)
        fsmr_id = session.get_one(Crmr, crmr_id).fsmr_id
        new_id = found_crmr(session, title=title, acronym=acronym, fsmr_id=fsmr_id, split_from_id=crmr_id)
        settlement.end_what_ends()
        _take_sites(session, settlement, new_id, part)
        settlement.move_what_goes(new_id)
        if part.label is not None:
            label_crmr(session, new_id, part.label.start, part.label.end, as_typed(part.label.act))
        keep_reason(session, "crmr", new_id, reason, by=db.who, today=today)
    return new_id, session.changes


def _take_sites(session: WriteSession, settlement: Settlement, new_id: int, part: NewPart) -> None:
    for line in settlement.moving("site"):
        if line.row_id == part.coordinating_id:
            settlement.move_site(line.row_id, crmr_id=new_id, role=SiteRole.COORDONNATEUR.value, ground=None)
        else:
            settlement.move_site(line.row_id, crmr_id=new_id)
    if part.hospital_id is not None:
        open_coordinating(session, new_id, part.hospital_id, settlement.planned.day, part.unit)
    elif part.coordinating_id not in settlement.sites:
        raise UserError("Le site choisi pour coordonner n’est pas un site constitutif ouvert de ce centre.")


def merge_centres(
    db: Database, kind: str, row_id: int, into: int, start: dt.date, decisions: Decisions = NOTHING_DECIDED, *,
    today: dt.date, reason: str = "", ground: Ground | None = None,
) -> Changes:  # fmt: skip
    """Let the CRMR or CCMR ``into`` take over another one from ``start`` on, included: its parts go there as decided,
    and it closes on the eve. ``ground`` is that of the coordinating site that becomes a constitutive one (A1 A-c).

    Raises UserError when one of the two is not open then, for two centres that are one, or without the ``reason`` that
    the merger of two CRMR needs.
    """
    planned = Planned(Act.MERGE, CentreKind(kind).value, row_id, start, into=into)
    if planned.kind == CentreKind.CRMR:
        require_reason(reason, MERGER_UNTOLD)
    with db.reading() as reader:
        name, other = centre_name(reader, planned.kind, row_id), centre_name(reader, planned.kind, into)
    with db.writing(f"Fusion de {name} dans {other} au {short_date(start)}") as session:
        if planned.kind == CentreKind.CRMR:
            _merge_crmr(session, Settlement(session, planned, decisions, ground=ground), into)
        else:
            _merge_ccmr(session, planned, decisions, into)
        keep_reason(session, planned.kind, into, reason, by=db.who, today=today)
    return session.changes


def _merge_crmr(session: WriteSession, settlement: Settlement, into: int) -> None:
    planned = settlement.planned
    require_lasting(session, into, planned.first_day)
    settlement.end_what_ends()
    for line in settlement.moving("site"):
        settlement.move_site(line.row_id, crmr_id=into, role=SiteRole.CONSTITUTIF.value)
    settlement.move_what_goes(into)


def _merge_ccmr(session: WriteSession, planned: Planned, decisions: Decisions, into: int) -> None:
    ccmr, other = session.get(Ccmr, planned.row_id), session.get(Ccmr, into)
    if ccmr is None or other is None or ccmr is other:
        raise UserError("Choisissez le centre de compétences qui reprend l’autre.")
    if other.start > planned.last_day or (other.end is not None and other.end < planned.day):
        words = period_words(other.start, other.end)
        raise UserError(f"Le centre qui reprend existe {words}\u00a0: il n’est pas ouvert ce jour-là.")
    settlement = Settlement(session, planned, decisions)
    settlement.end_what_ends()
    settlement.move_what_goes(into)
    ccmr.end = planned.last_day
