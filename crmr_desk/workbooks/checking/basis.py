"""What a check was made from: enough to look one line up again, fast and without the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.planner import Planner
from crmr_desk.workbooks.checking.rows import Line
from crmr_desk.workbooks.incoming.typed import LineKind, RawLine
from crmr_desk.workbooks.matching.index import RegisterIndex


@dataclass(frozen=True, slots=True)
class Basis:
    """``planner`` is None for a national list, whose lines are not planned one by one; ``raws`` are by sheet and
    line."""

    index: RegisterIndex
    planner: Planner | None
    raws: Mapping[tuple[str, int], RawLine]

    def plan_again(self, line: Line) -> Planned | None:
        """The line on its own once more, None where there is nothing to plan."""
        raw = self.raws.get(line.key)
        if self.planner is None or raw is None or raw.kind is not LineKind.DATA:
            return None
        return self.planner.plan(raw)
