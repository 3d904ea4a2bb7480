"""Files that come back from the signature: what they are, by what is in them and not by their name."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from crmr_desk.model.correspondence.picture_pages import sheets
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.documents import check_size, plain_name
from crmr_desk.model.store.words import quoted

if TYPE_CHECKING:
    from crmr_desk.letters.signing import SignatureSeen

PDF: Final = "application/pdf"
_PICTURES: Final = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_PDF_WITHIN: Final = 1024
"""How far from its first byte a PDF may begin."""
_SIGNED: Final = b"/ByteRange"
"""A signature says which bytes it covers, and lies among them as plain text: a PDF without these words has none."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A signed paper: its media type, and the electronic signature that it bears, if any."""

    media_type: str
    signature: SignatureSeen | None = None


def media_type_of(content: bytes) -> str:
    """What the bytes are: a PDF, a JPEG, a PNG, a TIFF; "" for anything else."""
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return PDF
    return next((kind for head, kind in _PICTURES.items() if content.startswith(head)), "")


def checked_scan(name: str, content: bytes) -> Scan:
    """What a signed paper is. Raises UserError for a file that the register would not keep, another format, one that
    cannot be read to its end or is behind a password, or a PDF that was changed after its electronic signature."""
    check_size(name, content)
    shown = quoted(plain_name(name))
    kind = media_type_of(content)
    if not kind:
        raise UserError(
            f"Le fichier {shown} n’est ni un PDF ni une image (JPEG, PNG, TIFF)\u00a0: numérisez le courrier signé."
        )
    if kind != PDF:
        refuse_damaged_picture(shown, content)
        return Scan(kind)
    refuse_unreadable_pdf(shown, content)
    return Scan(kind, _signature(shown, content) if _SIGNED in content else None)


def refuse_damaged_picture(shown: str, content: bytes) -> None:
    """Raises UserError for a picture of which a page cannot be read to its end, or has too many dots to be one."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                for sheet in sheets(picture):
                    sheet.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError(f"L’image {shown} est trop grande pour une page\u00a0: numérisez-la à 300 points.") from error
    except Exception as error:  # PIL raises whatever its decoders meet: struct.error, SyntaxError, OSError…
        raise UserError(f"L’image {shown} est abîmée\u00a0: numérisez de nouveau le papier.") from error


def refuse_unreadable_pdf(shown: str, content: bytes) -> None:
    """Raises UserError for a PDF that is damaged, has no page or opens with a password only."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise UserError(f"Le fichier {shown} s’ouvre avec un mot de passe\u00a0: enlevez-le d’abord.") from error
    except pikepdf.PdfError as error:
        raise UserError(f"Le fichier {shown} n’est pas un PDF lisible\u00a0: enregistrez-le de nouveau.") from error
    if not pages:
        raise UserError(f"Le fichier {shown} n’a aucune page\u00a0: enregistrez-le de nouveau.")


def _signature(shown: str, content: bytes) -> SignatureSeen | None:
    from crmr_desk.letters import signing
    from crmr_desk.letters.content import LetterError

    try:
        return signing.refuse_altered(content) if signing.signature_of(content) is not None else None
    except LetterError as error:
        raise UserError(f"{shown}\u00a0: {error}") from error
