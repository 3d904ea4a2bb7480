"""Widgets that are made once and filled again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")


class Kept(Generic[W]):
    """One widget for each line of a list, as many as the longest list needed; those left over wait hidden.

    To make a widget, dress it by the style sheet and find its place takes many times longer than to give it other
    words; and what is not made anew keeps the focus.
    """

    def __init__(self, make: Callable[[], W]) -> None:
        """``make`` gives one more, in its place in the layout."""
        self._make = make
        self._made: list[W] = []

    def fill(self, lines: Sequence[T], show: Callable[[W, T], object]) -> list[W]:
        """Show ``lines``, each by ``show(widget, line)``; gives the widgets shown."""
        while len(self._made) < len(lines):
            self._made.append(self._make())
        for widget, line in zip(self._made, lines, strict=False):
            show(widget, line)
            widget.show()
        for widget in self._made[len(lines) :]:
            widget.hide()
        return self._made[: len(lines)]
