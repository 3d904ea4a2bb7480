"""What the user has chosen for a file, and nothing else: kept as one row a choice, so that each can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ChoiceKind(StrEnum):
    """What a choice is about, and what its ``place`` and ``value`` mean. ``sheet`` is "" where it counts for all."""

    READ = "read"
    """place "": whether the sheet is read (value bool)."""
    HEADER = "header"
    """place "": the first and last header line of the sheet (value [first, last], from 1)."""
    COLUMN = "column"
    """place: a header; value: a Target, or "ignore". Counts for all sheets (sheet "")."""
    ERASE = "erase"
    """place: a Target; value True: an empty cell of that column erases what the register holds. sheet ""."""
    SITUATION = "situation"
    """place "": the day that a national list tells of (value ISO date); sheet "". When nothing is chosen, the day in
    the name of the file, else the one on which it was received."""
    CELL = "cell"
    """place: an address (C37); value: the text that replaces what the cell holds ("" empties it)."""
    HOSPITAL = "hospital"
    """place: a line number as text; value: the id of a hospital of the register, or {"new": {finess_et, finess_ej,
    name, town, region}}."""
    CENTRE = "centre"
    """place: a line; value: ["ccmr", 12] (kind among crmr, site, ccmr, and id), or {"new": {kind: "ccmr", title,
    crmr_id, specialty, population}}."""
    PERSON = "person"
    """place: a line; value: the id of a person, or "new" for somebody the register does not know."""
    CONFIRM = "confirm"
    """place: a line; value: the reason codes that the user has read and takes upon themselves."""
    SKIP = "skip"
    """place: a line; value: why it is set aside (text, never empty)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as it is kept."""

    kind: ChoiceKind
    sheet: str
    place: str
    value: Any


@dataclass(frozen=True, slots=True)
class Choices:
    """All the choices of one import, looked up by kind, sheet and place."""

    by_key: Mapping[tuple[ChoiceKind, str, str], Any] = field(default_factory=dict)

    def get(self, kind: ChoiceKind, sheet: str, place: str) -> Any:
        """The value chosen there, None when nothing was."""
        return self.by_key.get((kind, sheet, place))

    def of(self, kind: ChoiceKind) -> dict[tuple[str, str], Any]:
        """Every choice of one kind, by (sheet, place)."""
        return {(sheet, place): value for (each, sheet, place), value in self.by_key.items() if each is kind}
