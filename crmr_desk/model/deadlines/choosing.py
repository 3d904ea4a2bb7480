"""Which deadlines are shown: by words, kind, filière, agency, instructor, whose, late or not. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from crmr_desk.model.deadlines.rows import DONE, LIFTED, POSTPONED, DeadlineRow
from crmr_desk.model.network.names import fold

OPEN: Final = "open"
"""What nobody has done or lifted, put off or not."""
STATES: Final = (OPEN, POSTPONED, DONE, LIFTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted; empty sets and words want everything. ``regions`` are INSEE codes, "" those of no region;
    ``mine`` wants those of one instructor, ``late`` those whose day has passed; ``state`` is one of STATES or ""."""

    words: str = ""
    kinds: frozenset[str] = frozenset()
    fsmrs: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    instructors: frozenset[str] = frozenset()
    mine: bool = False
    late: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deadlines each value would show, the rest of the choice being as it is."""

    kinds: Counter[str]
    fsmrs: Counter[str]
    regions: Counter[str]
    instructors: Counter[str]
    mine: int
    late: int


def kept(row: DeadlineRow, choice: Choice, who: str) -> bool:
    """Whether the choice of the instructor ``who`` keeps the row."""
    return (
        (not choice.kinds or row.kind in choice.kinds)
        and (not choice.regions or row.region in choice.regions)
        and (not choice.instructors or row.instructor in choice.instructors)
        and (not choice.mine or _is_of(row, who))
        and (not choice.late or is_late(row))
        and (not choice.state or choice.state in states_of(row))
        and (not choice.fsmrs or not choice.fsmrs.isdisjoint(fsmrs_of(row)))
        and (not choice.words or _has_words(row, fold(choice.words).split()))
    )


def over(rows: Iterable[DeadlineRow], choice: Choice, who: str) -> list[DeadlineRow]:
    """What the choice leaves out only because it is done or lifted: a calendar that has it must be told."""
    if choice.state != OPEN:
        return []
    every = replace(choice, state="", late=False)
    return [row for row in rows if OPEN not in states_of(row) and kept(row, every, who)]


def narrowing(choice: Choice) -> str:
    """Whose deadlines the choice keeps, whatever their kind and state, in a form that stays: "" for all of them."""
    wanted = (
        ("fsmr", choice.fsmrs),
        ("region", choice.regions),
        ("instructor", choice.instructors),
        ("mine", {"mine"} if choice.mine else ()),
        ("words", fold(choice.words).split()),
    )
    return ";".join(f"{name}={','.join(sorted(values))}" for name, values in wanted if values)


def counts(rows: Iterable[DeadlineRow], choice: Choice, who: str) -> Counts:
    """What each filter would leave, for its menu; each is counted without itself."""
    every = list(rows)

    def left(**without: object) -> list[DeadlineRow]:
        other = replace(choice, **without)  # type: ignore[arg-type]
        return [row for row in every if kept(row, other, who)]

    return Counts(
        Counter(row.kind for row in left(kinds=frozenset())),
        Counter(fsmr for row in left(fsmrs=frozenset()) for fsmr in fsmrs_of(row)),
        Counter(row.region for row in left(regions=frozenset())),
        Counter(row.instructor for row in left(instructors=frozenset())),
        sum(_is_of(row, who) for row in left(mine=False)),
        sum(is_late(row) for row in left(late=False)),
    )


def is_late(row: DeadlineRow) -> bool:
    """Its day has passed, and nobody has done or lifted it."""
    return row.days < 0 and OPEN in states_of(row)


def states_of(row: DeadlineRow) -> tuple[str, ...]:
    """Where it stands: what is put off is open too."""
    if row.mark is None:
        return (OPEN,)
    return (OPEN, POSTPONED) if row.mark.state == POSTPONED else (row.mark.state,)


def fsmrs_of(row: DeadlineRow) -> list[str]:
    """The filières of its centre, one by one; of none: ""."""
    return row.fsmr.split(", ")


def _is_of(row: DeadlineRow, who: str) -> bool:
    return row.instructor != "" and (row.instructor == who or fold(row.instructor) == fold(who))


def _has_words(row: DeadlineRow, words: list[str]) -> bool:
    text = fold(f"{row.on:%d/%m/%Y} {row.title} {row.detail} {row.fsmr} {row.place} {row.instructor}")
    return all(word in text for word in words)
