"""A picture as pages of a PDF: a JPEG as it is, any other picture dot by dot; nothing is made coarser."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image

_A4: Final = (595.28, 841.89)
_TURNED: Final = {3: 180, 6: 90, 8: 270}
"""By how much a camera says that its picture is to be turned, clockwise."""
_ORIENTATION: Final = 0x0112
_COLOURS: Final = {"1": "Gray", "L": "Gray", "I;16": "Gray", "RGB": "RGB", "CMYK": "CMYK"}
_BITS: Final = {"1": 1, "I;16": 16}
_JPEG: Final = b"\xff\xd8\xff"


def picture_pdf(content: bytes) -> bytes:
    """The pages of a picture (JPEG, PNG, TIFF of several pages), each on a sheet A4, upright or lying as it is. Raises
    OSError or ValueError for dots that cannot be read."""
    import pikepdf
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(content)) as picture, pikepdf.new() as pdf:
        if content.startswith(_JPEG):
            _add_page(pdf, picture, _jpeg(pdf, picture, content))
        else:
            for frame in _frames(picture):
                _add_page(pdf, frame, _plain(pdf, frame))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def sheets(picture: Image) -> Iterator[Image]:
    """The pages of an open picture, each good until the next one: a TIFF may have several."""
    from PIL import ImageSequence

    return iter(ImageSequence.Iterator(picture) if picture.format == "TIFF" else (picture,))


def _frames(picture: Image) -> Iterator[Image]:
    """Each page as it is to be seen, in colours that a PDF has; what shows through is laid on white."""
    from PIL import Image, ImageOps

    for frame in sheets(picture):
        upright = ImageOps.exif_transpose(frame)
        if upright.mode in _COLOURS:
            yield upright
        elif "A" in upright.getbands() or "transparency" in upright.info:
            shown = upright.convert("RGBA")
            yield Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")
        else:
            yield upright.convert("RGB")


def _add_page(pdf: pikepdf.Pdf, frame: Image, image: pikepdf.Object) -> None:
    import pikepdf

    sheet = _A4[::-1] if frame.width > frame.height else _A4
    scale = min(sheet[0] / frame.width, sheet[1] / frame.height)
    width, height = frame.width * scale, frame.height * scale
    left, foot = (sheet[0] - width) / 2, (sheet[1] - height) / 2
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, *sheet],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image)),
        Contents=pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {foot:.3f} cm /I Do Q".encode()),
    )
    turned = _TURNED.get(frame.getexif().get(_ORIENTATION, 1), 0)
    if turned:
        page.Rotate = turned
    pdf.pages.append(pikepdf.Page(page))


def _jpeg(pdf: pikepdf.Pdf, picture: Image, content: bytes) -> pikepdf.Object:
    import pikepdf

    entries = {**_entries(picture), "/Filter": pikepdf.Name.DCTDecode}
    if picture.mode == "CMYK" and "adobe" in picture.info:
        entries["/Decode"] = [1, 0] * 4  # Adobe writes its inks the other way round
    return pdf.make_indirect(pikepdf.Stream(pdf, content, entries))


def _plain(pdf: pikepdf.Pdf, frame: Image) -> pikepdf.Object:
    """The dots themselves, packed without loss."""
    import pikepdf

    dots = frame.tobytes()
    if frame.mode == "I;16" and sys.byteorder == "little":
        pairs = array("H", dots)
        pairs.byteswap()
        dots = pairs.tobytes()
    entries = {**_entries(frame), "/Filter": pikepdf.Name.FlateDecode}
    return pdf.make_indirect(pikepdf.Stream(pdf, zlib.compress(dots), entries))


def _entries(frame: Image) -> dict[str, Any]:
    import pikepdf

    return {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Image,
        "/Width": frame.width,
        "/Height": frame.height,
        "/BitsPerComponent": _BITS.get(frame.mode, 8),
        "/ColorSpace": pikepdf.Name(f"/Device{_COLOURS[frame.mode]}"),
    }
