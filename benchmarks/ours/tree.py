"""Ours: ready nodes to the painted tree of the network page. Arguments: file, round."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks import DAY
from benchmarks.stamp import FirstPaint, number_argument, tell
from benchmarks.windows import measured
from crmr_desk import clock
from crmr_desk.model.network.tree import tree_on
from crmr_desk.model.store.opening import open_database
from crmr_desk.ui import theme
from crmr_desk.ui.network.tree_view import NetworkTreeView

application = QApplication([])
theme.apply(application, "light")
db = open_database(Path(sys.argv[1]), who="Banc de mesure", now=clock.now)
nodes = tree_on(db, DAY + dt.timedelta(days=number_argument(2)))
warm = measured(NetworkTreeView(), 400, 800)
warm.show_nodes(nodes[:1])
warm.grab()
tree = measured(NetworkTreeView(), 400, 800)
began = time.monotonic()
FirstPaint(tree.viewport(), lambda: tell(time.monotonic() - began))
tree.show_nodes(nodes)
tree.expandToDepth(0)
tree.show()
application.exec()
