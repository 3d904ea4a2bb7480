"""Who sits where and when: two mandates of one seat never overlap, and a mandate never outlives its seat."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.periods import crmr_period
from crmr_desk.model.network.tables import CCMR, CRMR, FSMR, MANDATE, PERSON, SEAT_COLUMN, SITE, AnyRow, meets, seat
from crmr_desk.model.store.schema import Mandate
from crmr_desk.model.terms import short_date

_SEATS = {
    Function.COORDONNATEUR: CRMR,
    Function.RESPONSABLE_SITE: SITE,
    Function.RESPONSABLE_CCMR: CCMR,
    Function.ANIMATEUR: FSMR,
}
_SEATS_WITH_PERIOD = {Function.RESPONSABLE_SITE: "Ce site", Function.RESPONSABLE_CCMR: "Ce centre de compétences"}
_GONE = "Ce mandat n’est plus dans le registre\u202f; rafraîchissez la fiche."


def open_mandate(
    session: Session,
    *,
    person_id: int,
    function: Function | str,
    target_id: int,
    start: dt.date,
    end: dt.date | None,
) -> int:
    """Seat a person from ``start`` to ``end``, both included (``end`` None: not known), and return the mandate's id.

    Raises UserError when somebody sits there on one of these days, when the period leaves that of the site or
    competence centre, or when the seat or the person is not in the register.
    """
    function = Function(function)
    _check_exists(session, function, target_id, person_id)
    _check_period(session, function, target_id, start, end)
    mandate = Mandate(
        person_id=person_id,
        function=function.value,
        start=start,
        end=end,
        **{SEAT_COLUMN[function]: target_id},
    )
    session.add(mandate)
    session.flush()
    return mandate.id


def close_mandate(session: Session, mandate_id: int, end: dt.date) -> None:
    """Make ``end`` the last day, included, of a mandate. Raises UserError when it precedes the first day, leaves the
    period of the seat, or runs into the mandate of the next holder."""
    mandate = session.get(Mandate, mandate_id)
    if mandate is None:
        raise UserError(_GONE)
    change_days(session, mandate_id, mandate.start, end)


def change_days(session: Session, mandate_id: int, start: dt.date, end: dt.date | None) -> None:
    """Make ``start`` and ``end`` the first and last days, included, of a mandate (``end`` None: not known). Raises
    UserError as ``open_mandate`` does."""
    mandate = session.get(Mandate, mandate_id)
    if mandate is None:
        raise UserError(_GONE)
    function = Function(mandate.function)
    target_id = getattr(mandate, SEAT_COLUMN[function])
    _check_period(session, function, target_id, start, end, but=mandate_id)
    mandate.start, mandate.end = start, end
    session.flush()


def period_words(start: dt.date, end: dt.date | None) -> str:
    """du 01/01/2019 au 31/12/2028, or: depuis le 01/01/2019, sans fin connue."""
    if end is None:
        return f"depuis le {short_date(start)}, sans fin connue"
    return f"du {short_date(start)} au {short_date(end)}"


def _check_exists(session: Session, function: Function, target_id: int, person_id: int) -> None:
    table = _SEATS[function]
    if session.scalar(select(table.c.id).where(table.c.id == target_id)) is None:
        raise UserError("Ce centre n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    if session.scalar(select(PERSON.c.id).where(PERSON.c.id == person_id)) is None:
        raise UserError("Cette personne n’est plus dans le registre\u202f; rafraîchissez la liste.")


def _check_period(
    session: Session,
    function: Function,
    target_id: int,
    start: dt.date,
    end: dt.date | None,
    *,
    but: int | None = None,
) -> None:
    if end is not None and end < start:
        raise UserError(f"La fin du mandat ({short_date(end)}) précède son début ({short_date(start)}).")
    _check_within_seat(session, function, target_id, start, end)
    other = _overlapping(session, function, target_id, start, end, but)
    if other is not None:
        name = full_name(other.title, other.first_name, other.last_name)
        raise UserError(
            f"Ce siège est déjà occupé par {name}, {period_words(other.start, other.end)}\u202f; "
            "terminez ce mandat ou changez de dates."
        )


def _check_within_seat(
    session: Session, function: Function, target_id: int, start: dt.date, end: dt.date | None
) -> None:
    if function is Function.COORDONNATEUR:
        _check_before_closing(session, target_id, end)
    subject = _SEATS_WITH_PERIOD.get(function)
    if subject is None:
        return
    table = _SEATS[function]
    row = session.execute(select(table.c.start, table.c.end).where(table.c.id == target_id)).one()
    outlives = row.end is not None and (end is None or end > row.end)
    if start < row.start or outlives:
        raise UserError(f"{subject} existe {period_words(row.start, row.end)}\u00a0: le mandat doit y tenir en entier.")


def _check_before_closing(session: Session, crmr_id: int, end: dt.date | None) -> None:
    """Nobody coordinates a centre that has closed. Before its first site the register may not know all of its past."""
    period = crmr_period(session, crmr_id)
    last = period[1] if period is not None else None
    if last is not None and (end is None or end > last):
        raise UserError(f"Ce centre de référence ferme le {short_date(last)}\u00a0: le mandat ne peut aller au-delà.")


def _overlapping(
    session: Session, function: Function, target_id: int, start: dt.date, end: dt.date | None, but: int | None
) -> AnyRow | None:
    query = (
        select(MANDATE.c.start, MANDATE.c.end, PERSON.c.title, PERSON.c.first_name, PERSON.c.last_name)
        .join(PERSON, PERSON.c.id == MANDATE.c.person_id)
        .where(seat(MANDATE, function) == target_id, meets(MANDATE, start, end))
        .order_by(MANDATE.c.start)
    )
    if but is not None:
        query = query.where(MANDATE.c.id != but)
    return session.execute(query.limit(1)).one_or_none()
