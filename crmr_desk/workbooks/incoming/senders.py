"""Who seems to have sent a file: told from what left here, from its name, or from the hospitals that it lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.incoming.typed import text_of
from crmr_desk.workbooks.incoming.values.finess import looks_like_finess
from crmr_desk.workbooks.incoming.values.regions import region_named, region_of_department
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.returning.baseline import Baseline

_LONGEST_NAME = 6
"""Words of the longest name of a region, an agency or their abbreviations."""
_WORDS_OF_THE_TRADE = frozenset({"centre", "ge", "na", "reunion", "sud"})
"""Names and abbreviations of regions that a file name bears for another reason."""
_NATIONAL = frozenset({"national", "nationale", "nationaux", "france", "orphanet", "bndmr"})
_ENOUGH, _MAJORITY, _MANY_REGIONS = 3, 0.8, 5
"""FINESS numbers needed to tell a region, the part of them that lies there, and the regions that make a national
list."""
_LOOKED_AT = 20_000
"""Cells that are looked at for FINESS numbers."""


@dataclass(frozen=True, slots=True)
class SenderGuess:
    """``region`` is an INSEE code, "" for a national list; ``why`` in French (« d’après le nom du fichier »)."""

    region: str
    why: str


def guess_sender(book: Book, baseline: Baseline | None) -> SenderGuess | None:
    """The likeliest sender; None when nothing tells. ``baseline`` is that of ``book`` when it left here once."""
    if baseline is not None:
        return SenderGuess(baseline.region, "ce classeur est parti d’ici")
    named = _named(book.name)
    if named is not None:
        return SenderGuess(named, "d’après le nom du fichier")
    located = _located(book)
    return SenderGuess(located, "d’après les numéros FINESS du fichier") if located is not None else None


def _named(name: str) -> str | None:
    """The region that the name of a file tells, the longest first; "" where it says that the list is national."""
    words = fold(PurePath(name).stem.replace("_", " ").replace(".", " ")).split()
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            if part[0].isdecimal() or (length == 1 and part[0] in _WORDS_OF_THE_TRADE):
                continue
            code, _how = region_named(" ".join(part))
            if code:
                return code
    return "" if _NATIONAL & set(words) else None


def _located(book: Book) -> str | None:
    counts = Counter(_regions(book))
    total = counts.total()
    if total < _ENOUGH:
        return None
    region, most = counts.most_common(1)[0]
    if most >= _MAJORITY * total:
        return region
    return "" if len(counts) >= _MANY_REGIONS else None


def _regions(book: Book) -> Iterator[str]:
    """The region of each FINESS number of the file."""
    for text in islice(_texts(book), _LOOKED_AT):
        if len(text) == 9 and looks_like_finess(text):
            region = region_of_department(text[:4].replace("970", "97", 1) if text.startswith("970") else text[:2])
            if region is not None:
                yield region


def _texts(book: Book) -> Iterator[str]:
    return (text_of(value) for sheet in book.sheets for line in sheet.lines for value in line if value is not None)
