"""Ours: the command line to the painted window, nothing open yet. Argument: the round."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.stamp import FirstPaint, tell_the_clock
from crmr_desk import app, cli
from crmr_desk.ui.main_window import MainWindow


def stamped(window: MainWindow, then: Callable[[], object]) -> None:  # noqa: ARG001
    """Tell the first paint in the place of what the program would do after it."""
    FirstPaint(window, tell_the_clock)


app.after_first_paint = stamped
cli.main(["--theme", "light"])
