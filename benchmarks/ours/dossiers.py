"""Ours: the Dossiers page, from the click to its rows on the screen. Arguments: file, round.

The program has been at work for a while: another page of the same kind was shown before, on an empty list.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from benchmarks import DAY
from benchmarks.stamp import FirstPaint, number_argument, tell
from benchmarks.windows import measured
from crmr_desk import app, clock, garbage
from crmr_desk.model.dossiers import listing
from crmr_desk.model.law import packs
from crmr_desk.model.store.opening import open_database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossiers.page import DossiersPage
from crmr_desk.ui.ops import InlineOps

application = app.make_application("light")
db = open_database(Path(sys.argv[1]), who="Nadia Belkacem", now=clock.now)
packs.load_named("2016")
desk = Desk(db, InlineOps(), today=DAY + dt.timedelta(days=number_argument(2)), who=db.who)
warm = DossiersPage(desk)
warm.list.show_answer(listing.dossier_list(db, DAY)[:1])
warm.grab()
page = measured(DossiersPage(desk), 1240, 820)
garbage.begin()
began = time.monotonic()
FirstPaint(page.list.table.viewport(), lambda: tell(time.monotonic() - began))
page.show()
application.exec()
