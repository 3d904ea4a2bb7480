"""Floor: the statements of the same sheet asked of sqlite3, its words put into a plain form and plain tables, painted.
Arguments: file, what was recorded, round.
"""

from __future__ import annotations

import pickle
import sqlite3
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from benchmarks.centre_sheets import WARM
from benchmarks.stamp import FirstPaint, number_argument, tell

application = QApplication([])
connection = sqlite3.connect(sys.argv[1])
recorded = pickle.loads(Path(sys.argv[2]).read_bytes())
area = QScrollArea()
area.setWidgetResizable(True)
area.resize(870, 820)


def show(centre: int) -> QWidget:
    """Ask, then fill a new form."""
    asked, words, tables = recorded[centre]
    for statement, given in asked:
        connection.execute(statement, given).fetchall()
    page, form = QWidget(), QFormLayout()
    column = QVBoxLayout(page)
    column.addLayout(form)
    for first, *others in words:
        form.addRow(first, QLabel(", ".join(others)))
    for rows in tables:
        table = QTableWidget(len(rows), 5)
        for line, cells in enumerate(rows):
            for place, text in enumerate(cells):
                table.setItem(line, place, QTableWidgetItem(text))
        column.addWidget(table)
    area.setWidget(page)
    return page


show(WARM)
area.show()
application.processEvents()
began = time.monotonic()
FirstPaint(show(number_argument(3) + 1), lambda: tell(time.monotonic() - began))
application.exec()
