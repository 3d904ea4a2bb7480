"""What a workbook that the program has written holds, line by line."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet


def lines(sheet: Worksheet, header: int = 1) -> list[dict[str, object]]:
    """The lines under the header, by its words; blank ones left out."""
    names, *rows = sheet.iter_rows(min_row=header, values_only=True)
    found: list[dict[str, object]] = [dict(zip(map(str, names), row, strict=True)) for row in rows]
    return [line for line in found if any(value is not None for value in line.values())]
