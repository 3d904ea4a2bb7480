"""Deadlines as they leave the program, in a calendar or on paper: the duties of a year gathered, ages left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.deadlines.kinds import ANNUAL_REPORT, BIRTHDAY, BNDMR, FSMR_PLAN, FSMR_REPORT, PLAN
from crmr_desk.model.deadlines.rows import DONE, LIFTED, DeadlineRow

_DUTIES: Final = (ANNUAL_REPORT, PLAN, FSMR_REPORT, FSMR_PLAN, BNDMR)
"""Kinds that hundreds owe on the same day: one entry says how many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar. ``key`` is that of the deadline, or of the duty and its day; ``followed`` says what was
    decided of it, "" where nothing was."""

    key: str
    on: dt.date
    kind: str
    title: str
    detail: str
    fsmr: str
    place: str
    explanation: tuple[tuple[str, str], ...]
    done: bool
    followed: str


def leaving(rows: Iterable[DeadlineRow], *, with_ages: bool) -> list[DeadlineRow]:
    """``rows`` without what was lifted, and, unless ``with_ages``, without the days on which somebody turns 65 or 68:
    they tell when he was born, which nobody needs outside the register."""
    return [row for row in rows if (with_ages or row.kind != BIRTHDAY) and not _has_state(row, LIFTED)]


def entries(rows: Iterable[DeadlineRow], *, with_ages: bool) -> list[Entry]:
    """What a calendar shows of ``rows``, in their order; a duty stands where the first of those who owe it does."""
    duties: dict[tuple[dt.date, str], list[DeadlineRow]] = {}
    for row in leaving(rows, with_ages=with_ages):
        key = row.title if row.kind in _DUTIES else row.key
        duties.setdefault((row.on, key), []).append(row)
    return [_duty(same) if same[0].kind in _DUTIES else _single(same[0]) for same in duties.values()]


def _single(row: DeadlineRow) -> Entry:
    followed = row.mark.words if row.mark is not None else ""
    done = _has_state(row, DONE)
    return Entry(row.key, row.on, row.kind, row.title, row.detail, row.fsmr, row.place, row.explanation, done, followed)


def _duty(rows: Sequence[DeadlineRow]) -> Entry:
    """« Rapport annuel d’activité 2026, 358 attendus, 120 reçus »."""
    first, received = rows[0], sum(_has_state(row, DONE) for row in rows)
    expected = f"{len(rows)} attendu{'s' * (len(rows) > 1)}"
    told = f"{received} reçu{'s' * (received > 1)}" if received else "aucun reçu"
    fsmrs = {row.fsmr for row in rows}
    # The event is that of one who owes it; the rule, the arithmetic and the calendar are those of all.
    said = first.explanation[1:4]
    return Entry(
        key=f"{first.kind}:{first.on.isoformat()}:{first.title}",
        on=first.on,
        kind=first.kind,
        title=first.title,
        detail=f"{expected}, {told}",
        fsmr=fsmrs.pop() if len(fsmrs) == 1 else "",
        place=first.place,
        explanation=said,
        done=received == len(rows),
        followed="",
    )


def _has_state(row: DeadlineRow, state: str) -> bool:
    return row.mark is not None and row.mark.state == state
