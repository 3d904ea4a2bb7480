"""What leaves the page: a calendar file, a month or a week on paper, a workbook, letters of reminder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from crmr_desk.model.deadlines import choosing, upcoming
from crmr_desk.model.deadlines.choosing import OPEN, Choice
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.terms import add_months, add_years, short_date
from crmr_desk.ui import exports
from crmr_desk.ui.deadlines.calendar_form import CalendarForm, CalendarWishes
from crmr_desk.ui.deadlines.choice_words import words_of
from crmr_desk.ui.deadlines.periods import month_of, month_words
from crmr_desk.ui.desk import Desk

_CALENDAR: Final = exports.FileKind("Calendrier (*.ics)", "ics", "Calendrier écrit")
_PAPER: Final = exports.FileKind("Document PDF (*.pdf)", "pdf", "Page écrite, sans les âges des personnes")
_WORKBOOK: Final = exports.WORKBOOK._replace(written="Classeur écrit, sans les âges des personnes")
_WEEK: Final = dt.timedelta(days=6)
_NAME: Final = "Échéances maladies rares"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows now: its rows, the filter that keeps them, the day around which it stands, and what the
    filter leaves out because it is ``over``."""

    rows: Sequence[DeadlineRow]
    choice: Choice
    day: dt.date
    over: Sequence[DeadlineRow]


class Outputs:
    """Asks what is needed and where it goes; the lane reads and writes. ``shown`` tells what the page shows."""

    def __init__(self, desk: Desk, shown: Callable[[], Shown]) -> None:
        self._desk, self._shown = desk, shown

    def ask_calendar(self) -> None:
        """Ask what goes into the calendar, then where."""
        shown = self._shown()
        form = CalendarForm(len(shown.rows), self._desk.window)
        form.given.connect(lambda wishes: self.write_calendar(shown, wishes))
        form.open()

    def write_calendar(self, shown: Shown, wishes: CalendarWishes) -> None:
        """Ask where, then write the calendar file: what is over is marked so in a calendar that has it."""
        db, today = self._desk.db, self._desk.today
        wanted = Choice() if wishes.whole else shown.choice

        def write(path: Path) -> None:
            from crmr_desk.calendars.ics import write_ics

            rows = [*shown.rows, *shown.over]
            if wishes.whole:
                rows = upcoming.between(db, today, add_years(today, 1), today, marked=True)
            write_ics(
                rows, path, name=_NAME, today=today, alarms=wishes.alarms,
                with_ages=wishes.with_ages, narrowed=choosing.narrowing(wanted),
            )  # fmt: skip

        exports.ask_where(self._desk, "Exporter un calendrier", f"echeances-{today:%Y-%m-%d}.ics", write, _CALENDAR)

    def write_workbook(self) -> None:
        """Ask where, then write what is on screen as a workbook."""
        rows = self._shown().rows

        def write(path: Path) -> None:
            from crmr_desk.workbooks.outgoing.lists import write_deadlines

            write_deadlines(rows, path)

        name = f"echeances-{self._desk.today:%Y-%m-%d}.xlsx"
        exports.ask_where(self._desk, "Exporter les échéances", name, write, _WORKBOOK)

    def paper_menu(self, opener: QPushButton) -> QMenu:
        """The month or the week on which the page stands; the caller shows it."""
        day = self._shown().day
        monday = day - dt.timedelta(days=day.weekday())
        menu = QMenu(opener)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{month_words(day).capitalize()}, en PDF…", self.write_month)
        menu.addAction(f"Semaine du {short_date(monday)}, en PDF…", self.write_week)
        return menu

    def write_month(self) -> None:
        """Ask where, then write the page of the month."""
        shown = self._shown()
        first = month_of(shown.day)
        last = add_months(first, 1) - dt.timedelta(days=1)

        def pages(rows: Sequence[DeadlineRow], bureau: str, filtered: str) -> bytes:
            from crmr_desk.calendars.printed import month_pages

            return month_pages(rows, first, bureau=bureau, filtered=filtered)

        self._write_paper(f"echeances-{first:%Y-%m}.pdf", first, last, shown.choice, pages)

    def write_week(self) -> None:
        """Ask where, then write the pages of the week."""
        shown = self._shown()
        monday = shown.day - dt.timedelta(days=shown.day.weekday())

        def pages(rows: Sequence[DeadlineRow], bureau: str, filtered: str) -> bytes:
            from crmr_desk.calendars.printed import week_pages

            return week_pages(rows, monday, bureau=bureau, filtered=filtered)

        self._write_paper(f"echeances-semaine-{monday:%Y-%m-%d}.pdf", monday, monday + _WEEK, shown.choice, pages)

    def _write_paper(
        self, name: str, first: dt.date, last: dt.date, choice: Choice,
        pages: Callable[[Sequence[DeadlineRow], str, str], bytes],
    ) -> None:  # fmt: skip
        db, today, who = self._desk.db, self._desk.today, self._desk.who

        def write(path: Path) -> None:
            from crmr_desk.model.bureau.lines import bureau
            from crmr_desk.model.correspondence.placing import placed

            every = upcoming.between(db, first, last, today, marked=choice.state != OPEN)
            rows = [row for row in every if choosing.kept(row, choice, who)]
            with placed(path) as part:
                part.write_bytes(pages(rows, bureau(db, today).bureau, words_of(choice, who)))

        exports.ask_where(self._desk, "Imprimer les échéances", name, write, _PAPER)

    def connect(
        self, calendar: QPushButton, paper: QPushButton, workbook: QPushButton, remind: QPushButton
    ) -> None:  # fmt: skip
        """Give the buttons of the header what they do."""
        calendar.clicked.connect(self.ask_calendar)
        workbook.clicked.connect(self.write_workbook)
        paper.clicked.connect(
            lambda: self.paper_menu(paper).popup(paper.mapToGlobal(QPoint(0, paper.height() + 2)))
        )  # fmt: skip
        remind.clicked.connect(lambda: self._desk.page_wanted.emit("correspondence", "reminders"))
