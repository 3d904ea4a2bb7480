"""The tables found in a book: where the header stands and what each column says."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.workbooks.incoming.fields import Target


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``number`` is from 1 (A); ``header`` is the words of its header as typed, those of a
    two-row header joined by a space, one line (no line break, spaces single); ``guess`` is what it seems to be (None:
    nothing known), with a ``confidence`` from 0 to 100 and up to three ``samples`` as typed. ``hidden``: hidden in the
    file, read all the same."""

    number: int
    header: str
    guess: Target | None
    confidence: int
    samples: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet. ``header`` is its first and last header line (equal for one line), ``lines`` the first and
    last line that may hold data, all from 1 and included. ``title``: words that stand above it, for what they tell of
    the kind of centre. ``fingerprint`` is the same for the same set of folded headers in any order."""

    sheet: str
    header: tuple[int, int]
    lines: tuple[int, int]
    columns: tuple[Column, ...]
    title: str = ""
    fingerprint: str = ""
    confidence: int = 100
