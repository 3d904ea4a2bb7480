"""The size of the network at the end of each year since the first labels, as the register knows it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.statistics.running import Running
from crmr_desk.model.network.statistics.tables import Heading, Holds, StatTable
from crmr_desk.model.network.tables import CCMR, LABEL, SITE

FIRST_YEAR = 2004
"""The first labels, under the first national plan."""

Period = tuple[dt.date, dt.date | None]


@dataclass(frozen=True, slots=True)
class YearCount:
    """What was active on ``day``: CRMR with a site, their sites, competence centres, and CRMR with a label."""

    day: dt.date
    crmrs: int
    sites: int
    ccmrs: int
    labelled: int


def history(session: Session, on: dt.date) -> tuple[YearCount, ...]:
    """On each 31 December since 2004, and on ``on``; three statements."""
    days = [dt.date(year, 12, 31) for year in range(FIRST_YEAR, on.year)]
    days = [day for day in days if day < on] + [on]
    by_ccmr = select(CCMR.c.start, CCMR.c.end, func.count()).group_by(CCMR.c.start, CCMR.c.end)
    ccmrs = Running((start, end, count) for start, end, count in session.execute(by_ccmr))
    of_sites = session.execute(select(SITE.c.crmr_id, SITE.c.start, SITE.c.end)).all()
    of_labels = session.execute(select(LABEL.c.crmr_id, LABEL.c.start, LABEL.c.end))
    sites = Running((start, end, 1) for _crmr_id, start, end in of_sites)
    crmrs, labelled = Running(_merged(of_sites)), Running(_merged(of_labels))
    return tuple(YearCount(day, crmrs.on(day), sites.on(day), ccmrs.on(day), labelled.on(day)) for day in days)


def table(years: tuple[YearCount, ...]) -> StatTable:
    """The years as rows."""
    headings = (
        Heading("Au", Holds.DAY), Heading("CRMR"), Heading("dont labellisés", short="Labels"),
        Heading("Sites de CRMR", short="Sites"),
        Heading("Centres de compétences", short="Comp."),
    )  # fmt: skip
    rows = tuple((year.day, year.crmrs, year.labelled, year.sites, year.ccmrs) for year in years)
    method = (
        "Au 31 décembre de chaque année, puis au jour affiché. Un CRMR compte quand l’un de ses sites est en activité, "
        "une fois quel que soit leur nombre.",
        "Ce que le registre sait des années passées\u00a0: un centre fermé avant d’y entrer n’y est pas.",
    )
    return StatTable("history", f"Depuis {FIRST_YEAR}", headings, rows, method)


def _merged(rows: Iterable[tuple[int, dt.date, dt.date | None]]) -> Iterable[tuple[dt.date, dt.date | None, int]]:
    """The periods of each CRMR, those that share a day made one: it counts once."""
    periods: dict[int, list[Period]] = defaultdict(list)
    for crmr_id, start, end in rows:
        periods[crmr_id].append((start, end))
    for own in periods.values():
        yield from ((start, end, 1) for start, end in _united(own))


def _united(periods: list[Period]) -> list[Period]:
    united: list[Period] = []
    for start, end in sorted(periods, key=lambda period: period[0]):
        if united and (united[-1][1] is None or start <= united[-1][1]):
            first, last = united[-1]
            united[-1] = (first, None if last is None or end is None else max(last, end))
        else:
            united.append((start, end))
    return united
