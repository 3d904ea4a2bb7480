"""Joins the date control, its choices and the band under the top bar to the desk of a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.day.banner import DayBanner, Shown
from crmr_desk.ui.day.control import DateControl
from crmr_desk.ui.day.looking import FIRST_DAY, LAST_DAY
from crmr_desk.ui.day.quick_days import quick_days
from crmr_desk.ui.imports.progress import ProgressStrip
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.pages import PAGES

if TYPE_CHECKING:
    from crmr_desk.ui.day.popup import DayPopup
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow

_OF_ALL_DAYS: Final = frozenset({"differences", "journal"})
"""Pages that choose their days themselves."""


class DayBar(QObject):
    """To be removed with the desk. A rehearsal has its own clock in the bar: there Ctrl+J alone opens the choices."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.control, self.banner = DateControl(desk.on), DayBanner()
        self.strip = ProgressStrip(desk, edge="bottom")
        desk.looking.strip = self.strip
        self._keys = QShortcut(QKeySequence("Ctrl+J"), window)
        self._heard: set[QWidget] = set()
        self._put()
        self._keys.activated.connect(self.ask)
        self.control.choices_wanted.connect(self.ask)
        self.control.moved.connect(self._step)
        self.banner.home.clicked.connect(lambda: desk.look(desk.today))
        desk.turned.connect(self._tell)
        window.stack.currentChanged.connect(self._tell)
        self._tell()

    def ask(self) -> None:
        """Open the choices under the day."""
        from crmr_desk.ui.day.popup import DayPopup

        desk = self._desk
        popup = DayPopup(desk.on, desk.known, desk.today, quick_days(desk.today, None), self._window)
        popup.chosen.connect(desk.look)
        popup.comparison_wanted.connect(self._compare)
        self._offer_label(popup)
        under = self._window.top_bar.clock or self._window.top_bar
        popup.move(under.mapToGlobal(QPoint(under.width() - popup.width(), under.height() + 4)))
        popup.show()

    def _compare(self) -> None:
        """The day shown with today; what the page has compared last where they are the same."""
        from crmr_desk.ui.differences.comparison import link

        on, today = self._desk.on, self._desk.today
        self._desk.page_wanted.emit("differences", link(min(on, today), max(on, today)) if on != today else "")

    def remove(self) -> None:
        """Leave the window as it was before."""
        if self._window.top_bar.clock is self.control:
            self._window.top_bar.clock = None
        for each in (self.control, self.banner, self.strip, self._keys, self):
            each.deleteLater()

    def _offer_label(self, popup: DayPopup) -> None:
        """The first day of the labels in force is read while the choices are open already."""
        db, today = self._desk.db, self._desk.today

        def question() -> dt.date | None:
            from crmr_desk.model.network.labels_running import usual_start

            return usual_start(db, today)

        self._desk.read(question, lambda start: popup.offer(quick_days(today, start)), owner=popup)

    def _put(self) -> None:
        bar, middle = self._window.top_bar, self._window.middle
        for band in (self.banner, self.strip):
            middle.insertWidget(middle.indexOf(self._window.stack), band)
        if bar.clock is None:
            bar.show_clock(self.control)

    def _step(self, day: dt.date) -> None:
        self._desk.look(min(max(day, FIRST_DAY), LAST_DAY), self._desk.known)

    def _tell(self) -> None:
        desk = self._desk
        self.control.show_day(desk.on, desk.known, today=desk.today)
        self.banner.show_day(self._page(), desk.on, desk.known, desk.today)

    def _page(self) -> Shown:
        here, page = self._window.history.here, self._window.stack.currentWidget()
        if here is None or page is None:
            return Shown("", None)
        if page not in self._heard:
            # A page that shows another of its views has another title.
            self._heard.add(page)
            page.windowTitleChanged.connect(lambda _title: self._tell())
        title = next(kind.title for kind in PAGES if kind.key == here.page)
        turns = None if here.page in _OF_ALL_DAYS else any(view.TURNS for view in _views(page))
        return Shown(title, turns)


def _views(page: QWidget) -> Iterator[LiveView]:
    """The views of ``page`` that it shows, itself included."""
    if isinstance(page, LiveView):
        yield page
    for view in page.findChildren(LiveView):
        if view.isVisibleTo(page):
            yield view
