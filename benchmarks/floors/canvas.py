"""The words of a letter on a bare reportlab canvas, in the fonts that the program embeds."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks import texts


def register_fonts(folder: Path) -> None:
    """Make the two fonts known to reportlab."""
    pdfmetrics.registerFont(TTFont("Regular", folder / "SourceSans3_400Regular.ttf"))
    pdfmetrics.registerFont(TTFont("SemiBold", folder / "SourceSans3_600SemiBold.ttf"))


def draw_letter(canvas: Canvas, number: int) -> None:
    """One page."""
    lines = [("Regular", text) for text in (texts.SENDER, texts.reference(number), texts.DATELINE, *texts.ADDRESSEE)]
    lines += [("SemiBold", f"Objet : {texts.SUBJECT}")]
    for paragraph in texts.body(number):
        lines += [("Regular", line) for line in simpleSplit(paragraph, "Regular", 11, 460)]
    lines += [("Regular", text) for text in (texts.CAPACITY, texts.PLACE, *texts.COPIES)]
    for row, (font, line) in enumerate(lines):
        canvas.setFont(font, 11)
        canvas.drawString(70, 770 - 15 * row, line)
