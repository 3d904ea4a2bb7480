"""The entries of a day as the month shows them: one chip each, many of one kind in one chip."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.look import Standing
from crmr_desk.ui.dossier.words import plural

GATHERED_FROM = 3
"""So many of one kind and standing on one day share a chip."""

_UNITS = {
    "fsmr": ("filière", "filières"),
    "crmr": ("centre", "centres"),
    "site": ("site", "sites"),
    "ccmr": ("CCMR", "CCMR"),
    "": ("échéance", "échéances"),
}
_PRESSING = (Standing.LATE, Standing.WATCHED, Standing.OURS, Standing.THEIRS, Standing.DONE, Standing.LIFTED)


@dataclass(frozen=True, slots=True)
class Chip:
    """What one chip says, and the entries behind it, the first of which it leads to. One that ``gathers`` stands for
    several."""

    title: str
    second: str
    standing: Standing
    rows: tuple[DeadlineRow, ...]

    @property
    def gathers(self) -> bool:
        """Whether several entries share it."""
        return len(self.rows) > 1

    @property
    def row(self) -> DeadlineRow:
        """The entry that it leads to."""
        return self.rows[0]

    def words(self) -> str:
        """All that it says, its state too, for a screen reader and the tooltip."""
        return ", ".join(part for part in (self.title, self.second, look.STANDINGS[self.standing].words) if part)


def one(row: DeadlineRow) -> Chip:
    """The chip of a single entry, which says all of it."""
    return Chip(row.title, row.detail or row.fsmr, look.standing(row), (row,))


def gathered(rows: Iterable[DeadlineRow], key: Callable[[DeadlineRow], object]) -> list[Chip]:
    """Rows in order as lines: within a stretch of the same ``key``, many of one kind share a line."""
    return [
        chip if chip.gathers else one(chip.row) for _key, those in groupby(rows, key) for chip in chips_of(list(those))
    ]


def chips_of(rows: Sequence[DeadlineRow]) -> list[Chip]:
    """The chips of one day, what presses first; entries keep their order within a standing."""
    alike: dict[tuple[str, Standing], list[DeadlineRow]] = defaultdict(list)
    for row in rows:
        alike[row.kind, look.standing(row)].append(row)
    made: list[Chip] = []
    for (kind, standing), those in alike.items():
        if len(those) >= GATHERED_FROM:
            made.append(Chip(_common_title(kind, those), _units(those), standing, tuple(those)))
        else:
            made += [Chip(title_of(row), _second(row), standing, (row,)) for row in those]
    return sorted(made, key=lambda chip: _PRESSING.index(chip.standing))


def by_day(rows: Iterable[DeadlineRow]) -> Mapping[dt.date, list[DeadlineRow]]:
    """The entries of each day that has some."""
    days: dict[dt.date, list[DeadlineRow]] = defaultdict(list)
    for row in rows:
        days[row.on].append(row)
    return days


def title_of(row: DeadlineRow) -> str:
    """What a chip has room for: the kind of what the register tells, the title of what somebody typed."""
    return row.title if row.kind in look.MANUAL else look.SHORT.get(row.kind, look.kind_words(row.kind))


def _second(row: DeadlineRow) -> str:
    return row.detail or row.fsmr


def _common_title(kind: str, rows: Sequence[DeadlineRow]) -> str:
    titles = {row.title for row in rows}
    return titles.pop() if len(titles) == 1 else look.kind_words(kind)


def _units(rows: Sequence[DeadlineRow]) -> str:
    kinds = {row.centre_kind for row in rows}
    mixed = "" if "" in kinds else "crmr"
    return plural(len(rows), *_UNITS[kinds.pop() if len(kinds) == 1 else mixed])
