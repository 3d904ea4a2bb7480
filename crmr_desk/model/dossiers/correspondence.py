"""The letters of a dossier: composed from its facts, previewed, kept as PDF by the decision, marked sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from crmr_desk.model.bureau.letterheads import underlay_in
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.drafts import DATA, SHEET, Draft, enclosed, letter_draft, printed
from crmr_desk.model.dossiers.grid import recipient_lines
from crmr_desk.model.dossiers.kept_letters import framed, next_exchange
from crmr_desk.model.dossiers.letter_states import DECISION
from crmr_desk.model.dossiers.live_words import LivePages, Told, framing, live_pages, texts_of
from crmr_desk.model.dossiers.merge_ways import ways_of
from crmr_desk.model.dossiers.records import dossier_of, kept_letters
from crmr_desk.model.dossiers.rows import LetterLine
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow


def drafts_of(a: Assessment) -> tuple[Draft, ...]:
    """Every letter that the decision would write, in the order of the grid; a fiche and a file follow their letter."""
    return tuple(_drafts(a))


def preview(db: Database, dossier_id: int, kind: str, who: str, of: str, today: dt.date) -> bytes:
    """One letter as it would be written on ``today``: a PDF, or the CSV of a structured file. Raises UserError when it
    cannot be made."""
    with db.reading() as session:
        draft = _draft(assess(session, dossier_of(session, dossier_id), today), (kind, who, of))
        under = underlay_in(session, today)
    return printed(draft, under)


def live_preview(db: Database, dossier_id: int, kind: str, who: str, of: str, today: dt.date) -> LivePages:
    """The same, with its merged words; they are compared with the letter that the same recipient was last sent, or was
    to be sent. Raises UserError when it cannot be made."""
    with db.reading() as session:
        a = assess(session, dossier_of(session, dossier_id), today)
        draft, under = _draft(a, (kind, who, of)), underlay_in(session, today)
        last = next((row for row in a.letters[::-1] if (row.kind, row.who, row.of) == (kind, who, of)), None)
        told = Told(
            texts_of(a.pack.letter(kind.removesuffix(SHEET).removesuffix(DATA)), kind, a.pack.remedies),
            {**draft.facts, **framed(draft), **framing(a.bureau, a.dossier.instructor)},
            last.facts if last is not None else None,
            f"le courrier {last.number}" if last is not None else "",
        )
        ways = ways_of(a, who, of)
    content = printed(draft, under)
    return LivePages(content) if isinstance(draft.document, bytes) else live_pages(content, told, ways, locked=False)


def _draft(a: Assessment, cell: tuple[str, str, str]) -> Draft:
    for draft in _drafts(a):
        if (draft.kind, draft.recipient.who, draft.recipient.of) == cell:
            return draft
    raise UserError("Ce courrier n’est plus prévu\u00a0: la situation a changé depuis.")


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
        number = next_exchange(a, rank) if a.outcome == "adjourned" else f"{a.dossier.number}/N{rank}"
        letter = letter_draft(a, recipient, template, number, copies=copies if recipient.part == "notified" else ())
        yield letter
        yield from enclosed(a, letter, template)
