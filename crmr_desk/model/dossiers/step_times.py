"""How long each step of a dossier takes, from the days of its acts: the median, and within what nine in ten end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.letter_states import DECISION, OVER, UNSENT
from crmr_desk.model.dossiers.records import ABANDONED
from crmr_desk.model.network.statistics.tables import Heading, Holds, StatTable
from crmr_desk.model.network.tables import DOSSIER
from crmr_desk.model.store import schema
from crmr_desk.model.terms import add_months, short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

MONTHS = 24
LETTER = schema.LetterRow.__table__

STEPS: Final = {
    "complete": "Dossier complet",
    "examined": "Examen",
    "visa": "Visa",
    "decided": "Décision",
    "sent": "Courriers",
}
"""Each step by the act that ends it."""


@dataclass(frozen=True, slots=True)
class StepTime:
    """One step: ``count`` dossiers ended it, half of them in ``median`` days or fewer, nine in ten in ``nine_in_ten``;
    None where no dossier did."""

    key: str
    label: str
    count: int
    median: int | None
    nine_in_ten: int | None


@dataclass(frozen=True, slots=True)
class StepTimes:
    """The steps that ended after ``first`` and up to ``on``, both days included."""

    first: dt.date
    on: dt.date
    steps: tuple[StepTime, ...]

    def table(self) -> StatTable:
        """The steps as rows."""
        headings = (
            Heading("Étape", Holds.TEXT), Heading("Médiane (jours)", short="Médiane"),
            Heading("Neuf dossiers sur dix (jours)", short="9 sur 10"),
            Heading("Dossiers"),
        )  # fmt: skip
        rows = tuple((step.label, step.median, step.nine_in_ten, step.count) for step in self.steps)
        return StatTable("step_times", "Temps par étape", headings, rows, self.method())

    def method(self) -> tuple[str, ...]:
        """How they were counted."""
        return (
            f"Jours de calendrier depuis l’acte daté qui précède, pour les étapes achevées du {short_date(self.first)} "
            f"au {short_date(self.on)}\u202f; les dossiers abandonnés ne comptent pas.",
            "L’ouverture est le premier acte\u202f; les courriers sont partis quand le dernier de la décision l’est.",
        )


def step_times(db: Database, on: dt.date, months: int = MONTHS) -> StepTimes:
    """The steps that ended in the ``months`` up to ``on``; one statement, which reads only the dossiers of that
    time."""
    first = add_months(on, -months) + dt.timedelta(days=1)
    with db.reading() as session:
        taken = [each for row in _rows(session, first, on) for each in _taken(row) if first <= each[1] <= on]
    by_step = {key: sorted(days for step, _ended, days in taken if step == key) for key in STEPS}
    return StepTimes(first, on, tuple(_timed(key, by_step[key]) for key in STEPS))


Acts = Sequence[dt.date | None]
"""Days of opening, then of each of ``STEPS``."""


def _rows(session: Session, first: dt.date, on: dt.date) -> Iterable[Acts]:
    waiting = func.count(case((LETTER.c.state.in_(UNSENT), 1)))
    letters = (
        select(
            LETTER.c.dossier_id, case((waiting == 0, func.max(LETTER.c.sent_on))).label("sent_on")
        )
        .where(LETTER.c.purpose == DECISION, LETTER.c.state.not_in(OVER))
        .group_by(LETTER.c.dossier_id)
        .subquery()
    )  # fmt: skip
    acts = (DOSSIER.c.complete_on, DOSSIER.c.examined_on, DOSSIER.c.visa_on, DOSSIER.c.decided_on, letters.c.sent_on)
    query = (
        select(DOSSIER.c.opened_on, *acts)
        .outerjoin(letters, letters.c.dossier_id == DOSSIER.c.id)
        .where(DOSSIER.c.state != ABANDONED, or_(*(act.between(first, on) for act in acts)))
    )
    return session.execute(query)


def _taken(acts: Acts) -> Iterator[tuple[str, dt.date, int]]:
    """(step, its last day, days since the act before), of the acts that are dated."""
    before = acts[0]
    for key, day in zip(STEPS, acts[1:], strict=True):
        if day is not None and before is not None:
            yield key, day, (day - before).days
            before = day


def _timed(key: str, days: Sequence[int]) -> StepTime:
    return StepTime(key, STEPS[key], len(days), _within(days, 5), _within(days, 9))


def _within(days: Sequence[int], tenths: int) -> int | None:
    """The fewest days within which at least so many tenths of the dossiers ended."""
    return days[-(-len(days) * tenths // 10) - 1] if days else None
