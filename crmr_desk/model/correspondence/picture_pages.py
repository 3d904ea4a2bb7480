"""A picture as pages of a PDF: a JPEG as it is, any other picture without loss; nothing is made coarser."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image

_A4: Final = (595.28, 841.89)
_TURNED: Final = {3: 180, 6: 90, 8: 270}
"""By how much a camera says that its picture is to be turned, clockwise."""
_ORIENTATION: Final = 0x0112
_COLOURS: Final = {"1": "/DeviceGray", "L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}


def picture_pdf(content: bytes) -> bytes:
    """The pages of a picture (JPEG, PNG, TIFF of several pages), each on a sheet A4, upright or lying as it is."""
    import pikepdf
    from PIL import Image, ImageSequence

    out = BytesIO()
    with Image.open(BytesIO(content)) as picture, pikepdf.new() as pdf:
        for frame in ImageSequence.Iterator(picture):
            _add_page(pdf, frame, content if picture.format == "JPEG" else b"")
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _add_page(pdf: pikepdf.Pdf, frame: Image, jpeg: bytes) -> None:
    import pikepdf

    image = _jpeg(pdf, frame, jpeg) if jpeg else _plain(pdf, frame)
    wide = frame.width > frame.height
    sheet = _A4[::-1] if wide else _A4
    scale = min(sheet[0] / frame.width, sheet[1] / frame.height)
    width, height = frame.width * scale, frame.height * scale
    left, foot = (sheet[0] - width) / 2, (sheet[1] - height) / 2
    drawn = f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {foot:.3f} cm /I Do Q".encode()
    page = pikepdf.Page(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, *sheet],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image)),
            Contents=pdf.make_stream(drawn),
        )
    )
    turned = _TURNED.get(frame.getexif().get(_ORIENTATION, 1), 0)
    if turned:
        page.obj.Rotate = turned
    pdf.pages.append(page)


def _jpeg(pdf: pikepdf.Pdf, frame: Image, content: bytes) -> pikepdf.Object:
    import pikepdf

    entries: dict[str, Any] = _entries(frame)
    if frame.mode == "CMYK" and "adobe" in frame.info:
        entries["/Decode"] = [1, 0] * 4  # Adobe writes its inks the other way round
    return pdf.make_indirect(pikepdf.Stream(pdf, content, {**entries, "/Filter": pikepdf.Name.DCTDecode}))


def _plain(pdf: pikepdf.Pdf, frame: Image) -> pikepdf.Object:
    """The dots themselves, packed without loss; what shows through is laid on white."""
    import pikepdf

    flat = _flat(frame)
    entries = {**_entries(flat), "/Filter": pikepdf.Name.FlateDecode}
    return pdf.make_indirect(pikepdf.Stream(pdf, zlib.compress(flat.tobytes()), entries))


def _flat(frame: Image) -> Image:
    from PIL import Image

    if frame.mode in _COLOURS:
        return frame.copy()
    if "A" in frame.getbands() or "transparency" in frame.info:
        shown = frame.convert("RGBA")
        white = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(white, shown).convert("RGB")
    return frame.convert("L" if frame.mode.startswith(("I", "F")) else "RGB")


def _entries(frame: Image) -> dict[str, Any]:
    import pikepdf

    return {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Image,
        "/Width": frame.width,
        "/Height": frame.height,
        "/BitsPerComponent": 1 if frame.mode == "1" else 8,
        "/ColorSpace": pikepdf.Name(_COLOURS[frame.mode]),
    }
