"""The structured file that goes to Orphanet beside the letter and the sheet (A3 §2b: it is told of each decision)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

MEDIA_TYPE: Final = "text/csv"
SUFFIX: Final = ".csv"
_HEADER: Final = ("champ", "valeur")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First signs by which a spreadsheet takes a cell for a formula."""


def structured_file(rows: Sequence[tuple[str, str]]) -> bytes:
    """(field, value) pairs as CSV: UTF-8 with its mark, semicolons, one pair a line. A value that a spreadsheet would
    take for a formula gets an apostrophe before it, as the spreadsheet itself would write it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    writer.writerows((protected(field), protected(value)) for field, value in rows)
    return text.getvalue().encode("utf-8-sig")


def protected(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
