"""At which address a line has each of its mapped columns, empty cells included: what is empty can be corrected too."""

from __future__ import annotations

from collections.abc import Mapping

from crmr_desk.workbooks.checking.rows import Line, Status
from crmr_desk.workbooks.imports.rows import DraftView
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.mapping import fold_header
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.reading.book import address


class LinePlaces:
    """The mapped columns of each table of a file."""

    def __init__(self, view: DraftView) -> None:
        said = {fold_header(line.column.header): line.target for line in view.columns if line.target is not None}
        self._tables = [(table, _columns(table, said)) for table in view.tables]

    def of(self, line: Line) -> dict[Target, str]:
        """The address of each mapped column in ``line``; none for a line that is no data."""
        if line.status is Status.IGNORED:
            return {}
        for table, columns in self._tables:
            if table.sheet == line.sheet and table.lines[0] <= line.row <= table.lines[1]:
                return {target: address(line.row, column) for target, column in columns.items()}
        return {}


def _columns(table: Table, said: Mapping[str, Target]) -> dict[Target, int]:
    """Of two columns that say the same the first."""
    found: dict[Target, int] = {}
    for column in table.columns:
        target = said.get(fold_header(column.header))
        if target is not None:
            found.setdefault(target, column.number)
    return found
