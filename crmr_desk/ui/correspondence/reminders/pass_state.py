"""The pass of reminders as the wizard gathers it: what, for when, to whom, which lines are ticked. No widget here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crmr_desk.model.correspondence.reminders.kinds import KINDS
from crmr_desk.model.correspondence.reminders.rows import Choice, ReminderKind, ReminderLine, Standing, Wording
from crmr_desk.model.terms import short_date

Centre = tuple[str, int]


@dataclass
class PassState:
    """``lines`` are those of the last reading; ``ticked`` holds the keys of those to be written."""

    kind: str = ""
    year: int | None = None
    until: dt.date | None = None
    to: tuple[str, ...] = ()
    centre: Centre | None = None
    lines: Sequence[ReminderLine] = ()
    ticked: set[str] = field(default_factory=set)
    wording: Wording = field(default_factory=Wording)

    @property
    def about(self) -> ReminderKind:
        """The kind chosen; there is one once the first step is done."""
        return KINDS[self.kind]

    @property
    def choice(self) -> Choice:
        """Which lines are read."""
        return Choice(self.to, self.centre)

    def take(self, lines: Sequence[ReminderLine]) -> None:
        """Other lines: what is proposed is ticked."""
        self.lines = lines
        self.ticked = {line.key for line in lines if line.standing is Standing.PROPOSED}

    def tick(self, lines: Iterable[ReminderLine], *, on: bool) -> None:
        """Tick lines, or clear them; what is not due stays clear."""
        keys = {line.key for line in lines if line.standing is not Standing.NOT_WRITTEN}
        self.ticked = self.ticked | keys if on else self.ticked - keys

    def chosen(self) -> list[ReminderLine]:
        """The lines to be written, in their order."""
        return [line for line in self.lines if line.key in self.ticked]

    def name(self) -> str:
        """What the pass is called unless the user says otherwise."""
        if self.about.asks == "year":
            return f"{self.about.title} {self.year}"
        if self.about.asks == "until" and self.until is not None:
            return f"{self.about.title}, jusqu’au {short_date(self.until)}"
        return self.about.title
