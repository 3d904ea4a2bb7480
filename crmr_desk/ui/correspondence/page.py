"""The Courriers page: letters by where they are on their way, the one chosen beside them, what is done with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui.correspondence.actions import LetterActions
from crmr_desk.ui.correspondence.filters import LetterFilter
from crmr_desk.ui.correspondence.letter_view import LetterView
from crmr_desk.ui.correspondence.list_view import LetterList
from crmr_desk.ui.correspondence.tabs import Tab
from crmr_desk.ui.correspondence.verb_bar import VerbBar, verbs_menu
from crmr_desk.ui.correspondence.verbs import BY_KEY, VerbKey, why_not
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.progress import ProgressStrip
from crmr_desk.ui.parts.buttons import button, set_available

_SPLITTER: Final = "correspondence/splitter"
_LIST, _LETTER = 720, 520
_NARROWEST_LIST, _NARROWEST_LETTER = 440, 400


class CorrespondencePage(QWidget):
    """``go_to`` shows a tab (a value of ``Tab``), "letter/12", "batch/3", "list/2", "reminders/<kind>" or
    "reminders/<kind>/<year>". ``bar`` is what stands at the bottom, over which a toast appears."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        settings = getattr(desk.window, "settings", None)
        self._settings = settings if isinstance(settings, QSettings) else None
        self.strip = ProgressStrip(desk, edge="bottom")
        self.list = LetterList(desk, self._settings)
        self.verbs = LetterActions(desk, self, self.strip, self._show_letter)
        self.letter, self.bar = LetterView(desk, self.verbs), VerbBar()
        self.reminders = button("Relances…", "primary", "mail-forward")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay()
        self._connect()

    def go_to(self, what: str = "") -> None:
        """Show what ``what`` names; see the class."""
        kind, _, row_id = what.partition("/")
        if kind in set(Tab):
            self.list.show_tab(Tab(kind))
            self.list.table.setFocus()
        elif kind == "letter":
            self._show_letter(int(row_id))
        elif kind == "batch":
            self.list.show_only(Tab.EVERY, LetterFilter(batches=frozenset({row_id})))
        elif kind == "list":
            self._show_list(int(row_id))
        elif kind == "reminders":
            reminded, _, year = row_id.partition("/")
            self.ask_reminders(reminded, int(year) if year else None)

    def ask_reminders(self, kind: str = "", year: int | None = None) -> None:
        """Write reminders to many centres in one pass; ``kind`` is what they remind of, "" to be chosen, ``year`` the
        one for which it is owed."""
        from crmr_desk.ui.correspondence.reminders.sheet import RemindersSheet  # the wizard comes with it

        RemindersSheet(self.desk, kind, self.window(), year=year).open()

    def do(self, key: VerbKey) -> None:
        """Do a verb to the letters chosen."""
        chosen = self.list.chosen()
        if not why_not(BY_KEY[key], chosen, self.desk.why_no_write):
            self.verbs.do(key, chosen)

    def _show_letter(self, letter_id: int) -> None:
        self.list.show_letter(letter_id)
        self.list.table.setFocus()

    def _show_list(self, list_id: int) -> None:
        self.list.when_read(lambda: self._show_read_list(list_id))

    def _show_read_list(self, list_id: int) -> None:
        row = next((row for row in self.list.lists if row.id == list_id), None)
        if row is None:
            self.desk.toast.emit("Ce bordereau n’est plus dans le registre.")
            return
        tab = Tab.AT_SIGNATURE if row.is_open else Tab.EVERY
        self.list.show_only(tab, LetterFilter(lists=frozenset({row.number})))

    def _show_current(self, row: KeptLetter | None) -> None:
        self.letter.show_letter(row, self.list.changes)

    def _weigh(self) -> None:
        self.bar.show_state(self.list.tab, self.list.chosen(), self.desk.why_no_write)
        self.bar.setVisible(bool(self.list.letters))
        set_available(self.reminders, self.desk.why_no_write)

    def _take_file(self, letter: KeptLetter, path: Path) -> None:
        """A signed paper was let go over a letter."""
        reason = why_not(BY_KEY[VerbKey.ATTACH], (letter,), self.desk.why_no_write)
        if reason:
            self.desk.toast.emit(f"{reason}.")
            return
        self.verbs.ask_signed_file(letter, path)

    def _pop(self, at: QPoint) -> None:
        chosen: Sequence[KeptLetter] = self.list.chosen()
        menu = verbs_menu(self.list.table, chosen, self.desk.why_no_write, self.do)
        menu.addSeparator()
        menu.addActions(self.list.table.actions())
        menu.popup(at)

    def _connect(self) -> None:
        self.reminders.clicked.connect(lambda: self.ask_reminders())
        self.list.shown.connect(self._show_current)
        self.list.chosen_changed.connect(self._weigh)
        self.list.dropped.connect(self._take_file)
        self.letter.dropped.connect(self._take_file)
        self.bar.wanted.connect(self.do)
        self.list.table.menu_wanted.connect(self._pop)
        self.list.table.opened.connect(lambda _row: self.letter.open())
        self.list.parts.strip.paper_wanted.connect(lambda row: self.verbs.open_list(row.id))
        self.desk.turned.connect(self._weigh)
        self.splitter.splitterMoved.connect(lambda _at, _place: self._keep_sizes())

    def _keep_sizes(self) -> None:
        if self._settings is not None:
            self._settings.setValue(_SPLITTER, self.splitter.saveState())

    def _lay(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(24, 8, 24, 0)
        top.setSpacing(12)
        top.addWidget(self.list.tabs, 1)
        top.addWidget(self.reminders)
        for part, narrowest in ((self.list, _NARROWEST_LIST), (self.letter, _NARROWEST_LETTER)):
            part.setMinimumWidth(narrowest)
            self.splitter.addWidget(part)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setSizes([_LIST, _LETTER])
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        kept = self._settings.value(_SPLITTER) if self._settings is not None else None
        if kept is not None:
            self.splitter.restoreState(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.strip)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.bar)
