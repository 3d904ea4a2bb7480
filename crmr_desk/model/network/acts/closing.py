"""Closes a centre on a last day, with what was decided for everything that touches it; corrects that day later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network.acts.lasting import require_lasting
from crmr_desk.model.network.acts.naming import centre_name
from crmr_desk.model.network.acts.reasons import keep_reason
from crmr_desk.model.network.acts.rows import Act, Decisions, Planned
from crmr_desk.model.network.acts.settling import Settlement
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.periods import beyond
from crmr_desk.model.network.tables import ATTACHMENT, SITE
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Ccmr, Crmr, Fsmr, Site
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

NOTHING_DECIDED: Final[Decisions] = {}


def close_centre(
    db: Database, kind: str, row_id: int, last_day: dt.date, decisions: Decisions = NOTHING_DECIDED, *,
    today: dt.date, reason: str = "",
) -> Changes:  # fmt: skip
    """Close a FSMR, a CRMR, a site or a CCMR: ``last_day``, included, is its last one.

    ``decisions`` say what becomes of what touches it (``touching.touched_by``). Raises UserError when it is not open on
    that day, when a line blocks or is undecided, or when it has changed meanwhile; then nothing is written.
    """
    planned = Planned(Act.CLOSE, CentreKind(kind).value, row_id, last_day)
    with db.reading() as reader:
        name = centre_name(reader, planned.kind, row_id)
    with db.writing(f"Fermeture de {name} au {short_date(last_day)}") as session:
        _CLOSED[planned.kind](session, planned, decisions, today)
        keep_reason(session, planned.kind, row_id, reason, by=db.who, today=today)
    return session.changes


def _close_ccmr(session: WriteSession, planned: Planned, decisions: Decisions, _today: dt.date) -> None:
    settlement = Settlement(session, planned, decisions)
    settlement.end_what_ends()
    settlement.move_what_goes()
    session.get_one(Ccmr, planned.row_id).end = planned.last_day


def _close_site(session: WriteSession, planned: Planned, decisions: Decisions, _today: dt.date) -> None:
    settlement = Settlement(session, planned, decisions)
    site = session.get_one(Site, planned.row_id)
    settlement.end_what_ends()
    settlement.move_what_goes()
    site.end = planned.last_day
    session.flush()
    for line in settlement.moving("crmr"):
        _hand_over_coordination(session, settlement, settlement.target(line) or 0, site.crmr_id)


def _hand_over_coordination(session: WriteSession, settlement: Settlement, site_id: int, crmr_id: int) -> None:
    """A constitutive site coordinates its centre from the day after; it has no responsable any more."""
    site = session.get(Site, site_id)
    day = settlement.planned.first_day
    if site is None or site.crmr_id != crmr_id or not _runs(site, settlement.planned.last_day, day):
        raise UserError("Choisissez, pour coordonner le centre, l’un de ses sites ouverts ce jour-là et le lendemain.")
    outlives = select(SITE.c.id).where(SITE.c.crmr_id == crmr_id, SITE.c.id != site_id)
    if site.end is not None and session.scalar(outlives.where(beyond(SITE, site.end)).limit(1)) is not None:
        raise UserError(
            f"Ce site ferme le {short_date(site.end)}, avant d’autres du centre\u00a0: choisissez-en un autre."
        )
    settlement.end_heads(site_id)
    settlement.move_site(site_id, role=SiteRole.COORDONNATEUR.value, ground=None)


def _close_crmr(session: WriteSession, planned: Planned, decisions: Decisions, _today: dt.date) -> None:
    settlement = Settlement(session, planned, decisions)
    settlement.end_what_ends()
    for line in settlement.moving("site"):
        target = settlement.target(line) or 0
        require_lasting(session, target, planned.first_day)
        settlement.move_site(line.row_id, crmr_id=target)
    settlement.move_what_goes()
    settlement.end_attachments(ATTACHMENT.c.crmr_id == planned.row_id)


def _close_fsmr(session: WriteSession, planned: Planned, decisions: Decisions, today: dt.date) -> None:
    settlement = Settlement(session, planned, decisions)
    centres = [line for line in settlement.touched.lines if line.table == "crmr"]
    if not any(line.options for line in settlement.touched.lines):
        raise UserError(
            f"Cette filière n’a plus ni désignation ni centre après le {short_date(planned.last_day)}\u00a0: rien à"
            " fermer."
        )
    goes = {line.row_id: settlement.target(line) for line in settlement.moving("crmr")}
    if any(session.get(Fsmr, target or 0) is None for target in goes.values()):
        raise UserError("La filière choisie n’est plus dans le registre\u202f; rafraîchissez la liste.")
    settlement.end_what_ends()
    for line in centres:
        change_from(
            session, session.get_one(Crmr, line.row_id), planned.first_day, today, fsmr_id=goes.get(line.row_id)
        )


def _runs(row: Site, *days: dt.date) -> bool:
    return all(row.start <= day and (row.end is None or day <= row.end) for day in days)


_CLOSED: Final[Mapping[str, Callable[[WriteSession, Planned, Decisions, dt.date], None]]] = {
    CentreKind.FSMR.value: _close_fsmr,
    CentreKind.CRMR.value: _close_crmr,
    CentreKind.SITE.value: _close_site,
    CentreKind.CCMR.value: _close_ccmr,
}
