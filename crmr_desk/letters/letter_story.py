"""A letter, block by block, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from crmr_desk.letters.blocks import BODY, SMALL, Columns, RemediesRule, reserved
from crmr_desk.letters.content import ITEM, Contact, Form, Letter, Signatory, Words
from crmr_desk.letters.heads import ADDRESS, LEFT, bureau, columns
from crmr_desk.letters.pages import TOP, WIDTH, Block, Together
from crmr_desk.letters.paragraphs import GREY, Look, Text, paragraph
from crmr_desk.letters.tags import Tag
from crmr_desk.letters.typography import NARROW, NO_BREAK

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay

_ADDRESS_TOP: Final = 50 * mm
"""Where the address block begins, from the top edge of the sheet: the window of an envelope."""

_SUBJECT: Final = Look(11, 15, bold=True, after=4)
_UNDER_SUBJECT: Final = Look(9, 12, color=GREY, after=2)
_ITEM: Final = Look(11, 15, indent=5 * mm, after=3)
_LAST_ITEM: Final = Look(11, 15, indent=5 * mm, after=7)
_SIGNATURE: Final = Look(11, 14.5, indent=LEFT)
_SIGNED_NAME: Final = Look(11, 14.5, bold=True, indent=LEFT)
_DELEGATION: Final = Look(8.5, 11, color=GREY, indent=LEFT)
_NOTE_TITLE: Final = Look(9, 12, bold=True, before=5, after=2)
_NOTE: Final = Look(9, 12, after=3)


def story_of_letter(letter: Letter, under: Underlay | None, *, draft: bool = False) -> Iterator[Block]:
    """What stands on it from the top down. Raises LetterError for a sign that no shipped font has."""
    words = letter.words
    yield _head(letter, under, draft=draft)
    yield Spacer(0, 9 * mm)
    yield from _subject(words)
    yield Spacer(0, 4 * mm)
    if words.salutation:
        yield paragraph(words.salutation, BODY)
    body = [*_body(words.body)]
    body[-1:] = [part for last in body[-1:] for part in _parted(last)]
    yield from body[:-1]
    closing = [paragraph(words.closing, BODY, hyphenate=True)] if words.closing else []
    yield Together([*body[-1:], *closing, *_signature(letter.frame.signatory, draft=draft)])
    if words.copies:
        yield Spacer(0, 6 * mm)
        yield paragraph(_listed("Copie", words.copies), _UNDER_SUBJECT)
    if words.remedies:
        yield Spacer(0, 8 * mm)
        yield Together(_remedies(words.remedies))


def _body(body: tuple[str, ...]) -> Iterator[Text]:
    """Paragraphs, and items behind their dashes; items that follow each other are one list."""
    items: Tag | None = None
    for text, after in zip(body, (*body[1:], ""), strict=True):
        if not text.startswith(ITEM):
            items = None
            yield paragraph(text, BODY, hyphenate=True)
            continue
        items = items or Tag("L", attributes="/A<</O/List/ListNumbering/Disc>>")
        item = items.child("LI")
        label, said = item.child("Lbl"), item.child("LBody")
        look = _ITEM if after.startswith(ITEM) else _LAST_ITEM
        yield paragraph(text.removeprefix(ITEM), look, said, hyphenate=True, label=label)


def _parted(last: Text) -> list[Text]:
    """The last paragraph; if it is long, its last two lines apart, so that only they must stay with the signature."""
    height = last.wrap(WIDTH, 0)[1]
    if height <= 4 * BODY.leading:
        return [last]
    head, tail = cast("list[Text]", last.split(WIDTH, height - 2 * BODY.leading))
    return [head.without_space_after(), tail]


def _head(letter: Letter, under: Underlay | None, *, draft: bool) -> Columns:
    frame = letter.frame
    spoken = (frame.sender, "à") if letter.words.form is Form.ADMINISTRATIVE and frame.sender else ()
    right = [
        paragraph(frame.dateline, ADDRESS),
        Spacer(0, _ADDRESS_TOP - TOP - ADDRESS.leading),
        *(paragraph(line, ADDRESS) for line in (*spoken, *frame.addressee)),
    ]
    left = bureau(frame.letterhead, under, draft=draft)
    left += _dealt_with(frame.contact, frame.reference, frame.their_reference)
    return columns(left, right)


def _dealt_with(contact: Contact, ours: str, theirs: str) -> list[Flowable]:
    labelled = (
        ("Affaire suivie par", contact.name),
        ("Tél.", contact.phone),
        ("Courriel", contact.email),
        ("Nos réf.", ours),
        ("Vos réf.", theirs),
    )
    return [paragraph(f"{label}{NO_BREAK}: {value}", SMALL) for label, value in labelled if value]


def _subject(words: Words) -> Iterator[Flowable]:
    yield paragraph(f"Objet{NO_BREAK}: {words.subject}", _SUBJECT, "H1")
    below = [("P. J.", words.enclosures), ("Textes" if len(words.places) > 1 else "Texte", words.places)]
    for label, items in below:
        if items:
            yield paragraph(_listed(label, items), _UNDER_SUBJECT)


def _listed(label: str, items: tuple[str, ...]) -> str:
    return f"{label}{NO_BREAK}: " + f"{NARROW}; ".join(items)


def _signature(signatory: Signatory, *, draft: bool) -> list[Flowable]:
    above = [paragraph(line, _SIGNATURE) for line in (signatory.quality, signatory.capacity) if line]
    below = [paragraph(signatory.name, _SIGNED_NAME)] if signatory.name else []
    if signatory.delegation:
        below.append(paragraph(signatory.delegation, _DELEGATION))
    room = reserved(66 * mm, 20 * mm, ("Signature",), shown=draft, indent=LEFT)
    return [Spacer(0, 6 * mm), *above, Spacer(0, 2 * mm), room, Spacer(0, 1.5 * mm), *below]


def _remedies(remedies: tuple[str, ...]) -> list[Flowable]:
    return [
        RemediesRule(),
        paragraph("Voies et délais de recours", _NOTE_TITLE, "H2"),
        *(paragraph(text, _NOTE, hyphenate=True) for text in remedies),
    ]
