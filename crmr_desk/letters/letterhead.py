"""The administration's own letterhead, a file that is laid under page one."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from crmr_desk.letters.content import LetterError

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image

    from crmr_desk.letters.files import PdfFile

LARGEST: Final = 5_000_000
"""Bytes of a file; a letterhead is in every letter."""
_MM: Final = 72 / 25.4
_A4: Final = (210 * _MM, 297 * _MM)
_TOLERANCE: Final = 2 * _MM
"""What a scanner or another program rounds away."""
_ZONE: Final = (24 * _MM, 18 * _MM, 62 * _MM, 30 * _MM)
"""Left, top, width and height of the reserved zone, in which a picture that is not a whole page stands."""
_FEWEST: Final = 150
"""Dots an inch; with fewer a picture is coarse on paper."""
_MOST: Final = 36_000_000
"""Dots of a picture; more is a page of A4 at 600 dots an inch."""
_RATIO: Final = 0.02
"""How far the shape of a picture may be from that of a page to be one."""


@dataclass(frozen=True, slots=True)
class Underlay:
    """What is laid under page one: a PDF of one A4 page, made by ``checked_letterhead``."""

    content: bytes
    says_direction: bool = False
    """The names of the direction, sub-direction and bureau stand on it: the letter does not print them again."""
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """Sentences that the user should read before the file is used."""

    def write(self, file: PdfFile) -> int:
        """Write the page into ``file`` so that pages can show it; its number."""
        from crmr_desk.letters.foreign import first_page

        return first_page(self.content, file)


def checked_letterhead(name: str, content: bytes, *, says_direction: bool = False) -> Underlay:
    """The file ``name`` (PDF, PNG or JPEG) as a letterhead.

    Of a PDF the first page is taken, which is upright A4 within 2 mm. A picture in the shape of an A4 page covers the
    page; any other one stands in the reserved zone (62 × 30 mm). Raises LetterError, in one sentence, for a file that
    is neither, that is encrypted, damaged, too large, or not fit for paper.
    """
    if len(content) > LARGEST:
        raise LetterError(f"«\u202f{name}\u202f» dépasse 5 Mo\u00a0: un en-tête est dans chaque courrier, allégez-le.")
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _of_pdf(name, content, says_direction)
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _of_picture(name, content, says_direction)
    raise LetterError(
        f"«\u202f{name}\u202f» n’est ni un PDF ni une image PNG ou JPEG\u00a0: choisissez un autre fichier."
    )


def _of_pdf(name: str, content: bytes, says_direction: bool) -> Underlay:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as source:
            if source.is_encrypted:
                raise LetterError(_encrypted(name))
            count = len(source.pages)
            if not count:
                raise LetterError(f"«\u202f{name}\u202f» n’a aucune page\u00a0: choisissez un autre fichier.")
            _check_size(name, source.pages[0])
            made, lacking = _first_page(source), _not_embedded(source.pages[0])
    except pikepdf.PasswordError as error:
        raise LetterError(_encrypted(name)) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LetterError(f"«\u202f{name}\u202f» est un PDF endommagé\u00a0: enregistrez-le de nouveau.") from error
    remarks = [f"«\u202f{name}\u202f» a {count} pages\u00a0: seule la première est l’en-tête."] if count > 1 else []
    if lacking:
        remarks.append(
            f"«\u202f{name}\u202f» n’incorpore pas la police {lacking[0]}\u00a0: son aspect dépend de l’ordinateur."
        )
    return Underlay(made, says_direction, tuple(remarks))


def _encrypted(name: str) -> str:
    return f"«\u202f{name}\u202f» est protégé par un mot de passe\u00a0: enregistrez-le sans protection."


def _check_size(name: str, page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    size = (abs(right - left), abs(top - bottom))
    if int(page.obj.get("/Rotate", 0)) % 180:
        size = size[::-1]
    if any(abs(side - wanted) > _TOLERANCE for side, wanted in zip(size, _A4, strict=True)):
        width, height = (round(side / _MM) for side in size)
        raise LetterError(
            f"La page de «\u202f{name}\u202f» mesure {width} × {height} mm\u00a0: un en-tête est une page A4 debout, "
            "210 × 297 mm."
        )


def _not_embedded(page: pikepdf.Page) -> list[str]:
    """The fonts that the page names without bringing them."""
    lacking = []
    for font in page.resources.get("/Font", {}).values():
        described: Any = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
        if font.get("/Subtype") != "/Type3" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            lacking.append(str(font.get("/BaseFont", "sans nom")).removeprefix("/"))
    return lacking


def _first_page(source: pikepdf.Pdf) -> bytes:
    """A PDF of that page alone, upright from the corner of its sheet, without what acts or is filled in; the same bytes
    each time."""
    import pikepdf

    with pikepdf.new() as alone:
        alone.add_blank_page(page_size=_A4)
        sheet, name = alone.pages[0], pikepdf.Name("/U")
        form = alone.copy_foreign(source.make_indirect(source.pages[0].as_form_xobject()))
        sheet.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({str(name): form}))
        placed = sheet.calc_form_xobject_placement(
            form, name, pikepdf.Rectangle(0, 0, *_A4), invert_transformations=True, allow_shrink=True, allow_expand=True
        )
        sheet.contents_add(placed)
        made = BytesIO()
        alone.save(made, deterministic_id=True)
    return made.getvalue()


def _of_picture(name: str, content: bytes, says_direction: bool) -> Underlay:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                _check_dots(name, picture)
                picture.load()
                return _placed(name, picture, says_direction)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise LetterError(f"L’image «\u202f{name}\u202f» est endommagée\u00a0: enregistrez-la de nouveau.") from error


def _check_dots(name: str, picture: Image) -> None:
    wide, high = picture.size
    if wide * high > _MOST:
        raise LetterError(
            f"L’image «\u202f{name}\u202f» a {wide} × {high} points\u00a0: au plus 36 millions, "
            "soit une page à 600 points par pouce."
        )
    *_, width, height = _place(wide, high)
    dots = min(wide / width, high / height) * 72
    if round(dots) < _FEWEST:
        need = f"{round(width / 72 * _FEWEST)} × {round(height / 72 * _FEWEST)}"
        raise LetterError(
            f"L’image «\u202f{name}\u202f» n’a que {wide} × {high} points\u00a0: il en faut {need} "
            "pour être nette sur le papier."
        )


def _place(wide: int, high: int) -> tuple[float, float, float, float]:
    """Left, top, width and height of a picture on the page, in points."""
    if abs(wide / high - _A4[0] / _A4[1]) <= _RATIO:
        return 0.0, 0.0, *_A4
    left, top, width, height = _ZONE
    scale = min(width / wide, height / high)
    return left, top, wide * scale, high * scale


def _placed(name: str, picture: Image, says_direction: bool) -> Underlay:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    left, top, width, height = _place(*picture.size)
    made = BytesIO()
    canvas = Canvas(made, pagesize=_A4, invariant=1, pageCompression=1)
    canvas.drawImage(ImageReader(picture), left, _A4[1] - top - height, width, height, mask="auto")
    canvas.save()
    remark = f"«\u202f{name}\u202f» est placée dans la zone réservée, en haut à gauche."
    return Underlay(made.getvalue(), says_direction, (remark,) if left else ())
