"""The words of all hospitals of the register, so that a name typed is compared with the few that share one with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from crmr_desk.workbooks.matching.entities import entity_words
from crmr_desk.workbooks.matching.names import SAME_WORD, SHORTEST_MISTYPED, Likeness, likeness, telling_words
from crmr_desk.workbooks.matching.register import Hospital

_NONE: Mapping[int, Iterable[str]] = {}


class HouseWords:
    """Made once for a register; the words of a hospital are those of its name, its town and its legal entity. Those of
    ``other_names``, which it had before or has no more, lead to it as well."""

    def __init__(self, hospitals: Iterable[Hospital], other_names: Mapping[int, Iterable[str]] = _NONE) -> None:
        self._own: dict[int, tuple[frozenset[str], ...]] = {}
        self._around: dict[int, frozenset[str]] = {}
        self._bearing: dict[str, list[Hospital]] = defaultdict(list)
        self._places: set[str] = set()
        for house in hospitals:
            names = tuple(telling_words(name) for name in (house.name, *sorted(other_names.get(house.id, ()))))
            own = frozenset[str]().union(*names)
            around = telling_words(house.town) | entity_words(house.finess_ej)
            self._own[house.id], self._around[house.id] = names, around
            self._places |= around
            for word in own | around:
                self._bearing[word].append(house)
        self._long = [word for word in self._bearing if len(word) >= SHORTEST_MISTYPED]

    def likeness(self, typed: str, house: Hospital) -> Likeness:
        """How well a name typed fits a hospital."""
        words, around = telling_words(typed), self._around[house.id]
        return max((likeness(words, own, around) for own in self._own[house.id]), key=lambda found: found.score)

    def elsewhere(self, typed: str, house: Hospital) -> bool:
        """Whether a name typed holds the town or the legal entity of other hospitals."""
        strange = telling_words(typed).difference(*self._own[house.id]) - self._around[house.id]
        return not strange.isdisjoint(self._places)

    def sharing(self, typed: str, region: str | None) -> list[Hospital]:
        """The hospitals of the region (None: of France) that share a word, be it mistyped, with a name typed."""
        found: dict[int, Hospital] = {}
        for word in telling_words(typed):
            for same in self._spellings(word):
                found.update((house.id, house) for house in self._bearing[same])
        return [house for house in found.values() if region is None or house.region == region]

    def _spellings(self, word: str) -> list[str]:
        if word in self._bearing:
            return [word]
        if len(word) < SHORTEST_MISTYPED:
            return []
        near = process.extract(word, self._long, scorer=fuzz.ratio, score_cutoff=SAME_WORD, limit=None)
        return [other for other, _score, _place in near]
