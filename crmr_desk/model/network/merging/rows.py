"""What a merge and its undoing show before they are done. Standard library only, so that a view may import it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What may have doubles, by the name of its table."""

    PERSON = "person"
    HOSPITAL = "hospital"


class Side(StrEnum):
    """To which of the two rows of a merge something belongs."""

    KEPT = "kept"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Used:
    """Something that refers to a row: « mandat », « Coordination du CRMR CERVCO », « depuis le 01/01/2024 »."""

    table: str
    row_id: int
    noun: str
    what: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One field of two rows side by side. ``kept`` and ``double`` are values of the register, the texts what a reader
    sees. ``proposed`` says whose value to keep: the double's where the other row has none."""

    field: str
    label: str
    kept: Any
    double: Any
    kept_text: str
    double_text: str
    proposed: Side

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.kept != self.double)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Two rows side by side, all that refers to the double, and what stands in the way: ``refusals`` forbid the
    merge, ``warnings`` are for the user to judge."""

    kind: Kind
    kept_id: int
    double_id: int
    kept_name: str
    double_name: str
    values: tuple[Value, ...]
    moved: tuple[Used, ...]
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """Something that came to the kept row after the merge, to be given to one of the two. ``key`` names it among the
    choices; where nothing is chosen it goes to the ``proposed`` side."""

    key: str
    used: Used
    proposed: Side


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of the kept row that was changed after the merge. ``then`` is what it was before the merge, ``now`` what
    it is, ``double`` what the other row has. Given to the double, the double takes ``now`` and the kept row goes back
    to ``then``."""

    key: str
    field: str
    label: str
    then_text: str
    now_text: str
    double_text: str


@dataclass(frozen=True, slots=True)
class Stays:
    """Something that the merge moved and that does not go back, with why."""

    used: Used
    why: str


@dataclass(frozen=True, slots=True)
class UnmergePlan:
    """What telling two merged rows apart again would do now.

    ``back`` returns to the double, ``restored`` are the fields of the kept row that take back their values, ``stays``
    what was changed since and is kept; ``since`` and ``edits`` are for the user to give to one side or the other.
    """

    kind: Kind
    kept_id: int
    double_id: int
    kept_name: str
    double_name: str
    merged_at: dt.datetime
    merged_by: str
    back: tuple[Used, ...]
    restored: tuple[str, ...]
    stays: tuple[Stays, ...]
    since: tuple[Since, ...]
    edits: tuple[Edit, ...]
