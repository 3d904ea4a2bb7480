"""Values as readers give them, made the values of a Book: empty is None, whole numbers are int, text is harmless."""

from __future__ import annotations

import datetime as dt
import math
import re

from crmr_desk.workbooks.reading.book import Value

_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, PostgreSQL or UTF-8 cannot hold: control characters, halves of a pair, non-characters."""
_EXACT = 2**53
"""Up to here a float that is whole is that whole number."""
_MIDNIGHT = dt.time()


def harmless(text: str) -> str:
    """The text with U+FFFD for each character that a database, a window or XML cannot hold; else untouched."""
    return text if text.isprintable() else _HARMFUL.sub("\ufffd", text)


def settled(value: object) -> Value:
    """The value of a cell. A moment at midnight is a date; a time of day and a duration are text (« 14:30 »)."""
    if isinstance(value, str):
        return harmless(value) or None
    if isinstance(value, float):
        return _number(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < _EXACT else float(value)
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == _MIDNIGHT else value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return value
    return _of_the_clock(value)


def _number(value: float) -> Value:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _of_the_clock(value: object) -> Value:
    if isinstance(value, dt.time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if seconds else f"{hours}:{minutes:02}"
    return harmless(str(value)) or None
