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
        drafts = drafts_of(assess(session, dossier_of(session, dossier_id), today))
        under = underlay_in(session, today)
    for draft in drafts:
        if (draft.kind, draft.recipient.who, draft.recipient.of) == (kind, who, of):
            return printed(draft, under)
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
