"""All that the statistics page shows of the network on a day, and of the day it is compared with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.network.statistics import by_fsmr
from crmr_desk.model.network.statistics import history as years
from crmr_desk.model.network.statistics import vacancies as months
from crmr_desk.model.network.statistics.counts import EVERY, Counts, counts_on
from crmr_desk.model.network.statistics.endings import Endings, endings
from crmr_desk.model.network.statistics.heads import Heads, heads_on
from crmr_desk.model.network.statistics.history import YearCount, history
from crmr_desk.model.network.statistics.measures import MEASURES, Measure
from crmr_desk.model.network.statistics.region_map import RegionMap, region_map
from crmr_desk.model.network.statistics.tables import StatTable
from crmr_desk.model.network.statistics.vacancies import VacanciesOn, vacancies

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


@dataclass(frozen=True)
class Overview:
    """The network of ``on``; ``earlier`` is that of the other day, when one was asked for."""

    on: dt.date
    counts: Counts
    earlier: Counts | None
    heads: Heads
    vacancies: tuple[VacanciesOn, ...]
    endings: Endings
    history: tuple[YearCount, ...]

    @property
    def empty(self) -> bool:
        """Whether no centre is active on the day, nor was on any day shown."""
        return not any(year.sites or year.ccmrs for year in self.history)

    def map_of(self, measure: Measure, fsmr_id: int = EVERY) -> RegionMap:
        """The tile map of a measure, of all filières or one."""
        return region_map(self.counts, self.earlier, measure, fsmr_id)

    def tables(self, measure: Measure = MEASURES[0], fsmr_id: int = EVERY) -> list[StatTable]:
        """The table of every chart, in the order of the page."""
        counts = self.counts
        return [
            self.map_of(measure, fsmr_id).table(),
            by_fsmr.centres_table(counts),
            by_fsmr.public_table(counts),
            by_fsmr.coverage_table(counts, by_fsmr.by_fsmr(counts), "Filière", "coverage_fsmr"),
            by_fsmr.coverage_table(counts, by_fsmr.by_region(counts), "Région", "coverage_region"),
            self.heads.table(),
            months.table(self.vacancies),
            self.endings.table(),
            years.table(self.history),
        ]


def overview(db: Database, on: dt.date, compared: dt.date | None = None) -> Overview:
    """Count the network of ``on``, and that of ``compared`` where it is given. The number of statements does not depend
    on the size of the network."""
    with db.reading() as session:
        return Overview(
            on=on,
            counts=counts_on(session, on),
            earlier=counts_on(session, compared) if compared is not None else None,
            heads=heads_on(session, on),
            vacancies=vacancies(session, on),
            endings=endings(session, on),
            history=history(session, on),
        )


def default_comparison(on: dt.date) -> dt.date:
    """The eve of the year of ``on``."""
    return dt.date(on.year - 1, 12, 31)
