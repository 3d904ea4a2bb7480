"""Ours: the sheet of a reference centre, from the click to its first page on the screen. Arguments: file, round.

The program has been at work for a while: the sheet of another centre stands there.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks import DAY
from benchmarks.centre_sheets import WARM
from benchmarks.stamp import FirstPaint, number_argument, tell
from benchmarks.windows import measured
from crmr_desk import app, clock, garbage
from crmr_desk.model.law import packs
from crmr_desk.model.store.opening import open_database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.sheet_view import SheetView
from crmr_desk.ui.ops import InlineOps

application = app.make_application("light")
db = open_database(Path(sys.argv[1]), who="Nadia Belkacem", now=clock.now)
packs.load_named("2016")
view = measured(SheetView(Desk(db, InlineOps(), today=DAY, who=db.who)), 870, 820)
view.show()
view.show_centre("crmr", WARM)
application.processEvents()
garbage.begin()
began = time.monotonic()
FirstPaint(view.body.main.viewport(), lambda: tell(time.monotonic() - began))
view.show_centre("crmr", number_argument(2) + 1)
application.exec()
