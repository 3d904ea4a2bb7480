"""Which centres of the tree are wanted: words, states, and what is asked of their traits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from crmr_desk.model.kinds import CcmrKind, Labelled, Population, SiteRole
from crmr_desk.model.network.arrangement import Extent, Traits
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.ui.kept_filters import filter_stored

NOT_TOLD = "none"
"""Of a centre whose public nobody has said."""


class Facet(Labelled):
    """What can be asked of a centre: the field of the filter that holds the values wanted, any when it is empty."""

    FSMR = "fsmrs", "Filière"
    REGION = "regions", "Région"
    ROLE = "roles", "Nature"
    POPULATION = "populations", "Public"
    EXTENT = "extents", "Sites"


@dataclass(frozen=True, slots=True)
class TreeFilter:
    """``fsmrs`` are sigles, ``regions`` INSEE codes, ``roles`` those of sites and the kinds of competence centres,
    ``populations`` may hold ``NOT_TOLD``. ``label_before`` is a day in ISO form: the CRMR whose last label ends before
    it; "" asks nothing."""

    text: str = ""
    states: frozenset[str] = frozenset()
    fsmrs: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    populations: frozenset[str] = frozenset()
    extents: frozenset[str] = frozenset()
    label_before: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the text."""
        return tuple(fold(self.text).split())

    @property
    def is_empty(self) -> bool:
        """Whether it keeps everything."""
        return not self.words and not self.states and not self.asks_traits

    @property
    def asks_traits(self) -> bool:
        """Whether something is asked of the traits."""
        return bool(self.label_before) or any(self.chosen(facet) for facet in Facet)

    def chosen(self, facet: Facet) -> frozenset[str]:
        """The values of ``facet`` that are wanted."""
        values: frozenset[str] = getattr(self, facet)
        return values

    def asking(self, facet: Facet, values: frozenset[str]) -> TreeFilter:
        """The same filter with other values of ``facet``."""
        changed: dict[str, Any] = {facet.value: values}
        return replace(self, **changed)

    def keeps(self) -> Callable[[Traits], bool]:
        """Whether a centre with some traits answers each question asked of them."""
        asked = [(facet, chosen) for facet in Facet if (chosen := self.chosen(facet))]
        before = self.label_day()
        known: dict[Traits, bool] = {}

        def keep(traits: Traits) -> bool:
            answer = known.get(traits)
            if answer is None:
                answer = all(not chosen.isdisjoint(values_of(traits, facet)) for facet, chosen in asked)
                answer = known[traits] = answer and (before is None or _ends_before(traits, before))
            return answer

        return keep

    def label_day(self) -> dt.date | None:
        """The day before which labels end; None where nothing is asked, or what was kept is no day."""
        try:
            return dt.date.fromisoformat(self.label_before) if self.label_before else None
        except ValueError:
            return None


EVERYTHING = TreeFilter()


def tree_filter(kept: object) -> TreeFilter:
    """The filter that was kept; everything at first."""
    return filter_stored(kept, EVERYTHING, EVERYTHING)


def values_of(traits: Traits, facet: Facet) -> tuple[str, ...]:
    """What a centre answers; nothing where the question makes no sense."""
    match facet:
        case Facet.FSMR:
            return traits.fsmrs
        case Facet.REGION:
            return (traits.region,) if traits.region else ()
        case Facet.ROLE:
            return (traits.role,) if traits.role else ()
        case Facet.POPULATION:
            return (traits.population or NOT_TOLD,) if traits.role else ()
        case _:
            return (traits.extent,) if traits.extent else ()


def value_words(facet: Facet, value: str) -> str:
    """A value in French."""
    if facet is Facet.REGION and value in REGIONS:
        return REGIONS[value].name
    return _WORDS.get((facet, value), value)


def _ends_before(traits: Traits, day: dt.date) -> bool:
    return traits.labelled and traits.label_end is not None and traits.label_end < day


_WORDS: dict[tuple[Facet, str], str] = {
    **{(Facet.ROLE, role.value): role.label for role in SiteRole},
    **{(Facet.ROLE, kind.value): f"{kind.label} ({kind.value})" for kind in CcmrKind},
    **{(Facet.POPULATION, each.value): each.label for each in Population},
    (Facet.POPULATION, NOT_TOLD): "Public non précisé",
    **{(Facet.EXTENT, each.value): each.label for each in Extent},
}
