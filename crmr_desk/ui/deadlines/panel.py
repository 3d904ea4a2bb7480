"""« À venir »: the next deadlines, or those of the day that was opened; the chosen one unfolds what gives its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.network.names import collation
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.deadlines.entry_line import LINE_HEIGHT, EntryLine
from crmr_desk.ui.deadlines.explanation import Explanation
from crmr_desk.ui.deadlines.gathering import Chip, gathered, one
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import Segmented, button
from crmr_desk.ui.parts.card import ScrollPage, clear, label
from crmr_desk.ui.parts.notes import EmptyState

WIDTH = 384
_SHOWN, _MORE, _MOST = 12, 24, 60
"""Entries shown at once, added by a click, and at most: beyond, the list is the better place."""
_ABOVE = 2
"""Lines that stay in sight above what is unfolded, where there is room."""
_NO_FSMR = "Sans filière"


@dataclass(frozen=True, slots=True)
class Told:
    """What the panel tells: a title, its entries by date, and ``until`` when it tells them ("jusqu’au 31 décembre").
    ``day`` is the day that was opened, None for what is ahead; ``filtered``: a filter may leave some out."""

    title: str
    rows: Sequence[DeadlineRow]
    until: str = ""
    day: dt.date | None = None
    filtered: bool = False

    @property
    def nothing(self) -> str:
        """What is said where it has no entry."""
        ahead = f"Rien n’est attendu {self.until}" if self.until else "Rien n’est en retard"
        said = "Rien ce jour-là" if self.day is not None else ahead
        return f"{said} avec ce filtre." if self.filtered else f"{said}."


class AheadPanel(QWidget):
    """``chosen(row)`` when another entry is to be explained, ``day_wanted(day)`` to see one by one what is gathered in
    a line, ``back_wanted`` from a day to what is ahead, ``list_wanted`` where there are too many, ``close_wanted``
    where it lies over the page."""

    chosen = Signal(object)
    day_wanted = Signal(object)
    back_wanted = Signal()
    list_wanted = Signal()
    close_wanted = Signal()

    def __init__(
        self, this_year: int, explained: Callable[[DeadlineRow], Explanation], parent: QWidget | None = None
    ) -> None:
        """``explained`` makes the unfolded entry of a row."""
        super().__init__(parent)
        self._this_year, self._explained = this_year, explained
        self._told, self._key, self._limit = Told("À venir", ()), "", _SHOWN
        self._lines: list[Chip] = []
        self.explanation: Explanation | None = None
        self._chosen_row: DeadlineRow | None = None
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.title, self.count = label("À venir", "section"), label("", "quiet")
        self.order = Segmented((("date", "Date"), ("fsmr", "Filière")), "Ordre des échéances à venir")
        self.back = button("À venir", "link", "arrow-left")
        self.close_button = button("Fermer le volet", "icon", "x")
        self.page = ScrollPage()
        self.page.body.setContentsMargins(0, 0, 0, 12)
        self.page.body.setSpacing(0)
        self._lay_out()
        self.order.chosen.connect(lambda _value: self._arrange())
        self.back.clicked.connect(self.back_wanted)
        self.close_button.clicked.connect(self.close_wanted)

    def tell(self, told: Told, unfolded: DeadlineRow | None = None) -> None:
        """Tell other entries; the one that is unfolded stays, with what is known of it now: ``unfolded``, where it is
        not among them."""
        if unfolded is not None and unfolded.key == self._key:
            self._chosen_row = unfolded
        if (told.title, told.day) != (self._told.title, self._told.day):
            self._limit = _SHOWN
        self._told = told
        self._arrange()

    def explain(self, row: DeadlineRow | None) -> None:
        """Unfold ``row``, among the entries or above them; None unfolds nothing."""
        self._chosen_row, self._key = row, row.key if row is not None else ""
        self._fill()
        QTimer.singleShot(0, self, self._show_unfolded)

    @property
    def told(self) -> Told:
        """What it tells now."""
        return self._told

    def first(self) -> DeadlineRow | None:
        """The first entry that stands alone on its line; None where there is none."""
        return next((line.row for line in self._lines if not line.gathers), None)

    def take_focus(self) -> None:
        """Put the focus on the first entry."""
        first = self.page.findChild(EntryLine)
        (first or self.order).setFocus(Qt.FocusReason.TabFocusReason)

    def show_closing(self, *, shown: bool) -> None:
        """Offer to close it, where it lies over the page."""
        self.close_button.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _by_fsmr(self) -> bool:
        return self.order.value() == "fsmr" and self._told.day is None

    def _arrange(self) -> None:
        """One line for each entry of a day that was opened; else many of one kind on one day share a line."""
        told = self._told
        if told.day is not None:
            self._lines = [one(row) for row in told.rows]
        elif self._by_fsmr:
            ordered = sorted(told.rows, key=lambda row: (not row.fsmr, collation(row.fsmr), row.on))
            self._lines = gathered(ordered, key=lambda row: (row.fsmr, row.on))
        else:
            self._lines = gathered(told.rows, key=lambda row: row.on)
        self._fill()

    def _fill(self) -> None:
        focused = self.focusWidget()
        key = focused.row.key if isinstance(focused, EntryLine) and focused.hasFocus() else ""
        told, shown = self._told, self._shown()
        self.title.setText(told.title)
        self.setAccessibleName(told.title)
        self.count.setText(thousands(len(told.rows)) if told.rows else "")
        self.back.setVisible(told.day is not None)
        self.order.setVisible(told.day is None)
        clear(self.page.body)
        self.explanation = None
        for heading, those in self._sections(shown):
            if heading:
                self.page.body.addWidget(_section(heading))
            for line in those:
                self._add(line)
        if not shown:
            self.page.body.addWidget(EmptyState("calendar-check", told.nothing))
        self._add_more()
        self.page.body.addStretch(1)
        self.page.settle()
        self._focus_again(key)

    def _shown(self) -> list[Chip]:
        lines = self._lines[: self._limit]
        if self._told.day is None and self._key and all(self._key != line.row.key or line.gathers for line in lines):
            chosen = next((row for row in self._told.rows if row.key == self._key), self._chosen_row)
            return [one(chosen), *lines] if chosen is not None else lines
        return lines

    def _sections(self, lines: Sequence[Chip]) -> Iterator[tuple[str, list[Chip]]]:
        if not self._by_fsmr:
            yield "", list(lines)
            return
        for fsmr, those in groupby(lines, key=lambda line: line.row.fsmr):
            yield fsmr or _NO_FSMR, list(those)

    def _add(self, line: Chip) -> None:
        if line.row.key == self._key and not line.gathers:
            self.explanation = self._explained(line.row)
            holder = QWidget()
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(8, 8, 8, 8)
            inner.addWidget(self.explanation)
            self.page.body.addWidget(holder)
            return
        made = EntryLine(line, self._this_year)
        if line.gathers:
            made.clicked.connect(lambda: self.day_wanted.emit(line.row.on))
        else:
            made.clicked.connect(lambda: self.chosen.emit(line.row))
        self.page.body.addWidget(made)

    def _add_more(self) -> None:
        rest = sum(len(line.rows) for line in self._lines[self._limit :])
        if rest <= 0:
            return
        many = self._limit >= _MOST
        until = f" {self._told.until}" if self._told.until else ""
        words = f"{plural(rest, 'autre')}{until}" + (", dans la liste" if many else "")
        more = button(words, "link", "list" if many else "chevron-down")
        more.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        more.clicked.connect(self.list_wanted if many else self._show_more)
        line = QHBoxLayout()
        line.setContentsMargins(12, 8, 12, 0)
        line.addWidget(more)
        self.page.body.addLayout(line)

    def _show_more(self) -> None:
        self._limit += _MORE
        self._fill()

    def _show_unfolded(self) -> None:
        if self.explanation is not None:
            holder = self.explanation.parentWidget()
            room = self.page.viewport().height() - (holder.height() if holder is not None else 0)
            above = max(min(room // LINE_HEIGHT, _ABOVE), 0)
            if holder is not None:
                self.page.verticalScrollBar().setValue(holder.y() - above * LINE_HEIGHT)

    def _focus_again(self, key: str) -> None:
        if key:
            lines = self.page.findChildren(EntryLine)
            again = next((line for line in lines if line.row.key == key and not line.isHidden()), None)
            if again is not None:
                again.setFocus()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 10, 12, 10)
        heading.setSpacing(8)
        heading.addWidget(self.title)
        heading.addWidget(self.count)
        heading.addStretch(1)
        heading.addWidget(self.back)
        heading.addWidget(self.order)
        heading.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self.page, 1)
        self.back.hide()
        self.close_button.hide()


def _section(words: str) -> QWidget:
    made = label(words, "quiet")
    made.setContentsMargins(16, 12, 16, 4)
    return made
