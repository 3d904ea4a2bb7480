"""Which dossiers of the list are wanted: a filter of the user, and one pass that sifts and counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.kinds import Stage
from crmr_desk.model.network.names import fold
from crmr_desk.ui import sifting
from crmr_desk.ui.kept_filters import filter_stored
from crmr_desk.ui.sifting import Sifted

_ENDED = (Stage.CLOSED, Stage.ABANDONED)
OPEN, ENDED = "open", "ended"


class Facet(StrEnum):
    """What a filter asks about; each keeps the rows that have one of its chosen values, all rows when none is."""

    TEXT = "text"
    STATE = "states"
    STAGE = "stages"
    WHOSE = "instructors"
    WAITING = "waiting"
    HELD = "held"
    LATE = "late"
    PACK = "packs"


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """``mine`` adds the dossiers of whoever looks, so that a filter means the same for each colleague."""

    text: str = ""
    states: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    mine: bool = False
    instructors: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    held: bool = False
    late: bool = False
    packs: frozenset[str] = frozenset()


AT_FIRST = DossierFilter(states=frozenset({OPEN}))
EVERYTHING = DossierFilter()


def dossier_filter(kept: object) -> DossierFilter:
    """The filter that was kept; the open dossiers at first."""
    return filter_stored(kept, EVERYTHING, AT_FIRST)


def has_ended(row: DossierListRow) -> bool:
    """Whether nothing is left to do with the dossier."""
    return row.stage in _ENDED


def is_held(row: DossierListRow, today: dt.date) -> bool:
    """Whether the dossier is on hold on ``today``: it wakes by itself on the day of its hold."""
    return row.hold_until is not None and row.hold_until > today and not has_ended(row)


def is_late(row: DossierListRow, today: dt.date) -> bool:
    """Whether something of the dossier was due before ``today``."""
    return row.next_on is not None and row.next_on < today and not has_ended(row)


def sift(
    rows: Sequence[DossierListRow], wanted: DossierFilter, *, who: str, today: dt.date,
    text_of: Callable[[DossierListRow], str],
) -> Sifted[Facet, DossierListRow]:  # fmt: skip
    """Keep and count in one pass. ``text_of`` gives the folded words in which ``wanted.text`` is looked for."""
    tests = _tests(wanted, who, today, text_of)
    return sifting.sift(rows, tests, _values(today))


def searched(row: DossierListRow) -> str:
    """The words in which a text is looked for, folded one by one: what many dossiers share is folded once."""
    said = (row.number, row.title, row.centre, row.fsmr, row.scenario_title, row.waiting_for, row.instructor)
    return " ".join(map(fold, (*said, row.next_what, row.note, row.stage_label)))


def _tests(
    wanted: DossierFilter, who: str, today: dt.date, text_of: Callable[[DossierListRow], str]
) -> list[tuple[Facet, Callable[[DossierListRow], bool]]]:
    """One test for each facet that leaves rows out."""
    words = fold(wanted.text).split()
    whose = wanted.instructors | ({who} if wanted.mine else frozenset())
    found: list[tuple[Facet, Callable[[DossierListRow], bool], bool]] = [
        (Facet.STATE, lambda row: _state(row) in wanted.states, bool(wanted.states)),
        (Facet.WHOSE, lambda row: row.instructor in whose, bool(whose)),
        (Facet.STAGE, lambda row: row.stage in wanted.stages, bool(wanted.stages)),
        (Facet.WAITING, lambda row: row.waiting_for in wanted.waiting, bool(wanted.waiting)),
        (Facet.HELD, lambda row: is_held(row, today), wanted.held),
        (Facet.LATE, lambda row: is_late(row, today), wanted.late),
        (Facet.PACK, lambda row: row.pack in wanted.packs, bool(wanted.packs)),
        (Facet.TEXT, lambda row: _has_words(text_of(row), words), bool(words)),
    ]
    return [(facet, test) for facet, test, asked in found if asked]


def _values(today: dt.date) -> dict[Facet, Callable[[DossierListRow], str]]:
    return {
        Facet.STATE: _state,
        Facet.STAGE: lambda row: row.stage,
        Facet.WHOSE: lambda row: row.instructor,
        Facet.WAITING: lambda row: row.waiting_for,
        Facet.HELD: lambda row: "held" if is_held(row, today) else "",
        Facet.LATE: lambda row: "late" if is_late(row, today) else "",
        Facet.PACK: lambda row: row.pack,
    }


def _state(row: DossierListRow) -> str:
    return ENDED if row.stage in _ENDED else OPEN


def _has_words(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)
