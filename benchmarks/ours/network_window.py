"""The program on a register, from its command line to the network page with its tree painted.

The program opens at Accueil; here it goes to the network at once, as someone who left it there expects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from benchmarks.stamp import FirstPaint
from crmr_desk import app, cli
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow


def show_network(path: str, day: dt.date, painted: Callable[[], None]) -> None:
    """Run until ``painted``, which is to end the program, has been called."""

    class Window(MainWindow):
        """The program's window, which tells when the tree is on the screen."""

        def go(self, place: Place) -> None:
            super().go(Place("network") if place.page == "home" else place)
            tree = self.page("network").panel.tree  # type: ignore[attr-defined]
            tree.model().modelReset.connect(lambda: FirstPaint(tree.viewport(), painted))

    app.MainWindow = Window  # type: ignore[attr-defined]
    cli.main(["--theme", "light", "--database", path, "--today", day.isoformat()])
