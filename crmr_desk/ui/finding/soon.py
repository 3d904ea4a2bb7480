"""The finder is made once the first page stands there: nobody has typed anything yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmr_desk.ui.soon import Soon

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow


def finder_soon(desk: Desk, window: MainWindow) -> None:
    """Make the ``Finder`` of ``desk`` soon."""
    Soon(desk, lambda: _make(desk, window))


def _make(desk: Desk, window: MainWindow) -> None:
    from crmr_desk.ui.finding.finder import Finder

    made = Finder(desk, window)
    if made.field.hasFocus():  # somebody was quicker
        made.field.entered.emit()
