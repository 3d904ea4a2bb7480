"""What the verbs of the navigation do with the open register; each is imported when first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Let the navigation of ``window`` export, show the settings and rehearse, while a register is open."""
    navigation = window.navigation
    navigation.export_wanted.connect(lambda: _with_desk(window, _export))
    navigation.settings_wanted.connect(lambda: _with_desk(window, _show_settings))
    navigation.rehearsal_wanted.connect(lambda: _rehearse(window))


def _with_desk(window: MainWindow, verb: Callable[[Desk], None]) -> None:
    if window.desk is not None:
        verb(window.desk)


def _export(desk: Desk) -> None:
    from crmr_desk.ui import exports

    exports.export_register(desk)


def _show_settings(desk: Desk) -> None:
    desk.page_wanted.emit("settings", "")


def _rehearse(window: MainWindow) -> None:
    from crmr_desk.ui.rehearsal import opening

    opening.start(window)
