"""Letterheads of an administration that does not exist."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas


@cache
def pdf(size: tuple[float, float] = A4, *, pages: int = 1) -> bytes:
    """A square and a coloured name in the reserved zone."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=size, invariant=1)
    for _ in range(pages):
        canvas.setFillColorRGB(0.1, 0.3, 0.5)
        canvas.rect(24 * mm, size[1] - 36 * mm, 18 * mm, 18 * mm, fill=1, stroke=0)
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(46 * mm, size[1] - 29 * mm, "PAYS DE NULLE PART")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def turned() -> bytes:
    """The same sheet, stored lying and shown upright."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as document:
        page = document.pages[0]
        page.contents_add(b"q 0 1 -1 0 %.4f 0 cm" % A4[1], prepend=True)
        page.contents_add(b"Q")
        page.mediabox = pikepdf.Array([0, 0, round(A4[1], 4), round(A4[0], 4)])
        page.obj.Rotate = 90
        document.save(made)
    return made.getvalue()


def with_rim() -> bytes:
    """The same sheet as a printer takes it, 5 mm larger on each side."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as document:
        page, rim = document.pages[0], round(5 * mm, 4)
        page.trimbox = page.mediabox
        page.mediabox = pikepdf.Array([-rim, -rim, round(A4[0] + rim, 4), round(A4[1] + rim, 4)])
        document.save(made)
    return made.getvalue()


@cache
def picture(wide: int, high: int, kind: str = "PNG") -> bytes:
    """A frame in one colour."""
    made = BytesIO()
    image = Image.new("RGB", (wide, high), "#1a4d80")
    image.paste("#ffffff", (wide // 20, high // 20, wide - wide // 20, high - high // 20))
    image.save(made, kind)
    return made.getvalue()
