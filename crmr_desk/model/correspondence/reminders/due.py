"""Who could be reminded of what, and whether it is due: one line for each letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crmr_desk.model.correspondence.reminders import standing
from crmr_desk.model.correspondence.reminders.addressees import NOBODY, Addressee, addressees
from crmr_desk.model.correspondence.reminders.kinds import DIRECTOR, deadline_kind, kind_of
from crmr_desk.model.correspondence.reminders.occasions import Occasion, occasions
from crmr_desk.model.correspondence.reminders.reading import Known, known_in
from crmr_desk.model.correspondence.reminders.rows import EVERYONE, Choice, ReminderKind, ReminderLine
from crmr_desk.model.correspondence.reminders.structures import Structures
from crmr_desk.model.deadlines.gathering import derived
from crmr_desk.model.deadlines.holidays import next_working
from crmr_desk.model.deadlines.kinds import BNDMR
from crmr_desk.model.deadlines.mark_reading import marks_of, with_mark
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.deadlines.upcoming import decided_elsewhere
from crmr_desk.model.deadlines.window import Window
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.missions import FIRST_FSMR_REPORT
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.names import collation, full_name
from crmr_desk.model.terms import add_months, add_years, short_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.database import Database

MONTHS_AHEAD: Final = 6
"""How far ahead ends are looked for unless a day is given."""
_YEARS_AHEAD: Final = 10
"""As far as the deadlines of a centre are shown."""


def due(
    db: Database, kind: str, today: dt.date, *,
    year: int | None = None, until: dt.date | None = None, choice: Choice = EVERYONE,
) -> list[ReminderLine]:  # fmt: skip
    """Every letter that a reminder of ``kind`` could bring, in French order of the centres, each with why it is not
    proposed where it is not. Who owes is what the deadlines say: each that falls on the days looked at, or was put off
    to them, has a line. A constant number of statements.

    ``year`` is the one for which something is owed (``usual_year`` unless given); ``until`` the last day looked at,
    included (six months ahead). What ended within the last year and was not followed is late, and there too. Raises
    UserError for an unknown kind, a year outside ``years_of``, or a day that has gone by or is over ten years ahead.
    """
    about = kind_of(kind)
    first, last = _days(about, today, year, until)
    with db.reading() as session:
        rows = _owed(session, kind, Window(first, last, today, Scope()))
        known = known_in(session, today, kind, ((row.centre_kind, row.centre_id) for row in rows))
    every = occasions(Structures(known.network), about, rows, today)
    wanted = (one for one in every if choice.centre is None or choice.centre in one.structure.within)
    lines = [line for one in wanted for line in _lines(known, about, one, choice, today)]
    return sorted(lines, key=lambda line: (collation(line.centre), line.deadline, line.part == DIRECTOR))


def years_of(kind: str, today: dt.date) -> tuple[int, int]:
    """The first and the last year of which one may be reminded: of a report from the first that was owed, of the data
    bank the one that runs, since its points are only proposed ahead."""
    return today.year if kind == BNDMR else min(FIRST_FSMR_REPORT, today.year), today.year


def usual_year(kind: str, today: dt.date) -> int:
    """The year of which one is reminded unless another is chosen: the last that ended, or the only one."""
    return max(today.year - 1, years_of(kind, today)[0])


def looks_at(kind: str, due_on: dt.date, today: dt.date) -> bool:
    """Whether reminders of ``kind`` reach what falls on ``due_on``, no last day being given: nobody is reminded of a
    year to come, nor of what ends in years."""
    about = kind_of(kind)
    if about.asks == "year":
        first_year, last_year = years_of(kind, today)
        return first_year <= due_on.year <= last_year
    first, last = _days(about, today, None, None)
    return first <= due_on <= last


def proposed_reply(today: dt.date) -> dt.date:
    """The day by which an answer is asked unless another one is typed: a month, and the working day that follows."""
    return next_working(add_months(today, 1))


def _days(about: ReminderKind, today: dt.date, year: int | None, until: dt.date | None) -> tuple[dt.date, dt.date]:
    """The first and the last day on which what is reminded of falls."""
    if about.asks == "year":
        end = dt.date(_checked_year(about.id, today, year), 12, 31)
        return end, end
    if about.asks == "until":
        return add_years(today, -1), _checked_day(until or add_months(today, MONTHS_AHEAD), today)
    return add_years(today, -TERM_YEARS), today


def _checked_year(kind: str, today: dt.date, year: int | None) -> int:
    first, last = years_of(kind, today)
    if year is None:
        return usual_year(kind, today)
    if not first <= year <= last:
        those = f"une année de {first} à {last}" if first < last else f"{last}"
        raise UserError(f"L’année {year} ne se rappelle pas\u00a0: choisissez {those}.")
    return year


def _checked_day(until: dt.date, today: dt.date) -> dt.date:
    farthest = add_years(today, _YEARS_AHEAD)
    if until < today:
        raise UserError(f"Le {short_date(until)} est passé\u00a0: choisissez un jour à venir.")
    if until > farthest:
        raise UserError(
            f"Le {short_date(until)} est trop loin\u00a0: choisissez un jour jusqu’au {short_date(farthest)}."
        )
    return until


def _owed(session: Session, kind: str, window: Window) -> list[DeadlineRow]:
    """The deadlines of ``kind`` that fall within, with what was decided of them, and those put off to a day within; of
    a year, those of the year."""
    only = (deadline_kind(kind),)
    rows = derived(session, window, only=only)
    marks = marks_of(session, rows)
    decided = [with_mark(row, marks[row.key], window.today) if row.key in marks else row for row in rows]
    return decided if window.first == window.last else [*decided, *decided_elsewhere(session, window, marks, only)]


def _lines(
    known: Known, about: ReminderKind, occasion: Occasion, choice: Choice, today: dt.date
) -> Iterator[ReminderLine]:
    structure, row = occasion.structure, occasion.row
    settled = standing.settled(known, about.id, row, structure, today)
    parts = [part for part in choice.to or about.to if part in about.may_go_to]
    if occasion.why_not:
        yield _line(about, occasion, NOBODY, standing.gathered(settled, standing.unwritten(occasion.why_not)), None)
        return
    for one in addressees(known, structure, parts, lapsed=occasion.lapsed, may_stand_in=not about.personal):
        last = known.reminded.get((row.key, one.who))
        judged = standing.gathered(
            settled, one.reachable, standing.reminded(last), standing.personal(is_personal=about.personal)
        )
        yield _line(about, occasion, one, judged, last)


def _line(
    about: ReminderKind, occasion: Occasion, one: Addressee, judged: standing.Judged, last: dt.date | None
) -> ReminderLine:
    structure, row = occasion.structure, occasion.row
    suffix = f"_{DIRECTOR}" if one.part == DIRECTOR else ""
    return ReminderLine(
        key=f"{row.key}|{one.part}",
        deadline=row.key,
        kind=about.id,
        part=one.part,
        template=f"batch_{occasion.template}{suffix}" if one.part else "",
        standing=judged.standing,
        why_not=judged.why,
        remark=one.remark,
        centre_kind=structure.kind.value,
        centre_id=structure.id,
        centre=structure.name,
        within=structure.within,
        fsmrs=structure.fsmrs,
        hospital=structure.hospital.name if structure.hospital.known else "",
        region=structure.hospital.region,
        who=one.who,
        addressee=one.name,
        address=one.address,
        email=one.email,
        since=None if about.personal else row.due_on,
        detail=occasion.detail,
        place=row.place,
        reminded_on=last,
        facts={
            **structure.facts,
            **occasion.facts,
            "holder": _holder(occasion),
            "addressee_salutation": one.salutation,
        },
    )


def _holder(occasion: Occasion) -> str:
    """Who holds the seat, in a sentence of a letter to somebody else."""
    head = occasion.structure.head
    if head is None or occasion.lapsed:
        return "la personne qui exerçait cette fonction"
    return full_name(head.title, head.first_name, head.last_name)
