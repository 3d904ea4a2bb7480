"""Who will leave, where and when, and for whom no dossier is open yet: read from mandates, ages and letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import reading, regions_of
from crmr_desk.model.deadlines.reading import EFFECTIVE, Attached
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.deadlines.terms_of_notice import last_letter_day
from crmr_desk.model.deadlines.window import FIRST_DAY, Window
from crmr_desk.model.dossiers.facts import SEAT_REQUESTS
from crmr_desk.model.dossiers.records import CENTRE_OF
from crmr_desk.model.kinds import Function, Labelled, Status
from crmr_desk.model.network import ages
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.holders import Seats, holders_query, seat_of
from crmr_desk.model.network.names import collation, full_name
from crmr_desk.model.network.seat_words import centre_words
from crmr_desk.model.network.sheet_parts import answered_day
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, MANDATE, AnyRow
from crmr_desk.model.store.schema import SEATS
from crmr_desk.model.terms import last_day

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_Seat = tuple[str, int]
_NOWHERE: Final = Attached("", ())
_LAST: Final = dt.date(2200, 12, 31)
"""Nothing is announced for later."""


class Why(Labelled):
    """Why somebody may leave."""

    ANNOUNCED = "announced", "Cessation annoncée"
    MANDATE = "mandate", "Fin de mandat"
    LABEL = "label", "Fin du label"
    AGE = "age", "Limite d’âge"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and its day. ``words`` say it: "68 ans le 03/02/2027".

    ``ends``: whether the function ends by it, as it does with a mandate, a label or a letter. An age ends none but that
    of a professeur consultant who coordinates, at 68 (A3 §1); it binds nobody else.
    """

    why: Why
    on: dt.date
    words: str
    place: str
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody who may leave a seat on ``on``, the day of the first of the ``reasons``: they stand by day, but what an
    age suggests comes after what he wrote.

    ``region`` is the INSEE code of where the centre is, "" where that is not known. ``letter_by`` is the last day on
    which a letter of cessation keeps six months before his function ends (A3 §2b); None where the text asks for no
    letter, one was written, the mandate is over, or nothing ends it. ``dossier_id`` is the open dossier about the seat,
    None while there is none.
    """

    function: str
    centre_kind: str
    centre_id: int
    person: str
    centre: str
    fsmr: str
    region: str
    on: dt.date
    reasons: tuple[Reason, ...]
    letter_by: dt.date | None
    dossier_id: int | None
    dossier_number: str

    @property
    def key(self) -> str:
        """What the line stays known by."""
        return f"{self.function}:{self.centre_id}"

    @property
    def is_bound(self) -> bool:
        """Whether anything ends his function, and not an age that only asks to be looked at."""
        return any(reason.ends for reason in self.reasons)


def successions_ahead(db: Database, today: dt.date, until: dt.date) -> list[Leaving]:
    """Whoever may leave from ``today`` to ``until``, both included, by day; before them whoever has sat beyond his
    mandate, however long. A constant number of statements.

    A seat whose successor is known already is left out, as is one that closes with its mandate.
    """
    window = Window(today, until, today, Scope())
    with db.reading() as session:
        known = _known(session, window)
        found = [_of_mandate(row, known) for row in known.mandates if not row.followed]
        met = {seat_of(row) for row in known.mandates}
        found += [_of_dossier(row, known) for seat, row in known.announced.items() if seat not in met]
    return sorted((one for one in found if one is not None), key=lambda one: (one.on, collation(one.centre)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read: the mandates that may end, the open dossiers that announce a cessation, all those about a seat,
    who sits in the seats announced, the filières of the CCMR, where the CRMR are."""

    window: Window
    mandates: list[AnyRow]
    announced: Mapping[_Seat, AnyRow]
    dossiers: Mapping[_Seat, tuple[int, str]]
    seats: Seats
    attached: Mapping[int, Attached]
    regions: Mapping[int, str]

    def announced_on(self, seat: _Seat) -> dt.date | None:
        """The day that a letter of cessation announces for a seat."""
        row = self.announced.get(seat)
        return answered_day(row.answers, EFFECTIVE) if row is not None else None


def _known(session: Session, window: Window) -> _Known:
    mandates = reading.mandates(session, replace(window, first=FIRST_DAY))
    # A day announced for later than is looked at counts too: who wrote it is not expected before.
    opened = reading.dossiers(session, replace(window, last=_LAST))
    announcing = [row for row in opened if answered_day(row.answers, EFFECTIVE) is not None]
    seated = or_(*(MANDATE.c[column].in_([getattr(row, column) for row in announcing]) for column in SEATS.values()))
    ccmrs = {row.ccmr_id for row in (*mandates, *announcing)} - {None}
    crmrs = {row.crmr_id for row in (*mandates, *announcing)} - {None}
    return _Known(
        window=window,
        mandates=mandates,
        announced={seat_of(row): row for row in announcing},
        dossiers={seat_of(row): (row.id, row.number) for row in session.execute(_about_seats())},
        seats=Seats(session.execute(holders_query(seated))),
        attached=reading.attachments(session, ccmrs, window.first, window.today),
        regions=regions_of.coordinated(session, crmrs),
    )


def _of_mandate(row: AnyRow, known: _Known) -> Leaving | None:
    announced = known.announced_on(seat_of(row))
    wrote = announced is not None and announced >= known.window.first
    found = _reasons(row, known.window, announced)
    reasons = sorted(found, key=lambda reason: (wrote and not reason.ends, reason.on))
    if not reasons or (wrote and not reasons[0].ends):
        return None
    person = full_name(row.title or "", row.first_name or "", row.last_name or "")
    return _leaving(row, known, person, tuple(reasons), _letter_by(row, reasons, known.window.today))


def _letter_by(row: AnyRow, reasons: Iterable[Reason], today: dt.date) -> dt.date | None:
    if row.function != Function.COORDONNATEUR or row.letter_received:
        return None
    end = next((reason.on for reason in reasons if reason.ends), None)
    return last_letter_day(end) if end is not None and end >= today else None


def _of_dossier(row: AnyRow, known: _Known) -> Leaving | None:
    """Somebody whose mandate would last longer, had he not written."""
    function, centre_id = seat_of(row)
    holder = known.seats.holder(Function(function), centre_id, known.window.today)
    day = known.announced_on((function, centre_id))
    if holder is None or day is None or not known.window.first <= day <= known.window.last:
        return None
    return _leaving(row, known, holder.name, (_announcement(day),), None)


def _leaving(
    row: AnyRow, known: _Known, person: str, reasons: tuple[Reason, ...], letter_by: dt.date | None
) -> Leaving:
    function, centre_id = seat_of(row)
    dossier_id, number = known.dossiers.get((function, centre_id), (None, ""))
    return Leaving(
        function=function,
        centre_kind=CENTRE_OF[Function(function)],
        centre_id=centre_id,
        person=person,
        centre=centre_words(row),
        fsmr=row.sigle or "" if row.ccmr_id is None else known.attached.get(row.ccmr_id, _NOWHERE).fsmr,
        region=row.region or known.regions.get(row.crmr_id, ""),
        on=reasons[0].on,
        reasons=reasons,
        letter_by=letter_by,
        dossier_id=dossier_id,
        dossier_number=number,
    )


def _reasons(row: AnyRow, window: Window, announced: dt.date | None) -> Iterator[Reason]:
    first, last = window.first, window.last
    if announced is not None and first <= announced <= last:
        yield _announcement(announced)
    if row.end is not None and row.goes_on and row.end <= last:
        why = Why.LABEL if row.end == row.label_end and row.fsmr_id is None else Why.MANDATE
        yield Reason(why, row.end, "le mandat finit le même jour" if why is Why.LABEL else "", _place(row))
    until = min(last, row.end or last)
    for limit in ages.limits_between(row.function, row.birth_date, max(row.start, first), until):
        yield Reason(Why.AGE, limit.on, limit.words, ages.PLACE, ends=_is_bound(row, limit.age))


def _is_bound(row: AnyRow, age: int) -> bool:
    """Whether A3 §1 ends the function at that age."""
    consultant = row.status == Status.PR_CONSULTANT
    return consultant and row.function == Function.COORDONNATEUR and age == ages.LIMITS[-1]


def _place(row: AnyRow) -> str:
    """A successor has what is left of the label, not five years."""
    succeeds = row.function == Function.COORDONNATEUR and row.end != last_day(row.start, TERM_YEARS)
    return "A3 §2b" if succeeds else _PLACES[row.function]


_PLACES: Final = {
    Function.COORDONNATEUR: "A3 §2a",
    Function.RESPONSABLE_SITE: "A3 §3",
    Function.RESPONSABLE_CCMR: "A3 §4",
    Function.ANIMATEUR: "A3 §5",
}
"""Where the text says how long each function lasts."""


def _announcement(day: dt.date) -> Reason:
    return Reason(Why.ANNOUNCED, day, "annoncée par la lettre de cessation", "A3 §2b")


@cache
def _about_seats() -> Select[*tuple[Any, ...]]:
    seats = (DOSSIER.c.function, DOSSIER.c.crmr_id, DOSSIER.c.site_id, DOSSIER.c.ccmr_id, DOSSIER.c.fsmr_id)
    about = (DOSSIER.c.state == OPEN, DOSSIER.c.request.in_(SEAT_REQUESTS))
    return select(DOSSIER.c.id, DOSSIER.c.number, *seats).where(*about).order_by(DOSSIER.c.id)
