"""The valid values of the columns that have a closed list, as drop-down lists fed by one hidden sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CcmrKind, Population, SiteRole, Status
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.snapshot import network_on
from crmr_desk.model.network.tables import HOSPITAL
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.styling import cell_at, put_text, sheet_title

TITLES = ("Pr", "Dr", "M.", "Mme")
_TITLE = "Listes"
_ASKED = "Cette valeur n’est pas dans la liste de la colonne. La garder quand même\u202f?"

ValidValues = Mapping[Target, tuple[str, ...]]
"""The values that a column of each target may hold, in French order."""


def valid_values(session: Session, region: str | None, on: dt.date) -> ValidValues:
    """The closed lists as they are on ``on``: hospitals of ``region`` (of France when None), every reference centre and
    filière, because a CCMR may be attached to one of another region, and the words of the trade."""
    network = network_on(session, on)
    query = select(HOSPITAL.c.name, HOSPITAL.c.finess_et)
    hospitals = session.execute(query if region is None else query.where(HOSPITAL.c.region == region)).all()
    return {
        Target.HOSPITAL: _sorted(row.name for row in hospitals),
        Target.FINESS: _sorted(row.finess_et for row in hospitals),
        Target.CENTRE: _sorted(row.acronym or row.title for row in network.crmrs),
        Target.FSMR: _sorted(row.sigle for row in network.fsmrs),
        Target.NATURE: (*(role.label for role in SiteRole), *(kind.label for kind in CcmrKind)),
        Target.POPULATION: tuple(population.label for population in Population),
        Target.STATUS: tuple(status.label for status in Status),
        Target.TITLE: TITLES,
    }


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=collation))


class DropDowns:
    """The hidden sheet of a workbook, and the cells that offer its lists."""

    def __init__(self, workbook: Workbook, values: ValidValues) -> None:
        sheet: Worksheet = workbook.create_sheet(sheet_title(_TITLE, workbook.sheetnames))
        sheet.sheet_state = "hidden"
        self.title: str = sheet.title
        self._ranges: dict[Target, str] = {}
        for column, (target, texts) in enumerate(((each, texts) for each, texts in values.items() if texts), start=1):
            for line, text in enumerate((target.label, *texts), start=1):
                put_text(cell_at(sheet, line, column), text)
            letter = get_column_letter(column)
            sheet.column_dimensions[letter].width = 40
            self._ranges[target] = f"'{sheet.title}'!${letter}$2:${letter}${len(texts) + 1}"

    def offer(self, sheet: Worksheet, target: Target, column: int, first: int, last: int) -> None:
        """Offer the list of ``target`` in the cells of ``column`` from line ``first`` to ``last``; nothing where it has
        none. Another value may still be typed, after a question."""
        source = self._ranges.get(target)
        if source is None or last < first:
            return
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.errorStyle, rule.errorTitle, rule.error = "warning", target.label, _ASKED
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)
