"""Mandates of the past, written down late, and the days of a mandate corrected. Nobody is designated here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network.acts.naming import centre_name
from crmr_desk.model.network.acts.reasons import keep_reason, require_reason
from crmr_desk.model.network.holders import Holder, Seats, holders_query
from crmr_desk.model.network.mandates import change_days, open_mandate, period_words
from crmr_desk.model.network.tables import MANDATE, SEAT_COLUMN, seat
from crmr_desk.model.store.schema import Mandate, Site
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database


def mandates_of(db: Database, function: Function, target_id: int) -> list[Holder]:
    """Every mandate of a seat, in order of time."""
    with db.reading() as session:
        mandates = session.execute(holders_query(seat(MANDATE, function) == target_id))
        return Seats(mandates).history(function, target_id)


def record_mandate(
    db: Database, *, person_id: int, function: Function | str, target_id: int, start: dt.date, end: dt.date,
    today: dt.date,
) -> tuple[int, Changes]:  # fmt: skip
    """Record a mandate that is over, both days included, and give its id: the history goes back to 2004.

    Who is in office today or later comes from a dossier of designation or succession (A3): UserError for such an end,
    for a responsable of a coordinating site, whom the coordonnateur leads (A1 A-c), and for whatever
    ``mandates.open_mandate`` refuses.
    """
    function = Function(function)
    if end >= today:
        raise UserError(
            f"Ce mandat court encore le {short_date(today)}\u00a0: qui est en fonction l’est par un dossier de"
            " désignation ou de succession (annexe 3). Seul le passé se complète ici."
        )
    kind = SEAT_COLUMN[function].removesuffix("_id")
    with db.reading() as reader:
        if function is Function.RESPONSABLE_SITE:
            _require_constitutive(reader, target_id)
        centre, person = centre_name(reader, kind, target_id), centre_name(reader, "person", person_id)
    with db.writing(f"Mandat passé de {person}, {centre}\u00a0: {period_words(start, end)}") as session:
        mandate_id = open_mandate(
            session, person_id=person_id, function=function, target_id=target_id, start=start, end=end
        )
    return mandate_id, session.changes


def _require_constitutive(session: Session, site_id: int) -> None:
    site = session.get(Site, site_id)
    if site is not None and site.role == SiteRole.COORDONNATEUR:
        raise UserError(
            "Un site coordonnateur est dirigé par le coordonnateur du centre (annexe 1, A\u00a0c)\u00a0: enregistrez"
            " son mandat sur le centre de référence."
        )


def correct_mandate(
    db: Database, mandate_id: int, start: dt.date, end: dt.date | None, *, today: dt.date, reason: str = ""
) -> Changes:
    """Correct the days of a mandate, both included. One that is in force, or would be, needs the ``reason``, which is
    kept on its centre: its term is set by a dossier.

    Raises UserError without it, and when somebody else sits there on one of these days or the seat does not last so
    long.
    """
    with db.reading() as reader:
        before = reader.get(Mandate, mandate_id)
        if before is None:
            raise UserError("Ce mandat n’est plus dans le registre\u202f; rafraîchissez la fiche.")
        name = centre_name(reader, "mandate", mandate_id)
    kind = SEAT_COLUMN[Function(before.function)]
    if any(day is None or day >= today for day in (before.end, end)):
        require_reason(reason, "Ce mandat court encore, et son terme vient d’un dossier")
    with db.writing(f"Dates du mandat de {name}\u00a0: {period_words(start, end)}") as session:
        change_days(session, mandate_id, start, end)
        keep_reason(session, kind.removesuffix("_id"), getattr(before, kind), reason, by=db.who, today=today)
    return session.changes
