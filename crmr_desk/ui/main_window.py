"""The window: navigation, bar, page, status. Knows which pages exist and how one goes from one to another.

Light on purpose: it is painted before the database is imported; pages, and all that the first picture does not need,
are imported when first wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.ui import navigation_verbs, theme
from crmr_desk.ui.history import History, Place
from crmr_desk.ui.navigation import Navigation
from crmr_desk.ui.pages import PAGES, PageKind
from crmr_desk.ui.status_bar import StatusBar
from crmr_desk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from pathlib import Path

    from crmr_desk.ui.day.day_bar import DayBar
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.parts.notes import Toast
    from crmr_desk.ui.undoing import Undoing

TITLE = "CRMR Desk"
_ALL_DOSSIERS = Place("dossiers", ("all",))
_ROOM_FOR_WORDS = 1100
"""Width in pixels of the window under which the navigation keeps its icons only."""


class MainWindow(QMainWindow):
    """Shows ``start`` until ``open_desk`` gives it a register. ``base_wanted``: the user wants another register;
    ``closing``: the window is about to go."""

    base_wanted = Signal()
    closing = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.desk: Desk | None = None
        self.undoing: Undoing | None = None
        self.history = History()
        self._kinds: dict[str, PageKind] = {kind.key: kind for kind in PAGES}
        self._pages: dict[str, QWidget] = {}
        self._toast: Toast | None = None
        self._day_bar: DayBar | None = None
        self.navigation = Navigation(kind for kind in PAGES if kind.in_navigation)
        self.top_bar, self.stack, self.status = TopBar(), QStackedWidget(), StatusBar()
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self._restore_state()
        self._without_desk()
        theme.dress(self)

    # --- registers ------------------------------------------------------------------------------------------------

    def show_start(self, page: QWidget) -> None:
        """Leave the open register, if any, and show ``page`` (start page, or what is being opened)."""
        self._drop_pages()
        self._without_desk()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def open_desk(self, desk: Desk, base_name: str) -> None:
        """Work on this register from now on, beginning at Accueil. ``base_name`` is shown in the status bar."""
        from crmr_desk.ui import dropping, navigation_counts
        from crmr_desk.ui.day.day_bar import DayBar
        from crmr_desk.ui.finding.soon import finder_soon
        from crmr_desk.ui.soon import Soon
        from crmr_desk.ui.undoing import Undoing

        self._drop_pages()
        self.desk = desk
        desk.window = self
        self.undoing = Undoing(desk, desk)
        self.undoing.next_undo.connect(self.status.show_undo)
        self._listen(desk)
        self.navigation.show_pages(shown=True)
        counts = navigation_counts.NavigationCounts(desk, self.navigation)
        dropping.Dropping(desk, self)
        finder_soon(desk, self)
        self.top_bar.show_steps(shown=True)
        if self._day_bar is not None:
            self._day_bar.remove()
        self._day_bar = DayBar(self, desk)
        self.top_bar.show_user(desk.who)
        self.status.show_base(base_name)
        self.status.show_saved(None)
        self.setWindowTitle(f"{base_name} – {TITLE}")
        self.go(Place("home"))
        Soon(desk, counts.count)
        Soon(desk, self.undoing.refresh)

    # --- going about ----------------------------------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """Visit ``place``: it becomes the newest in the history."""
        self.history.visit(place)
        self._show(place)
        if place == _ALL_DOSSIERS:
            self.history.settle(Place("dossiers"))

    def step(self, by: int) -> None:
        """Back (-1) or forth (+1) in the history; does nothing at its ends."""
        if self.history.can_go(by):
            self._show(self.history.go(by))

    def page(self, key: str) -> QWidget:
        """The page of this kind, made now if it is wanted for the first time. Only while a register is open."""
        if key not in self._pages:
            assert self.desk is not None
            made = self._kinds[key].make(self.desk)
            made.windowTitleChanged.connect(lambda _title: self._retitle())
            if hasattr(made, "closed"):
                made.closed.connect(self._leave_dossier)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def _show(self, place: Place) -> None:
        if self.desk is None:
            return
        kind, page = self._kinds[place.page], self.page(place.page)
        self.navigation.show_page(place.page)
        self._fold_navigation(kind)
        if self._toast is not None and page is not self.stack.currentWidget():
            self._toast.hide()
        self.stack.setCurrentWidget(page)
        if place.detail or kind.always:
            getattr(page, kind.verb)(*place.detail)
        self._retitle()
        self.top_bar.allow_steps(back=self.history.can_go(-1), forth=self.history.can_go(1))

    def _fold_navigation(self, kind: PageKind | None) -> None:
        self.navigation.fold(narrow=kind is not None and (kind.folds or self.width() < _ROOM_FOR_WORDS))

    def _retitle(self) -> None:
        here = self.history.here
        if here is not None and here.page in self._pages:
            self.top_bar.title.setText(self._pages[here.page].windowTitle() or self._kinds[here.page].title)

    def _leave_dossier(self) -> None:
        """The wizard has been left: back to where the user came from."""
        if self.history.here is not None and self.history.here.page == "dossier":
            self.history.forget("dossier")
            self._show(self.history.here) if self.history.here else self.go(Place("home"))

    def _listen(self, desk: Desk) -> None:
        desk.centre_wanted.connect(lambda kind, row_id: self.go(Place("network", (kind, row_id))))
        desk.centre_shown.connect(self._centre_shown)
        desk.dossier_wanted.connect(lambda dossier_id: self.go(Place("dossier", (dossier_id,))))
        desk.step_wanted.connect(lambda dossier_id, step: self.go(Place("dossier", (dossier_id, step))))
        desk.sheet_wanted.connect(lambda dossier_id: self.go(Place("dossiers", (dossier_id,))))
        desk.start_wanted.connect(desk.start)
        desk.page_wanted.connect(lambda key, detail: self.go(Place(key, (detail,) if detail else ())))
        desk.toast.connect(self._say)
        desk.done.connect(lambda sentence: self._say(sentence, undo=True))
        desk.saved.connect(lambda sentence, path: self._say(sentence, path=path))
        desk.written.connect(self._written)

    def _centre_shown(self, kind: str, row_id: int) -> None:
        here = self.history.here
        if here is not None and here.page == "network":
            self.history.narrow(Place("network", (kind, row_id)))
            self.top_bar.allow_steps(back=self.history.can_go(-1), forth=self.history.can_go(1))

    # --- what the user hears --------------------------------------------------------------------------------------

    def show_busy(self, words: str) -> None:
        """What is being done just now, in the status bar; "" when nothing is."""
        self.status.show_busy(words)

    def _say(self, sentence: str, *, undo: bool = False, path: Path | None = None) -> None:
        if self._toast is None:
            from crmr_desk.ui.parts.notes import Toast

            self._toast = Toast(self.stack)
            self._toast.undo_wanted.connect(self._ask_undo)
        bar = getattr(self.stack.currentWidget(), "bar", None)
        above = bar.height() if isinstance(bar, QWidget) else 0
        self._toast.say(sentence, undo=undo, path=path, above=above)

    def _written(self) -> None:
        if self.desk is not None:
            self.status.show_saved(self.desk.db.now())

    def _help(self) -> None:
        from crmr_desk.ui import shortcuts

        shortcuts.show(self)

    def _ask_undo(self) -> None:
        if self.undoing is not None:
            self.undoing.ask_undo()

    def _ask_redo(self) -> None:
        if self.undoing is not None:
            self.undoing.ask_redo()

    def _reload(self) -> None:
        if self.desk is not None:
            self.desk.reload_everything()

    # --- making ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.middle = QVBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.top_bar)
        self.middle.addWidget(self.stack, 1)
        self.middle.addWidget(self.status)
        ground = QWidget()
        line = QHBoxLayout(ground)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.navigation)
        line.addLayout(self.middle, 1)
        self.setCentralWidget(ground)
        self.navigation.setFocus()  # not one of its entries: a rectangle is for who goes on by Tab
        self.setMinimumSize(960, 600)

    def _connect(self) -> None:
        self.navigation.page_wanted.connect(lambda key: self.go(Place(key)))
        self.navigation.mode_wanted.connect(self._set_mode)
        self.navigation.help_wanted.connect(self._help)
        navigation_verbs.connect(self)
        self.top_bar.step_wanted.connect(self.step)
        self.status.undo_wanted.connect(self._ask_undo)
        self.status.base_wanted.connect(self.base_wanted)

    def _add_shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Alt+Left": lambda: self.step(-1),
            "Alt+Right": lambda: self.step(1),
            "Ctrl+Z": self._ask_undo,
            "Ctrl+Shift+Z": self._ask_redo,
            "F5": self._reload,
            "?": self._help,
            "F1": self._help,
        }
        for number, key in enumerate(self.navigation.entries, start=1):
            keys[f"Ctrl+{number}"] = lambda key=key: self._to_page(key)  # type: ignore[misc]
        for sequence, then in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(then)

    def _to_page(self, key: str) -> None:
        if self.desk is not None:
            self.go(Place(key))

    def _without_desk(self) -> None:
        self.desk, self.undoing, self.history = None, None, History()
        if self._day_bar is not None:
            self._day_bar.remove()
            self._day_bar = None
        self.navigation.show_pages(shown=False)
        self.navigation.show_page("")
        self.navigation.fold(narrow=False)
        self.top_bar.show_user("")
        self.top_bar.title.setText("Ouvrir un registre")
        self.top_bar.show_steps(shown=False)
        self.status.show_nothing()
        self.setWindowTitle(TITLE)

    def _drop_pages(self) -> None:
        while (page := self.stack.widget(0)) is not None:
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def _set_mode(self, mode: theme.Mode) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, mode)
            self.settings.setValue("theme", mode)

    # --- state kept -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_navigation(self._kinds[self.history.here.page] if self.history.here else None)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.settings.sync()
        self.closing.emit()
        super().closeEvent(event)

    def _restore_state(self) -> None:
        kept = self.settings.value("window/geometry")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(1440, 900)
