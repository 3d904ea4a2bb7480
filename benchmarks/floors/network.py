"""Floor: a bare window with the tree of the network, read by sqlite3. Arguments: file, round."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView

from benchmarks.floors.rows_tree import RowsModel, network_rows
from benchmarks.stamp import FirstPaint, number_argument, tell_the_clock

application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
tree = QTreeView()
tree.setUniformRowHeights(True)
model = RowsModel(network_rows(sys.argv[1], f"2026-11-{number_argument(2) + 1:02}"))
tree.setModel(model)
window.setCentralWidget(tree)
FirstPaint(tree.viewport(), tell_the_clock)
window.show()
application.exec()
