"""Floor: ready rows to a painted tree. Arguments: file, round."""

from __future__ import annotations

import sys
import time

from PySide6.QtWidgets import QApplication, QTreeView

from benchmarks.floors.rows_tree import RowsModel, network_rows
from benchmarks.stamp import FirstPaint, number_argument, tell

application = QApplication([])
rows = network_rows(sys.argv[1], f"2026-11-{number_argument(2) + 1:02}")
warm = QTreeView()
warm.setModel(RowsModel(rows[:1]))
warm.grab()
tree = QTreeView()
tree.setUniformRowHeights(True)
tree.resize(400, 800)
began = time.monotonic()
FirstPaint(tree.viewport(), lambda: tell(time.monotonic() - began))
model = RowsModel(rows)
tree.setModel(model)
tree.expandToDepth(0)
tree.show()
application.exec()
