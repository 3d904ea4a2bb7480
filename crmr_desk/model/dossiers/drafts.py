"""One letter composed from the facts of its dossier, with the sheet and the structured file that may go with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from crmr_desk.letters.compose import compose, compose_fiche
from crmr_desk.letters.content import (
    Contact,
    Fiche,
    Form,
    Frame,
    Letter,
    LetterError,
    Letterhead,
    Section,
    Signatory,
    Words,
)
from crmr_desk.model.bureau.lines import Bureau
from crmr_desk.model.bureau.signatories import SignatoryRow, signing_as
from crmr_desk.model.dossiers import orphanet
from crmr_desk.model.dossiers.addresses import address_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.grid import UNKNOWN
from crmr_desk.model.dossiers.letter_names import file_name
from crmr_desk.model.dossiers.letter_states import DATA, SHEET
from crmr_desk.model.dossiers.merge import days_of, merge_facts
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.rules import LetterTemplate, Pack
from crmr_desk.model.terms import french_date

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay

OUTSIDE_THE_TEXT: Final = "hors texte"
"""The place of what no text asks for."""
PDF: Final = "application/pdf"
_ADDRESSEE: Final = "destinataire du courrier"
"""What a letter lacks whose addressee nobody knows; the instructor completes the register, or lifts the recipient."""
_NOTHING_MORE: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter, a fiche or a structured file (its bytes) ready to be kept, made of a ``template`` and ``facts``.
    ``blanks`` are the French names of what it still lacks."""

    recipient: RecipientLine
    kind: str
    number: str
    title: str
    document: Letter | Fiche | bytes
    template: LetterTemplate
    facts: dict[str, str]
    blanks: tuple[str, ...]
    file_name: str

    @property
    def media_type(self) -> str:
        return orphanet.MEDIA_TYPE if isinstance(self.document, bytes) else PDF


def printed(draft: Draft, under: Underlay | None) -> bytes:
    """The bytes of a draft to be looked at, PDF but for a structured file, with ``under`` under its first page; the
    same draft gives the same bytes. Raises UserError for a sign that no font has."""
    from crmr_desk.letters.pdf import render  # reportlab is loaded when a letter is wanted, not with the window

    return _made(draft, under, partial(render, draft=True))


def final(draft: Draft, under: Underlay | None) -> bytes:
    """The same to be kept, where what stays free is blank: a PDF is read back first. Raises UserError where it does not
    say all that it should, an accent lost or a name missing."""
    from crmr_desk.letters import reading

    return _made(draft, under, reading.final)


def _made(draft: Draft, under: Underlay | None, make: Callable[[Letter | Fiche, Underlay | None], bytes]) -> bytes:
    if isinstance(draft.document, bytes):
        return draft.document
    try:
        return make(draft.document, under)
    except LetterError as error:
        raise UserError(_said_of(draft.title, error)) from error


def letter_draft(
    a: Assessment,
    recipient: RecipientLine,
    template: LetterTemplate,
    number: str,
    *,
    copies: tuple[str, ...] = (),
    more: Mapping[str, str] = _NOTHING_MORE,
    address: tuple[str, ...] = (),
) -> Draft:
    """One letter from its template. ``more`` are facts that this letter alone has; ``address`` is its address block,
    that of the recipient unless given. Raises UserError for a template that cannot be filled."""
    facts = merge_facts(a, recipient, more)
    frame = _frame(a, number, address or address_of(a, recipient))
    unknown = recipient.detail == UNKNOWN and not address
    try:
        composed = compose(_words(a, template, copies), frame, facts)
    except LetterError as error:
        raise UserError(_said_of(template.title, error)) from error
    return Draft(
        recipient=recipient,
        kind=template.kind,
        number=number,
        title=template.title,
        document=composed.letter,
        template=template,
        facts=facts,
        blanks=(*(MERGE_FIELDS[name] for name in composed.blanks), *((_ADDRESSEE,) if unknown else ())),
        file_name=file_name(a, recipient),
    )


def enclosed(a: Assessment, letter: Draft, template: LetterTemplate) -> tuple[Draft, ...]:
    """What goes with a letter whose template has a sheet: the sheet, and the same facts as a structured file, where
    dates are as 2027-02-01."""
    if not template.sheet:
        return ()
    plain = letter.facts | {name: day.isoformat() for name, day in days_of(a).items() if day is not None}
    shown, told = (
        tuple((line.label, line.value.format_map(facts)) for line in template.sheet) for facts in (letter.facts, plain)
    )
    return (_sheet(a, letter, shown), _data(a, letter, told))


def _sheet(a: Assessment, letter: Draft, rows: tuple[tuple[str, str], ...]) -> Draft:
    number = f"{letter.number}-F"
    fiche, _empty_rows = compose_fiche(
        Fiche(
            letterhead=letterhead(a.bureau),
            reference=number,
            dateline=_dateline(a),
            title=f"Fiche {a.facts.name}",
            subtitle=letter.facts["centre_title"],
            sections=(Section("Changement à reporter", rows),),
        )
    )
    return replace(
        letter,
        kind=f"{letter.kind}{SHEET}",
        number=number,
        title="Fiche pour Orphanet",
        document=fiche,
        blanks=(),
        file_name=file_name(a, replace(letter.recipient, part="sheet")),
    )


def _data(a: Assessment, letter: Draft, rows: tuple[tuple[str, str], ...]) -> Draft:
    number = f"{letter.number}-D"
    return replace(
        letter,
        kind=f"{letter.kind}{DATA}",
        number=number,
        title="Données structurées pour Orphanet",
        document=orphanet.structured_file([("Référence", number), *rows]),
        blanks=(),
        file_name=file_name(a, replace(letter.recipient, part="data"), orphanet.SUFFIX),
    )


def _words(a: Assessment, template: LetterTemplate, copies: tuple[str, ...]) -> Words:
    return Words(
        form=Form(template.form),
        subject=template.subject,
        body=template.body,
        places=cited(a.pack, (template.place, *template.general_law)),
        salutation=template.salutation,
        closing=template.closing,
        enclosures=template.enclosures,
        copies=copies,
        remedies=a.pack.remedies if template.remedies and not a.recorded else (),
    )


def cited(pack: Pack, codes: Iterable[str]) -> tuple[str, ...]:
    """The texts on which a letter rests, by the codes of their places; one that only courtesy prompts cites none. Rules
    that nobody has confirmed say so in front, and cite no place of a text that was not read."""
    places = [pack.places[code] for code in dict.fromkeys(codes) if code != OUTSIDE_THE_TEXT]
    title, marked = (f"{words[0].lower()}{words[1:]}" for words in (pack.title, pack.marked_title))
    found = (
        f"{title}, {place.long[0].lower()}{place.long[1:]}" if place.in_instruction else place.long
        for place in places
        if pack.instruction or not place.in_instruction
    )
    return (*((marked,) if pack.to_verify else ()), *found)


def _said_of(title: str, error: LetterError) -> str:
    """What is wrong with a letter, in one sentence that names it."""
    said = str(error)
    return f"{title}\u00a0: {said[:1].lower()}{said[1:]}"


def _frame(a: Assessment, number: str, address: tuple[str, ...]) -> Frame:
    lines = a.bureau
    return Frame(
        letterhead=letterhead(lines),
        contact=Contact(a.dossier.instructor, lines.phone, lines.email),
        reference=number,
        dateline=_dateline(a),
        sender=lines.sender,
        addressee=address,
        signatory=signatory_of(lines, a.signatories, str(a.dossier.answers.get("decision.signatory") or ""), a.today),
    )


def signatory_of(lines: Bureau, known: Sequence[SignatoryRow], name: str, day: dt.date) -> Signatory:
    """Who signs: as the register knows him, else under the lines of the bureau. Whoever has no delegation any more is
    printed under those too: ``why_not_signing`` keeps that letter from being written."""
    found = signing_as(known, name, day)
    if found is not None:
        return Signatory(found.lines.quality, found.lines.capacity, found.lines.name, found.lines.delegation)
    return Signatory(lines.quality, lines.capacity, name, lines.delegation)


def letterhead(lines: Bureau) -> Letterhead:
    """The lines of the bureau at the head of a paper."""
    address = tuple(lines.address.splitlines())
    return Letterhead(lines.direction, lines.sub_direction, lines.bureau, address, lines.phone, lines.email)


def _dateline(a: Assessment) -> str:
    return f"{a.bureau.place}, le {french_date(a.today)}"
