"""Where the merged words of a letter stand: found again on its pages, so that the PDF keeps nothing for it.

The texts of the template are filled twice, once with each value between two signs that no letter may print; the values
are then sought in what a reader of PDF finds, in the order in which the letter says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from crmr_desk.letters.compose import BLANK, filled_texts
from crmr_desk.letters.content import ITEM
from crmr_desk.letters.found_pages import Box, FoundPage, counts, found_pages

_END: Final = "\ue000"
_FIRST: Final = 0xE100
"""Private signs: a letter is refused that prints one. The n-th fact begins with that of rank ``_FIRST`` + n."""
_Place = tuple[int, int]
"""A page, counted from 0, and a sign on it."""


@dataclass(frozen=True, slots=True)
class MergedWord:
    """One value where it stands: a box for each line that it takes."""

    field: str
    boxes: tuple[Box, ...]


class _Span(NamedTuple):
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A text without what does not count, and where its fields stand in it."""

    key: str
    spans: tuple[_Span, ...]


def merged_words(
    pdf: bytes, texts: Sequence[str], facts: Mapping[str, str], head: Sequence[str] = ()
) -> tuple[MergedWord, ...]:
    """Every value that ``pdf`` merges, in the order of reading. ``texts`` are those of the template in the order in
    which the letter says them, ``head`` what stands before the first of them in any order; a text that the letter does
    not say as it stands is passed over. Raises LetterError for what is no PDF, or a field that ``facts`` does not have.
    """
    pages = found_pages(pdf)
    body, first = _in_order(pages, _said(texts, facts))
    above = ((text, _found(pages, text.key, (0, 0))) for text in _said(head, facts))
    before = (word for text, places in above if places[:1] < (first,) for word in _words(pages, text, places))
    return (*before, *body)


def _in_order(pages: Sequence[FoundPage], texts: Iterable[_Said]) -> tuple[list[MergedWord], _Place]:
    """The words of ``texts``, each sought after the one before; where the first of them begins."""
    words: list[MergedWord] = []
    at, first = (0, 0), (len(pages), 0)
    for text in texts:
        places = _found(pages, text.key, at)
        if places:
            first = min(first, places[0])
            at = (places[-1][0], places[-1][1] + 1)
            words += _words(pages, text, places)
    return words, first


def _words(pages: Sequence[FoundPage], text: _Said, places: Sequence[_Place]) -> Iterator[MergedWord]:
    if places:
        for span in text.spans:
            yield MergedWord(span.field, tuple(_boxes(pages, places[span.start : span.end])))


def _boxes(pages: Sequence[FoundPage], places: Iterable[_Place]) -> list[Box]:
    """One box a line, around all its signs."""
    lines: list[Box] = []
    for page, sign in places:
        box = pages[page].boxes[sign]
        if lines and box.is_beside(lines[-1]):
            lines[-1] = lines[-1].around(box)
        else:
            lines.append(box)
    return lines


def _found(pages: Sequence[FoundPage], key: str, at: _Place) -> tuple[_Place, ...]:
    """Where each sign of ``key`` stands, from ``at`` on: on one page, else at the end of one and on the next, between
    which a head and a foot may stand. Empty where it is nowhere."""
    if not key:
        return ()
    starts = [(page, at[1] if page == at[0] else 0) for page in range(at[0], len(pages))]
    whole = (_on(page, pages[page].key.find(key, start), len(key)) for page, start in starts)
    parted = (_parted(pages, key, page, start) for page, start in starts[:-1])
    return next((places for found in (whole, parted) for places in found if places), ())


def _parted(pages: Sequence[FoundPage], key: str, page: int, start: int) -> tuple[_Place, ...]:
    """``key`` begun at the end of ``page`` and ended on the next; the longest beginning that lets it end."""
    here, there = pages[page].key, pages[page + 1].key
    for length in range(len(key) - 1, 0, -1):
        place = here.rfind(key[:length])
        if place >= start and (rest := there.find(key[length:])) >= 0:
            return (*_on(page, place, length), *_on(page + 1, rest, len(key) - length))
    return ()


def _on(page: int, start: int, length: int) -> tuple[_Place, ...]:
    return tuple((page, sign) for sign in range(start, start + length)) if start >= 0 else ()


def _said(texts: Iterable[str], facts: Mapping[str, str]) -> Iterator[_Said]:
    names = [*facts]
    marked = {name: _marked(rank, facts[name]) for rank, name in enumerate(names)}
    texts = tuple(texts)
    for plain, with_marks in zip(filled_texts(texts, facts), filled_texts(texts, marked), strict=True):
        key, spans = _unmarked(with_marks.removeprefix(ITEM), names)
        # Typography may see a mark where it would have seen a sign: what it then set otherwise is not shown.
        same = key == _key(plain.removeprefix(ITEM))
        yield _Said(_key(plain.removeprefix(ITEM)), tuple(spans) if same else ())


def _marked(rank: int, value: str) -> str:
    """``value`` between its signs, each line of it: an item of a list is a line."""
    lines = [line for line in value.splitlines() if line.strip()] or [BLANK]
    return "\n".join(f"{chr(_FIRST + rank)}{line}{_END}" for line in lines)


def _unmarked(text: str, names: Sequence[str]) -> tuple[str, list[_Span]]:
    """Values of a field that follow each other, the lines of an address, are one."""
    key, field, start = "", "", 0
    spans: list[_Span] = []
    for sign in text:
        if sign == _END:
            goes_on = bool(spans) and spans[-1].field == field and spans[-1].end == start
            spans.append(_Span(field, spans.pop().start if goes_on else start, len(key)))
        elif _FIRST <= ord(sign) < _FIRST + len(names):
            field, start = names[ord(sign) - _FIRST], len(key)
        elif counts(sign):
            key += sign
    return key, spans


def _key(text: str) -> str:
    return "".join(filter(counts, text))
