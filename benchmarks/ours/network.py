"""Ours: the command line to the network page with its tree painted. Arguments: file, round."""

from __future__ import annotations

import datetime as dt
import sys

from benchmarks import DAY
from benchmarks.ours.network_window import show_network
from benchmarks.stamp import number_argument, tell_the_clock

show_network(sys.argv[1], DAY + dt.timedelta(days=number_argument(2)), tell_the_clock)
