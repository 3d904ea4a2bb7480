"""What each structure is reminded of, from the deadlines that are open, or why nothing is written of one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from crmr_desk.model.correspondence.reminders.rows import ReminderKind
from crmr_desk.model.correspondence.reminders.structures import Structure, Structures
from crmr_desk.model.deadlines.kinds import (
    ANNUAL_REPORT,
    BIRTHDAY,
    BNDMR,
    DESIGNATION_END,
    FSMR_PLAN,
    FSMR_REPORT,
    LABEL_END,
    MANDATE_END,
    PLAN,
)
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.ages import LIMITS
from crmr_desk.model.terms import french_date, short_date

_DETAILS: Final[Mapping[str, str]] = {
    ANNUAL_REPORT: "Rapport {year}",
    FSMR_REPORT: "Rapport {year}",
    BNDMR: "Saisie {year}",
    PLAN: "Label depuis le {day}",
    FSMR_PLAN: "Désignation depuis le {day}",
    LABEL_END: "Label jusqu’au {day}",
    DESIGNATION_END: "Désignation jusqu’au {day}",
}
_BY_YEAR: Final = (ANNUAL_REPORT, FSMR_REPORT, BNDMR)
_ENDS: Final = (LABEL_END, DESIGNATION_END)
_FOLLOWED: Final[Mapping[str, str]] = {
    PLAN: "Un autre label a commencé le {day}\u00a0: c’est son plan qui est dû.",
    FSMR_PLAN: "Une autre désignation a commencé le {day}\u00a0: c’est son plan qui est dû.",
}
_NOT_THE_ONE: Final = "Ce mandat n’est pas celui qui court aujourd’hui."
_NO_END: Final = "Mandat sans fin enregistrée\u00a0: complétez-la sur la fiche du centre, la lettre la cite."


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
    why_not: str = ""
    """Why no letter is written of it, to anybody; empty where one can be."""


def occasions(
    structures: Structures, about: ReminderKind, rows: Sequence[DeadlineRow], today: dt.date
) -> Iterator[Occasion]:
    """One for each deadline, in the same order: whoever owes is named, whether a letter goes or not."""
    last_begun: dict[tuple[str, int], dt.date] = {}
    for row in rows:
        centre = (row.centre_kind, row.centre_id)
        last_begun[centre] = max(row.due_on, last_begun.get(centre, row.due_on))
    for row in rows:
        structure = structures.of(row.centre_kind, row.centre_id)
        of_mandate = row.kind in (MANDATE_END, BIRTHDAY)
        found = _of_mandate(structure, about, row, today) if of_mandate else _of_centre(structure, about, row)
        followed = last_begun[row.centre_kind, row.centre_id]
        if structure.opens_on is not None:
            yield found._replace(why_not=f"N’ouvre que le {short_date(structure.opens_on)}.")
        elif row.kind in _FOLLOWED and row.due_on < followed:
            yield found._replace(why_not=_FOLLOWED[row.kind].format(day=short_date(followed)))
        else:
            yield found


def _of_centre(structure: Structure, about: ReminderKind, row: DeadlineRow) -> Occasion:
    detail = _DETAILS[row.kind].format(year=row.due_on.year, day=short_date(row.due_on))
    facts: dict[str, str] = {}
    if row.kind in _BY_YEAR:
        facts = {"report_year": str(row.due_on.year)}
    elif row.kind in _ENDS:
        facts = {"label_end": french_date(row.due_on)}
    return Occasion(structure, row, detail, about.id, facts)


def _of_mandate(structure: Structure, about: ReminderKind, row: DeadlineRow, today: dt.date) -> Occasion:
    """The end of a mandate, or a birthday of A3 §1 within it: the list says the age and no day, the letter neither."""
    head, mandate = structure.head, int(row.key.split(":")[1])
    held = head is not None and head.mandate_id == mandate
    if row.kind == MANDATE_END:
        facts = {"mandate_end": french_date(row.due_on)}
        why_not = "" if held or row.due_on < today else _NOT_THE_ONE
        detail = f"Mandat jusqu’au {short_date(row.due_on)}"
        return Occasion(structure, row, detail, about.id, facts, lapsed=not held, why_not=why_not)
    age = int(row.key.rpartition(":")[2])
    other = age == LIMITS[-1] and structure.function is not Function.COORDONNATEUR
    template, detail = f"age_{age}{'_head' if other else ''}", f"{age} ans pendant le mandat"
    end = head.end if head is not None and held else None
    facts = {"mandate_end": french_date(end)} if end is not None else {}
    return Occasion(structure, row, detail, template, facts, why_not="" if facts else _NO_END if held else _NOT_THE_ONE)
