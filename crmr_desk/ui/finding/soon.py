"""The finder is made once the first page stands there: nobody has typed anything yet, and the page is not to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crmr_desk.ui.ops import Ops

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow

_TO_BE_PAINTED_MS = 50


class FinderSoon(QObject):
    """Makes the ``Finder`` of ``desk`` when the lane has answered what the first page asks; at once where it works
    inline."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, window
        if isinstance(desk.ops, Ops):
            desk.ops.busy_changed.connect(self._notice)
        else:
            self._make()

    def _notice(self, busy: bool) -> None:
        if not busy and isinstance(self._desk.ops, Ops):
            self._desk.ops.busy_changed.disconnect(self._notice)
            QTimer.singleShot(_TO_BE_PAINTED_MS, self, self._make)

    def _make(self) -> None:
        from crmr_desk.ui.finding.finder import Finder

        made = Finder(self._desk, self._window)
        if made.field.hasFocus():  # somebody was quicker
            made.field.entered.emit()
