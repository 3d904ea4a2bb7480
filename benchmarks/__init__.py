"""Measures the program against floors: ``python -m benchmarks`` (``make bench``)."""

from __future__ import annotations

import datetime as dt

DAY = dt.date(2026, 11, 20)
"""The day for which the network is made: seats are held, labels run."""
