"""Reads text with separators (.csv): its encoding and separator are found out and said; every value stays text."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter

from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.grid import Grid, Peculiarities
from crmr_desk.workbooks.reading.refusals import Refused

SHEET_NAME = "Liste"
"""The name of the only sheet: a text file gives none."""

_SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation"}
_ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_SAMPLE_LINES = 200
_END = "\x00"
"""A line of our own after the last one: a quotation mark never closed swallows it too."""
_DECLARED = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


def read(content: bytes) -> Book:
    """The book, of one sheet. Raises Refused when a quotation mark is never closed, or for its size."""
    text, encoding = _decoded(content)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    separator = declared[1] if declared else _separator(text)
    grid = Grid(SHEET_NAME)
    _fill(grid, text.replace(_END, "\ufffd"), separator)
    notes = [f"Texte lu en {_ENCODINGS[encoding]}, colonnes séparées par\u00a0: {_SEPARATORS[separator]}."]
    if "\ufffd" in text:
        notes.append("Des caractères illisibles ont été remplacés par «\u202f\ufffd\u202f».")
    return Book("", "csv", (grid.sheet(Peculiarities()),), tuple(notes))


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding; what cannot be decoded becomes U+FFFD."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace"), "utf-16"
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"


def _separator(text: str) -> str:
    """The one that cuts most of the first lines into as many columns; ; before , before tab when they are equal."""
    lines = [_QUOTED.sub("", line) for line in itertools.islice(io.StringIO(text), _SAMPLE_LINES) if line.strip()]

    def regular_columns(separator: str) -> int:
        counts = Counter(line.count(separator) for line in lines)
        counts.pop(0, None)
        return max((columns * lines for columns, lines in counts.items()), default=0)

    return max(_SEPARATORS, key=regular_columns)


def _fill(grid: Grid, text: str, separator: str) -> None:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 2))
    lines = itertools.chain(io.StringIO(text, newline=""), ("\n", _END))
    reader = csv.reader(lines, delimiter=separator)
    begun = 1
    for cells in reader:
        if cells == [_END]:
            return
        if cells and _END in cells[-1]:
            raise Refused(
                f"a un guillemet ouvert à la ligne {begun} qui n’est jamais fermé\u00a0: "
                "fermez-le ou enlevez-le, puis recommencez"
            )
        grid.add(cells)
        begun = reader.line_num + 1
