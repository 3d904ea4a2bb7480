"""Reading a letter back from its PDF, before it becomes final: is everything there that should be?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pypdfium2

from crmr_desk.letters.content import ITEM, Fiche, Form, Letter, LetterError, Words
from crmr_desk.letters.imprint import Imprint, imprint_of, remedies_note
from crmr_desk.letters.pdf import render
from crmr_desk.letters.typography import SOFT_HYPHEN

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay

_CUT: Final = "\x02"
"""What pdfium puts where a word is cut at the end of a line."""
_PASSED_OVER: Final = re.compile(f"[\\s{_CUT}{SOFT_HYPHEN}-]+")
"""Spaces and hyphens: lines are cut at them, and a reader of PDF guesses which were there before."""
_LIGATURES: Final = str.maketrans(
    {chr(0xFB00 + rank): said for rank, said in enumerate(("ff", "fi", "fl", "ffi", "ffl"))}
)
"""Signs of a name copied from a printed page, which a reader of PDF gives back as their letters."""
_STAYS: Final = "le courrier reste un projet."
_UNREADABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")


def final(document: Letter | Fiche, under: Underlay | None = None) -> bytes:
    """The PDF of ``document`` as it is kept, with ``under`` under its first page, read back.

    Raises LetterError as ``render`` and ``read_back`` do, and for a letter to nobody.
    """
    if isinstance(document, Letter) and not any(line.strip() for line in document.frame.addressee):
        raise LetterError("Ce courrier n’a pas de destinataire\u00a0: donnez au moins son nom, puis son adresse.")
    made = render(document, under)
    read_back(made, document, under)
    return made


def read_back(pdf: bytes, document: Letter | Fiche, under: Underlay | None = None) -> None:
    """Raises LetterError, naming a text of ``document`` that the PDF does not say as it stands, and what it is. What
    several texts say, it has to say as many times.

    Spaces, hyphens and the places where lines end do not count; every other sign does, accents included.
    """
    pages = [_key(text) for text in _extracted(pdf)]
    unreadable = _UNREADABLE.search(whole := "\n".join(pages))
    if unreadable:
        around = _UNREADABLE.sub("□", whole[max(0, unreadable.start() - 20) : unreadable.end() + 20])
        raise LetterError(f"Relu, le PDF a un signe illisible dans «\u202f{around}\u202f»\u00a0: {_STAYS}")
    said = _said(pages, document)
    texts = [(where, text, key) for where, text in texts_of(document, under) if (key := _key(text))]
    keys = [key for _where, _text, key in texts]
    lost = [each for each in texts if said.count(each[2]) < sum(key.count(each[2]) for key in keys)]
    if lost:
        where, text, _key_of = max(lost, key=lambda each: len(each[2]))
        raise LetterError(f"Relu, le PDF ne dit pas «\u202f{_quoted(text)}\u202f» ({where})\u00a0: {_STAYS}")


def _key(text: str) -> str:
    return _PASSED_OVER.sub("", text).translate(_LIGATURES)


def _quoted(text: str) -> str:
    shown = text.removeprefix(ITEM)
    return shown if len(shown) <= 120 else f"{shown[:119]}…"


def _extracted(pdf: bytes) -> list[str]:
    """What stands on each page: what is drawn past its edges, nobody sees."""
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise LetterError("Ce fichier n’est pas un PDF lisible\u00a0: choisissez le PDF du courrier.") from error


def _said(pages: list[str], document: Letter | Fiche) -> str:
    """Everything once: what goes on from one of the ``pages`` to the next, without what stands between (head and foot,
    and the title of a part of a fiche, which stands again on each of its pages), then the foot of the first."""
    if len(pages) == 1:
        return pages[0]
    imprint = imprint_of(document)
    titles = [_key(section.title) for section in document.sections] if isinstance(document, Fiche) else []
    bodies = [_body(page, number, len(pages), imprint, titles) for number, page in enumerate(pages, 1)]
    return "\n".join(("".join(bodies), pages[0].removeprefix(bodies[0])))


def _body(page: str, number: int, count: int, imprint: Imprint, titles: list[str]) -> str:
    """What a page says between its head and its foot."""
    if number == 1:
        for remedies in range(2, count + 1):
            page = page.removesuffix(_key(remedies_note(remedies)))
        return page.removesuffix(f"{number}/{count}").removesuffix(_key(imprint.foot))
    body = page.removeprefix(_key(imprint.head)).removesuffix(f"{number}/{count}")
    again = next((title for title in titles if body.startswith(title)), "")
    return body.removeprefix(again)


def texts_of(document: Letter | Fiche, under: Underlay | None = None) -> Iterator[tuple[str, str]]:
    """Every text that the reader of ``document`` should find, after what it is called; ``under`` may say who writes."""
    found = _letter_texts(document) if isinstance(document, Letter) else _fiche_texts(document)
    head = document.frame.letterhead if isinstance(document, Letter) else document.letterhead
    on_it = (head.direction, head.sub_direction, head.bureau)
    for text in (*(() if under and under.says_direction else on_it), *head.address, head.phone, head.email):
        if text:
            yield "bureau", text
    yield from ((where, text) for where, text in found if text)


def _fiche_texts(fiche: Fiche) -> Iterator[tuple[str, str]]:
    yield "référence", fiche.reference
    yield "date", fiche.dateline
    yield "titre", fiche.title
    yield "sous-titre", fiche.subtitle
    for section in fiche.sections:
        yield "titre d’une partie", section.title
        for label, value in section.rows:
            yield section.title, label
            yield label, value
    yield "note", fiche.note


def _letter_texts(letter: Letter) -> Iterator[tuple[str, str]]:
    frame, contact, signatory = letter.frame, letter.frame.contact, letter.frame.signatory
    for line in (contact.name, contact.phone, contact.email):
        yield "affaire suivie par", line
    yield "nos références", frame.reference
    yield "vos références", frame.their_reference
    yield "lieu et date", frame.dateline
    if letter.words.form is Form.ADMINISTRATIVE:
        yield "expéditeur", frame.sender
    for line in frame.addressee:
        yield "destinataire", line
    yield from _word_texts(letter.words)
    for line in (signatory.quality, signatory.capacity, signatory.name, signatory.delegation):
        yield "signataire", line


def _word_texts(words: Words) -> Iterator[tuple[str, str]]:
    yield "objet", words.subject
    yield "formule d’appel", words.salutation
    for text in words.body:
        yield "corps du courrier", text.removeprefix(ITEM)
    yield "formule de politesse", words.closing
    several = (
        ("textes", words.places),
        ("pièces jointes", words.enclosures),
        ("copies", words.copies),
        ("voies de recours", words.remedies),
    )
    for where, texts in several:
        for text in texts:
            yield where, text
