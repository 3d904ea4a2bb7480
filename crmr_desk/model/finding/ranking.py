"""In which order what was found is shown: how well it answers, then whether it is in office. Always the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum

from crmr_desk.model.finding.asked import Asked
from crmr_desk.model.finding.entry import BREAK
from crmr_desk.model.finding.found import Found, Group, Kind
from crmr_desk.model.finding.index_file import Candidate

_KINDS = list(Kind)


class Answer(IntEnum):
    """How well an entry answers, the best first."""

    NUMBER = 0
    NAME = 1
    IN_CAPITALS = 2
    """Sigle or initials, typed as such."""
    BEGINNING = 3
    SIGLE = 4
    NUMBER_BEGUN = 5
    WORDS = 6
    BESIDE = 7


def ranked(candidates: Iterable[Candidate], asked: Asked, *, each: int, limit: int) -> list[Found]:
    """The best of each group together, at most ``each`` of them unless one group is alone, the group with the best
    answer first; at most ``limit`` in all."""
    sort_key = _sort_key(asked)
    in_order = sorted((sort_key(candidate), candidate.found) for candidate in candidates)
    groups: dict[Group, list[Found]] = {}
    for _key, found in in_order:
        groups.setdefault(found.kind.group, []).append(found)
    most = limit if len(groups) == 1 else each
    return [found for together in groups.values() for found in together[:most]][:limit]


def _sort_key(asked: Asked) -> Callable[[Candidate], tuple[object, ...]]:
    def key(candidate: Candidate) -> tuple[object, ...]:
        found = candidate.found
        answer = answer_of(candidate, asked)
        return answer, found.former, _KINDS.index(found.kind), candidate.names, candidate.place

    return key


def answer_of(candidate: Candidate, asked: Asked) -> Answer:
    """How well ``candidate`` answers."""
    numbers, names = candidate.numbers.split(), candidate.names.split(BREAK)
    whole = " ".join(asked.words)
    if asked.joined in numbers and asked.is_number:
        return Answer.NUMBER
    if whole in names:
        return Answer.NAME
    if asked.joined in numbers and asked.capitals:
        return Answer.IN_CAPITALS
    if any(name.startswith(whole) for name in names):
        return Answer.BEGINNING
    if asked.joined in numbers:
        return Answer.SIGLE
    if any(number.startswith(asked.joined) for number in numbers):
        return Answer.NUMBER_BEGUN
    words = candidate.names.split()
    named = all(any(word.startswith(typed) for word in words) for typed in asked.telling)
    return Answer.WORDS if named else Answer.BESIDE
