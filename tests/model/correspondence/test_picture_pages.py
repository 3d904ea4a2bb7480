"""A scan that is a picture becomes a page without losing a dot."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from crmr_desk.model.correspondence.binding import as_pages
from crmr_desk.model.correspondence.picture_pages import picture_pdf
from crmr_desk.model.errors import UserError


def drawn(mode: str) -> Image.Image:
    """White, its left half black."""
    white, black = (65535, 0) if mode == "I;16" else ("white", "black")
    picture = Image.new("I;16" if mode == "I;16" else "RGB", (40, 60), white)
    picture.paste(black, (0, 0, 20, 60))
    return picture if mode == "I;16" else picture.convert(mode)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "TIFF"), ("L", "PNG"), ("I;16", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG"), ("P", "PNG"), ("RGBA", "PNG")],
)
def test_a_picture_of_any_kind_is_seen_on_its_page(mode: str, kind: str) -> None:
    made = BytesIO()
    drawn(mode).save(made, kind)
    pdf = picture_pdf(made.getvalue())
    with pypdfium2.PdfDocument(pdf) as document:
        (page,) = document
        assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.1)
        seen = page.render(scale=0.2).to_pil().convert("L")
    left, right = (int(str(seen.getpixel((seen.width * at // 4, seen.height // 2)))) for at in (1, 3))
    assert left < 60
    assert right > 200


def test_a_jpeg_is_taken_as_it_is_and_turned_as_the_camera_says() -> None:
    made = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn("RGB").save(made, "JPEG", exif=exif)
    with pikepdf.open(BytesIO(picture_pdf(made.getvalue()))) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == made.getvalue()
        assert pdf.pages[0].obj.Rotate == 90


def fax() -> bytes:
    made = BytesIO()
    drawn("1").save(made, "TIFF", save_all=True, append_images=[drawn("1"), drawn("1").rotate(90, expand=True)])
    return made.getvalue()


def test_each_page_of_a_fax_has_its_sheet() -> None:
    with pikepdf.open(BytesIO(as_pages("fax.tif", fax()))) as pdf:
        boxes = [tuple(round(float(edge)) for edge in page.mediabox.as_list()[2:]) for page in pdf.pages]
    assert boxes == [(595, 842), (595, 842), (842, 595)]


def test_a_fax_whose_last_page_is_cut_off_or_too_large_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(UserError, match=r"L’image «\sfax.tif\s» est abîmée\s: numérisez de nouveau le papier"):
        as_pages("fax.tif", fax()[:-20])
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 40 * 60)
    large = BytesIO()
    drawn("1").save(large, "TIFF", save_all=True, append_images=[drawn("1").resize((80, 50))])
    with pytest.raises(UserError, match="est trop grande pour une page"):
        as_pages("fax.tif", large.getvalue())
