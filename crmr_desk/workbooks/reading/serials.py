"""Dates as a sheet keeps them: a number of days, and a format that says that it is one."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum

from crmr_desk.workbooks.reading import plain_xml


class Shown(Enum):
    """What the format of a cell makes of its number."""

    NUMBER = "number"
    MOMENT = "moment"
    DURATION = "duration"


_BUILT_IN_MOMENTS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_BUILT_IN_DURATION = 46
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_MOMENT = re.compile(r"[dmyhs]", re.IGNORECASE)
_LAST_SERIAL = 2_958_466
"""The day after 31/12/9999: from here on a number is no date."""
_FALSE_LEAP_DAY = 60
"""29/02/1900, which Excel believes in: before it, dates are one day off."""
_SECONDS = 86_400


def formats(styles: bytes) -> list[Shown]:
    """What each cell style (cellXfs, in order) makes of a number. Raises ExpatError when the XML is broken."""
    codes: dict[str, str] = {}
    shown: list[Shown] = []
    inside = ""
    for name, attributes in plain_xml.elements(styles):
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and inside == "cellXfs":
            shown.append(_shown(attributes.get("numFmtId", "0"), codes))
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = name
    return shown


def _shown(number: str, codes: dict[str, str]) -> Shown:
    if number in codes:
        code = _NOT_LETTERS.sub("", codes[number])
        if _ELAPSED.search(code):
            return Shown.DURATION
        return Shown.MOMENT if _MOMENT.search(code) else Shown.NUMBER
    known = int(number) if number.isascii() and number.isdecimal() else 0
    if known == _BUILT_IN_DURATION:
        return Shown.DURATION
    return Shown.MOMENT if known in _BUILT_IN_MOMENTS else Shown.NUMBER


def moment(serial: float, *, from_1904: bool) -> dt.datetime | dt.time | float:
    """The day, and time of day if it has one; a number that is no date stays itself."""
    if not 0 <= serial < _LAST_SERIAL:
        return serial
    days, seconds = divmod(round(serial * _SECONDS), _SECONDS)
    clock = dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if days == 0:
        return clock
    first = dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 31 if days < _FALSE_LEAP_DAY else 30)
    try:
        return dt.datetime.combine(first + dt.timedelta(days=days), clock)
    except OverflowError:
        return serial


def duration(serial: float) -> dt.timedelta | float:
    """A length of time; a number beyond what one can be stays itself."""
    return dt.timedelta(seconds=round(serial * _SECONDS)) if abs(serial) < _LAST_SERIAL else serial
