"""Floor: the same words on a bare reportlab canvas, many pages in one file. Arguments: fonts folder, how many, round.
Tells the seconds a letter and the peak of memory."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.floors.canvas import draw_letter, register_fonts
from benchmarks.memory import tell_time_and_peak
from benchmarks.stamp import number_argument

register_fonts(Path(sys.argv[1]))
count, start = number_argument(2), number_argument(3) * 10_000
with tempfile.TemporaryDirectory() as folder:
    began = time.monotonic()
    canvas = Canvas(str(Path(folder, "letters.pdf")), pagesize=A4, invariant=1)
    for number in range(start, start + count):
        draw_letter(canvas, number)
        canvas.showPage()
    canvas.save()
    took = time.monotonic() - began
tell_time_and_peak(took / count)
