"""Where the user has been: back and forth, as in a browser."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A page and what it shows: ``Place("network", ("crmr", 3))``."""

    page: str
    detail: tuple[str | int, ...] = ()


class History:
    """Places in the order of visits; ``here`` is among them."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where the user is; None before the first visit."""
        return self._places[self._at] if self._places else None

    def visit(self, place: Place) -> None:
        """Go on to ``place``: what lay ahead is forgotten. The place where one is counts once."""
        if place != self.here:
            self._places[self._at + 1 :] = [place]
            self._at += 1

    def narrow(self, place: Place) -> None:
        """The page shown has chosen what it shows by itself: a page without detail becomes that place."""
        here = self.here
        if here is not None and here.page == place.page and not here.detail:
            self._places[self._at] = place
        else:
            self.visit(place)

    def settle(self, place: Place) -> None:
        """What was visited last is ``place`` from now on: a wish has been granted, and is not made again on the way
        back."""
        self._places[self._at] = place

    def can_go(self, step: int) -> bool:
        """Whether there is a place ``step`` visits away (-1 back, +1 forth)."""
        return 0 <= self._at + step < len(self._places)

    def go(self, step: int) -> Place:
        """Move; only where ``can_go`` says so."""
        self._at += step
        return self._places[self._at]

    def forget(self, page: str) -> None:
        """Drop every visit of ``page`` (a dossier that is gone); the user stands on what came before."""
        kept = [place for place in self._places[: self._at + 1] if place.page != page]
        later = [place for place in self._places[self._at + 1 :] if place.page != page]
        self._places, self._at = kept + later, len(kept) - 1
