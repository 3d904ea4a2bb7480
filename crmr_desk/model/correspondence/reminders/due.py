"""Who could be reminded of what, and whether it is due: one line for each letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from crmr_desk.model.correspondence.reminders import standing
from crmr_desk.model.correspondence.reminders.addressees import Addressee, addressees
from crmr_desk.model.correspondence.reminders.kinds import DIRECTOR, kind_of
from crmr_desk.model.correspondence.reminders.reading import Known, deadline_kind, known_in
from crmr_desk.model.correspondence.reminders.rows import EVERYONE, Choice, ReminderKind, ReminderLine
from crmr_desk.model.correspondence.reminders.structures import Structure, Structures
from crmr_desk.model.deadlines.gathering import derived
from crmr_desk.model.deadlines.holidays import next_working
from crmr_desk.model.deadlines.kinds import (
    ANNUAL_REPORT,
    BIRTHDAY,
    BNDMR,
    DESIGNATION_END,
    LABEL_END,
    MANDATE_END,
    PLAN,
)
from crmr_desk.model.deadlines.mark_reading import marks_of, with_mark
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.deadlines.window import Window
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.ages import LIMITS
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.names import collation, full_name
from crmr_desk.model.terms import add_months, add_years, french_date, short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

MONTHS_AHEAD: Final = 6
"""How far ahead ends are looked for unless a day is given."""


class Occasion(NamedTuple):
    """What one structure is reminded of: the deadline, what the list says of it, its template and the facts that come
    with it."""

    structure: Structure
    row: DeadlineRow
    detail: str
    template: str
    facts: Mapping[str, str]
    lapsed: bool = False
    """Whether the mandate in question is over: who leads now, if anybody, is not concerned."""


def due(
    db: Database, kind: str, today: dt.date, *,
    year: int | None = None, until: dt.date | None = None, choice: Choice = EVERYONE,
) -> list[ReminderLine]:  # fmt: skip
    """Every letter that a reminder of ``kind`` could bring, in French order of the centres, each with why it is not
    proposed where it is not. A constant number of statements.

    ``year`` is the one for which something is owed (``usual_year`` unless given); ``until`` the last day looked at,
    included (six months ahead). What ended within the last year and was not followed is late, and there too. Raises
    UserError for an unknown kind, a year to come or a day that has gone by.
    """
    about = kind_of(kind)
    first, last = _days(about, today, year, until)
    with db.reading() as session:
        rows = derived(session, Window(first, last, today, Scope()), only=(deadline_kind(kind),))
        marks = marks_of(session, rows)
        known = known_in(session, today, kind)
    decided = (with_mark(row, marks[row.key], today) if row.key in marks else row for row in rows)
    structures = Structures(known.network)
    occasions = filter(None, (_occasion(structures, about, row, today) for row in decided))
    wanted = (one for one in occasions if choice.centre is None or choice.centre in one.structure.within)
    lines = [line for one in wanted for line in _lines(known, about, one, choice, today)]
    return sorted(lines, key=lambda line: (collation(line.centre), line.deadline, line.part == DIRECTOR))


def usual_year(kind: str, today: dt.date) -> int:
    """The year of which one is reminded: the last that ended for a report, the one that runs for the data bank, whose
    points are only proposed ahead."""
    return today.year if kind == BNDMR else today.year - 1


def proposed_reply(today: dt.date) -> dt.date:
    """The day by which an answer is asked unless another one is typed: a month, and the working day that follows."""
    return next_working(add_months(today, 1))


def _days(about: ReminderKind, today: dt.date, year: int | None, until: dt.date | None) -> tuple[dt.date, dt.date]:
    """The first and the last day on which what is reminded of falls."""
    if about.asks == "year":
        if year is not None and year > today.year:
            raise UserError(f"L’année {year} est à venir\u00a0: choisissez une année jusqu’à {today.year}.")
        end = dt.date(year if year is not None else usual_year(about.id, today), 12, 31)
        return end, end
    if about.asks == "until":
        if until is not None and until < today:
            raise UserError(f"Le {short_date(until)} est passé\u00a0: choisissez un jour à venir.")
        return add_years(today, -1), until if until is not None else add_months(today, MONTHS_AHEAD)
    return add_years(today, -TERM_YEARS), today


def _occasion(structures: Structures, about: ReminderKind, row: DeadlineRow, today: dt.date) -> Occasion | None:
    """None where nobody is reminded: the structure is gone, the mandate is not the one that runs, another label
    does."""
    structure = structures.find(row.centre_kind, row.centre_id)
    if structure is None:
        return None
    if row.kind in (MANDATE_END, BIRTHDAY):
        return _of_mandate(structure, about, row, today)
    if row.kind == PLAN and row.due_on != structure.label_start:
        return None
    day = short_date(row.due_on)
    detail, facts = {
        ANNUAL_REPORT: (f"Rapport {row.due_on.year}", {"report_year": str(row.due_on.year)}),
        BNDMR: (f"Saisie {row.due_on.year}", {"report_year": str(row.due_on.year)}),
        PLAN: (f"Label depuis le {day}", {}),
        LABEL_END: (f"Label jusqu’au {day}", {"label_end": french_date(row.due_on)}),
        DESIGNATION_END: (f"Désignation jusqu’au {day}", {"label_end": french_date(row.due_on)}),
    }[row.kind]
    return Occasion(structure, row, detail, about.id, facts)


def _of_mandate(structure: Structure, about: ReminderKind, row: DeadlineRow, today: dt.date) -> Occasion | None:
    """The end of a mandate, or a birthday of A3 §1 within it: the list says the age and no day, the letter neither."""
    head, mandate = structure.head, int(row.key.split(":")[1])
    held = head is not None and head.mandate_id == mandate
    if about.id == MANDATE_END:
        if not held and row.due_on >= today:
            return None
        facts = {"mandate_end": french_date(row.due_on)}
        return Occasion(structure, row, f"Mandat jusqu’au {short_date(row.due_on)}", about.id, facts, lapsed=not held)
    if head is None or not held or head.end is None:
        return None
    age = int(row.key.rpartition(":")[2])
    other = age == LIMITS[-1] and structure.function is not Function.COORDONNATEUR
    facts = {"mandate_end": french_date(head.end)}
    return Occasion(structure, row, f"{age} ans pendant le mandat", f"age_{age}{'_head' if other else ''}", facts)


def _lines(
    known: Known, about: ReminderKind, occasion: Occasion, choice: Choice, today: dt.date
) -> Iterator[ReminderLine]:
    structure, row = occasion.structure, occasion.row
    settled = standing.settled(known, about.id, row, structure, today)
    parts = [part for part in choice.to or about.to if part in about.may_go_to]
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
        template=f"batch_{occasion.template}{suffix}",
        standing=judged.standing,
        why_not=judged.why,
        remark=one.remark,
        centre_kind=structure.kind.value,
        centre_id=structure.id,
        centre=structure.name,
        within=structure.within,
        fsmrs=structure.fsmrs,
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
