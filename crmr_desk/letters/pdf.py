"""Letters and fiches as PDF files."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from crmr_desk.letters.content import Fiche, Letter
from crmr_desk.letters.fiche_story import story_of_fiche
from crmr_desk.letters.imprint import imprint_of
from crmr_desk.letters.letter_story import story_of_letter
from crmr_desk.letters.pages import draw
from crmr_desk.letters.press import Press

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay


def render(document: Letter | Fiche, under: Underlay | None = None, *, draft: bool = False) -> bytes:
    """The PDF file of ``document``, with ``under`` under its first page; the same document gives the same bytes. A
    ``draft`` shows the places of the letterhead and of the signature, which are blank on what leaves; every text
    stands where it will.

    Raises LetterError for a sign that no shipped font has, or a text that is higher than a page.
    """
    made = BytesIO()
    imprint = imprint_of(document)
    press = Press(made, imprint.title, imprint.author, imprint.reference)
    draw_document(press, document, under, draft=draft)
    press.flush()
    press.close()
    return made.getvalue()


def draw_document(
    press: Press, document: Letter | Fiche, under: Underlay | None = None, *, draft: bool = False
) -> None:
    """Draw ``document`` on the paper of ``press``. Raises LetterError as ``render`` does."""
    if isinstance(document, Letter):
        story = story_of_letter(document, under, draft=draft)
    else:
        story = story_of_fiche(document, under, draft=draft)
    draw(press, story, imprint_of(document), under=under)
