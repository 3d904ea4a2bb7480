"""Addresses of cells (XFD1048576), read without trust."""

from __future__ import annotations

import re

from crmr_desk.workbooks.reading.limits import LAST_LINE, MOST_COLUMNS
from crmr_desk.workbooks.reading.refusals import sheet_damaged

PATTERN = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def place_of(ref: str, sheet: str) -> tuple[int, int]:
    """Line and column, from 1. Raises Refused when no spreadsheet program has such a cell; ``sheet`` is for that."""
    match = PATTERN.fullmatch(ref)
    if match is None:
        raise sheet_damaged(sheet)
    line, column = int(match[2]), column_of(match[1])
    if line > LAST_LINE or column > MOST_COLUMNS:
        raise sheet_damaged(sheet)
    return line, column


def column_of(letters: str) -> int:
    """AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
