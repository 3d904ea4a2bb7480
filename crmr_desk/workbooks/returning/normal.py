"""What a cell says, whatever program saved it last: the text that two versions of a workbook are compared by."""

from __future__ import annotations

import datetime as dt
import unicodedata

from crmr_desk.workbooks.reading.book import Sheet, Value

_SIGNIFICANT_DIGITS = 15
"""What a spreadsheet program keeps of a number."""


def normal(value: Value) -> str:
    """1 and 1.0 and « 1 » are the same, so are a day and that day at midnight; spaces are single, accents composed.

    "" for an empty cell. Case and punctuation count: somebody has typed them.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, dt.date):
        return _day(value)
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else f"{value:.{_SIGNIFICANT_DIGITS}g}"
    return _text(value)


def own_cells(sheet: Sheet) -> dict[int, dict[int, str]]:
    """What each line of ``sheet`` holds that is not blank, by line and column (from 1).

    A cell that only repeats what it was merged with is left out, and an error of Excel stands for its value.
    """
    lines = {}
    for number, values in enumerate(sheet.lines, start=1):
        cells = {column: normal(value) for column, value in enumerate(values, start=1) if value is not None}
        lines[number] = {column: text for column, text in cells.items() if text}
    for (number, column), mark in sheet.marks.items():
        if mark.merged_from:
            lines.get(number, {}).pop(column, None)
        elif mark.error:
            lines.setdefault(number, {})[column] = mark.error
    return {number: dict(sorted(cells.items())) for number, cells in lines.items() if cells}


def _day(value: dt.date) -> str:
    """ISO; a moment keeps its time, to the second, unless it is midnight."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    rounded = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=None)
    return rounded.date().isoformat() if rounded.time() == dt.time() else rounded.isoformat(sep=" ")


def _text(text: str) -> str:
    """Spaces single, accents composed, without the signs that no .xlsx can hold: they are gone from what was sent."""
    if not text.isprintable():
        text = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs"))
    return " ".join(unicodedata.normalize("NFC", text).split())
