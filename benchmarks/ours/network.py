"""Ours: the command line to the network page with its tree painted. Arguments: file, round.

The program opens at Accueil; here it goes to the network at once, as someone who left it there expects.
"""

from __future__ import annotations

import datetime as dt
import sys

from benchmarks import DAY
from benchmarks.stamp import FirstPaint, number_argument, tell_the_clock
from crmr_desk import app, cli
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow


class Window(MainWindow):
    """The program's window, which tells when the tree is on the screen."""

    def go(self, place: Place) -> None:
        super().go(Place("network") if place.page == "home" else place)
        tree = self.page("network").panel.tree  # type: ignore[attr-defined]
        tree.model().modelReset.connect(lambda: FirstPaint(tree.viewport(), tell_the_clock))


app.MainWindow = Window  # type: ignore[attr-defined]
today = DAY + dt.timedelta(days=number_argument(2))
cli.main(["--theme", "light", "--database", sys.argv[1], "--today", today.isoformat()])
