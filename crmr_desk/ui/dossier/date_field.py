"""A day: typed as jj/mm/aaaa or picked in a calendar. Nothing is ever filled in by itself."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Question
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons, theme
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.fields import Field, Value
from crmr_desk.ui.parts.buttons import button


class DateEdit(QWidget):
    """The line and its calendar. ``left`` is sent when the user is done with it, by Return, Tab or a click."""

    left = Signal()

    def __init__(self, name: str, today: dt.date, parent: QWidget | None = None) -> None:
        """``today`` is where an empty calendar opens."""
        super().__init__(parent)
        self._today = today
        self.line = QLineEdit()
        self.line.setPlaceholderText("jj/mm/aaaa")
        self.line.setAccessibleName(name)
        self.line.setFixedWidth(130)
        self.line.editingFinished.connect(self.left)
        self.setFocusProxy(self.line)
        self._open = button(f"Choisir au calendrier, {name}", "icon", "calendar")
        self._open.clicked.connect(self.open_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line)
        row.addWidget(self._open)
        row.addStretch(1)

    def day(self) -> dt.date | None:
        """The day typed, None when empty; ValueError with a French sentence when it cannot be read."""
        return words.read_date(self.line.text())

    def set_day(self, day: dt.date | None) -> None:
        """Show ``day`` without telling anybody."""
        self.line.setText(short_date(day) if day else "")

    def open_calendar(self) -> None:
        """Show the month of the day typed, or of today."""
        try:
            day = self.day() or self._today
        except ValueError:
            day = self._today
        popup = CalendarPopup(day, self)
        popup.picked.connect(self._picked)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        popup.show()

    def _picked(self, day: dt.date) -> None:
        self.set_day(day)
        self.line.setFocus()
        self.left.emit()


class CalendarPopup(QFrame):
    """A month; closes itself when a day is picked."""

    picked = Signal(object)

    def __init__(self, day: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self.calendar = QCalendarWidget()
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._dress()
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.calendar)
        self.setFocusProxy(self.calendar)

    def _dress(self) -> None:
        """French days and months, the house's arrows, no red week-ends: red means late here."""
        self.calendar.setLocale(QLocale(QLocale.Language.French, QLocale.Country.France))
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            arrow = self.calendar.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setIcon(icons.icon(icon))

    def _pick(self, day: QDate) -> None:
        self.picked.emit(dt.date(day.year(), day.month(), day.day()))
        self.close()


class DateField(Field):
    """A question whose answer is a day; its value is an ISO date."""

    def __init__(self, question: Question, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._shown = ""
        self.edit = DateEdit(question.label, today)
        self.edit.left.connect(self.commit)
        self.put(self.edit, self.edit.line)
        self.show_question(question)

    def show_value(self, value: Value) -> None:
        self.edit.set_day(dt.date.fromisoformat(str(value)) if value else None)
        self._shown = self.edit.line.text()

    def busy(self) -> bool:
        return self.edit.line.text() != self._shown

    def commit(self) -> None:
        if not self.busy():
            return
        try:
            day = self.edit.day()
        except ValueError as problem:
            self.say_problem(str(problem))
            return
        self.edit.set_day(day)
        self._shown = self.edit.line.text()
        self.say_problem("")
        self.save(day.isoformat() if day else None)
