"""Which deadlines the user wants: the chips, the words, and the filters that he named."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from crmr_desk.model.deadlines.choosing import OPEN, Choice
from crmr_desk.ui.deadlines.filter_bar import FilterBar, choice_stored
from crmr_desk.ui.deadlines.header import Header
from crmr_desk.ui.deadlines.periods import View
from crmr_desk.ui.filter_menu import FilterMenu
from crmr_desk.ui.kept_filters import KeptFilters

_MANY, _PATIENCE_MS = 5000, 150
"""So many rows wait until the user has stopped typing for so long."""
_WHOLE = (View.DAY, View.MONTH, View.YEAR)
"""Views that show what was done too, each entry with its colour."""


class Wanted(QObject):
    """``changed`` when other deadlines are wanted; ``bar`` are the chips, ``kept`` the filters with a name."""

    changed = Signal()

    def __init__(self, header: Header, settings: QSettings | None, parent: QObject) -> None:
        super().__init__(parent)
        self.bar = FilterBar(header.search)
        self.kept = KeptFilters(settings, "deadlines", choice_stored)
        self.bar.show_wanted(self.kept.last())
        self._menu = FilterMenu(
            header.saved, self.kept, lambda: self.bar.wanted, self.want, "Les échéances qu’il montrait ne changent pas."
        )
        self._rows = 0
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._soon.timeout.connect(self.changed)
        self.bar.changed.connect(self._tell)

    def choice(self, view: View) -> Choice:
        """What is wanted in ``view``."""
        wanted = self.bar.wanted
        whole = view in _WHOLE and wanted.state == OPEN and not wanted.late
        return replace(wanted, state="") if whole else wanted

    def want(self, wanted: Choice) -> None:
        """Want others, and remember it."""
        self.bar.show_wanted(wanted)
        self._tell()

    def want_words(self, words: str) -> None:
        """Want those in which ``words`` occur, beside what is wanted."""
        self.want(replace(self.bar.wanted, words=words))

    def expect(self, rows: int) -> None:
        """How many rows a filter has to go through."""
        self._rows = rows

    def _tell(self) -> None:
        self.kept.keep(self.bar.wanted)
        self._menu.say_current()
        if self._rows < _MANY:
            self.changed.emit()
        else:
            self._soon.start()
