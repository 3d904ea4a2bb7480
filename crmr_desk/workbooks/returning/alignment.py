"""Which line of a sheet that came back is which line of the one that was sent, whether or not somebody sorted it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

Lines = Mapping[int, Mapping[int, str]]
"""What each line holds, by line and column (from 1)."""

_COMMON = 8
"""A cell that as many lines share tells none of them apart."""


def aligned(sent: Lines, come_back: Lines) -> dict[int, int]:
    """The line of ``sent`` that each line of ``come_back`` is, as far as it can be told.

    First the lines that are the same to the letter, where they stood and then elsewhere: a sheet that was sorted, or
    in which lines were added or removed, is found again whole. Then those that share at least half of their cells,
    the most alike first. What is left is taken for what stood at its place; a line without a partner is a new one.
    """
    found = {number: number for number, cells in come_back.items() if sent.get(number) == cells}
    found |= _same_elsewhere(_without(sent, found.values()), _without(come_back, found))
    found |= _alike(_without(sent, found.values()), _without(come_back, found))
    taken = set(found.values())
    left = [number for number in come_back if number not in found and number in sent and number not in taken]
    return found | {number: number for number in left}


def _without(lines: Lines, numbers: Iterable[int]) -> Lines:
    gone = set(numbers)
    return {number: cells for number, cells in lines.items() if number not in gone}


def _same_elsewhere(sent: Lines, come_back: Lines) -> dict[int, int]:
    places: dict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
    for number, cells in sent.items():
        places[tuple(cells.items())].append(number)
    found = {}
    for number, cells in come_back.items():
        same = places.get(tuple(cells.items()))
        if same:
            found[number] = same.pop(0)
    return found


def _alike(sent: Lines, come_back: Lines) -> dict[int, int]:
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _shared, _moved, number, partner in sorted(_pairs(sent, come_back)):
        if number not in found and partner not in taken:
            found[number] = partner
            taken.add(partner)
    return found


def _pairs(sent: Lines, come_back: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Lines that share half of their cells, as (cells shared, negative; how far it moved; line; line sent)."""
    holding: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, cells in sent.items():
        for cell in cells.items():
            holding[cell].append(number)
    for number, cells in come_back.items():
        telling = (holding[cell] for cell in cells.items() if len(holding.get(cell, ())) in range(1, _COMMON))
        partners = {number} & sent.keys() | {partner for numbers in telling for partner in numbers}
        for partner in partners:
            shared = len(cells.items() & sent[partner].items())
            if 2 * shared >= max(len(cells), len(sent[partner])):
                yield -shared, abs(number - partner), number, partner
