"""What the « Relances » wizard shows and hands back: kinds of reminder, one line for each letter that could go, and
what was typed for all of them. Standard library only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Whether a reminder goes: proposed; left to the user, for the reason that ``why_not`` says; not written, since
    nothing is due any more or there is nobody to write to, and then nobody may choose it."""

    PROPOSED = "proposed"
    TO_CHOOSE = "to_choose"
    NOT_WRITTEN = "not_written"


@dataclass(frozen=True, slots=True)
class ReminderKind:
    """What is reminded of. ``asks`` is ``year`` (what is owed each year), ``until`` (what ends by a day) or empty;
    ``to`` are the parts proposed, of those in ``may_go_to``: head (who leads the structure) and director (of its
    establishment). ``owed`` says who owes what by which place of the text; that the reminder itself is ours is said
    beside it."""

    id: str
    title: str
    owed: str
    icon: str
    asks: str
    word: str
    """For the names of files."""
    to: tuple[str, ...]
    may_go_to: tuple[str, ...] = ("head", "director")
    personal: bool = False
    """Nothing is proposed: each addressee is chosen one by one."""


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One letter that could go, or a deadline of which none does: it then has no addressee and no ``template``. ``key``
    is the deadline (``label_end:12``) and the part of the addressee; what is reminded of fell, or falls, on ``since``,
    None for a birthday, which is not shown."""

    key: str
    deadline: str
    kind: str
    part: str
    template: str
    standing: Standing
    why_not: str
    """Why it is not proposed; empty where it is."""
    remark: str
    """What should be known of a letter that may go: written to the director instead, without a street."""
    centre_kind: str
    centre_id: int
    centre: str
    within: tuple[tuple[str, int], ...]
    """The structure and those above it, as (kind, id)."""
    fsmrs: tuple[str, ...]
    hospital: str
    """Its establishment; empty where that is not known."""
    region: str
    """INSEE code; empty where the establishment is not known."""
    who: str
    addressee: str
    address: tuple[str, ...]
    email: str
    since: dt.date | None
    detail: str
    place: str
    reminded_on: dt.date | None
    facts: Mapping[str, str]
    """What the letter merges, but for what is typed for all."""

    @property
    def function(self) -> str:
        """Who is written to, in words: "Coordination", "Responsable", "Animation" or "Direction"; empty for nobody."""
        if self.part != "head":
            return "Direction" if self.part else ""
        return {"coordonnateur": "Coordination", "animateur": "Animation"}.get(self.who, "Responsable")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which letters are wanted: to whom (parts; empty for those that the kind proposes), and within which centre (kind
    and id; None for the whole network)."""

    to: tuple[str, ...] = ()
    centre: tuple[str, int] | None = None


EVERYONE = Choice()


@dataclass(frozen=True, slots=True)
class Wording:
    """What was typed for all the letters of a pass. An empty ``subject`` is that of the template; ``paragraph`` stands
    before the last one and may hold merge fields; ``reply_by`` is proposed where it is None. ``signatory`` is printed
    under each letter; empty leaves the name to whoever signs."""

    subject: str = ""
    paragraph: str = ""
    reply_by: dt.date | None = None
    signatory: str = ""


AS_IT_STANDS = Wording()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The pass that was written: its letters in order, and the numbers of the first and the last."""

    batch_id: int
    name: str
    letter_ids: tuple[int, ...]
    first: str
    last: str
