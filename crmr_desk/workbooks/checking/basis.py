"""What a check was made from: enough to look one line up again, fast and without the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.planner import Planner
from crmr_desk.workbooks.checking.rows import Candidate, Line
from crmr_desk.workbooks.incoming.typed import LineKind, RawLine
from crmr_desk.workbooks.matching.index import RegisterIndex


class Listed(Protocol):
    """The check of a national list, whose lines are seen together."""

    def line(self, raw: RawLine) -> Line:
        """A line of data as the check tells it."""

    def candidates(self, raw: RawLine) -> tuple[Candidate, ...]:
        """What it may mean where it does not tell for sure, likeliest first."""


@dataclass(frozen=True, slots=True)
class Basis:
    """``planner`` is None for a national list, ``listed`` for any other; ``raws`` are by sheet and line."""

    index: RegisterIndex
    planner: Planner | None
    raws: Mapping[tuple[str, int], RawLine]
    listed: Listed | None = None

    def plan_again(self, line: Line) -> Planned | None:
        """The line on its own once more, None where there is nothing to plan."""
        raw = self.raws.get(line.key)
        if self.planner is None or raw is None or raw.kind is not LineKind.DATA:
            return None
        return self.planner.plan(raw)
