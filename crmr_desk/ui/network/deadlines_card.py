"""The next deadlines of a centre."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.network.name_link import NameLink
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
        self._desk = desk
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
        self._entries.fill(rows[:_SHOWN], lambda entry, row: entry.show_row(row, centre))
        rest = len(rows) - _SHOWN
        self._rest.setText(f"et {rest} autre{'s' if rest > 1 else ''}")
        self._rest.setVisible(rest > 0)

    def _made(self) -> _Entry:
        made = _Entry()
        made.wanted.connect(lambda key: self._desk.page_wanted.emit("deadlines", f"key/{key}"))
        self._lines.addWidget(made)
        return made


class _Entry(QWidget):
    """Day, what is due and of whom, and how far it is. ``wanted(key)`` to see it among the deadlines."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._day, self._title, self._distance = label("", "secondary"), NameLink("", ""), Badge("")
        self._whose = ElidedLabel("", "quiet")
        self._day.setFixedWidth(38)
        self._title.followed.connect(lambda: self.wanted.emit(self._key))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._whose)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._distance, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: DeadlineRow, centre: str) -> None:
        """Another deadline, of ``centre`` or of what lies under it: what tells them apart stands below."""
        self._key = row.key
        whose = row.detail.removeprefix(centre).lstrip(", ")
        why = (sentence for _head, sentence in row.explanation)
        self._day.setText(f"{row.on:%d/%m}")
        self._title.say(row.title, "\n".join((f"{row.on:%d/%m/%Y}, {row.title}", *why)))
        self._title.setAccessibleName(", ".join(filter(None, (row.title, whose, f"le {row.on:%d/%m/%Y}"))))
        self._whose.say(whose)
        self._whose.setVisible(bool(whose))
        self._distance.set(*_distance(row))


def _distance(row: DeadlineRow) -> tuple[str, str, str]:
    """Words, tone and icon: late, in days, or by its year: with day and month beside it the date is whole."""
    if row.days < 0:
        return f"{-row.days}\N{NO-BREAK SPACE}j de retard", "stop", "clock"
    if row.days <= _SOON:
        near = row.days <= _NEAR
        return f"{row.days}\N{NO-BREAK SPACE}j", "warn" if near else "mute", "clock" if near else ""
    return str(row.on.year), "mute", ""
