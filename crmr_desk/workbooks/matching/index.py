"""The register read once, for thousands of lines to be matched with: what is sought is a key of some dictionary."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network.names import fold
from crmr_desk.model.network.tables import FSMR
from crmr_desk.workbooks.matching.house_words import HouseWords
from crmr_desk.workbooks.matching.register import Centre, Crmr, Holding, Hospital, Person
from crmr_desk.workbooks.matching.register_reading import (
    Merged,
    SeatKey,
    read_ccmrs,
    read_crmrs,
    read_former_values,
    read_held,
    read_hospitals,
    read_people,
    read_sites,
)

__all__ = ["RegisterIndex", "SeatKey", "index_of", "name_key"]

T = TypeVar("T", Hospital, Person)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True)
class RegisterIndex:
    """The register on one day. ``centres`` holds closed ones too; ``at`` those of a hospital; ``by_code`` those that
    bear a code of exchange workbooks. ``held`` gives every mandate of a seat in order of time, ``seats`` the seats that
    a person holds on the day or later. ``people_named`` is keyed by the sorted words of first and last name."""

    today: dt.date
    hospitals: Mapping[int, Hospital]
    """By id; that of a merged double leads to the row it was merged into."""
    by_et: Mapping[str, Hospital]
    by_ej: Mapping[str, tuple[Hospital, ...]]
    formerly: Mapping[str, tuple[Hospital, ...]]
    """The establishments by the numbers, geographic or legal, that they have no more, those of their doubles
    included."""
    other_names: Mapping[int, frozenset[str]]
    """The names that an establishment had before, and those of its doubles."""
    fsmrs: Mapping[str, int]
    """Id of a filière by its sigle."""
    crmrs: Mapping[int, Crmr]
    centres: Mapping[SeatKey, Centre]
    at: Mapping[int | None, tuple[Centre, ...]]
    by_code: Mapping[str, Centre]
    held: Mapping[SeatKey, tuple[Holding, ...]]
    people: Mapping[int, Person]
    """By id, as ``hospitals``; the names and numbers of a double lead there too."""
    people_named: Mapping[str, tuple[Person, ...]]
    people_last: Mapping[str, tuple[Person, ...]]
    people_rpps: Mapping[str, Person]
    seats: Mapping[int, tuple[SeatKey, ...]]
    names_sought: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What a name has led to already: a file says the same ones again and again."""

    @cached_property
    def house_words(self) -> HouseWords:
        """The words of the hospitals."""
        return HouseWords(set(self.hospitals.values()), self.other_names)

    @cached_property
    def named(self) -> Mapping[str, tuple[Centre, ...]]:
        """The centres by each folded acronym, code and title that a line may give them."""
        return _grouped_pairs((name, each) for each in self.centres.values() for name in each.acronyms | each.titles)

    @cached_property
    def people_words(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of ``people_named`` that hold each word."""
        return _grouped_pairs((word, key) for key in self.people_named for word in key.split())

    def is_led_by(self, seat: SeatKey, person: str) -> bool:
        """Whether somebody of that name key sits there on the day of the index; "" is nobody."""
        holder = self.holder(seat) if person else None
        if holder is None:
            return False
        known = self.people[holder.person_id]
        return name_key(known.first_name, known.last_name) == person

    def holder(self, seat: SeatKey) -> Holding | None:
        """Who sits there on the day of the index."""
        return next(
            (one for one in self.held.get(seat, ()) if one.start <= self.today and _not_before(one.end, self.today)),
            None,
        )


def index_of(session: Session, today: dt.date) -> RegisterIndex:
    """Read the register in ten statements, whatever its size."""
    hospitals, people, crmrs = read_hospitals(session), read_people(session), read_crmrs(session)
    centres = [*read_sites(session, crmrs), *read_ccmrs(session, crmrs, today)]
    centres.sort(key=lambda each: each.open_on(today))
    held = read_held(session, {person.id: person.name for person in people.rows})
    formerly, other_names = _formerly(hospitals, read_former_values(session))
    named = [*((row, row) for row in people.rows), *people.doubles]
    return RegisterIndex(
        today=today,
        hospitals=_by_id(hospitals),
        by_et={row.finess_et: row for row in hospitals.rows},
        by_ej=_grouped(hospitals.rows, lambda row: row.finess_ej),
        formerly=formerly,
        other_names=other_names,
        fsmrs={row.sigle: row.id for row in session.execute(select(FSMR.c.sigle, FSMR.c.id))},
        crmrs=crmrs,
        centres={each.key: each for each in centres},
        at=_grouped(centres, lambda row: row.hospital_id),
        by_code=_by_code(centres),
        held=held,
        people=_by_id(people),
        people_named=_grouped_pairs((name_key(row.first_name, row.last_name), kept) for row, kept in named),
        people_last=_grouped_pairs((fold(row.last_name), kept) for row, kept in named),
        people_rpps={row.rpps: kept for row, kept in reversed(named) if row.rpps},
        seats=_seats(held, today),
    )


def name_key(first_name: str, last_name: str) -> str:
    """The same for a name typed in either order, with or without accents, capitals and hyphens."""
    return " ".join(sorted(f"{fold(first_name)} {fold(last_name)}".split()))


def _by_code(centres: Iterable[Centre]) -> dict[str, Centre]:
    """By folded code, that of a CRMR or of its coordinating site; where two share one, the last wins: one that is
    open."""
    return {fold(code): each for each in centres for code in (each.row_code, each.code)}


def _by_id(merged: Merged[T]) -> dict[int, T]:
    return {row.id: row for row in merged.rows} | {double.id: kept for double, kept in merged.doubles}


def _formerly(
    hospitals: Merged[Hospital], values: Iterable[tuple[int, str, str]]
) -> tuple[dict[str, tuple[Hospital, ...]], dict[int, frozenset[str]]]:
    """What leads to an establishment beside what it is called now: numbers, and names by its id."""
    now = _by_id(hospitals)
    told = [(now[row_id], field, value) for row_id, field, value in values if row_id in now]
    for double, kept in hospitals.doubles:
        told += [(kept, field, getattr(double, field)) for field in ("finess_et", "finess_ej", "name")]
    other = [(value, house) for house, field, value in told if field != "name"]
    names = _grouped_pairs((house.id, value) for house, field, value in told if field == "name" and value != house.name)
    return (
        _grouped_pairs((value, house) for value, house in other if value not in (house.finess_et, house.finess_ej)),
        {row_id: frozenset(each) for row_id, each in names.items()},
    )


def _seats(held: Mapping[SeatKey, Iterable[Holding]], today: dt.date) -> dict[int, tuple[SeatKey, ...]]:
    seats: dict[int, dict[SeatKey, None]] = defaultdict(dict)
    for seat, mandates in held.items():
        for mandate in mandates:
            if _not_before(mandate.end, today):
                seats[mandate.person_id][seat] = None
    return {person: tuple(found) for person, found in seats.items()}


def _not_before(end: dt.date | None, day: dt.date) -> bool:
    return end is None or end >= day


def _grouped(rows: Iterable[V], key: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    return _grouped_pairs((key(row), row) for row in rows)


def _grouped_pairs(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The rows of each key, each once."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows if len(rows) == 1 else dict.fromkeys(rows)) for key, rows in groups.items()}
