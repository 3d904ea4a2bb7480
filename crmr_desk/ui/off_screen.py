"""Qt without a display: servers, tests of an installation, nightly jobs. To be called before Qt starts."""

from __future__ import annotations

import os
import sys


def use() -> None:
    """Paint into memory, unless the environment names another platform of Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        _leave_out_the_noise()


def use_without_display() -> None:
    """Paint into memory where there is no display to open a window on."""
    always_there = sys.platform in ("win32", "darwin")
    if not always_there and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        use()


def _leave_out_the_noise() -> None:
    """This platform says of every window that it cannot do what a window manager does. Other warnings are printed."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            print(message, file=sys.stderr)

    qInstallMessageHandler(say)
