"""Wires the window once: Qt, theme, French, the lane, the register, the user's name, the day.

The window is painted first, with only what its first picture needs; the register is then opened in the lane, which
imports the database.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from crmr_desk import clock, garbage, places
from crmr_desk.model.errors import UserError
from crmr_desk.ui import theme as appearance
from crmr_desk.ui import words_of_qt
from crmr_desk.ui.main_window import TITLE, MainWindow
from crmr_desk.ui.wanted import Kind, Wanted, base_name, without_password

if TYPE_CHECKING:
    from types import TracebackType

    from crmr_desk.model.store.database import Database
    from crmr_desk.ui.news import News
    from crmr_desk.ui.start_page import StartPage

DEMO_NAME = "Réseau de démonstration, personnes inventées"
_RECENT = 6
_PATIENCE_MS = 400
_SETTLED_MS = 1000
"""The lane has had nothing to do for so long: the program has started."""


def run(*, database: str | None, today: dt.date, demo: bool = False, theme: str | None = None) -> int:
    """Show the window until it is closed; the exit status.

    ``database`` is a path or a postgresql:// address; with ``demo`` it is filled with the demonstration network if
    it is empty. Without either, the register opened last is opened again, else the start page is shown.
    """
    app = make_application(theme)
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "crmr-desk", "crmr-desk")
    window = MainWindow(settings)
    report_the_unforeseen(window)
    after_first_paint(window, lambda: Program(window, today).begin(database, demo=demo))
    window.show()
    return app.exec()


def make_application(mode: str | None = None) -> QApplication:
    """The QApplication with its name, French base texts, and the appearance asked for or kept from last time.

    The style is asked for as on a command line: to hand one over would make all enumerations of QStyle in Python, which
    the first picture does not need.
    """
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("crmr-desk")
    app.setApplicationDisplayName(TITLE)
    speak_french(app)
    kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "crmr-desk", "crmr-desk").value("theme")
    appearance.apply(app, appearance.mode_named(mode or str(kept)))
    return app


def speak_french(app: QApplication) -> None:
    """French numbers and dates, and Qt's own words (context menus, file dialogs) in French."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    words_of_qt.install(app)


def report_the_unforeseen(window: MainWindow) -> None:
    """From now on an exception that nobody caught opens the "imprévu" window over ``window``."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            from crmr_desk.ui import problems

            problems.show(window, error)

    sys.excepthook = hook


def after_first_paint(window: MainWindow, then: Callable[[], object]) -> None:
    """Call ``then`` once, when the window has painted itself: importing the database must not delay it."""
    _FirstPaint(window, then)


class _FirstPaint(QObject):
    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._watched, self._then = window.navigation, then
        self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return super().eventFilter(watched, event)


class Program(QObject):
    """Which register the window works on: opens it in the lane, changes it, closes it with the window."""

    def __init__(self, window: MainWindow, today: dt.date) -> None:
        from crmr_desk.ui.ops import Ops

        super().__init__(window)
        self.window = window
        self.today = today
        self.ops = Ops(self)
        self.db: Database | None = None
        self._news: News | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: window.show_busy("Un instant…"))
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(garbage.begin)
        self.ops.busy_changed.connect(self._busy)
        self.ops.unhandled.connect(self._unhandled)
        window.base_wanted.connect(self.show_start)
        window.closing.connect(self.close)
        self._busy(False)

    def begin(self, database: str | None, *, demo: bool) -> None:
        """Open what was asked for, or the last register, or offer the choice."""
        if demo:
            self.open(Wanted(Kind.DEMO, database or ""))
        elif database:
            self.open(Wanted(Kind.SHARED if database.startswith("postgres") else Kind.FILE, database))
        elif (last := self._last_file()) is not None:
            self.open(Wanted(Kind.FILE, last))
        else:
            self.show_start()

    def show_start(self, problem: str = "") -> StartPage:
        """Offer the choice of a register; ``problem`` says why the last one could not be opened."""
        from crmr_desk.ui.start_page import StartPage

        self._let_go()
        page = StartPage(self._recent(), self._test, self._who())
        page.open_wanted.connect(self.open)
        page.name.editingFinished.connect(lambda: self.window.settings.setValue("user/name", page.name.text().strip()))
        page.problem.say(problem)
        self.window.show_start(page)
        return page

    def open(self, wanted: Wanted) -> None:
        """Open a register in the lane, with a sentence meanwhile; back to the start page when it cannot be."""
        from crmr_desk.ui.parts.notes import EmptyState

        self._let_go()
        self.window.show_start(EmptyState("database", "Ouverture du registre…"))
        who, today = self._who(), self.today
        self.ops.do(
            lambda: _opened(wanted, who, today),
            lambda db: self._work_on(db, wanted),
            self._not_opened,
            owner=self.window,
        )

    def close(self) -> None:
        """End the lane (a write under way is finished first), then close the register."""
        if self._news is not None:
            self._news.close()
        if self.window.desk is not None:
            self.window.desk.leave()
        self.ops.close()
        if self.db is not None:
            self.db.dispose()

    def _work_on(self, db: Database, wanted: Wanted) -> None:
        from crmr_desk.ui.desk import Desk
        from crmr_desk.ui.news import News

        self.db = db
        desk = Desk(db, self.ops, today=self.today, who=db.who, parent=self)
        self._news = News(desk, desk)
        self._news.trouble.connect(self.window.show_busy)
        if wanted.kind != Kind.DEMO:
            self._remember(wanted.target)
        self.window.open_desk(desk, _name(wanted))

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.show_start(str(error))
        else:
            self.show_start()
            self._unhandled(error)

    def _let_go(self) -> None:
        """Leave the register that is open, after what is still queued for it."""
        if self.db is not None:
            left, desk = self.db, self.window.desk
            self.db = None
            if self._news is not None:
                self._news.close()
                self._news = None
            if desk is not None:
                desk.leave()
                desk.deleteLater()
            self.ops.do(left.dispose, lambda _none: None)

    def _test(self, address: str, then: Callable[[str], None]) -> None:
        who = self._who()
        self.ops.do(lambda: _connection_problem(address, who), then)

    def _unhandled(self, error: Exception) -> None:
        from crmr_desk.ui import problems

        problems.show(self.window, error)

    def _busy(self, busy: bool) -> None:
        self._settled.stop()
        if busy:
            self._patience.start()
            return
        self._patience.stop()
        self.window.show_busy("")
        if garbage.waits():
            self._settled.start()

    def _who(self) -> str:
        kept = str(self.window.settings.value("user/name") or "").strip()
        return kept or _login_name()

    def _recent(self) -> list[str]:
        kept = self.window.settings.value("recent") or []
        return [str(each) for each in (kept if isinstance(kept, list) else [kept])]

    def _remember(self, target: str) -> None:
        shown = without_password(target) if target.startswith("postgres") else str(Path(target).absolute())
        rest = [each for each in self._recent() if each != shown]
        self.window.settings.setValue("recent", [shown, *rest][:_RECENT])

    def _last_file(self) -> str | None:
        last = next(iter(self._recent()), "")
        if last and Path(last).is_file():
            return last
        local = places.default_database()
        return str(local) if local.is_file() else None


def _opened(wanted: Wanted, who: str, today: dt.date) -> Database:
    """Open (and for the demonstration fill) a register. Runs in the lane."""
    from crmr_desk.model.store.opening import open_database

    target: str | Path = wanted.target
    if wanted.kind == Kind.DEMO and not wanted.target:
        target = places.default_database().with_name("demonstration.crmr")
    if wanted.kind == Kind.FILE and not Path(target).exists() and wanted.target != str(places.default_database()):
        raise UserError(f"Le fichier «\N{NARROW NO-BREAK SPACE}{target}\N{NARROW NO-BREAK SPACE}» n’existe plus.")
    db = open_database(target, who=who, now=clock.now)
    if wanted.kind == Kind.DEMO:
        _fill_demonstration(db, today)
    return db


def _fill_demonstration(db: Database, today: dt.date) -> None:
    from crmr_desk import demonstration
    from crmr_desk.model.network import hospitals

    if not hospitals.hospitals(db):
        demonstration.fill(db, today)


def _connection_problem(address: str, who: str) -> str:
    """ "" when the server at ``address`` answers, else one French sentence. Changes nothing there. Runs in the lane."""
    from crmr_desk.model.store.database import Database
    from crmr_desk.model.store.opening import shared_url

    try:
        db = Database(shared_url(address), who=who, now=clock.now)
        with db.reading() as session:
            session.connection()
        db.dispose()
    except UserError as refusal:
        return str(refusal)
    return ""


def _name(wanted: Wanted) -> str:
    if wanted.kind == Kind.DEMO:
        return DEMO_NAME
    return base_name(wanted.target) if wanted.kind == Kind.SHARED else Path(wanted.target).name


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "Instructeur"
