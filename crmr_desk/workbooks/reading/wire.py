"""A book on its way from the reading process to the program: JSON, because what a damaged parser may send must not be
able to do anything."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from crmr_desk.workbooks.reading.book import Book, Mark, Sheet

_BOOK, _REFUSED = "book", "refused"


def pack_book(book: Book) -> bytes:
    sheets = [
        [
            sheet.name,
            sheet.lines,
            sheet.hidden,
            [
                [line, column, mark.formula, mark.error, mark.merged_from]
                for (line, column), mark in sheet.marks.items()
            ],
            sorted(sheet.hidden_lines),
            sorted(sheet.hidden_columns),
            sheet.note,
        ]
        for sheet in book.sheets
    ]
    return _dumped([_BOOK, book.kind, sheets, book.notes, book.from_1904])


def pack_refusal(reason: str) -> bytes:
    return _dumped([_REFUSED, reason])


def unpack(content: bytes, name: str) -> Book | str:
    """The book, under the name of its file, or the reason why it is refused. Raises ValueError for anything else."""
    try:
        match json.loads(content, object_hook=_date):
            case [str(kind), str(reason)] if kind == _REFUSED:
                return reason
            case [str(first), str(kind), list(sheets), list(notes), bool(from_1904)] if first == _BOOK:
                return Book(name, kind, tuple(_sheet(*parts) for parts in sheets), tuple(notes), from_1904)
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(content[:100]) from error
    raise ValueError(content[:100])


def _dumped(what: object) -> bytes:
    return json.dumps(
        what, ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_packed_date
    ).encode()


def _packed_date(value: object) -> dict[str, str]:
    if isinstance(value, dt.datetime):
        return {"t": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    raise TypeError(type(value))


def _date(packed: dict[str, str]) -> dt.date | dt.datetime:
    if "d" in packed:
        return dt.date.fromisoformat(packed["d"])
    return dt.datetime.fromisoformat(packed["t"])


def _sheet(
    name: str,
    lines: list[list[Any]],
    hidden: bool,
    marks: list[tuple[int, int, bool, str, str]],
    hidden_lines: list[int],
    hidden_columns: list[int],
    note: str,
) -> Sheet:
    return Sheet(
        name,
        tuple(map(tuple, lines)),
        hidden,
        {(line, column): Mark(formula, error, merged) for line, column, formula, error, merged in marks},
        frozenset(hidden_lines),
        frozenset(hidden_columns),
        note,
    )
