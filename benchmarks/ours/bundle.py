"""Ours: many letters in one tagged file. Arguments: how many, round. Tells seconds a letter, and the peak of memory."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.letter import letter
from benchmarks.memory import tell_time_and_peak
from benchmarks.stamp import number_argument
from crmr_desk.letters.bundles import write_bundle

count, start = number_argument(), number_argument(2) * 10_000
with tempfile.TemporaryDirectory() as folder:
    write_bundle(Path(folder, "first.pdf"), [letter(0)])
    began = time.monotonic()
    write_bundle(Path(folder, "letters.pdf"), (letter(number) for number in range(start, start + count)))
    took = time.monotonic() - began
tell_time_and_peak(took / count)
