"""The year at a glance: twelve small months, darker where more falls due, with the sum of each quarter; or a table."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.store.words import thousands
from crmr_desk.model.terms import MONTHS, WEEKDAYS
from crmr_desk.ui import theme
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.periods import weeks_of
from crmr_desk.ui.deadlines.side_header import SideHeader
from crmr_desk.ui.deadlines.year_model import MonthSum, YearModel, months_of
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import Segmented
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.cell import Cell, Index, Role
from crmr_desk.ui.parts.table import Column, DataTable

_LEAST_ROW, _TITLE, _DAYS = 140, 22, 15
_RAMP = ("map1", "map2", "map3", "map4", "map5")
_INVERTED_FROM = 4
"""Place in the ramp from which figures are written in the colour of the surface."""
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class YearView(QWidget):
    """``month_wanted(first day)`` by a click or Enter on a month, ``year_wanted(±1)`` by PageUp and PageDown."""

    month_wanted = Signal(object)
    year_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid, self.table = YearGrid(), _table()
        self.how = Segmented((("grid", "Calendrier"), ("table", "Tableau")), "Forme de l’année")
        self.sum = label("", "secondary")
        self._stack = QStackedWidget()
        for part in (self.grid, self.table):
            self._stack.addWidget(part)
        self.how.chosen.connect(self._show_how)
        self.grid.opened.connect(self.month_wanted)
        self.grid.year_wanted.connect(self.year_wanted)
        self.table.opened.connect(lambda month: self.month_wanted.emit(month.first))
        line = QHBoxLayout()
        line.setContentsMargins(16, 10, 12, 0)
        line.addWidget(self.sum)
        line.addStretch(1)
        line.addWidget(self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._stack, 1)

    def show_year(self, year: int, rows: Sequence[DeadlineRow], today: dt.date) -> None:
        """Show ``year``."""
        months = months_of(year, rows, today)
        self.grid.show_months(months)
        self.table.set_rows(months)
        count = sum(month.count for month in months)
        self.sum.setText(plural(count, "échéance") if count else "Aucune échéance cette année-là.")

    def _show_how(self, value: str) -> None:
        self._stack.setCurrentWidget(self.table if value == "table" else self.grid)


class YearGrid(QTableView):
    """Arrows go from month to month; ``opened(first day)`` by Enter or a click."""

    opened = Signal(object)
    year_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months = YearModel(self)
        self.setModel(self._months)
        self.setItemDelegate(_MonthDelegate(self._months, self))
        self.setAccessibleName("Année")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.setVerticalHeader(SideHeader(self))
        self.verticalHeader().setFixedWidth(52)
        self.verticalHeader().setSectionsClickable(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
        theme.signals.changed.connect(self.viewport().update)

    def show_months(self, months: Sequence[MonthSum]) -> None:
        """Show the months of a year; the cursor keeps its month, or stands on the month of today."""
        index = self.currentIndex()
        place = 3 * index.row() + index.column() if index.isValid() else months[0].today.month - 1
        self._months.show_months(months)
        self._share_room()
        self.setCurrentIndex(self._months.index(place // 3, place % 3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(Role.KEY))
        elif key in _MONTHS:
            self.year_wanted.emit(_MONTHS[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index.data(Role.KEY))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        room = self.viewport()
        for place in range(3):
            self.setColumnWidth(place, room.width() * (place + 1) // 3 - room.width() * place // 3)
        for line in range(self._months.rowCount()):
            self.setRowHeight(line, max(room.height() // max(self._months.rowCount(), 1), _LEAST_ROW))


class _MonthDelegate(QStyledItemDelegate):
    """Paints a small month: the name with its count, then its days, each in the colour of what falls on it."""

    def __init__(self, months: YearModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = months

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(220, _LEAST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        month = index.data(Role.CELL)
        box = QRect(option.rect).adjusted(6, 2, -6, -2)
        painter.save()
        painter.fillRect(option.rect, theme.color("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
        inner = box.adjusted(10, 3, -10, -3)
        self._paint_title(painter, QRect(inner.left(), inner.top(), inner.width(), _TITLE), month)
        self._paint_days(painter, inner.adjusted(0, _TITLE, 0, 0), month)
        painter.restore()

    @staticmethod
    def _paint_title(painter: QPainter, box: QRect, month: MonthSum) -> None:
        name = MONTHS[month.first.month - 1].capitalize()
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(theme.font(12, 600 if month.late else 400, figures=True))
        painter.setPen(theme.color("stop" if month.late else "text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _counted(month))

    def _paint_days(self, painter: QPainter, box: QRect, month: MonthSum) -> None:
        weeks, most = weeks_of(month.first), self._year.heaviest()
        wide, high = box.width() / 7, (box.height() - _DAYS) / 6
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text3"))
        for place, name in enumerate(WEEKDAYS):
            head = QRectF(box.left() + place * wide, box.top(), wide, _DAYS)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name[0].upper())
        for line, week in enumerate(weeks):
            for place, day in enumerate(week):
                if day.month == month.first.month:
                    cell = QRectF(box.left() + place * wide, box.top() + _DAYS + line * high, wide, high)
                    _paint_small_day(painter, cell.adjusted(1, 1, -1, -1), day, month, most)


def _paint_small_day(painter: QPainter, box: QRectF, day: dt.date, month: MonthSum, most: int) -> None:
    count = month.days.get(day, 0)
    ink = "text2"
    if count:
        place = heat(count, most)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(_RAMP[place - 1]))
        painter.drawRoundedRect(box, 3, 3)
        ink = "surface" if place >= _INVERTED_FROM else "text"
    if day == month.today:
        painter.setPen(QPen(theme.color("text"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
    painter.setFont(theme.font(12, 600 if count else 400, figures=True))
    painter.setPen(theme.color(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))


def _counted(month: MonthSum) -> str:
    """ "12", "3 en retard" where all are, "12, dont 3 en retard"."""
    if not month.late:
        return thousands(month.count)
    late = f"{thousands(month.late)} en retard"
    return late if month.late == month.count else f"{thousands(month.count)}, dont {late}"


def heat(count: int, most: int) -> int:
    """The place in the ramp, from 1 to 5, of a day with ``count`` deadlines where ``most`` fall on one day: by powers,
    so that one day with six hundred does not make all others alike."""
    if most <= len(_RAMP):
        return min(count, len(_RAMP))
    return min(1 + int(len(_RAMP) * math.log(count) / math.log(most)), len(_RAMP))


def _table() -> DataTable[MonthSum]:
    families = (
        ("Mandats", ("mandate_end", "notice", "cessation", "birthday")),
        ("Labels", ("label_end", "designation_end", "campaign")),
        ("Dossiers", ("opinion_due", "reply_due", "waking")),
        ("Courriers", ("letters_to_sign", "letters_due", "letters_unacknowledged")),
        ("Rapports", ("annual_report", "plan", "fsmr_report", "fsmr_plan", "bndmr")),
        ("Réunions", tuple(sorted(look.MANUAL))),
    )

    def family(title: str, kinds: tuple[str, ...]) -> Column[MonthSum]:
        tip = ", ".join(look.kind_words(kind) for kind in kinds)

        def count(month: MonthSum) -> int:
            return sum(month.kinds.get(kind, 0) for kind in kinds)

        return Column(title, lambda month: thousands(count(month)), sort=count, right=True, tip=tip)

    return DataTable(
        (
            Column("Mois", lambda month: Cell(MONTHS[month.first.month - 1].capitalize(), bold=True),
                   sort=lambda month: month.first, stretch=2),
            Column("Trimestre", lambda month: f"T{(month.first.month - 1) // 3 + 1}", width=84),
            *(family(title, kinds) for title, kinds in families),
            Column("En retard", lambda month: thousands(month.late), sort=lambda month: month.late, right=True,
                   width=84),
            Column("Toutes", lambda month: Cell(thousands(month.count), bold=True), sort=lambda month: month.count,
                   right=True, width=72),
        ),
        lambda month: month.first, "Échéances de l’année, par mois",
    )  # fmt: skip
