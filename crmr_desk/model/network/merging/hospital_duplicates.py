"""Establishments that may be in the register twice, under two geographic numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network.merging.pair import LEAST_SCORE, Pair, blocked, candidates, ranked, told_apart
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.tables import HOSPITAL

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_NEAR = 85
_GENERIC = frozenset(
    (
        *("ap", "ch", "chi", "chr", "chru", "chu", "gh", "ghu", "hcl", "hm", "hp", "hu"),
        *("centre", "clinique", "groupe", "hopital", "hopitaux", "hospitalier", "hospitaliere", "hospitaliers"),
        *("regional", "regionaux", "site", "universitaire", "universitaires"),
        *("a", "d", "de", "des", "du", "et", "l", "la", "le", "les", "sur"),
    )
)
"""Words that many establishments bear, and that tell none from another."""


class _House(NamedTuple):
    id: int
    finess_et: str
    finess_ej: str
    name: str
    town: str
    region: str
    folded: str
    place: str
    own: str

    @property
    def detail(self) -> str:
        return ", ".join(part for part in (self.town, f"ET {self.finess_et}", f"EJ {self.finess_ej}") if part)


def hospital_duplicates(db: Database) -> tuple[Pair, ...]:
    """The pairs of establishments that may be one, the likeliest first: same name in one town or one legal entity, or
    names that differ by little in one town. Those told apart before are left out."""
    with db.reading() as session:
        houses = _houses(session)
        known = told_apart(session, Kind.HOSPITAL)
    pairs = [
        _pair(houses[one], houses[other])
        for one, other in candidates(_blocks(houses.values()))
        if (one, other) not in known
    ]
    return ranked([pair for pair in pairs if pair.score >= LEAST_SCORE])


def _houses(session: Session) -> dict[int, _House]:
    names = ("id", "finess_et", "finess_ej", "name", "town", "region")
    query = select(*(HOSPITAL.c[name] for name in names)).where(HOSPITAL.c.merged_into_id.is_(None))
    return {
        row_id: _House(row_id, et, ej, name, town, region, fold(name), fold(town), _own(name, town))
        for row_id, et, ej, name, town, region in session.execute(query)
    }


def _own(name: str, town: str) -> str:
    """The words of a name that are its own: CHU de Lille has none, « lille » being where it is."""
    return " ".join(word for word in fold(name).split() if word not in _GENERIC and word not in fold(town).split())


def _blocks(houses: Iterable[_House]) -> Iterator[dict[Hashable, list[int]]]:
    every = list(houses)
    yield blocked(((each.place, each.folded), each.id) for each in every)
    yield blocked(((each.place, each.own), each.id) for each in every)
    yield blocked(((each.place, each.own[:3]), each.id) for each in every)
    yield blocked(((each.finess_ej, each.own or each.folded), each.id) for each in every)


def _pair(one: _House, other: _House) -> Pair:
    reasons, against = _reasons(one, other), _against(one, other)
    return Pair(
        kind=Kind.HOSPITAL,
        one_id=one.id,
        other_id=other.id,
        one=one.name,
        other=other.name,
        one_detail=one.detail,
        other_detail=other.detail,
        score=max(0, min(100, sum(reasons.values()) - sum(against.values()))),
        reasons=tuple(reasons),
        against=tuple(against),
    )


def _reasons(one: _House, other: _House) -> dict[str, int]:
    found: dict[str, int] = {}
    if one.folded == other.folded:
        found["même nom"] = 60
    elif one.own == other.own:
        found["même nom, aux mots «\u202fcentre hospitalier\u202f» près"] = 50
    elif one.own and other.own and ratio(one.own, other.own) >= _NEAR:
        found["noms voisins"] = 45
    if found and one.place and one.place == other.place:
        found[f"même ville, {one.town}"] = 15
    if found and one.finess_ej == other.finess_ej:
        found[f"même entité juridique, {one.finess_ej}"] = 15
    return found


def _against(one: _House, other: _House) -> dict[str, int]:
    found: dict[str, int] = {}
    if one.place and other.place and one.place != other.place:
        found[f"deux villes, {one.town} et {other.town}"] = 25
    if one.region != other.region:
        found["deux régions"] = 25
    if one.finess_ej != other.finess_ej:
        found[f"deux entités juridiques, {one.finess_ej} et {other.finess_ej}"] = 10
    return found
