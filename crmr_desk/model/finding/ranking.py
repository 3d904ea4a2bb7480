"""In which order what was found is shown: how well it answers, then whether it is in office. Always the same."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from crmr_desk.model.finding.asked import Asked
from crmr_desk.model.finding.entry import BREAK, group_at, rank_of
from crmr_desk.model.finding.found import Found, Group
from crmr_desk.model.finding.index_file import Candidate


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
    answer_of = Answering(asked)
    in_order = sorted((answer_of(one), *rank_of(one.place), one.names, one.place, one) for one in candidates)
    groups: dict[Group, list[Candidate]] = {}
    for *_key, candidate in in_order:
        groups.setdefault(group_at(candidate.place), []).append(candidate)
    most = limit if len(groups) == 1 else each
    return [one.found() for together in groups.values() for one in together[:most]][:limit]


class Answering:
    """How well an entry answers what is asked; all is sought in whole strings, which takes a tenth of the time of a
    walk through their words."""

    def __init__(self, asked: Asked) -> None:
        self._capitals, self._number = asked.capitals, asked.is_number
        self._joined, self._whole = f" {asked.joined} ", " ".join(asked.words)
        self._begun, self._words = f" {asked.joined}", [f" {word}" for word in asked.telling]

    def __call__(self, candidate: Candidate) -> Answer:
        numbers, names = f" {candidate.numbers} ", f"{BREAK}{candidate.names}{BREAK}"
        numbered = self._joined in numbers
        if numbered and self._number:
            return Answer.NUMBER
        if f"{BREAK}{self._whole}" in names:
            if f"{BREAK}{self._whole}{BREAK}" in names:
                return Answer.NAME
            return Answer.IN_CAPITALS if numbered and self._capitals else Answer.BEGINNING
        if numbered:
            return Answer.IN_CAPITALS if self._capitals else Answer.SIGLE
        if self._begun in numbers:
            return Answer.NUMBER_BEGUN
        words = names.replace(BREAK, " ")
        return Answer.WORDS if all(word in words for word in self._words) else Answer.BESIDE
