"""The month: one table painted by its delegate, walked through day by day, whose chips may be dragged where the law
lets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui import theme
from crmr_desk.ui.deadlines.day_delegate import DayDelegate, hidden_count, more_box, placed
from crmr_desk.ui.deadlines.dragging import Dragging
from crmr_desk.ui.deadlines.gathering import Chip
from crmr_desk.ui.deadlines.month_model import Day, MonthModel
from crmr_desk.ui.deadlines.side_header import SideHeader

_LEAST_ROW = 56
_WEEK_END = 0.6
"""Width of a day of the week-end, of that of another day."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class MonthGrid(QTableView):
    """``chosen(row)`` by a click on a chip, ``opened(row)`` by a double click; ``day_moved(day)`` when the keyboard
    goes to another day, ``day_opened(day)`` by Enter, by « +n » or by a double click beside the chips;
    ``month_wanted((day, months))`` when the user walks out of the weeks on screen; ``move_wanted(row, day)`` after a
    drag; ``menu_wanted(row, where)``."""

    chosen = Signal(object)
    opened = Signal(object)
    day_moved = Signal(object)
    day_opened = Signal(object)
    month_wanted = Signal(object)
    move_wanted = Signal(object, object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days, self._painter = MonthModel(self), DayDelegate(self)
        self._month = dt.date.min
        self.dragging = Dragging(self)
        self.setModel(self._days)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Mois")
        self._settle_look()
        self.dragging.over.connect(self._show_target)
        self.dragging.dropped.connect(self.move_wanted)
        theme.signals.changed.connect(self.viewport().update)

    def show_month(
        self, month: dt.date, rows: Sequence[DeadlineRow], today: dt.date, holidays: Mapping[dt.date, str]
    ) -> None:
        """Show the month in which ``month`` lies; the current day stays, or becomes ``month``."""
        day = self.current_day()
        if day is None or month != self._month:
            day = month
        self._month = month
        self._days.show_month(month, rows, today, holidays)
        self._share_room()
        self.go_to(day)

    def current_day(self) -> dt.date | None:
        """The day on which the cursor stands."""
        index = self.currentIndex()
        return self._days.day_at(index).on if index.isValid() else None

    def go_to(self, day: dt.date) -> bool:
        """Put the cursor on ``day``; False when the month does not show it."""
        index = self._days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def first_of(self, day: dt.date) -> DeadlineRow | None:
        """The entry of the first chip of ``day``; None when there is none."""
        index = self._days.index_of(day)
        chips = self._days.day_at(index).chips if index.isValid() else ()
        return chips[0].row if chips else None

    def mark(self, key: str) -> None:
        """Give the chip of this entry its edge."""
        self._painter.chosen = key
        self.viewport().update()

    def chip_at(self, where: QPoint) -> Chip | None:
        """The chip at a place of the viewport."""
        index = self.indexAt(where)
        if not index.isValid():
            return None
        found = placed(self.visualRect(index), self._days.day_at(index))
        return next((each.chip for each in found if each.box.contains(where)), None)

    def box_of(self, key: str) -> QRect:
        """Where the chip of an entry stands in the viewport; null when it is not shown."""
        row = self._days.row_of(key)
        if row is None:
            return QRect()
        index = self._days.index_of(row.on)
        boxes = placed(self.visualRect(index), self._days.day_at(index))
        return next((each.box for each in boxes if row in each.chip.rows), QRect())

    def day_at(self, where: QPoint) -> Day | None:
        """The day at a place of the viewport."""
        index = self.indexAt(where)
        return self._days.day_at(index) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.current_day()
        if day is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._walk(day + dt.timedelta(days=_STEPS[key]))
        elif key in _MONTHS:
            self.month_wanted.emit((day, _MONTHS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_opened.emit(day)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        box = self.box_of(self._painter.chosen)
        row = self._days.row_of(self._painter.chosen)
        if event.reason() is QContextMenuEvent.Reason.Keyboard and row is not None and not box.isNull():
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(box.bottomLeft()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        where = event.position().toPoint()
        chip, day = self.chip_at(where), self.day_at(where)
        if chip is None or day is None:
            return
        if event.button() == Qt.MouseButton.LeftButton and not chip.gathers:
            self.dragging.press(chip.row, day.on, where)
        if not chip.gathers:
            self.chosen.emit(chip.row)
        if event.button() == Qt.MouseButton.RightButton and not chip.gathers:
            self.menu_wanted.emit(chip.row, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        day = self.day_at(where)
        if not self.dragging.move(day.on if day is not None else None, where, event.globalPosition().toPoint()):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        day, chip = self.day_at(where), self.chip_at(where)
        dragged = self.dragging.release()
        super().mouseReleaseEvent(event)
        if dragged or day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        index = self._days.index_of(day.on)
        box = self.visualRect(index)
        many = chip is not None and chip.gathers
        if many or (hidden_count(box, day) and more_box(box).contains(where)):
            self.day_opened.emit(day.on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        chip, day = self.chip_at(where), self.day_at(where)
        if chip is not None and not chip.gathers:
            self.opened.emit(chip.row)
        elif day is not None:
            self.day_opened.emit(day.on)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            chip, day = self.chip_at(event.pos()), self.day_at(event.pos())
            words = _whole_words(chip) if chip is not None else day.words() if day is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _walk(self, day: dt.date) -> None:
        if self.go_to(day):
            self.day_moved.emit(day)
        else:
            self.month_wanted.emit((day, 0))

    def _show_target(self, day: dt.date | None) -> None:
        self._painter.target = day
        self.viewport().update()

    def _share_room(self) -> None:
        """The weeks share the height, the days the width; a week-end needs less."""
        weeks, room = max(self._days.rowCount(), 1), self.viewport()
        for line in range(self._days.rowCount()):
            below = room.height() * (line + 1) // weeks - room.height() * line // weeks
            self.setRowHeight(line, max(below, _LEAST_ROW))
        unit = room.width() / (5 + 2 * _WEEK_END)
        edges = [round(unit * (min(place, 5) + max(place - 5, 0) * _WEEK_END)) for place in range(8)]
        for place in range(self._days.columnCount()):
            self.setColumnWidth(place, edges[place + 1] - edges[place])

    def _settle_look(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setVerticalHeader(SideHeader(self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setMinimumSectionSize(20)
        self.horizontalHeader().setFixedHeight(30)
        self.verticalHeader().setFixedWidth(40)


def _whole_words(chip: Chip) -> str:
    if chip.gathers:
        return f"{chip.words()}\u00a0: un clic les montre toutes"
    row = chip.row
    return ", ".join(part for part in (row.title, row.detail, chip.words().rsplit(", ", 1)[-1]) if part)
