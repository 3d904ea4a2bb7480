"""The letters of a dossier: composed from its facts, previewed, kept as PDF by the decision, marked sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from crmr_desk.model.bureau.letterheads import underlay_in
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.drafts import Draft, enclosed, letter_draft, printed
from crmr_desk.model.dossiers.grid import recipient_lines
from crmr_desk.model.dossiers.kept_letters import next_exchange
from crmr_desk.model.dossiers.letter_states import DECISION
from crmr_desk.model.dossiers.live_drafts import live_draft
from crmr_desk.model.dossiers.live_words import LivePages
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
    """The same, with its merged words, as ``live_draft`` tells them. Raises UserError when it cannot be made."""
    return live_draft(db, dossier_id, today, lambda a: _draft(a, (kind, who, of)))


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
