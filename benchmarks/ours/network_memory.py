"""Ours: the memory of the program that shows the network. Arguments: file, round."""

from __future__ import annotations

import datetime as dt
import sys
import time

from PySide6.QtWidgets import QApplication

from benchmarks import DAY
from benchmarks.memory import tell_time_and_peak
from benchmarks.ours.network_window import show_network
from benchmarks.stamp import number_argument

began = time.monotonic()


def painted() -> None:
    """Tell, and leave."""
    tell_time_and_peak(time.monotonic() - began)
    QApplication.quit()


show_network(sys.argv[1], DAY + dt.timedelta(days=number_argument(2)), painted)
