"""The statistics of a day: one sheet a chart, each under the sentences that say how it was counted."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from crmr_desk.model.dossiers.step_times import step_times
from crmr_desk.model.network.statistics.overview import default_comparison, overview
from crmr_desk.model.network.statistics.tables import Holds, StatTable
from crmr_desk.model.store.database import Database
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.dossier_tables import Table
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import Column, Kind, add_table, new_workbook

_KINDS = {Holds.TEXT: Kind.TEXT, Holds.COUNT: Kind.NUMBER, Holds.RATE: Kind.NUMBER, Holds.DAY: Kind.DATE}
_TEXT_WIDTH, _FIGURE_WIDTH = 34, 14
_SENTENCE = 110
"""Characters of a line of the sentences above a table."""


def tables(db: Database, on: dt.date) -> list[Table]:
    """Every table of the statistics on ``on``, against the end of the year before."""
    counted = [*overview(db, on, default_comparison(on)).tables(), step_times(db, on).table()]
    return [_sheet(table, short_date(on)) for table in counted]


def write_statistics(path: str | Path, statistics: Iterable[StatTable], seen: str) -> None:
    """Write these tables to ``path``, one sheet each; ``seen`` says of which day they are. Raises UserError when the
    file cannot be written."""
    workbook = new_workbook("Statistiques du réseau")
    for table in statistics:
        sheet = _sheet(table, seen)
        add_table(workbook, sheet.title, sheet.columns, sheet.rows, above=sheet.above)
    save(workbook, Path(path))


def _sheet(table: StatTable, seen: str) -> Table:
    columns = tuple(
        Column(heading.title, _KINDS[heading.holds], _TEXT_WIDTH if heading.holds is Holds.TEXT else _FIGURE_WIDTH)
        for heading in table.headings
    )
    return Table(table.title, columns, table.rows, _above(table, seen))


def _above(table: StatTable, seen: str) -> Sequence[str]:
    sentences = (f"Réseau au {seen}.", *table.method)
    return (table.title, *(line for sentence in sentences for line in textwrap.wrap(sentence, _SENTENCE)))
