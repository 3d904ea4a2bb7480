"""Since when a filière federates fewer than three CRMR (A1 C-c): a history of its centres, not of today's count."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network.states import MINIMUM_OF_CRMR
from crmr_desk.model.network.tables import CRMR, FORMER, SITE

ONE_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """Days, both included; ``end`` None: no end known."""

    start: dt.date
    end: dt.date | None


class _Belonging(NamedTuple):
    fsmr_id: int | None
    span: Span


def below_since(session: Session, fsmr_ids: Sequence[int], on: dt.date) -> dict[int, dt.date | None]:
    """For each of these filières, all below three on ``on``: the first day of the time below three that ``on`` is part
    of. None for one that never had three, as far as the register goes back."""
    belonging = _belonging(session, fsmr_ids)
    active = _active(session, belonging.keys())
    spans: dict[int, list[list[Span]]] = defaultdict(list)
    for crmr_id, belonged in belonging.items():
        for fsmr_id, within in belonged:
            if fsmr_id is not None:
                spans[fsmr_id].append(_common(active.get(crmr_id, []), within))
    return {fsmr_id: _last_fall(spans.get(fsmr_id, []), on) for fsmr_id in fsmr_ids}


def _belonging(session: Session, fsmr_ids: Iterable[int]) -> dict[int, list[_Belonging]]:
    """To which filière each CRMR belonged, and when, of those that ever belonged to one of these."""
    wanted = set(fsmr_ids)
    now: dict[int, int | None] = {row.id: row.fsmr_id for row in session.execute(select(CRMR.c.id, CRMR.c.fsmr_id))}
    former: dict[int, list[tuple[dt.date, int | None]]] = defaultdict(list)
    query = select(FORMER.c.row_id, FORMER.c.until, FORMER.c.value).where(
        FORMER.c.table_name == "crmr", FORMER.c.field == "fsmr_id"
    )
    for crmr_id, until, value in session.execute(query.order_by(FORMER.c.until)):
        former[crmr_id].append((until, value))
    found: dict[int, list[_Belonging]] = {}
    for crmr_id, current in now.items():
        belonged, start = [], dt.date.min
        for until, value in former.get(crmr_id, ()):
            belonged.append(_Belonging(value, Span(start, until)))
            start = until + ONE_DAY
        belonged.append(_Belonging(current, Span(start, None)))
        if wanted & {each.fsmr_id for each in belonged}:
            found[crmr_id] = belonged
    return found


def _active(session: Session, crmr_ids: Iterable[int]) -> dict[int, list[Span]]:
    """The times at which each CRMR had a site, without gaps or overlaps between them."""
    wanted = set(crmr_ids)
    sites: dict[int, list[Span]] = defaultdict(list)
    for crmr_id, start, end in session.execute(select(SITE.c.crmr_id, SITE.c.start, SITE.c.end).order_by(SITE.c.start)):
        if crmr_id in wanted:
            sites[crmr_id].append(Span(start, end))
    return {crmr_id: _joined(spans) for crmr_id, spans in sites.items()}


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and (last.end is None or span.start <= last.end + ONE_DAY):
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            joined[-1] = Span(last.start, end)
        else:
            joined.append(span)
    return joined


def _common(spans: Iterable[Span], within: Span) -> list[Span]:
    found = []
    for span in spans:
        start = max(span.start, within.start)
        ends = [end for end in (span.end, within.end) if end is not None]
        end = min(ends) if ends else None
        if end is None or start <= end:
            found.append(Span(start, end))
    return found


def _last_fall(of_centres: Iterable[Iterable[Span]], on: dt.date) -> dt.date | None:
    """The day on which the number of centres fell below three for the last time before ``on``, or on it."""
    steps: dict[dt.date, int] = defaultdict(int)
    for spans in of_centres:
        for start, end in spans:
            steps[start] += 1
            if end is not None and end < dt.date.max:
                steps[end + ONE_DAY] -= 1
    count, fell = 0, None
    for day in sorted(steps):
        if day > on:
            break
        before, count = count, count + steps[day]
        if before >= MINIMUM_OF_CRMR > count:
            fell = day
    return fell
