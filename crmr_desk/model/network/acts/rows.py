"""What depends on a centre before an act, and what becomes of each line. Standard library only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crmr_desk.model.kinds import Labelled

ONE_DAY = dt.timedelta(days=1)


class Act(Labelled):
    """The acts that end or divide a centre."""

    CLOSE = "close", "Fermeture"
    MOVE = "move", "Changement d’établissement"
    SPLIT = "split", "Scission"
    MERGE = "merge", "Fusion"


class Fate(StrEnum):
    """What becomes of a line: it stays as it is, goes on elsewhere, or ends on the last day."""

    KEEP = "keep"
    MOVE = "move"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Planned:
    """An act before it is done. ``day`` is the last day, included, of what closes; the first day of the new state for
    the other acts. ``into`` is the centre that takes over in a merger, ``coordinating`` the site that will coordinate
    the centre split off."""

    act: Act
    kind: str
    row_id: int
    day: dt.date
    into: int | None = None
    coordinating: int | None = None

    @property
    def last_day(self) -> dt.date:
        """The last day, included, of what ends."""
        return self.day if self.act is Act.CLOSE else self.day - ONE_DAY

    @property
    def first_day(self) -> dt.date:
        """The first day of what goes on elsewhere."""
        return self.last_day + ONE_DAY


@dataclass(frozen=True, slots=True)
class Option:
    """A choice for a line, in French."""

    fate: Fate
    words: str


@dataclass(frozen=True, slots=True)
class Touching:
    """One thing that depends on the centre. ``start`` and ``end`` are its period where it has one.

    Without ``options`` there is nothing to decide: ``proposed`` is what happens. ``proposed`` None asks the user.
    ``targets`` is the kind of the row to which it may go ("crmr", "site", "ccmr", "fsmr", "hospital"), empty where
    there is none to choose; ``but`` are rows that cannot be chosen, ``within`` the CRMR of the only sites that can.
    ``follows`` is the key of the line whose fate rules this one: it ends with it. ``blocked`` says why nothing can be
    done before it is settled elsewhere; ``leads_to`` where.
    """

    table: str
    row_id: int
    nature: str
    what: str
    start: dt.date | None = None
    end: dt.date | None = None
    options: tuple[Option, ...] = ()
    proposed: Fate | None = Fate.KEEP
    why: str = ""
    targets: str = ""
    but: frozenset[int] = frozenset()
    within: int | None = None
    follows: str = ""
    blocked: str = ""
    leads_to: tuple[str, int] | None = None

    @property
    def key(self) -> str:
        """ "mandate/12": by what a decision names the line."""
        return f"{self.table}/{self.row_id}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user wants for a line; ``target`` is where it goes, where that is to be chosen."""

    fate: Fate
    target: int | None = None


Decisions = Mapping[str, Decision]
"""What was decided, by the key of the line; a line without one takes what is proposed."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Everything that depends on a centre, and what is left to decide. ``title`` names the centre."""

    planned: Planned
    title: str
    lines: tuple[Touching, ...]

    def line(self, key: str) -> Touching | None:
        """The line with this key."""
        return next((line for line in self.lines if line.key == key), None)

    def fate(self, line: Touching, decisions: Decisions) -> Fate | None:
        """What becomes of ``line``; None while it is to be decided."""
        parent = self.line(line.follows) if line.follows else None
        if parent is not None:
            ruled = self.fate(parent, decisions)
            if ruled is not Fate.MOVE:
                return ruled
        decided = decisions.get(line.key)
        return decided.fate if decided is not None else line.proposed

    def to_decide(self, decisions: Decisions) -> tuple[Touching, ...]:
        """The lines that wait for a choice, or for where to go."""
        return tuple(line for line in self.lines if self._waits(line, decisions))

    def blocking(self, decisions: Decisions) -> tuple[Touching, ...]:
        """The lines that must be settled elsewhere first."""
        return tuple(line for line in self.lines if line.blocked and self._ends(line, decisions))

    def _waits(self, line: Touching, decisions: Decisions) -> bool:
        fate = self.fate(line, decisions)
        if line.follows and fate is None:
            return False
        if fate is Fate.MOVE and line.targets:
            decided = decisions.get(line.key)
            return decided is None or decided.target is None
        return fate is None

    def _ends(self, line: Touching, decisions: Decisions) -> bool:
        return not line.follows or self.fate(line, decisions) is Fate.CLOSE
