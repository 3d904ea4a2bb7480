"""Letters one by one as they become final, and many in one file: the time of one, the memory that the file takes."""

from __future__ import annotations

import math
from collections.abc import Iterator

from benchmarks.measuring import ROOT, Job, peak, told

_FONTS = ROOT / "resources" / "fonts"
_COUNTS = (250, 2_500)


def letter_jobs() -> Iterator[Job]:
    """Against the same words on a bare reportlab canvas in the same fonts, without tags, without reading back."""
    yield Job("letters one by one, read back", "1", 2.5, told("ours/letter.py"), told("floors/letter.py", _FONTS))
    for count in _COUNTS:
        ours, floor = told("ours/bundle.py", count), told("floors/bundle.py", _FONTS, count)
        yield Job("letters in one file, each", f"{count:,}", 4, ours, floor, rounds=5)
    for count in _COUNTS:
        ours, floor = peak("ours/bundle.py", count), peak("floors/bundle.py", _FONTS, count)
        yield Job("letters in one file, memory", f"{count:,}", math.inf, ours, floor, rounds=2, unit="MiB")
