"""What a document says outside its text: properties of the file, head and foot of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.letters.content import Fiche, Letter
from crmr_desk.letters.typography import NO_BREAK


@dataclass(frozen=True, slots=True)
class Imprint:
    """PDF properties, foot of the first page, head of the others (``running``, else the reference)."""

    title: str
    author: str
    reference: str
    foot: str
    running: str = ""

    @property
    def head(self) -> str:
        """What stands at the head of every page but the first."""
        return self.running or (f"Réf. {self.reference}" if self.reference else "")


def imprint_of(document: Letter | Fiche) -> Imprint:
    """The imprint of a letter, or of a fiche."""
    if isinstance(document, Letter):
        head, title, reference = document.frame.letterhead, document.words.subject, document.frame.reference
    else:
        head, title, reference = document.letterhead, document.title, document.reference
    author = ", ".join(filter(None, (head.direction, head.sub_direction, head.bureau)))
    foot = f"{NO_BREAK}· ".join(filter(None, (*head.address, head.phone, head.email)))
    return Imprint(title, author, reference, foot)


def remedies_note(page: int) -> str:
    """What the first page says where the remedies stand on another."""
    return f"Voies et délais de recours{NO_BREAK}: page {page}"
