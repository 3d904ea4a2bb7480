"""What one line of somebody's workbook says, before anything is made of it: the text typed for each field."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from crmr_desk.model.network.names import as_typed
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.reading.book import Mark, Value

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff"))


class LineKind(StrEnum):
    """What a line is. Only ``DATA`` is checked; every other kind is ignored in the report, with its reason."""

    DATA = "data"
    TITLE = "title"
    HEADER = "header"
    TOTAL = "total"
    NOTE = "note"
    OUTSIDE = "outside"
    HIDDEN_SHEET = "hidden_sheet"
    SHEET_NOT_READ = "sheet_not_read"


class Typed(NamedTuple):
    """What a cell says for one field; a tuple because a file has half a million of them.

    ``text`` is the cell as typed on one line (spaces single, nothing invisible; a date dd/mm/yyyy), or the text that a
    correction or the cell above put in its place; "" when empty. ``value`` is the value behind it, a str once
    ``corrected``. ``ditto_of`` is the address that a ditto mark repeats, ``merged_from`` the one whose merged cell
    covers this one; "" when neither.
    """

    target: Target
    cell: str
    text: str
    value: Value = None
    mark: Mark | None = None
    hidden: bool = False
    corrected: bool = False
    ditto_of: str = ""
    merged_from: str = ""

    def reason(self, code: str, text: str, doubt: Doubt) -> Reason:
        """A reason about this very cell."""
        return Reason(code, text, self.cell, doubt, self.target)


class RawLine(NamedTuple):
    """A line that is not blank. ``why`` says in French why it is not data, "" for data; ``table`` is the place of its
    table among those given, -1 outside of them; ``hidden``: the line is hidden in the file. ``typed`` has an entry for
    each column that is mapped, empty cells included; ``reasons`` are what can be said before reading: ditto marks,
    errors, formulas, values in hidden places."""

    sheet: str
    row: int
    kind: LineKind
    why: str
    typed: Mapping[Target, Typed]
    hidden: bool = False
    table: int = -1
    reasons: tuple[Reason, ...] = ()

    def text(self, target: Target) -> str:
        """The text for that field, "" when empty or when no column gives it."""
        typed = self.typed.get(target)
        return typed.text if typed is not None else ""


def text_of(value: Value) -> str:
    """A value as somebody reads it in the cell: 01/09/2026, 690784178, VRAI."""
    if isinstance(value, str):
        return one_line(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
    return str(value)


def one_line(text: str) -> str:
    """``text`` as typed, on one line: spaces single, nothing that cannot be seen."""
    if text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    return _cleaned(text)


@lru_cache(maxsize=50_000)
def _cleaned(text: str) -> str:
    return " ".join(as_typed(text).translate(_UNSEEN).split())


def plain(text: str) -> str:
    """``text`` in lower case without accents, œ as oe and typographic apostrophes straight; signs stay."""
    return _plain(text) if not text.isascii() else text.lower()


@lru_cache(maxsize=50_000)
def _plain(text: str) -> str:
    straight = text.replace("’", "'").replace("œ", "oe").replace("Œ", "oe").replace("‐", "-").replace("–", "-")
    return "".join(c for c in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(c)).lower()


def quoted(text: str) -> str:
    """« text », with the spaces that French typography wants, cut when it is endless."""
    return f"«\u202f{text if len(text) <= 80 else text[:79] + '…'}\u202f»"
