"""Floor: the cells of the same export, ready, written and styled by openpyxl in its normal mode. Arguments: the cells
(pickled), where to write them, round.
"""

from __future__ import annotations

import datetime as dt
import pickle
import sys
import time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

from benchmarks.memory import tell_time_and_peak

Sheets = dict[str, list[tuple[object, ...]]]

sheets: Sheets = pickle.loads(Path(sys.argv[1]).read_bytes())
bold, filled = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor="FF0E6573")
wrapped = Alignment(vertical="top", wrap_text=True)

began = time.monotonic()
workbook = Workbook()
workbook.remove(workbook.worksheets[0])
for number, (title, rows) in enumerate(sheets.items(), start=1):
    sheet = workbook.create_sheet(title)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(line, column, value)
            if line == 1:
                cell.font, cell.fill = bold, filled
            else:
                cell.alignment = wrapped
            if isinstance(value, dt.date):
                cell.number_format = "DD/MM/YYYY"
    for column in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 20
    sheet.add_table(Table(displayName=f"T{number}", ref=f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"))
    sheet.freeze_panes = "A2"
workbook.save(sys.argv[2])
tell_time_and_peak(time.monotonic() - began)
