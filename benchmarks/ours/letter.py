"""Ours: letters as they become final, tagged and read back. Argument: the round."""

from __future__ import annotations

import time

from benchmarks import texts
from benchmarks.letter import letter
from benchmarks.stamp import number_argument, tell
from crmr_desk.letters.reading import final

start = number_argument() * 1000
final(letter(0))
began = time.monotonic()
for number in range(start, start + texts.LETTERS):
    final(letter(number))
tell((time.monotonic() - began) / texts.LETTERS)
