"""Classes and figures of the map: pure arithmetic."""

from __future__ import annotations

import pytest

from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.statistics.numerals import number, signed
from crmr_desk.model.network.statistics.populations import inhabitants
from crmr_desk.model.network.statistics.scale import balance_of, scale_of

PICTURE = [24, 29, 48, 30, 32, 30, 25, 28, 30, 32, 29, 27, 6, 16, 17, 7, 15, 3]


def test_the_classes_are_round_and_the_two_largest_regions_may_share_the_open_one() -> None:
    scale = scale_of(PICTURE, 0)
    assert scale.words() == ("10 ou moins", "11 à 20", "21 à 30", "31 à 40", "plus de 40")
    assert [scale.class_of(value) for value in (0, 10, 11, 30, 31, 48)] == [1, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("values", "places", "words"),
    [
        ([0.2, 0.4, 1.1, 1.9, 2.0], 1, ("0,5 ou moins", "0,6 à 1,0", "1,1 à 1,5", "1,6 à 2,0", "plus de 2,0")),
        ([0, 1, 1, 2, 5], 0, ("1 ou moins", "2", "3", "4", "plus de 4")),
        ([], 0, ("1 ou moins", "2", "3", "4", "plus de 4")),
    ],
)
def test_the_classes_are_in_the_digits_that_are_shown(values: list[float], places: int, words: tuple[str, ...]) -> None:
    assert scale_of(values, places).words() == words


def test_a_difference_has_two_classes_of_loss_none_and_two_of_gain() -> None:
    balance = balance_of([-2, 0, 9], 0)
    assert balance.words() == ("−6 et moins", "−5 à −1", "inchangé", "+1 à +5", "+6 et plus")
    assert [balance.class_of(value) for value in (-6, -5, 0, 1, 9)] == [-2, -1, 0, 1, 2]


def test_numbers_are_written_as_french_writes_them() -> None:
    assert (number(2169), number(2.44, 1), signed(3), signed(-2), signed(0)) == ("2\u202f169", "2,4", "+3", "−2", "0")


def test_every_region_has_its_inhabitants() -> None:
    people = inhabitants()
    assert people.by_region.keys() == REGIONS.keys()
    assert 67_000_000 < people.total < 69_000_000
    assert str(people.year) in people.source
