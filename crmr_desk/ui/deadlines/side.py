"""The side of the page: what the panel tells, and which entry is explained there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.choosing import Choice
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.deadlines import telling
from crmr_desk.ui.deadlines.answers import Answer
from crmr_desk.ui.deadlines.explained import Explainer
from crmr_desk.ui.deadlines.panel import AheadPanel
from crmr_desk.ui.deadlines.panel_place import PanelPlace
from crmr_desk.ui.deadlines.periods import Period
from crmr_desk.ui.deadlines.views import Views
from crmr_desk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page shows: its answer and, of that, the ``rows`` of the view, once filtered by ``choice``."""

    answer: Answer
    period: Period
    choice: Choice
    rows: Sequence[DeadlineRow]

    def row(self, key: str) -> DeadlineRow | None:
        """The entry with this key, in the view or beside it; None where it is no longer known."""
        every = (*self.answer.rows, *self.answer.late)
        return next((row for row in every if row.key == key), None)


class Side:
    """Lives as long as the page. ``day`` is the one that was opened, None while what is ahead is told; ``key`` that of
    the entry explained."""

    def __init__(self, desk: Desk, views: Views, explainer: Explainer) -> None:
        self._desk, self._views = desk, views
        self._seen: Seen | None = None
        self.key = ""
        self.day: dt.date | None = None
        self.panel = AheadPanel(desk.today.year, explainer.unfolded)
        self.panel.chosen.connect(self.choose)
        self.panel.day_wanted.connect(self.open_day)
        self.panel.back_wanted.connect(self.leave_day)
        self.panel.close_wanted.connect(self.close)

    def stand(self, page: QWidget, opener: QPushButton, views: QVBoxLayout) -> None:
        """Take its place, last for the Tab key; see ``PanelPlace``."""
        self.panel.setParent(page)
        self.place = PanelPlace(page, self.panel, opener, views)

    def show(self, seen: Seen, before: Sequence[DeadlineRow]) -> None:
        """Tell of what the page shows now. The entry explained stays while it is in sight; else the one that stood
        after it in the rows ``before`` is explained."""
        self._seen = seen
        self.tell()
        told = self.panel.told.rows
        if all(row.key != self.key for rows in (seen.rows, told) for row in rows):
            self._explain_instead(before)
        self._views.mark(seen.row(self.key))

    def tell(self) -> None:
        """Tell the day that was opened, or what is ahead, as it is known now."""
        if self._seen is None:
            return
        seen, who = self._seen, self._desk.who
        if self.day is not None:
            told = telling.of_day(seen.answer, self.day, seen.choice, who)
        else:
            told = telling.ahead(seen.answer, seen.period, seen.choice, who, self._desk.today)
        self.panel.tell(told, seen.row(self.key))

    def choose(self, row: DeadlineRow | None) -> None:
        """Explain another entry; None leaves the one that is."""
        if row is None or row.key == self.key:
            return
        self.key = row.key
        if self.day is not None and row.on != self.day:
            self.leave_day()
        self.explain(row)

    def explain(self, row: DeadlineRow) -> None:
        """Explain ``row``, and show in the view which it is."""
        self.key = row.key
        self.panel.explain(row)
        self._views.mark(row)

    def open_day(self, day: dt.date) -> None:
        """Tell all that falls on a day."""
        self.day = day
        self._views.month.grid.go_to(day)
        self.tell()
        if all(row.key != self.key for row in self.panel.told.rows):
            self._explain_instead()
        self.place.show()
        self.panel.take_focus()

    def leave_day(self) -> None:
        """From the day that was opened back to what is ahead."""
        self.day = None
        self.tell()

    def close(self) -> None:
        """Away from over the page, from a day that was opened too, back to the view."""
        self.place.close()
        if self.day is not None:
            self.leave_day()
        self._views.take_focus()

    def _explain_instead(self, before: Sequence[DeadlineRow] = ()) -> None:
        """What was explained is in sight no more: what stood after it in the view ``before`` is, that who goes through
        a list may go on; else what the panel tells first."""
        rows = self._seen.rows if self._seen is not None else ()
        keys, shown = [row.key for row in before], {row.key: row for row in rows}
        after = keys[keys.index(self.key) + 1 :] if self.key in keys else []
        row = next((shown[key] for key in after if key in shown), None) or self.panel.first()
        self.key = row.key if row is not None else ""
        self.panel.explain(row)
