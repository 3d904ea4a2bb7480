"""One line of the list of deadlines. Standard library only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from crmr_desk.model.deadlines.calendar_words import calendar_words
from crmr_desk.model.deadlines.fixed import why_fixed
from crmr_desk.model.deadlines.kinds import entry_id_of
from crmr_desk.model.deadlines.reckoning import Reckoning
from crmr_desk.model.terms import french_date

EVENT, RULE, SUM = "L’événement", "La règle", "Le calcul"
CALENDAR, CHANGES, FOLLOWED = "Le calendrier", "Ce qui la changerait", "La suite donnée"
OUTSIDE: Final = "hors texte"
"""The place of what the instruction does not date, or does not know at all."""
DONE, POSTPONED, LIFTED = "done", "postponed", "lifted"
_STATES: Final = {DONE: "Faite", POSTPONED: "Reportée", LIFTED: "Levée"}


Story = tuple[str, str, str]
"""The sentences of an explanation that do not follow from its arithmetic: the event, the rule, and what would change
the day."""
Telling = Callable[[Any], Story]
"""What tells them from a plain row."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was decided of a deadline: ``state`` is done, postponed (to ``until``) or lifted, ``by`` whom, ``on`` which
    day (for what is done: the day on which it was) and why.

    ``told_by`` names the dossier that says a yearly duty was done; such a mark is not stored, ``by`` is then empty.
    """

    state: str
    on: dt.date
    by: str
    reason: str = ""
    until: dt.date | None = None
    told_by: str = ""

    @property
    def words(self) -> str:
        """Reportée au 15 décembre 2026 par Nadia Belkacem, le 20 novembre 2026 : « Congés. »."""
        if self.told_by:
            return f"{_STATES[self.state]}, dit le suivi\u00a0: {self.told_by}."
        until = f" au {french_date(self.until)}" if self.until is not None else ""
        why = f"\u00a0: «\u202f{self.reason}\u202f»" if self.reason else ""
        return f"{_STATES[self.state]}{until} par {self.by}, le {french_date(self.on)}{why}."


class DeadlineRow(NamedTuple):
    """Something due on ``on``, derived from the network, a dossier, letters or a campaign, or typed; and why.

    ``kind`` is one of ``kinds.py``. ``key`` never changes form: ``mandate_end:12``, ``annual_report:site:3:2026``.
    ``days`` counts from today, negative when late. ``centre_kind`` and ``centre_id`` lead to the sheet, "" and 0 where
    no centre is concerned; ``region`` is the INSEE code of where the centre is, empty where that is not known.
    ``reckoning`` gives the day: ``on``, or ``fell_on`` where it was postponed; ``telling`` the sentences from
    ``facts``, the plain row that was read, when they are wanted. A tuple with names, since a year holds thousands of
    them and a dataclass takes twice as long to be made.
    """

    key: str
    on: dt.date
    kind: str
    title: str
    detail: str
    centre_kind: str
    centre_id: int
    fsmr: str
    place: str
    days: int
    reckoning: Reckoning
    telling: Telling
    facts: Any
    dossier_id: int | None = None
    """The dossier from which it comes; None for what the network alone makes due."""
    region: str = ""
    instructor: str = ""
    """Whose it is; empty for everybody's."""
    mark: Mark | None = None
    fell_on: dt.date | None = None
    """The day on which it fell, where ``on`` is the one to which it was postponed."""

    @property
    def fixed(self) -> str:
        """Why it cannot be moved to another day, with the place that fixes it; empty where it can: what was typed by
        hand always can."""
        return "" if entry_id_of(self.key) is not None else why_fixed(self.kind, self.place)

    @property
    def named(self) -> str:
        """What is due and of whom, in one line: « Fin du label, CERVCO »; what was typed may concern nobody."""
        return f"{self.title}, {self.detail}" if self.detail else self.title

    @property
    def due_on(self) -> dt.date:
        """The day that the arithmetic gives, whatever was decided of it since."""
        return self.fell_on or self.on

    @property
    def explanation(self) -> tuple[tuple[str, str], ...]:
        """(heading, sentence) pairs, put together when they are read: événement, règle, calcul, calendrier, ce qui la
        changerait, and what was decided of it."""
        event, rule, changes = self.telling(self.facts)
        reckoned = self.reckoning
        why = (
            (EVENT, event),
            (RULE, rule),
            (SUM, reckoned.words),
            (CALENDAR, calendar_words(self.due_on, self.region, reckoned.is_free)),
            (CHANGES, changes),
        )
        return why if self.mark is None else (*why, (FOLLOWED, self.mark.words))
