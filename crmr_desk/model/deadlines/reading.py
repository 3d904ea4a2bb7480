"""What the deadlines are made of, read as plain rows: mandates, labels, designations, open dossiers.

Each statement asks only for what falls in the days wanted, so that a month reads its month.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import regions_of
from crmr_desk.model.deadlines.scope import FIRST, LAST, TODAY, concerned
from crmr_desk.model.deadlines.terms_of_notice import ends_with_last_letter_between, last_letter_day
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network.ages import LIMITS
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.seat_words import with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CRMR,
    DESIGNATION,
    DOSSIER,
    FSMR,
    IDS,
    LABEL,
    MANDATE,
    PERSON,
    SITE,
    AnyRow,
    meets,
)
from crmr_desk.model.terms import add_years

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window

Query = Select[*tuple[Any, ...]]

_LATER = MANDATE.alias("later")
_BORN = PERSON.alias("born")
_LATER_LABEL = LABEL.alias("later_label")
_LATER_DESIGNATION = DESIGNATION.alias("later_designation")
_A_DAY, _MONTH = dt.timedelta(days=1), dt.timedelta(days=31)
_FEW: Final = 900
"""Beyond so many CCMR all attachments are read."""
LETTER, EFFECTIVE = "cessation_letter.date", "cessation_letter.effective"
CUT_OFF, MEETS_ON = "committee.cut_off", "committee.meets_on"
"""Answers of a dossier that make something due."""


class Attached(NamedTuple):
    """To what a CCMR is attached: its filières, "BRAIN-TEAM, SENSGENE", and the last days of the labels of the CRMR
    that it has not left, in order of time."""

    fsmr: str
    label_ends: tuple[dt.date, ...]

    def label_ends_since(self, start: dt.date) -> tuple[dt.date, ...]:
        """Without those that lie before ``start``."""
        ends = self.label_ends
        return ends if not ends or ends[0] >= start else tuple(end for end in ends if end >= start)


def mandates(session: Session, window: Window) -> list[AnyRow]:
    """Mandates that end, call for a letter, or see a birthday of A3 §1 from the first to the last day. Of those that
    are over only the ones that nobody followed, in seats that go on: twenty years hold thousands of the others.

    ``followed`` tells that a later mandate of the seat is known, ``goes_on`` that the seat outlives the mandate,
    ``letter_received`` that an open dossier says when its holder leaves, or that he wrote. A mandate without an end of
    its own ends with the label (A3 §2a, §3, §4), the first of several, or with the designation of the filière (A3 §5):
    ``recorded`` is then false. ``label_end`` is the last day of either, none that lies before the mandate.
    """
    kind, days = window.scope.kind, _days(window)
    with_label = plain_rows(session, _mandates(kind, recorded=False), days)
    ending = {row.id for row in with_label}
    return [*(row for row in plain_rows(session, _mandates(kind), days) if row.id not in ending), *with_label]


def labels(session: Session, window: Window) -> list[AnyRow]:
    """Labels that end from the first to the last day, none later being known, of reference centres that go on."""
    return plain_rows(session, _labels(window.scope.kind), window.values)


def designations(session: Session, window: Window) -> list[AnyRow]:
    """Designations of FSMR that end from the first to the last day, none later being known."""
    return plain_rows(session, _designations(window.scope.kind), window.values)


def dossiers(session: Session, window: Window) -> list[AnyRow]:
    """Dossiers open on ``today`` of which a letter of cessation, the day that it announces or the cut-off day of a
    committee makes something due from the first to the last day; with the holder whose mandate they would end."""
    days = {"first_day": window.first.isoformat(), "last_day": window.last.isoformat()}
    letters = {"first_letter": (last_letter_day(window.first) - _MONTH).isoformat(), "last_letter": days["last_day"]}
    return plain_rows(session, _dossiers(window.scope.kind), {**window.values, **days, **letters})


def attachments(session: Session, ccmr_ids: Collection[int], since: dt.date, today: dt.date) -> dict[int, Attached]:
    """To what each of these CCMR is attached, or has been since a day; the labels are those of the CRMR to which it is
    on ``today`` or later, whatever the day. One statement."""
    few = len(ccmr_ids) <= _FEW
    centres: dict[int, set[tuple[int, bool]]] = defaultdict(set)
    crmrs: dict[int, AnyRow] = {}
    values = {"first": min(since, today), **({"ids": list(ccmr_ids)} if few else {})}
    for row in plain_rows(session, _attachments(few=few), values):
        centres[row.ccmr_id].add((row.crmr_id, row.end is None or row.end >= today))
        crmrs[row.crmr_id] = row
    known = {those: _attached(those, crmrs) for those in set(map(frozenset, centres.values()))}
    return {ccmr_id: known[frozenset(those)] for ccmr_id, those in centres.items()}


def _attached(those: Collection[tuple[int, bool]], crmrs: Mapping[int, AnyRow]) -> Attached:
    """To these CRMR, which are those of many a CCMR, each with whether it still is."""
    sigles = {crmrs[crmr_id].sigle for crmr_id, _still in those} - {None}
    ends = (crmrs[crmr_id].label_end for crmr_id, still in those if still)
    return Attached(", ".join(sorted(sigles, key=collation)), tuple(sorted(end for end in ends if end is not None)))


@cache
def _mandates(kind: CentreKind | None, *, recorded: bool = True) -> Query:
    """Those with an end of their own or none that is near, or those without one that end with their label."""
    label_end = _last_end(LABEL, LABEL.c.crmr_id == func.coalesce(MANDATE.c.crmr_id, SITE.c.crmr_id), recorded=recorded)
    if not recorded:
        label_end = func.coalesce(label_end, _first_label_end())
    designation_end = _last_end(DESIGNATION, DESIGNATION.c.fsmr_id == MANDATE.c.fsmr_id, recorded=recorded)
    label_end = case((MANDATE.c.fsmr_id.is_not(None), designation_end), else_=label_end)
    end = MANDATE.c.end if recorded else label_end
    query = with_seat(MANDATE, MANDATE.c.person_id).add_columns(
        MANDATE.c.id,
        MANDATE.c.start,
        end.label("end"),
        label_end.label("label_end"),
        literal(recorded).label("recorded"),
        _followed().label("followed"),
        _goes_on().label("goes_on"),
        _letter_received().label("letter_received"),
        regions_of.of_seat(MANDATE),
    )
    due = _due(end)
    return query.where(concerned(kind).mandates, due if recorded else and_(MANDATE.c.end.is_(None), due))


def _last_end(periods: FromClause, own: ColumnElement[bool], *, recorded: bool) -> ColumnElement[Any]:
    """The end of the last of these periods; one that ended before the mandate began says nothing of it, nor one that
    begins after it where its end is recorded."""
    last = select(func.max(periods.c.end)).where(own, periods.c.end >= MANDATE.c.start)
    return (last.where(periods.c.start <= MANDATE.c.end) if recorded else last).scalar_subquery()


def _first_label_end() -> ColumnElement[Any]:
    """The last day of the first label to end, during the mandate, among those of the CRMR to which a CCMR is attached
    today."""
    of_crmr = (LABEL.c.crmr_id == ATTACHMENT.c.crmr_id, LABEL.c.end >= MANDATE.c.start)
    label_end = select(func.max(LABEL.c.end)).where(*of_crmr).correlate(ATTACHMENT, MANDATE).scalar_subquery()
    today = or_(ATTACHMENT.c.end.is_(None), ATTACHMENT.c.end >= TODAY)
    attached = select(func.min(label_end)).where(ATTACHMENT.c.ccmr_id == MANDATE.c.ccmr_id, today)
    return attached.correlate(MANDATE).scalar_subquery()


@cache
def _labels(kind: CentreKind | None) -> Query:
    later = exists().where(_LATER_LABEL.c.crmr_id == LABEL.c.crmr_id, _LATER_LABEL.c.start > LABEL.c.start)
    open_site = exists().where(SITE.c.crmr_id == LABEL.c.crmr_id, or_(SITE.c.end.is_(None), SITE.c.end > LABEL.c.end))
    return (
        select(LABEL.c.id, LABEL.c.crmr_id, LABEL.c.start, LABEL.c.end, LABEL.c.act, CRMR.c.acronym, CRMR.c.title)
        .add_columns(FSMR.c.sigle, regions_of.of_crmr(LABEL.c.crmr_id).label("region"))
        .join(CRMR, CRMR.c.id == LABEL.c.crmr_id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(concerned(kind).labels, LABEL.c.end.between(FIRST, LAST), ~later, open_site)
    )


@cache
def _designations(kind: CentreKind | None) -> Query:
    later = exists().where(
        _LATER_DESIGNATION.c.fsmr_id == DESIGNATION.c.fsmr_id, _LATER_DESIGNATION.c.start > DESIGNATION.c.start
    )
    return (
        select(DESIGNATION.c.id, DESIGNATION.c.fsmr_id, DESIGNATION.c.start, DESIGNATION.c.end, FSMR.c.sigle)
        .add_columns(regions_of.of_fsmr(DESIGNATION.c.fsmr_id).label("region"))
        .join(FSMR, FSMR.c.id == DESIGNATION.c.fsmr_id)
        .where(concerned(kind).designations, DESIGNATION.c.end.between(FIRST, LAST), ~later)
    )


@cache
def _dossiers(kind: CentreKind | None) -> Query:
    held_by = select(MANDATE.c.person_id).where(MANDATE.c.id == DOSSIER.c.former_mandate_id).scalar_subquery()
    query = with_seat(DOSSIER, held_by).add_columns(
        DOSSIER.c.id.label("dossier_id"),
        DOSSIER.c.number.label("dossier_number"),
        DOSSIER.c.answers,
        DOSSIER.c.instructor,
        regions_of.of_seat(DOSSIER),
    )
    due = or_(
        answer(EFFECTIVE).between(bindparam("first_day"), bindparam("last_day")),
        answer(CUT_OFF).between(bindparam("first_day"), bindparam("last_day")),
        answer(LETTER).between(bindparam("first_letter"), bindparam("last_letter")),
    )
    opened = DOSSIER.c.opened_on <= TODAY
    return query.where(concerned(kind).dossiers, DOSSIER.c.state == OPEN, opened, due)


@cache
def _attachments(*, few: bool) -> Query:
    label_end = select(func.max(LABEL.c.end)).where(LABEL.c.crmr_id == ATTACHMENT.c.crmr_id).scalar_subquery()
    query: Query = (
        select(ATTACHMENT.c.ccmr_id, ATTACHMENT.c.crmr_id, ATTACHMENT.c.end)
        .add_columns(FSMR.c.sigle, label_end.label("label_end"))
        .join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(or_(ATTACHMENT.c.end.is_(None), ATTACHMENT.c.end >= FIRST))
    )
    return query.where(ATTACHMENT.c.ccmr_id.in_(IDS)) if few else query


def _days(window: Window) -> dict[str, object]:
    """The values for a statement with ``_due``. Ages are reached from the day on which they are told; a day of slack on
    each side: who is born on 29 February may reach one on 1 March."""
    first, last, days = window.first, window.last, window.values
    days["earliest"], days["latest"] = ends_with_last_letter_between(first, last)
    days["ages_from"] = told_from = max(first, window.passing_from)
    for age in LIMITS:
        days[f"oldest_at_{age}"] = add_years(told_from, -age) - _A_DAY
        days[f"youngest_at_{age}"] = add_years(last, -age) + _A_DAY
    return days


def _due(end: ColumnElement[Any]) -> ColumnElement[bool]:
    ends = end.between(FIRST, LAST)
    announced = and_(MANDATE.c.function == Function.COORDONNATEUR.value, end.between(_day("earliest"), _day("latest")))
    born = (_BORN.c.birth_date.between(_day(f"oldest_at_{age}"), _day(f"youngest_at_{age}")) for age in LIMITS)
    of_age = MANDATE.c.person_id.in_(select(_BORN.c.id).where(or_(*born)))
    holds = (MANDATE.c.function != Function.ANIMATEUR.value, meets(MANDATE, _day("ages_from"), LAST))
    matters = or_(end >= TODAY, and_(~_followed(), _goes_on()))
    # Each alternative has days of its own, so that SQLite looks for them in the index of the ends.
    return or_(and_(ends, matters), and_(announced, matters), and_(*holds, of_age))


def _day(name: str) -> BindParameter[dt.date]:
    return bindparam(name, type_=Date())


def _followed() -> ColumnElement[bool]:
    same = [_LATER.c[name] == MANDATE.c[name] for name in ("crmr_id", "site_id", "ccmr_id", "fsmr_id")]
    return exists().where(or_(*same), _LATER.c.start > MANDATE.c.start)


def answer(path: str) -> ColumnElement[Any]:
    """What was answered to one question of a dossier, as text: a day stands there in ISO form."""
    found: ColumnElement[Any] = DOSSIER.c.answers[path].as_string()
    return found


def _letter_received() -> ColumnElement[bool]:
    told = or_(*(func.coalesce(answer(path), "") != "" for path in (LETTER, EFFECTIVE)))
    return exists().where(
        DOSSIER.c.crmr_id == MANDATE.c.crmr_id,
        DOSSIER.c.function == MANDATE.c.function,
        DOSSIER.c.state == OPEN,
        told,
    )


def _goes_on() -> ColumnElement[bool]:
    open_site = SITE.alias("open_site")
    crmr_goes_on = exists().where(
        open_site.c.crmr_id == MANDATE.c.crmr_id, or_(open_site.c.end.is_(None), open_site.c.end > MANDATE.c.end)
    )
    seat_end = func.coalesce(SITE.c.end, CCMR.c.end)
    return and_(or_(MANDATE.c.crmr_id.is_(None), crmr_goes_on), or_(seat_end.is_(None), seat_end > MANDATE.c.end))
