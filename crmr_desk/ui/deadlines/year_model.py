"""The months of a year behind its grid: a quarter a row, with what falls on each day; and the same as a table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.look import Standing
from crmr_desk.ui.deadlines.periods import month_words
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.cell import Index, Role

_ORDINALS = ("1ᵉʳ", "2ᵉ", "3ᵉ", "4ᵉ")


@dataclass(frozen=True, slots=True)
class MonthSum:
    """A month: how many deadlines fall on each day, how many of each kind, how many of them are late."""

    first: dt.date
    today: dt.date
    days: Mapping[dt.date, int]
    kinds: Mapping[str, int]
    late: int

    @property
    def count(self) -> int:
        """All deadlines of the month."""
        return sum(self.days.values())

    def words(self) -> str:
        """What a screen reader says of it."""
        late = f", dont {self.late} en retard" if self.late else ""
        now = ", mois en cours" if (self.first.year, self.first.month) == (self.today.year, self.today.month) else ""
        return f"{month_words(self.first).capitalize()}{now}\u00a0: {plural(self.count, 'échéance')}{late}"


def months_of(year: int, rows: Sequence[DeadlineRow], today: dt.date) -> list[MonthSum]:
    """The twelve months of ``year``."""
    days: list[Counter[dt.date]] = [Counter() for _ in range(12)]
    kinds: list[Counter[str]] = [Counter() for _ in range(12)]
    late = [0] * 12
    for row in rows:
        if row.on.year == year:
            place = row.on.month - 1
            days[place][row.on] += 1
            kinds[place][row.kind] += 1
            late[place] += look.standing(row) is Standing.LATE
    return [MonthSum(dt.date(year, place + 1, 1), today, days[place], kinds[place], late[place]) for place in range(12)]


class YearModel(QAbstractTableModel):
    """Four quarters of three months; ``Role.CELL`` gives the ``MonthSum``, ``Role.KEY`` its first day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: list[MonthSum] = []

    def show_months(self, months: Sequence[MonthSum]) -> None:
        """Show the months of another year."""
        self.beginResetModel()
        self.months = list(months)
        self.endResetModel()

    def heaviest(self) -> int:
        """The most that falls on one day of the year."""
        return max((count for month in self.months for count in month.days.values()), default=0)

    def quarter(self, number: int) -> int:
        """How much falls into a quarter, counted from 0."""
        return sum(month.count for month in self.months[3 * number : 3 * number + 3])

    def month_at(self, index: Index) -> MonthSum:
        """The month behind a valid index."""
        return self.months[3 * index.row() + index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.months) // 3

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        month = self.month_at(index)
        if role == Role.CELL:
            return month
        if role == Role.KEY:
            return month.first
        if role == Qt.ItemDataRole.DisplayRole:
            return month_words(month.first)
        return month.words() if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Vertical:
            return None
        count = self.quarter(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"T{section + 1}\n{thousands(count)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{_ORDINALS[section]} trimestre\u00a0: {plural(count, 'échéance')}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        return None
