"""One cell of an OpenDocument sheet: its value from its attributes, its text from its paragraphs."""

from __future__ import annotations

import datetime as dt
import re

from crmr_desk.workbooks.reading.limits import MOST_COLUMNS
from crmr_desk.workbooks.reading.plain_xml import Attributes
from crmr_desk.workbooks.reading.values import settled

_BLANKS = re.compile(r"[ \t\r\n]+")
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")


class CellText:
    """The paragraphs of the cell being read. Blanks run together: wanted ones are elements in this format."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._aside = 0

    def begin_aside(self) -> None:
        """A comment or a drawing begins: its words are not the cell's."""
        self._aside += 1

    def end_aside(self) -> None:
        self._aside -= 1

    def begin_paragraph(self) -> None:
        if not self._aside:
            self._paragraphs.append("")

    def add(self, text: str) -> None:
        """Words between two elements."""
        self.add_exactly(_BLANKS.sub(" ", text))

    def add_exactly(self, text: str) -> None:
        if self._paragraphs and not self._aside:
            self._paragraphs[-1] += text

    def __str__(self) -> str:
        return "\n".join(self._paragraphs)


def value_of(attributes: Attributes, text: str) -> object:
    """The value that the attributes give, or the text where they give none that can be read."""
    kind = attributes.get("office:value-type", "")
    try:
        match kind:
            case "float" | "percentage" | "currency":
                return float(attributes["office:value"])
            case "date":
                return _date(attributes["office:date-value"])
            case "time":
                return _time(attributes["office:time-value"])
            case "boolean":
                return attributes["office:boolean-value"] == "true"
            case "string":
                return attributes.get("office:string-value") or text
    except (KeyError, ValueError, OverflowError):
        pass
    return text


def error_of(attributes: Attributes, text: str) -> str:
    """The error that the cell shows, "" when it is none."""
    return text if attributes.get("calcext:value-type") == "error" else ""


def count_of(attributes: Attributes, name: str, most: int = MOST_COLUMNS) -> int:
    """A number of repeats or of spanned lines, from 1 to ``most``."""
    told = attributes.get(name, "1")
    return min(max(int(told[:9]), 1), most) if told.isdecimal() and told.isascii() else 1


def _date(told: str) -> dt.date:
    if len(told) <= len("2024-02-29"):
        return dt.date.fromisoformat(told)
    moment = settled(dt.datetime.fromisoformat(told[: len("2024-02-29T10:00:00")]))
    assert isinstance(moment, dt.date)
    return moment


def _time(told: str) -> dt.timedelta:
    match = _DURATION.fullmatch(told)
    if match is None:
        raise ValueError(told)
    hours, minutes, seconds = map(int, match.groups())
    return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
