"""The windows that ours measures."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from crmr_desk.ui import theme

_Window = TypeVar("_Window", bound=QWidget)


def measured(widget: _Window, width: int, height: int) -> _Window:
    """``widget`` as a window of the program, of that size and not shown yet. It is dressed as the program does: one
    that is not never says that it was painted, and its measure never ends."""
    theme.dress(widget)
    widget.resize(width, height)
    return widget
