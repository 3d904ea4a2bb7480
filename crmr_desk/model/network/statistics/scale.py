"""Colour classes of a map: five steps of round figures, taken from the figures as they are shown.

Were they taken from the exact values, one tile could say 30 in the colour « 21 à 30 » and another 30 in « 31 à 40 ».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crmr_desk.model.network.statistics.numerals import number, signed

CLASSES = 5
_OUTLIERS = 2
"""Regions that may stand alone in the open class, so that one large region does not leave the others one colour."""
_ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes from 1, the palest, to 5. ``step`` is the width of each in units of the last digit shown."""

    step: int
    places: int

    def class_of(self, shown: float) -> int:
        """The class of a figure as it is shown."""
        units = _units(shown, self.places)
        return min(max((units - 1) // self.step + 1, 1), CLASSES)

    def words(self) -> tuple[str, ...]:
        """What each class holds: « 10 ou moins », « 11 à 20 », … « plus de 40 »."""
        bounds = [self._figure(self.step * rank) for rank in range(CLASSES)]
        firsts = [self._figure(self.step * rank + 1) for rank in range(CLASSES)]
        middle = [
            last if first == last else f"{first} à {last}" for first, last in zip(firsts[1:-1], bounds[2:], strict=True)
        ]
        return (f"{bounds[1]} ou moins", *middle, f"plus de {bounds[-1]}")

    def _figure(self, units: int) -> str:
        return number(units / 10**self.places, self.places)


@dataclass(frozen=True, slots=True)
class Balance:
    """Classes of a difference, from −2 to 2: two of loss, none, two of gain; ``step`` units part the two."""

    step: int
    places: int

    def class_of(self, shown: float) -> int:
        """The class of a difference as it is shown."""
        units = _units(shown, self.places)
        size = 0 if units == 0 else 1 if abs(units) <= self.step else 2
        return size if units > 0 else -size

    def words(self) -> tuple[str, ...]:
        """What each class holds, the greatest loss first."""
        near, far = self.step / 10**self.places, (self.step + 1) / 10**self.places
        one = 1 / 10**self.places
        gains = signed(one, self.places) if near == one else f"{signed(one, self.places)} à {signed(near, self.places)}"
        losses = (
            signed(-one, self.places) if near == one else f"{signed(-near, self.places)} à {signed(-one, self.places)}"
        )
        return (
            f"{signed(-far, self.places)} et moins", losses, "inchangé", gains,
            f"{signed(far, self.places)} et plus",
        )  # fmt: skip


def places_for(values: Iterable[float], *, fine: bool) -> int:
    """Digits to show after the comma: one where every figure is small and that helps, else none."""
    return 1 if fine and max(values, default=0.0) < 10 else 0


def scale_of(shown: Sequence[float], places: int, step: int | None = None) -> Scale:
    """Round classes for these figures, the two largest of which may share the open one; or classes of ``step``."""
    if step is not None:
        return Scale(step, places)
    units = sorted(_units(value, places) for value in shown)
    reach = units[-1 - min(_OUTLIERS, len(units) - 1)] if units else 0
    return Scale(round_up(-(-reach // (CLASSES - 1))), places)


def balance_of(shown: Sequence[float], places: int) -> Balance:
    """Classes for these differences."""
    largest = max((abs(_units(value, places)) for value in shown), default=0)
    return Balance(round_up(-(-largest // 2)), places)


def _units(value: float, places: int) -> int:
    """How many units of the last digit shown."""
    units: int = round(value * 10**places)
    return units


def round_up(units: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50…"""
    power = 1
    while True:
        for first in _ROUND:
            if first * power >= units:
                return first * power
        power *= 10
