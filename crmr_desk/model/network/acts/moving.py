"""Moves a centre to another hospital, or a reference centre to another filière, from a day on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.closing import NOTHING_DECIDED
from crmr_desk.model.network.acts.creating import require_hospital
from crmr_desk.model.network.acts.naming import centre_name
from crmr_desk.model.network.acts.reasons import MOVE_IS_DOSSIER, keep_reason, require_reason
from crmr_desk.model.network.acts.rows import Act, Decisions, Planned
from crmr_desk.model.network.acts.settling import Settlement
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.moves import move_site
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Ccmr, Crmr, Fsmr
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database


def move_centre(
    db: Database, kind: str, row_id: int, hospital_id: int, start: dt.date, decisions: Decisions = NOTHING_DECIDED, *,
    today: dt.date, reason: str = "", unit: str | None = None,
) -> tuple[int, Changes]:  # fmt: skip
    """Move a site or a CCMR to another hospital from ``start`` on, included; gives the id of its row, a new one for a
    site, whose old row ends on the eve.

    A site changes hospital by a dossier of relocation (A1 A-c): this records a move that was validated already, and
    needs the reference of the act as ``reason``. Raises UserError without it, for a CCMR that moves on a day to come,
    when it is not open on that day, or there already.
    """
    planned = Planned(Act.MOVE, CentreKind(kind).value, row_id, start)
    if planned.kind == CentreKind.SITE:
        require_reason(reason, MOVE_IS_DOSSIER)
    with db.reading() as reader:
        name, where = centre_name(reader, planned.kind, row_id), centre_name(reader, "hospital", hospital_id)
    with db.writing(f"{name} passe à {where} au {short_date(start)}") as session:
        require_hospital(session, hospital_id)
        settlement = Settlement(session, planned, decisions)
        settlement.end_what_ends()
        if planned.kind == CentreKind.SITE:
            moved = move_site(session, row_id, hospital_id=hospital_id, start=start, unit=unit)
            settlement.redirect_dossiers(row_id, moved)
        else:
            moved = _move_ccmr(session, planned, hospital_id, today)
        keep_reason(session, planned.kind, moved, reason, by=db.who, today=today)
    return moved, session.changes


def _move_ccmr(session: WriteSession, planned: Planned, hospital_id: int, today: dt.date) -> int:
    ccmr = session.get(Ccmr, planned.row_id)
    if ccmr is None:
        raise UserError("Ce centre de compétences n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    if ccmr.hospital_id == hospital_id:
        raise UserError("Ce centre est déjà dans cet établissement\u00a0: choisissez celui qui l’accueille.")
    change_from(session, ccmr, planned.day, today, hospital_id=hospital_id)
    return ccmr.id


def change_fsmr(
    db: Database, crmr_id: int, fsmr_id: int | None, start: dt.date, *, today: dt.date, reason: str = ""
) -> Changes:
    """Place a CRMR in another filière from ``start`` on, included (A1 C, A2 §2); ``fsmr_id`` None: in none.

    Raises UserError for a day to come, one that does not follow the last change, or the filière that it has already.
    """
    with db.reading() as reader:
        name = centre_name(reader, "crmr", crmr_id)
        where = centre_name(reader, "fsmr", fsmr_id) if fsmr_id is not None else "sans filière"
    with db.writing(f"{name}\u00a0: {where} au {short_date(start)}") as session:
        crmr = session.get(Crmr, crmr_id)
        if crmr is None or (fsmr_id is not None and session.get(Fsmr, fsmr_id) is None):
            raise UserError("Ce centre ou cette filière n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
        if crmr.fsmr_id == fsmr_id:
            raise UserError(f"{name} relève déjà de cette filière." if fsmr_id else f"{name} n’a déjà aucune filière.")
        change_from(session, crmr, start, today, fsmr_id=fsmr_id)
        keep_reason(session, "crmr", crmr_id, reason, by=db.who, today=today)
    return session.changes
