"""Deadlines as they leave the program, in a calendar or on paper: the duties of a year gathered, ages left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.deadlines.kinds import ANNUAL_REPORT, BIRTHDAY, BNDMR, FSMR_PLAN, FSMR_REPORT, PLAN
from crmr_desk.model.deadlines.rows import DONE, LIFTED, DeadlineRow

_DUTIES: Final = (ANNUAL_REPORT, PLAN, FSMR_REPORT, FSMR_PLAN, BNDMR)
"""Kinds that hundreds owe on the same day: one entry says how many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page, or one event of a calendar. ``key`` is that of the deadline, or of the duty, the day on which
    it falls and whom it was narrowed to; ``followed`` says what was decided of it, "" where nothing was, ``decided_on``
    since when it has another day or none."""

    key: str
    on: dt.date
    kind: str
    title: str
    detail: str
    fsmr: str
    place: str
    explanation: tuple[tuple[str, str], ...]
    done: bool
    lifted: bool
    followed: str
    decided_on: dt.date | None = None


def leaving(rows: Iterable[DeadlineRow], *, with_ages: bool) -> list[DeadlineRow]:
    """``rows``, unless ``with_ages`` without the days on which somebody turns 65 or 68: they tell when he was born,
    which nobody needs outside the register."""
    return [row for row in rows if with_ages or row.kind != BIRTHDAY]


def entries(rows: Iterable[DeadlineRow], *, with_ages: bool) -> list[Entry]:
    """What a page shows of ``rows``, in their order, without what was lifted; a duty stands where the first of those
    who owe it on that day does."""
    left = [row for row in leaving(rows, with_ages=with_ages) if not _has_state(row, LIFTED)]
    return _gathered(left, lambda row: f"{row.on.isoformat()}:{row.title}" if row.kind in _DUTIES else "")


def events(rows: Iterable[DeadlineRow], *, with_ages: bool, narrowed: str = "") -> list[Entry]:
    """What a calendar holds of ``rows``, in their order: with what was lifted, for one that has it already.

    A duty that was put off stands by itself, since its day is its own; the others are one event, which is another for
    each of those to whom the list was ``narrowed`` (``choosing.narrowing``).
    """

    def shared(row: DeadlineRow) -> str:
        is_shared = row.kind in _DUTIES and row.fell_on is None
        return f"{row.kind}:{row.due_on.isoformat()}{f':{narrowed}' if narrowed else ''}" if is_shared else ""

    return _gathered(leaving(rows, with_ages=with_ages), shared, some=bool(narrowed))


def _gathered(
    rows: Iterable[DeadlineRow], shared: Callable[[DeadlineRow], str], *, some: bool = False
) -> list[Entry]:  # fmt: skip
    """One entry for all that are owed under one key; one for each of which ``shared`` gives none. With ``some`` those
    that count many say that they do not count all."""
    found: dict[str, list[DeadlineRow]] = {}
    for row in rows:
        found.setdefault(shared(row) or row.key, []).append(row)
    return [_single(same[0]) if key == same[0].key else _duty(key, same, some=some) for key, same in found.items()]


def _single(row: DeadlineRow) -> Entry:
    mark = row.mark
    return Entry(
        key=row.key,
        on=row.on,
        kind=row.kind,
        title=row.title,
        detail=row.detail,
        fsmr=row.fsmr,
        place=row.place,
        explanation=row.explanation,
        done=_has_state(row, DONE),
        lifted=_has_state(row, LIFTED),
        followed=mark.words if mark is not None else "",
        decided_on=mark.on if mark is not None and mark.state != DONE else None,
    )


def _duty(key: str, rows: Sequence[DeadlineRow], *, some: bool) -> Entry:
    """« Rapport annuel d’activité 2026, 358 attendus, 120 reçus »: what was lifted is no longer expected."""
    expected = [row for row in rows if not _has_state(row, LIFTED)]
    first, count, received = rows[0], len(expected), sum(_has_state(row, DONE) for row in expected)
    came = f"{received} reçu{'s' * (received > 1)}" if received else "aucun reçu"
    counted = f"{count} attendu{'s' * (count > 1)}, {came}" if expected else "plus aucun attendu"
    fsmrs = {row.fsmr for row in rows}
    fsmr = fsmrs.pop() if len(fsmrs) == 1 else ""
    # The event is that of one who owes it; the rule, the arithmetic and the calendar are those of all.
    said = first.explanation[1:4]
    return Entry(
        key=key,
        on=first.on,
        kind=first.kind,
        title=first.title,
        detail=f"{counted} ({fsmr or 'liste filtrée'})" if some else counted,
        fsmr=fsmr,
        place=first.place,
        explanation=said,
        done=0 < received == count,
        lifted=not expected,
        followed="",
    )


def _has_state(row: DeadlineRow, state: str) -> bool:
    return row.mark is not None and row.mark.state == state
