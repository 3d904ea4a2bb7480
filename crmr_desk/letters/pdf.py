"""Letters and fiches as PDF files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from crmr_desk.letters import fonts
from crmr_desk.letters.blocks import (
    BODY,
    GREY,
    INK,
    LINE,
    SMALL,
    SMALL_BOLD,
    DashedZone,
    RemediesRule,
    paragraph,
    style,
)
from crmr_desk.letters.content import ITEM, Contact, Fiche, Form, Letter, Letterhead, Section, Signatory, Words
from crmr_desk.letters.pages import TOP, WIDTH, Imprint, printed
from crmr_desk.letters.typography import NARROW, NO_BREAK

_LEFT: Final = 90 * mm
_GUTTER: Final = 8 * mm
"""Width left of the date, the address block and the signature."""
_ADDRESS_TOP: Final = 50 * mm
"""Where the address block begins, from the top edge of the sheet: the window of an envelope."""
_LABEL_WIDTH: Final = 56 * mm

_ADDRESS: Final = style(11, 14.5)
_SUBJECT: Final = style(11, 15, bold=True, spaceAfter=4)
_UNDER_SUBJECT: Final = style(9, 12, color=GREY, spaceAfter=2)
_RUNNING_ON: Final = style(11, 15)
_ITEM: Final = style(11, 15, leftIndent=5 * mm, bulletIndent=0, spaceAfter=3)
_LAST_ITEM: Final = style(11, 15, leftIndent=5 * mm, bulletIndent=0, spaceAfter=7)
_SIGNATURE: Final = style(11, 14.5, leftIndent=_LEFT)
_SIGNED_NAME: Final = style(11, 14.5, bold=True, leftIndent=_LEFT)
_DELEGATION: Final = style(8.5, 11, color=GREY, leftIndent=_LEFT)
_NOTE_TITLE: Final = style(9, 12, bold=True, spaceBefore=5, spaceAfter=2)
_NOTE: Final = style(9, 12, spaceAfter=3)
_TITLE: Final = style(18, 22, bold=True, spaceAfter=3)
_SUBTITLE: Final = style(11, 15, color=GREY)
_SECTION: Final = style(11.5, 15, bold=True)
_LABEL: Final = style(9.5, 14, color=GREY)
_VALUE: Final = style(10.5, 14)


def render(document: Letter | Fiche) -> bytes:
    """The PDF file of ``document``; the same document gives the same bytes.

    Raises LetterError for a sign that no shipped font has, or a text that is higher than a page.
    """
    fonts.load()
    if isinstance(document, Letter):
        return printed(
            _letter(document), _imprint(document.frame.letterhead, document.words.subject, document.frame.reference)
        )
    return printed(_fiche(document), _imprint(document.letterhead, document.title, document.reference))


def _imprint(head: Letterhead, title: str, reference: str) -> Imprint:
    author = ", ".join(filter(None, (head.direction, head.sub_direction, head.bureau)))
    foot = f"{NO_BREAK}· ".join(filter(None, (*head.address, head.phone, head.email)))
    return Imprint(title, author, reference, foot)


def _letter(letter: Letter) -> list[Flowable]:
    words = letter.words
    body = [_body_part(text, after) for text, after in zip(words.body, (*words.body[1:], ""), strict=True)]
    body[-1:] = [part for last in body[-1:] for part in _parted(last)]
    closing = [paragraph(words.closing, BODY, hyphenate=True)] if words.closing else []
    return [
        _head(letter),
        Spacer(0, 9 * mm),
        *_subject(words),
        Spacer(0, 4 * mm),
        *([paragraph(words.salutation, BODY)] if words.salutation else []),
        *body[:-1],
        KeepTogether([*body[-1:], *closing, *_signature(letter.frame.signatory)]),
        *_copies(words.copies),
        *_remedies(words.remedies),
    ]


def _body_part(text: str, after: str) -> Paragraph:
    """A paragraph, or an item of a list behind its dash; ``after`` is what follows."""
    if text.startswith(ITEM):
        look = _ITEM if after.startswith(ITEM) else _LAST_ITEM
        return paragraph(text.removeprefix(ITEM), look, hyphenate=True, bullet="–")
    return paragraph(text, BODY, hyphenate=True)


def _parted(last: Paragraph) -> list[Paragraph]:
    """The last paragraph; if it is long, its last two lines apart, so that only they must stay with the signature."""
    height = last.wrap(WIDTH, 0)[1]
    if height <= 4 * BODY.leading or last.style is _LAST_ITEM:
        return [last]
    head, tail = cast("list[Paragraph]", last.split(WIDTH, height - 2 * BODY.leading))
    head.style = _RUNNING_ON
    return [head, tail]


def _head(letter: Letter) -> Table:
    frame = letter.frame
    spoken = (frame.sender, "à") if letter.words.form is Form.ADMINISTRATIVE and frame.sender else ()
    date = paragraph(frame.dateline, _ADDRESS)
    right = [
        date,
        Spacer(0, _ADDRESS_TOP - TOP - _ADDRESS.leading),
        *(paragraph(line, _ADDRESS) for line in (*spoken, *frame.addressee)),
    ]
    left = _bureau(frame.letterhead) + _dealt_with(frame.contact, frame.reference, frame.their_reference)
    return _columns(left, right)


def _columns(left: Sequence[Flowable], right: Sequence[Flowable]) -> Table:
    # Without a FONT of ours a table brings Helvetica into the file.
    look: list[Any] = [("FONT", (0, 0), (-1, -1), fonts.REGULAR), ("VALIGN", (0, 0), (-1, -1), "TOP"), *_NO_PADDING]
    look.append(("RIGHTPADDING", (0, 0), (0, 0), _GUTTER))
    return Table([[list(left), list(right)]], colWidths=[_LEFT, WIDTH - _LEFT], style=look)


_NO_PADDING: Final = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def _bureau(head: Letterhead) -> list[Flowable]:
    zone = DashedZone(head.zone_width * mm, head.zone_height * mm, ("Zone réservée à l’en-tête", "de l’administration"))
    lines = [paragraph(line, SMALL) for line in (head.sub_direction, head.bureau) if line]
    return [zone, Spacer(0, 4 * mm), paragraph(head.direction, SMALL_BOLD), *lines, Spacer(0, 2 * mm)]


def _dealt_with(contact: Contact, ours: str, theirs: str) -> list[Flowable]:
    labelled = (
        ("Affaire suivie par", contact.name),
        ("Tél.", contact.phone),
        ("Courriel", contact.email),
        ("Nos réf.", ours),
        ("Vos réf.", theirs),
    )
    return [paragraph(f"{label}{NO_BREAK}: {value}", SMALL) for label, value in labelled if value]


def _subject(words: Words) -> list[Flowable]:
    below = [("P. J.", words.enclosures), ("Textes" if len(words.places) > 1 else "Texte", words.places)]
    return [
        paragraph(f"Objet{NO_BREAK}: {words.subject}", _SUBJECT),
        *(paragraph(_listed(label, items), _UNDER_SUBJECT) for label, items in below if items),
    ]


def _listed(label: str, items: tuple[str, ...]) -> str:
    return f"{label}{NO_BREAK}: " + f"{NARROW}; ".join(items)


def _signature(signatory: Signatory) -> list[Flowable]:
    above = [paragraph(line, _SIGNATURE) for line in (signatory.quality, signatory.capacity) if line]
    below = [paragraph(signatory.name, _SIGNED_NAME)] if signatory.name else []
    if signatory.delegation:
        below.append(paragraph(signatory.delegation, _DELEGATION))
    box = DashedZone(66 * mm, 20 * mm, ("Signature",), indent=_LEFT)
    return [Spacer(0, 6 * mm), *above, Spacer(0, 2 * mm), box, Spacer(0, 1.5 * mm), *below]


def _copies(copies: tuple[str, ...]) -> list[Flowable]:
    return [Spacer(0, 6 * mm), paragraph(_listed("Copie", copies), _UNDER_SUBJECT)] if copies else []


def _remedies(remedies: tuple[str, ...]) -> list[Flowable]:
    if not remedies:
        return []
    return [
        Spacer(0, 8 * mm),
        KeepTogether(
            [
                RemediesRule(),
                paragraph("Voies et délais de recours", _NOTE_TITLE),
                *(paragraph(text, _NOTE, hyphenate=True) for text in remedies),
            ]
        ),
    ]


def _fiche(fiche: Fiche) -> list[Flowable]:
    right = [paragraph(fiche.dateline, _ADDRESS)]
    if fiche.reference:
        right.append(paragraph(f"Réf. {fiche.reference}", SMALL))
    story = [_columns(_bureau(fiche.letterhead), right), Spacer(0, 8 * mm), paragraph(fiche.title, _TITLE)]
    if fiche.subtitle:
        story.append(paragraph(fiche.subtitle, _SUBTITLE))
    for section in fiche.sections:
        story += [Spacer(0, 5 * mm), _rows(section)]
    if fiche.note:
        story += [Spacer(0, 8 * mm), paragraph(fiche.note, _NOTE)]
    return story


def _rows(section: Section) -> Table:
    rows = [[paragraph(label, _LABEL), paragraph(value or "–", _VALUE)] for label, value in section.rows]
    look: list[Any] = [
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("SPAN", (0, 0), (-1, 0)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        *_NO_PADDING[:2],
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    # The title is a row of the table: repeated where the section goes on over the page.
    cells: list[list[Any]] = [[paragraph(section.title, _SECTION), ""], *rows]
    return Table(cells, colWidths=[_LABEL_WIDTH, WIDTH - _LABEL_WIDTH], style=look, repeatRows=1)
