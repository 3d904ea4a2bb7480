"""What the verbs of the navigation do with the open register; each is imported when first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Let the navigation of ``window`` export, set the bureau and rehearse, while a register is open."""
    navigation = window.navigation
    navigation.export_wanted.connect(lambda: _with_desk(window, _export))
    navigation.bureau_wanted.connect(lambda: _with_desk(window, _set_bureau))
    navigation.rehearsal_wanted.connect(lambda: _rehearse(window))


def _with_desk(window: MainWindow, verb: Callable[[Desk], None]) -> None:
    if window.desk is not None:
        verb(window.desk)


def _export(desk: Desk) -> None:
    from crmr_desk.ui import exports

    exports.export_register(desk)


def _set_bureau(desk: Desk) -> None:
    from crmr_desk.ui import bureau_dialog

    bureau_dialog.show(desk)


def _rehearse(window: MainWindow) -> None:
    from crmr_desk.ui.rehearsal import opening

    opening.start(window)
