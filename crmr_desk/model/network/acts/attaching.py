"""Attaches competence centres to reference centres, detaches them, and corrects the days (A1 B-c)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.naming import centre_name, names
from crmr_desk.model.network.centres import attach
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.periods import ONE_DAY, beyond, crmr_period, end_on
from crmr_desk.model.network.tables import ATTACHMENT, meets
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Attachment, Ccmr
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

ALONE = "ccmr_left_alone"
"""Key of the confirmation asked before a CCMR is left without any CRMR."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attachment seen from one of its centres: ``name`` is the other one."""

    id: int
    name: str
    start: dt.date
    end: dt.date | None


_GONE = "Ce rattachement n’est plus dans le registre\u202f; rafraîchissez la fiche."


def attachments_of(db: Database, kind: str, row_id: int) -> list[AttachmentRow]:
    """Every attachment of a CRMR or CCMR, whatever the day, the latest first."""
    mine, other = ("ccmr_id", "crmr") if CentreKind(kind) is CentreKind.CCMR else ("crmr_id", "ccmr")
    query = select(ATTACHMENT).where(ATTACHMENT.c[mine] == row_id)
    with db.reading() as session:
        rows = list(session.execute(query.order_by(ATTACHMENT.c.start.desc(), ATTACHMENT.c.id)))
        called = names(session, {(other, getattr(row, f"{other}_id")) for row in rows})
    return [AttachmentRow(row.id, called[other, getattr(row, f"{other}_id")], row.start, row.end) for row in rows]


def attach_ccmr(
    db: Database, ccmr_ids: Sequence[int], crmr_ids: Sequence[int], start: dt.date, end: dt.date | None = None
) -> tuple[int, Changes]:
    """Attach each of the competence centres to each of the reference centres, for as long as the competence centre
    lasts unless ``end`` says otherwise; gives how many attachments were made. Several at once are allowed (A1 B-c).

    Raises UserError when one is not open on those days, or attached there already.
    """
    if not ccmr_ids or not crmr_ids:
        raise UserError("Choisissez au moins un centre de compétences et un centre de référence.")
    pairs = [(ccmr_id, crmr_id) for ccmr_id in dict.fromkeys(ccmr_ids) for crmr_id in dict.fromkeys(crmr_ids)]
    with db.reading() as reader:
        names = ", ".join(centre_name(reader, "crmr", each) for each in dict.fromkeys(crmr_ids))
    what = "d’un centre" if len(set(ccmr_ids)) == 1 else f"de {len(set(ccmr_ids))} centres"
    with db.writing(f"Rattachement {what} de compétences à {names} au {short_date(start)}") as session:
        for ccmr_id, crmr_id in pairs:
            ccmr = _ccmr(session, ccmr_id)
            last_day = ccmr.end if end is None else end
            require_within(session, ccmr, crmr_id, start, last_day)
            attach(session, ccmr_id=ccmr_id, crmr_id=crmr_id, start=start, end=last_day)
    return len(pairs), session.changes


def detach_ccmr(
    db: Database, attachment_ids: Sequence[int], last_day: dt.date, *, confirmed: frozenset[str] = frozenset()
) -> Changes:
    """End attachments on ``last_day``, included; one that would only begin later is taken out.

    Raises NeedsConfirmation (``ALONE``) when a competence centre would be left without any CRMR, UserError for an
    attachment that has ended by then.
    """
    with db.reading() as reader:
        count = len(reader.scalars(select(ATTACHMENT.c.id).where(ATTACHMENT.c.id.in_(list(attachment_ids)))).all())
        if not count or count < len(set(attachment_ids)):
            raise UserError(_GONE)
        said = centre_name(reader, "attachment", attachment_ids[0]) if count == 1 else f"{count} rattachements"
    with db.writing(f"Fin de rattachement au {short_date(last_day)}\u00a0: {said}") as session:
        rows = [session.get_one(Attachment, each) for each in dict.fromkeys(attachment_ids)]
        for row in rows:
            if row.end is not None and row.end <= last_day:
                raise UserError(f"Ce rattachement prend déjà fin le {short_date(row.end)}.")
            end_on(session, row, last_day)
        session.flush()
        if ALONE not in confirmed:
            _confirm_alone(session, {row.ccmr_id for row in rows}, last_day)
    return session.changes


def change_attachment(db: Database, attachment_id: int, start: dt.date, end: dt.date | None) -> Changes:
    """Correct the days of an attachment, both included. Raises UserError when it would leave the period of the CCMR, or
    share a day with another one of the same two centres."""
    with db.reading() as reader:
        name = centre_name(reader, "attachment", attachment_id)
    with db.writing(f"Rattachement {name}\u00a0: {period_words(start, end)}") as session:
        row = session.get(Attachment, attachment_id)
        if row is None:
            raise UserError(_GONE)
        if end is not None and end < start:
            raise UserError(f"La fin ({short_date(end)}) précède le début ({short_date(start)}).")
        require_within(session, _ccmr(session, row.ccmr_id), row.crmr_id, start, end)
        same = (ATTACHMENT.c.ccmr_id == row.ccmr_id, ATTACHMENT.c.crmr_id == row.crmr_id, ATTACHMENT.c.id != row.id)
        if session.scalar(select(ATTACHMENT.c.id).where(*same, meets(ATTACHMENT, start, end)).limit(1)) is not None:
            raise UserError("Ces deux centres sont déjà rattachés sur une partie de ces jours\u00a0: changez de dates.")
        row.start, row.end = start, end
    return session.changes


def _ccmr(session: WriteSession, ccmr_id: int) -> Ccmr:
    ccmr = session.get(Ccmr, ccmr_id)
    if ccmr is None:
        raise UserError("Ce centre de compétences n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    return ccmr


def require_within(session: WriteSession, ccmr: Ccmr, crmr_id: int, start: dt.date, end: dt.date | None) -> None:
    """An attachment lasts no longer than either centre: UserError when it would."""
    outlives = ccmr.end is not None and (end is None or end > ccmr.end)
    if start < ccmr.start or outlives:
        raise UserError(
            f"{ccmr.title} existe {period_words(ccmr.start, ccmr.end)}\u00a0: le rattachement doit y tenir."
        )
    period = crmr_period(session, crmr_id)
    if period is None:
        raise UserError("Ce centre de référence n’a aucun site\u00a0: choisissez-en un autre.")
    first, last = period
    if start < first or (last is not None and (end is None or end > last)):
        raise UserError(
            f"Le centre de référence existe {period_words(first, last)}\u00a0: le rattachement doit y tenir."
        )


def _confirm_alone(session: WriteSession, ccmr_ids: set[int], last_day: dt.date) -> None:
    left = select(ATTACHMENT.c.ccmr_id).where(ATTACHMENT.c.ccmr_id.in_(ccmr_ids), beyond(ATTACHMENT, last_day))
    alone = ccmr_ids - set(session.scalars(left))
    if alone:
        day = short_date(last_day + ONE_DAY)
        what = "Un centre de compétences n’aura" if len(alone) == 1 else f"{len(alone)} centres de compétences n’auront"
        raise NeedsConfirmation(
            ALONE, f"{what} plus aucun centre de référence à compter du {day} (annexe 1, B\u00a0c). Continuer\u202f?"
        )
