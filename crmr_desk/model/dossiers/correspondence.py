"""The letters of a dossier: composed from its facts, previewed, kept as PDF by the decision, marked sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

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
from crmr_desk.model.dossiers.addresses import address_of
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.bureau import Bureau
from crmr_desk.model.dossiers.grid import recipient_lines
from crmr_desk.model.dossiers.letter_names import file_name
from crmr_desk.model.dossiers.letter_states import DECISION
from crmr_desk.model.dossiers.merge import merge_facts
from crmr_desk.model.dossiers.records import dossier_of, kept_letters
from crmr_desk.model.dossiers.rows import LetterLine, RecipientLine
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.rules import LetterTemplate
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.terms import french_date

OUTSIDE_THE_TEXT: Final = "hors texte"
"""The place of what no text asks for."""
SHEET: Final = "_sheet"
"""What the kind of a fiche adds to the kind of the letter that it goes with."""


_NOTHING_MORE: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter or fiche ready to be printed. ``blanks`` are the French names of what it still lacks."""

    recipient: RecipientLine
    kind: str
    number: str
    title: str
    document: Letter | Fiche
    facts: dict[str, str]
    blanks: tuple[str, ...]
    file_name: str


def drafts_of(a: Assessment) -> tuple[Draft, ...]:
    """Every letter that the decision would write, in the order of the grid; a fiche follows its letter."""
    return tuple(_drafts(a))


def preview(db: Database, dossier_id: int, kind: str, who: str, of: str, today: dt.date) -> bytes:
    """The PDF of one letter as it would be written on ``today``. Raises UserError when it cannot be made."""
    with db.reading() as session:
        drafts = drafts_of(assess(session, dossier_of(session, dossier_id), today))
    for draft in drafts:
        if (draft.kind, draft.recipient.who, draft.recipient.of) == (kind, who, of):
            return printed(draft)
    raise UserError("Ce courrier n’est plus prévu\u00a0: la situation a changé depuis.")


def printed(draft: Draft) -> bytes:
    """The PDF of a draft; the same draft gives the same bytes. Raises UserError for a sign that no font has."""
    from crmr_desk.letters.pdf import render  # reportlab is loaded when a letter is wanted, not with the window

    try:
        return render(draft.document)
    except LetterError as error:
        raise UserError(_said_of(draft.title, error)) from error


def draft_lines(a: Assessment) -> tuple[LetterLine, ...]:
    """The letters to come, as the wizard lists them."""
    return tuple(
        LetterLine(
            id=None,
            number=draft.number,
            kind=draft.kind,
            who=draft.recipient.who,
            of=draft.recipient.of,
            title=draft.title,
            addressee=draft.recipient.name,
            channel=draft.recipient.channel,
            state="draft",
            sent_on=None,
            file_name=draft.file_name,
            blanks=draft.blanks,
        )
        for draft in drafts_of(a)
    )


def letters_of(db: Database, dossier_id: int) -> list[LetterLine]:
    """The letters kept by the decision, in their order."""
    with db.reading() as session:
        return [letter_line(row) for row in kept_letters(session, dossier_id) if row.purpose == DECISION]


def letter_line(row: LetterRow) -> LetterLine:
    """A kept letter as the wizard lists it."""
    return LetterLine(
        id=row.id,
        number=row.number,
        kind=row.kind,
        who=row.who,
        of=row.of,
        title=row.facts["title"],
        addressee=row.addressee,
        channel=row.channel,
        state=row.state,
        sent_on=row.sent_on,
        file_name=row.file_name,
        blanks=(),
        purpose=row.purpose,
        acknowledged_on=row.acknowledged_on,
        reason=row.reason,
    )


def _drafts(a: Assessment) -> Iterator[Draft]:
    included = [line for line in recipient_lines(a) if line.included]
    copies = tuple(line.name for line in included if line.part == "courtesy")
    for rank, recipient in enumerate(included, start=1):
        template = a.pack.letter(recipient.letter_kind)
        number = f"{a.dossier.number}/N{rank}"
        yield letter_draft(a, recipient, template, number, copies=copies if recipient.part == "notified" else ())
        if template.sheet:
            yield _sheet(a, recipient, template, f"{number}-F")


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
    facts = {**merge_facts(a, recipient), **more}
    frame = _frame(a, number, address or address_of(a, recipient))
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
        facts=facts,
        blanks=tuple(MERGE_FIELDS[name] for name in composed.blanks),
        file_name=file_name(a, recipient),
    )


def _sheet(a: Assessment, recipient: RecipientLine, template: LetterTemplate, number: str) -> Draft:
    facts = merge_facts(a, recipient)
    rows = tuple((line.label, line.value.format_map(facts)) for line in template.sheet)
    head = _letterhead(a.bureau)
    fiche, _empty_rows = compose_fiche(
        Fiche(
            letterhead=head,
            reference=number,
            dateline=_dateline(a),
            title=f"Fiche {a.facts.crmr.name}",
            subtitle=a.facts.crmr.title,
            sections=(Section("Changement à reporter", rows),),
        )
    )
    return Draft(
        recipient=recipient,
        kind=f"{template.kind}{SHEET}",
        number=number,
        title="Fiche pour Orphanet",
        document=fiche,
        facts=facts,
        blanks=(),
        file_name=file_name(a, replace(recipient, part="sheet")),
    )


def _words(a: Assessment, template: LetterTemplate, copies: tuple[str, ...]) -> Words:
    return Words(
        form=Form(template.form),
        subject=template.subject,
        body=template.body,
        places=_cited(a, template),
        salutation=template.salutation,
        closing=template.closing,
        enclosures=template.enclosures,
        copies=copies,
        remedies=a.pack.remedies if template.remedies else (),
    )


def _cited(a: Assessment, template: LetterTemplate) -> tuple[str, ...]:
    """The texts on which a letter rests; one that only courtesy prompts cites none."""
    codes = dict.fromkeys((template.place, *template.general_law))
    places = [a.pack.places[code] for code in codes if code != OUTSIDE_THE_TEXT]
    act = f"{a.pack.title[0].lower()}{a.pack.title[1:]}"
    return tuple(
        f"{act}, {place.long[0].lower()}{place.long[1:]}" if place.in_instruction else place.long for place in places
    )


def _said_of(title: str, error: LetterError) -> str:
    """What is wrong with a letter, in one sentence that names it."""
    said = str(error)
    return f"{title}\u00a0: {said[:1].lower()}{said[1:]}"


def _frame(a: Assessment, number: str, address: tuple[str, ...]) -> Frame:
    lines = a.bureau
    return Frame(
        letterhead=_letterhead(lines),
        contact=Contact(a.dossier.instructor, lines.phone, lines.email),
        reference=number,
        dateline=_dateline(a),
        sender=lines.sender,
        addressee=address,
        signatory=Signatory(
            quality=lines.quality,
            capacity=lines.capacity,
            name=str(a.dossier.answers.get("decision.signatory") or ""),
            delegation=lines.delegation,
        ),
    )


def _letterhead(lines: Bureau) -> Letterhead:
    address = tuple(lines.address.splitlines())
    return Letterhead(lines.direction, lines.sub_direction, lines.bureau, address, lines.phone, lines.email)


def _dateline(a: Assessment) -> str:
    return f"{a.bureau.place}, le {french_date(a.today)}"
