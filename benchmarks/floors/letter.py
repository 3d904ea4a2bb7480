"""Floor: the same words on a bare reportlab canvas, with the same embedded fonts. Arguments: fonts folder, round."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks import texts
from benchmarks.floors.canvas import draw_letter, register_fonts
from benchmarks.stamp import number_argument, tell

register_fonts(Path(sys.argv[1]))
start = number_argument(2) * 1000


def letter(number: int) -> bytes:
    """One file."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    draw_letter(canvas, number)
    canvas.save()
    return made.getvalue()


letter(0)
began = time.monotonic()
for number in range(start, start + texts.LETTERS):
    letter(number)
tell((time.monotonic() - began) / texts.LETTERS)
