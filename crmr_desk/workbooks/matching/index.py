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
    SeatKey,
    read_ccmrs,
    read_crmrs,
    read_held,
    read_hospitals,
    read_people,
    read_sites,
)

__all__ = ["RegisterIndex", "SeatKey", "index_of", "name_key"]

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class RegisterIndex:
    """The register on one day. ``centres`` holds closed ones too; ``at`` those of a hospital; ``by_code`` those that
    bear a code of exchange workbooks. ``held`` gives every mandate of a seat in order of time, ``seats`` the seats that
    a person holds on the day or later. ``people_named`` is keyed by the sorted words of first and last name."""

    today: dt.date
    hospitals: Mapping[int, Hospital]
    by_et: Mapping[str, Hospital]
    by_ej: Mapping[str, tuple[Hospital, ...]]
    fsmrs: Mapping[str, int]
    """Id of a filière by its sigle."""
    crmrs: Mapping[int, Crmr]
    centres: Mapping[SeatKey, Centre]
    at: Mapping[int | None, tuple[Centre, ...]]
    by_code: Mapping[str, Centre]
    held: Mapping[SeatKey, tuple[Holding, ...]]
    people: Mapping[int, Person]
    people_named: Mapping[str, tuple[Person, ...]]
    people_last: Mapping[str, tuple[Person, ...]]
    people_rpps: Mapping[str, Person]
    seats: Mapping[int, tuple[SeatKey, ...]]
    names_sought: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What a name has led to already: a file says the same ones again and again."""

    @cached_property
    def house_words(self) -> HouseWords:
        """The words of the hospitals."""
        return HouseWords(self.hospitals.values())

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
    """Read the register in nine statements, whatever its size."""
    hospitals, people, crmrs = read_hospitals(session), read_people(session), read_crmrs(session)
    centres = [*read_sites(session, crmrs), *read_ccmrs(session, crmrs, today)]
    centres.sort(key=lambda each: each.open_on(today))
    held = read_held(session, {person.id: person.name for person in people})
    return RegisterIndex(
        today=today,
        hospitals={row.id: row for row in hospitals},
        by_et={row.finess_et: row for row in hospitals},
        by_ej=_grouped(hospitals, lambda row: row.finess_ej),
        fsmrs={row.sigle: row.id for row in session.execute(select(FSMR.c.sigle, FSMR.c.id))},
        crmrs=crmrs,
        centres={each.key: each for each in centres},
        at=_grouped(centres, lambda row: row.hospital_id),
        by_code=_by_code(centres),
        held=held,
        people={row.id: row for row in people},
        people_named=_grouped(people, lambda row: name_key(row.first_name, row.last_name)),
        people_last=_grouped(people, lambda row: fold(row.last_name)),
        people_rpps={row.rpps: row for row in people if row.rpps},
        seats=_seats(held, today),
    )


def name_key(first_name: str, last_name: str) -> str:
    """The same for a name typed in either order, with or without accents, capitals and hyphens."""
    return " ".join(sorted(f"{fold(first_name)} {fold(last_name)}".split()))


def _by_code(centres: Iterable[Centre]) -> dict[str, Centre]:
    """By folded code, that of a CRMR or of its coordinating site; where two share one, the last wins: one that is
    open."""
    return {fold(code): each for each in centres for code in (each.row_code, each.code)}


def _seats(held: Mapping[SeatKey, Iterable[Holding]], today: dt.date) -> dict[int, tuple[SeatKey, ...]]:
    seats: dict[int, dict[SeatKey, None]] = defaultdict(dict)
    for seat, mandates in held.items():
        for mandate in mandates:
            if _not_before(mandate.end, today):
                seats[mandate.person_id][seat] = None
    return {person: tuple(found) for person, found in seats.items()}


def _not_before(end: dt.date | None, day: dt.date) -> bool:
    return end is None or end >= day


def _grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    return _grouped_pairs((key(row), row) for row in rows)


def _grouped_pairs(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {each: tuple(members) for each, members in groups.items()}
