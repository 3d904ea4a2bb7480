"""Floor: the same words on a bare reportlab canvas, with the same embedded fonts. Arguments: fonts folder, round."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks import texts
from benchmarks.stamp import number_argument, tell

folder, start = Path(sys.argv[1]), number_argument(2) * 1000
pdfmetrics.registerFont(TTFont("Regular", folder / "SourceSans3_400Regular.ttf"))
pdfmetrics.registerFont(TTFont("SemiBold", folder / "SourceSans3_600SemiBold.ttf"))


def letter(number: int) -> bytes:
    """One page."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    lines = [("Regular", text) for text in (texts.SENDER, texts.reference(number), texts.DATELINE, *texts.ADDRESSEE)]
    lines += [("SemiBold", f"Objet : {texts.SUBJECT}")]
    for paragraph in texts.body(number):
        lines += [("Regular", line) for line in simpleSplit(paragraph, "Regular", 11, 460)]
    lines += [("Regular", text) for text in (texts.CAPACITY, texts.PLACE, *texts.COPIES)]
    for row, (font, line) in enumerate(lines):
        canvas.setFont(font, 11)
        canvas.drawString(70, 770 - 15 * row, line)
    canvas.save()
    return made.getvalue()


letter(0)
began = time.monotonic()
for number in range(start, start + texts.LETTERS):
    letter(number)
tell((time.monotonic() - began) / texts.LETTERS)
