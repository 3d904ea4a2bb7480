"""The next deadlines of a centre."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.kept import Kept

_SHOWN = 5
_NEAR, _SOON = 7, 31
"""Days within which a deadline warns, and within which it is counted in days instead of named by its year."""


class DeadlinesCard(Card):
    """The first five, each with its explanation in the tooltip; "Toutes" leads to those of the centre in the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Échéances", parent=parent)
        self.body.setSpacing(2)
        every = button("Toutes", "link", "calendar-event")
        every.setAccessibleName("Toutes les échéances de ce centre")
        self._centre = ""
        every.clicked.connect(lambda: desk.page_wanted.emit("deadlines", f"words/{self._centre}"))
        self.corner.addWidget(every)
        self._none = label("Aucune échéance à venir pour ce centre.", "secondary", wrap=True)
        self._lines, self._rest = QVBoxLayout(), label("", "small")
        self._lines.setSpacing(2)
        self._entries = Kept(self._made)
        self.body.addWidget(self._none)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._rest)
        self.body.addStretch(1)

    def show_rows(self, rows: Sequence[DeadlineRow], centre: str) -> None:
        """Show the deadlines of another centre, the nearest first; ``centre`` is its name in the list of deadlines."""
        self._centre = centre
        self.set_count(len(rows) or None)
        self._none.setVisible(not rows)
        self._entries.fill(rows[:_SHOWN], _Entry.show_row)
        rest = len(rows) - _SHOWN
        self._rest.setText(f"et {rest} autre{'s' if rest > 1 else ''}")
        self._rest.setVisible(rest > 0)

    def _made(self) -> _Entry:
        made = _Entry()
        self._lines.addWidget(made)
        return made


class _Entry(QWidget):
    """Day, what is due, and how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._day, self._title, self._distance = label("", "secondary"), label("", "body", wrap=True), Badge("")
        self._day.setFixedWidth(38)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._day)
        line.addWidget(self._title, 1)
        line.addWidget(self._distance)

    def show_row(self, row: DeadlineRow) -> None:
        """Another deadline."""
        self._day.setText(f"{row.on:%d/%m}")
        self._title.setText(row.title)
        self._distance.set(*_distance(row))
        why = (sentence for _head, sentence in row.explanation)
        self.setToolTip("\n".join((f"{row.on:%d/%m/%Y}, {row.title}", *why)))
        self.setAccessibleName(f"{row.title}, le {row.on:%d/%m/%Y}")


def _distance(row: DeadlineRow) -> tuple[str, str, str]:
    """Words, tone and icon: late, in days, or by its year: with day and month beside it the date is whole."""
    if row.days < 0:
        return f"{-row.days}\N{NO-BREAK SPACE}j de retard", "stop", "clock"
    if row.days <= _SOON:
        near = row.days <= _NEAR
        return f"{row.days}\N{NO-BREAK SPACE}j", "warn" if near else "mute", "clock" if near else ""
    return str(row.on.year), "mute", ""
