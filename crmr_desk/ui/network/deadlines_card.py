"""The next deadlines of a centre."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear, label

_SHOWN = 5
_NEAR, _SOON = 7, 31
"""Days within which a deadline warns, and within which it is counted in days instead of named by its year."""


class DeadlinesCard(Card):
    """The first five, each with its explanation in the tooltip; "Toutes" leads to the list of deadlines."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Échéances", parent=parent)
        self.body.setSpacing(2)
        every = button("Toutes", "link", "calendar-event")
        every.setAccessibleName("Toutes les échéances")
        every.clicked.connect(lambda: desk.page_wanted.emit("deadlines", ""))
        self.corner.addWidget(every)

    def show_rows(self, rows: Sequence[DeadlineRow]) -> None:
        """Show the deadlines of another centre, the nearest first."""
        clear(self.body)
        self.set_count(len(rows) or None)
        if not rows:
            self.body.addWidget(label("Aucune échéance à venir pour ce centre.", "secondary", wrap=True))
        for row in rows[:_SHOWN]:
            self.body.addWidget(_entry(row))
        rest = len(rows) - _SHOWN
        if rest > 0:
            self.body.addWidget(label(f"et {rest} autre{'s' if rest > 1 else ''}", "small"))
        self.body.addStretch(1)


def _entry(row: DeadlineRow) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    day = label(f"{row.on:%d/%m}", "secondary")
    day.setFixedWidth(38)
    line.addWidget(day)
    line.addWidget(label(row.title, "body", wrap=True), 1)
    line.addWidget(_distance(row))
    made.setToolTip("\n".join((f"{row.on:%d/%m/%Y}, {row.title}", *(sentence for _head, sentence in row.explanation))))
    made.setAccessibleName(f"{row.title}, le {row.on:%d/%m/%Y}")
    return made


def _distance(row: DeadlineRow) -> Badge:
    """Late, in days, or by its year: with day and month beside it the date is whole."""
    if row.days < 0:
        return Badge(f"{-row.days}\N{NO-BREAK SPACE}j de retard", "stop", "clock")
    if row.days <= _SOON:
        near = row.days <= _NEAR
        return Badge(f"{row.days}\N{NO-BREAK SPACE}j", "warn" if near else "mute", "clock" if near else "")
    return Badge(str(row.on.year), "mute")
