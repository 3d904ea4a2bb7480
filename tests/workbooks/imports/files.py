"""Files that an agency might send, made cell by cell."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

D = dt.date
HEADER = ["FINESS", "Établissement", "Nature", "Nom du responsable", "Prénom", "Date de nomination", "File active"]
Lines = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Lines]) -> bytes:
    """The sheets as a plain workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, lines in sheets.items():
        sheet = workbook.create_sheet(title)
        for line in lines:
            sheet.append(line)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def agency_file(*lines: Sequence[object]) -> bytes:
    """One sheet of CCMR under a title, as the agencies make them."""
    return xlsx({"CCMR": [["Liste des centres de compétences"], [], HEADER, *lines]})
