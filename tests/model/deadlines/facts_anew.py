"""What falls when, found anew in the rows of the register by a reader with a calendar: no statement and no reckoning of
the program, so that a wrong label, mandate or attachment shows."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from crmr_desk.model.store import schema
from crmr_desk.model.store.database import Database

D = dt.date
KINDS = ("mandate_end", "label_end", "designation_end", "notice", "birthday", "bndmr:ccmr")
"""The heads of the keys of what is found."""
_FAR = D(2999, 12, 31)
_SEATS = ("crmr_id", "site_id", "ccmr_id", "fsmr_id")
_TABLES = (
    schema.Person, schema.FsmrDesignation, schema.Label, schema.Site, schema.Ccmr, schema.Attachment, schema.Mandate,
    schema.Dossier,
)  # fmt: skip


def later(start: D, months: int) -> D:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return D(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


class Facts:
    """The rows of a register, table by table, as they are on ``today``."""

    def __init__(self, db: Database, today: D) -> None:
        self.today = today
        with db.reading() as session:
            self._rows = {each: session.execute(select(each.__table__)).all() for each in _TABLES}
        self._people = {row.id: row for row in self._rows[schema.Person]}
        self._sites = {row.id: row for row in self._rows[schema.Site]}
        self._ccmrs = {row.id: row for row in self._rows[schema.Ccmr]}
        self._labels, self._designations = (
            self._by("crmr_id", schema.Label),
            self._by("fsmr_id", schema.FsmrDesignation),
        )
        self._sites_of, self._attached = self._by("crmr_id", schema.Site), self._by("ccmr_id", schema.Attachment)

    def falling(self) -> dict[str, D]:
        """The day of each deadline of KINDS, by its key."""
        found = [*self._of_mandates(), *self._of_periods(), *self._of_data_bank()]
        return dict(found)

    def _by(self, column: str, entity: Any) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in self._rows[entity]:
            found[getattr(row, column)].append(row)
        return found

    def _of_mandates(self) -> Iterator[tuple[str, D]]:
        for row in self._rows[schema.Mandate]:
            end = row.end or self._end_of_the_seat(row)
            if end is not None and not self._followed(row) and self._outlived(row):
                yield f"mandate_end:{row.id}", end
                if row.crmr_id is not None and end >= self.today and not self._wrote(row):
                    yield f"notice:{row.id}", self._last_letter(end)
            if row.fsmr_id is None:
                yield from self._ages(row, end or _FAR)

    def _end_of_the_seat(self, row: Any) -> D | None:
        """Of a mandate of which nobody recorded the end."""
        if row.fsmr_id is not None:
            return _last(self._designations[row.fsmr_id], row.start)
        if row.ccmr_id is not None:
            still = [each.crmr_id for each in self._attached[row.ccmr_id] if (each.end or _FAR) >= self.today]
            return min(filter(None, (_last(self._labels[crmr], row.start) for crmr in still)), default=None)
        crmr = row.crmr_id or self._sites[row.site_id].crmr_id
        return _last(self._labels[crmr], row.start)

    def _followed(self, row: Any) -> bool:
        seat = [getattr(row, column) for column in _SEATS]
        same = (each for each in self._rows[schema.Mandate] if [getattr(each, column) for column in _SEATS] == seat)
        return any(each.start > row.start for each in same)

    def _outlived(self, row: Any) -> bool:
        """Whether the seat goes on; where no end is recorded, without an end in sight."""
        if row.fsmr_id is not None:
            return True
        if row.crmr_id is not None:
            seats = self._sites_of[row.crmr_id]
        else:
            seats = [self._sites[row.site_id] if row.site_id is not None else self._ccmrs[row.ccmr_id]]
        return any((each.end or _FAR) > (row.end or _FAR - dt.timedelta(1)) for each in seats)

    def _wrote(self, row: Any) -> bool:
        dossiers = [each for each in self._rows[schema.Dossier] if each.state == "open" and each.crmr_id == row.crmr_id]
        told = ("cessation_letter.date", "cessation_letter.effective")
        return any(each.answers.get(path) for each in dossiers for path in told)

    @staticmethod
    def _last_letter(end: D) -> D:
        days = (later(end, -6) + dt.timedelta(number) for number in range(6, -6, -1))
        return next(day for day in days if later(day, 6) <= end)

    def _ages(self, row: Any, end: D) -> Iterator[tuple[str, D]]:
        born = self._people[row.person_id].birth_date
        for age in (65, 68) if born is not None else ():
            leap = (born.month, born.day) == (2, 29) and not calendar.isleap(born.year + age)
            on = D(born.year + age, 3, 1) if leap else born.replace(year=born.year + age)
            if max(row.start, self.today) <= on <= end:
                yield f"birthday:{row.id}:{age}", on

    def _of_periods(self) -> Iterator[tuple[str, D]]:
        for crmr, labels in self._labels.items():
            last = max(labels, key=lambda row: row.start)
            if last.end is not None and any((site.end or _FAR) > last.end for site in self._sites_of[crmr]):
                yield f"label_end:{last.id}", last.end
        for designations in self._designations.values():
            last = max(designations, key=lambda row: row.start)
            if last.end is not None:
                yield f"designation_end:{last.id}", last.end

    def _of_data_bank(self) -> Iterator[tuple[str, D]]:
        this_year = D(self.today.year, 12, 31)
        for row in self._ccmrs.values():
            still = [each.crmr_id for each in self._attached[row.id] if (each.end or _FAR) >= self.today]
            ends = [end for crmr in still if (end := _last(self._labels[crmr], self.today)) is not None]
            last = min(row.end or _FAR, max(ends, default=this_year))
            for year in range(max(self.today.year, row.start.year), last.year + 1):
                if D(year, 12, 31) <= last:
                    yield f"bndmr:ccmr:{row.id}:{year}", D(year, 12, 31)


def _last(periods: Iterable[Any], since: D) -> D | None:
    """The last end among those of these periods that do not lie before a day."""
    return max((row.end for row in periods if row.end is not None and row.end >= since), default=None)
