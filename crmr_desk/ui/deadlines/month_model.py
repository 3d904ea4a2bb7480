"""The days of a month behind its grid: seven columns, a row for each week; what each day says is heard as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.terms import WEEKDAYS
from crmr_desk.ui.deadlines.gathering import Chip, by_day, chips_of
from crmr_desk.ui.deadlines.periods import day_words, weeks_of
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.cell import Index, Role

_SATURDAY = 5
_HEARD = 5
"""Chips of a day that are read aloud; more are counted."""


@dataclass(frozen=True, slots=True)
class Day:
    """One place of the grid. ``holiday`` is its name, "" on any other day."""

    on: dt.date
    in_month: bool
    is_today: bool
    holiday: str
    chips: tuple[Chip, ...]

    @property
    def is_free(self) -> bool:
        """Whether nobody works: a week-end or a public holiday."""
        return bool(self.holiday) or self.on.weekday() >= _SATURDAY

    def words(self) -> str:
        """The weekday, as the heading of a column, the day, and what falls on it."""
        weekday, _, day = day_words(self.on).partition(" ")
        said = [f"{weekday}\u00a0: {day}"]
        said += ["aujourd’hui"] if self.is_today else []
        said += [self.holiday] if self.holiday else []
        said += [chip.words() for chip in self.chips[:_HEARD]]
        rest = len(self.chips) - _HEARD
        said += [f"et {plural(rest, 'autre')}"] if rest > 0 else []
        return ". ".join(said if self.chips else [*said, "rien"])


class MonthModel(QAbstractTableModel):
    """``Role.CELL`` gives the ``Day`` of a place, ``Role.KEY`` its date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: list[list[Day]] = []

    def show_month(
        self, month: dt.date, rows: Sequence[DeadlineRow], today: dt.date, holidays: Mapping[dt.date, str]
    ) -> None:
        """Show the month in which ``month`` lies."""
        days = by_day(rows)
        self.beginResetModel()
        self._weeks = [
            [
                Day(
                    day, (day.year, day.month) == (month.year, month.month), day == today, holidays.get(day, ""),
                    tuple(chips_of(days.get(day, ()))),
                )
                for day in week
            ]
            for week in weeks_of(month)
        ]  # fmt: skip
        self.endResetModel()

    def index_of(self, day: dt.date) -> QModelIndex:
        """Where a day stands; invalid when the month does not show it."""
        if not self._weeks:
            return QModelIndex()
        place = (day - self._weeks[0][0].on).days
        return self.index(place // 7, place % 7) if 0 <= place < 7 * len(self._weeks) else QModelIndex()

    def row_of(self, key: str) -> DeadlineRow | None:
        """The entry with this key; None when the month does not show it."""
        chips = (chip for week in self._weeks for day in week for chip in day.chips)
        return next((row for chip in chips for row in chip.rows if row.key == key), None)

    def day_at(self, index: Index) -> Day:
        """The day behind a valid index."""
        return self._weeks[index.row()][index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == Role.CELL:
            return day
        if role == Role.KEY:
            return day.on
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.on.day)
        return day.words() if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return WEEKDAYS[section] if shown else left if role == Qt.ItemDataRole.TextAlignmentRole else None
        week = self._weeks[section][0].on.isocalendar().week
        if role == Qt.ItemDataRole.DisplayRole:
            return f"S{week}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        return f"Semaine {week}" if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None
