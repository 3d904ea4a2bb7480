"""The window of a rehearsal: all the program, on a copy of the register, with a clock that moves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.model.deadlines.coming import Coming, what_comes
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.rehearsal import Rehearsal
from crmr_desk.ui import problems
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import Lane
from crmr_desk.ui.rehearsal.banner import TITLE, Banner
from crmr_desk.ui.rehearsal.clock_control import ClockControl
from crmr_desk.ui.rehearsal.coming_sheet import ComingSheet

_NAME = "Copie pour répétition"


class RehearsalWindow(MainWindow):
    """Closing it throws the copy away."""

    def __init__(self, rehearsal: Rehearsal, ops: Lane, parent: QWidget | None = None) -> None:
        kept = QSettings(str(rehearsal.path.with_name("reglages.ini")), QSettings.Format.IniFormat)
        super().__init__(kept)
        self.setParent(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rehearsal, self._ops = rehearsal, ops
        self._start = rehearsal.clock.day
        self.banner = Banner()
        self.banner.coming.clicked.connect(self.ask_coming)
        self.middle.insertWidget(1, self.banner)
        self.clock = ClockControl(self._start)
        self.clock.moved.connect(self.move_to)
        self.clock.refused.connect(lambda sentence: problems.show(self, UserError(sentence)))
        self.top_bar.show_clock(self.clock)
        self._work_on(self._start)

    @property
    def path(self) -> Path:
        """The file of the copy."""
        return self._rehearsal.path

    def move_to(self, day: dt.date) -> None:
        """Show the copy as it is on ``day``, at the page where the user is."""
        here = self.history.here
        self._rehearsal.clock.day = day
        self._work_on(day)
        if here is not None:
            self.go(here)

    def open_desk(self, desk: Desk, base_name: str) -> None:
        super().open_desk(desk, base_name)
        # One rehearsal at a time, and no other register in its window.
        self.navigation.rehearsal.hide()
        self.status.base.setEnabled(False)

    def ask_coming(self) -> None:
        """List what the time between the day of the start and the one shown would bring."""
        db, first, last = self._rehearsal.db, self._start, self._rehearsal.clock.day
        if self.desk is not None:
            self.desk.read(lambda: what_comes(db, first, last), self._show_coming, owner=self)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self.desk is not None:
            self.desk.leave()
        self._ops.close()
        self._rehearsal.close()

    def _show_coming(self, coming: Coming) -> None:
        if self.desk is not None:
            ComingSheet(self.desk, coming, self._start, self._rehearsal.clock.day, self).open()

    def _work_on(self, day: dt.date) -> None:
        left = self.desk
        desk = Desk(self._rehearsal.db, self._ops, today=day, who=self._rehearsal.db.who, parent=self)
        self.open_desk(desk, _NAME)
        self.setWindowTitle(f"{TITLE} – {day:%d/%m/%Y}")
        if left is not None:
            left.leave()
            left.deleteLater()
