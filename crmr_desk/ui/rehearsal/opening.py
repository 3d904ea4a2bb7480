"""Opens a rehearsal beside the window of the register: one at a time, and never longer than that window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmr_desk.model.store.rehearsal import Rehearsal, rehearse
from crmr_desk.ui import problems
from crmr_desk.ui.ops import Lane, Ops
from crmr_desk.ui.rehearsal.window import RehearsalWindow

if TYPE_CHECKING:
    from crmr_desk.ui.main_window import MainWindow


def start(window: MainWindow, make_lane: Callable[[], Lane] = Ops) -> None:
    """Copy the register in its lane, then show the copy; bring the rehearsal to the front where there is one."""
    desk = window.desk
    if desk is None:
        return
    open_already = window.findChild(RehearsalWindow)
    if open_already is not None:
        open_already.raise_()
        open_already.activateWindow()
        return
    db, today = desk.db, desk.today
    window.show_busy("Copie du registre pour la répétition…")

    def show(rehearsal: Rehearsal) -> None:
        window.show_busy("")
        _show(window, rehearsal, make_lane())

    def refused(error: Exception) -> None:
        window.show_busy("")
        problems.show(window, error)

    desk.ops.do(lambda: rehearse(db, today), show, refused)


def _show(window: MainWindow, rehearsal: Rehearsal, lane: Lane) -> None:
    if isinstance(lane, Ops):
        lane.unhandled.connect(lambda error: problems.show(window, error))
    made = RehearsalWindow(rehearsal, lane, window)
    window.closing.connect(made.close)
    made.resize(window.size())
    made.show()
