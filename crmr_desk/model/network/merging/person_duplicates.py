"""People who may be in the register twice. Rows are brought together by what they share, never all with all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network.functions import held_query
from crmr_desk.model.network.merging.hindrances import both_in_office
from crmr_desk.model.network.merging.pair import LEAST_SCORE, Pair, blocked, candidates, ranked, told_apart
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.names import fold, full_name
from crmr_desk.model.network.tables import MANDATE, PERSON, AnyRow
from crmr_desk.model.store.bulk import chunks
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_NEAR = 88
"""Of 100: how alike two last names must be to be one that was mistyped."""
_NEAR_FIRST = 75
"""Of 100: how alike two first names must be for a pair that something else brings together: Hippolyte, Hyppolite."""
_TELLING = 4
"""Letters below which a name has too many that differ from it by one."""


class _Person(NamedTuple):
    id: int
    code: str
    title: str
    first_name: str
    last_name: str
    rpps: str | None
    birth_date: dt.date | None
    email: str | None
    first: str
    """Folded, as the others below."""
    last: str
    joined_first: str
    joined_last: str
    words: str

    @property
    def name(self) -> str:
        return full_name(self.title, self.first_name, self.last_name)

    @property
    def detail(self) -> str:
        return ", ".join(part for part in (self.code, self.rpps and f"RPPS {self.rpps}", self.email) if part)

    @property
    def born(self) -> str:
        return f"naissance {short_date(self.birth_date)}" if self.birth_date else ""


def person_duplicates(db: Database) -> tuple[Pair, ...]:
    """The pairs of people who may be one, the likeliest first: same RPPS, e-mail or name (accents, order, hyphens and
    initials aside), a last name that differs by a letter, or a first name nearly the same and the same day of birth.
    Those told apart before are left out."""
    with db.reading() as session:
        people = _people(session)
        known = told_apart(session, Kind.PERSON)
        likely = [
            (people[one], people[other], reasons)
            for one, other in candidates(_blocks(people.values()))
            if (one, other) not in known
            and (reasons := _reasons(people[one], people[other]))
            and _score(people[one], people[other], reasons) >= LEAST_SCORE
        ]
        held = _mandates(session, {row.id for one, other, _ in likely for row in (one, other)})
    return ranked([_pair(one, other, reasons, [*held[one.id], *held[other.id]]) for one, other, reasons in likely])


def _people(session: Session) -> dict[int, _Person]:
    names = ("id", "code", "title", "first_name", "last_name", "rpps", "birth_date", "email")
    query = select(*(PERSON.c[name] for name in names)).where(PERSON.c.merged_into_id.is_(None))
    return {row[0]: _person(*row) for row in session.execute(query)}


def _person(
    row_id: int, code: str, title: str, first_name: str, last_name: str, rpps: str | None, born: dt.date | None,
    email: str | None,
) -> _Person:  # fmt: skip
    first, last = fold(first_name.replace(".", " ")), fold(last_name)
    words = " ".join(sorted(f"{first} {last}".split()))
    return _Person(row_id, code, title, first_name, last_name, rpps, born, email, first, last, first.replace(" ", ""),
                   last.replace(" ", ""), words)  # fmt: skip


def _blocks(people: Iterable[_Person]) -> Iterator[dict[Hashable, list[int]]]:
    everyone = list(people)
    yield blocked((each.rpps, each.id) for each in everyone)
    yield blocked((each.email and fold(each.email), each.id) for each in everyone)
    yield blocked((each.birth_date and (each.birth_date, each.last[:1]), each.id) for each in everyone)
    yield blocked((each.words, each.id) for each in everyone)
    yield blocked(((each.joined_last, each.first[:1]), each.id) for each in everyone)
    yield blocked(((each.last[:3], each.joined_first), each.id) for each in everyone)
    yield blocked(((each.last[-3:], each.joined_first), each.id) for each in everyone)


def _reasons(one: _Person, other: _Person) -> dict[str, int]:
    """Why the two may be one, with what each reason weighs."""
    found: dict[str, int] = {}
    if one.rpps and one.rpps == other.rpps:
        found[f"même numéro RPPS, {one.rpps}"] = 90
    if one.email and other.email and fold(one.email) == fold(other.email):
        found[f"même courriel, {one.email}"] = 40
    if one.birth_date and one.birth_date == other.birth_date:
        found["même date de naissance"] = 30
    found.update(_alike(one, other))
    return found


def _alike(one: _Person, other: _Person) -> dict[str, int]:
    first, last = one.joined_first == other.joined_first, one.joined_last == other.joined_last
    if first and last:
        same = (one.first_name, one.last_name) == (other.first_name, other.last_name)
        return {"même nom" if same else "même nom, aux accents, capitales et traits d’union près": 60}
    if one.words == other.words:
        return {"mêmes mots, nom et prénom dans un autre ordre": 60}
    if last and _initials_fit(one.first, other.first):
        return {"même nom, prénom en initiales": 50}
    near = ratio(one.joined_last, other.joined_last, score_cutoff=_NEAR) > 0
    if first and (near or _one_slip(one.joined_last, other.joined_last)):
        return {"même prénom, nom à une lettre près": 50}
    if last and ratio(one.joined_first, other.joined_first, score_cutoff=_NEAR_FIRST) > 0:
        return {"même nom, prénom voisin": 30}
    return {"nom de famille voisin": 15} if near else {}


def _one_slip(one: str, other: str) -> bool:
    """One letter changed, left out, put in, or in the place of its neighbour: short names need no likeness beside."""
    return min(len(one), len(other)) >= _TELLING and OSA.distance(one, other, score_cutoff=1) <= 1


def _score(one: _Person, other: _Person, reasons: dict[str, int]) -> int:
    against = 40 * _differ(one.rpps, other.rpps) + 40 * _differ(one.birth_date, other.birth_date)
    return min(100, sum(reasons.values()) - against)


def _pair(one: _Person, other: _Person, reasons: dict[str, int], mandates: list[AnyRow]) -> Pair:
    against = []
    if _differ(one.rpps, other.rpps):
        against.append(f"numéros RPPS différents, {one.rpps} et {other.rpps}")
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        against.append("nés à deux dates")
    in_office = list(both_in_office(mandates, one.id, other.id))
    score = max(LEAST_SCORE, _score(one, other, reasons) - 15 * bool(in_office))
    return Pair(
        kind=Kind.PERSON,
        one_id=one.id,
        other_id=other.id,
        one=one.name,
        other=other.name,
        one_detail=one.detail,
        other_detail=other.detail,
        score=score,
        reasons=tuple(reasons),
        against=(*against, *(f"{sentence[:1].lower()}{sentence[1:].rstrip('.')}" for sentence in in_office)),
        one_born=one.born,
        other_born=other.born,
    )


def _mandates(session: Session, people: set[int]) -> dict[int, list[AnyRow]]:
    held: dict[int, list[AnyRow]] = defaultdict(list)
    for some in chunks(sorted(people)):
        query = held_query().add_columns(MANDATE.c.start, MANDATE.c.end).where(MANDATE.c.person_id.in_(some))
        for row in session.execute(query.order_by(MANDATE.c.start, MANDATE.c.id)):
            held[row.person_id].append(row)
    return held


def _initials_fit(one: str, other: str) -> bool:
    """ "a m" and "anne marie", "am" and "anne marie", "a" and "anne"."""
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in long.split())
    return bool(short) and short.replace(" ", "") in (initials, initials[:1])


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)
