"""A kept letter of a dossier as it would be written today, to say what changed since or to write it anew.

A decided dossier is judged on the day of its decision: who left, who was designated, whom the text names then stay
what they were. What the register calls them, where they are written to and who signs are those of today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.letters.content import Letter, Signatory
from crmr_desk.letters.typography import french
from crmr_desk.model.dossiers.around import Around
from crmr_desk.model.dossiers.asked_opinions import opinion_lines
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.awaited import REPLY_BY, REQUEST_PIECES
from crmr_desk.model.dossiers.correspondence import drafts_of
from crmr_desk.model.dossiers.drafts import Draft, letter_draft, signatory_of
from crmr_desk.model.dossiers.exchange_letters import (
    ACKNOWLEDGEMENT,
    OpinionRequest,
    asked_of,
    opinion_letter,
    pieces_letter,
    receipt_letter,
)
from crmr_desk.model.dossiers.grid import words_of
from crmr_desk.model.dossiers.kept_letters import SIGNATORY
from crmr_desk.model.dossiers.letter_states import DATA, DECISION, SHEET
from crmr_desk.model.dossiers.records import judged_on
from crmr_desk.model.dossiers.rows import OpinionLine, RecipientLine
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.rules import LetterTemplate
from crmr_desk.model.store.schema import Dossier, LetterRow
from crmr_desk.model.terms import short_date

_OF_THE_OCCASION: Final = ("decision_reasons", "visa_date", "informed_sentence")
"""Facts of an adjournment that the dossier has lost since: its decision was cleared, to be taken another day."""
_NO_LONGER: Final = "Ce courrier n’est plus prévu\u00a0: la situation du dossier a changé depuis."
_OPINIONS: Final = ("request_", "reminder_")


class Anew:
    """The letters of one dossier as they would be written on ``today``, judged once for all of them; ``around`` where
    several dossiers are judged together."""

    def __init__(self, session: Session, dossier: Dossier, today: dt.date, around: Around | None = None) -> None:
        around = around or Around(session, [dossier.id])
        judged = assess(session, dossier, judged_on(dossier, today), called_on=today, around=around)
        self.a: Final = replace(judged, today=today, bureau=around.bureau(today))

    @cached_property
    def _of_decision(self) -> dict[tuple[str, str, str], Draft]:
        return {(each.kind, each.recipient.who, each.recipient.of): each for each in drafts_of(self.a)}

    def draft(self, row: LetterRow) -> Draft:
        """The letter of ``row``, under the number that its place in the dossier gives. Raises UserError where it would
        no longer be written."""
        if row.purpose == DECISION:
            found = self._of_decision.get((row.kind, row.who, row.of))
            if found is None:
                raise UserError(_NO_LONGER)
            return found
        return _signed_by(self.a, self._exchanged(row), row.facts.get(SIGNATORY, ""))

    def template(self, kind: str) -> LetterTemplate:
        """The words of a letter, or of the one that a fiche or a file goes with."""
        return self.a.pack.letter(kind.removesuffix(SHEET).removesuffix(DATA))

    def _exchanged(self, row: LetterRow) -> Draft:
        if row.kind == REQUEST_PIECES:
            return pieces_letter(self.a, dt.date.fromisoformat(row.facts[REPLY_BY]))
        if row.kind == ACKNOWLEDGEMENT:
            return receipt_letter(self.a)
        if row.kind.startswith(_OPINIONS):
            return self._opinion(row)
        return self._adjournment(row)

    def _opinion(self, row: LetterRow) -> Draft:
        line = next(self._lines_of(row), None)
        if line is None or line.asked_on is None or line.due_on is None:
            raise UserError(_NO_LONGER)
        asked = OpinionRequest(line, line.body, line.asked_on, line.due_on)
        return opinion_letter(self.a, asked, reminder=row.kind.startswith("reminder_"))

    def _lines_of(self, row: LetterRow) -> Iterator[OpinionLine]:
        """The opinion that a letter asks for, by its words; then any other that it could be."""
        could_be = [line for line in opinion_lines(self.a) if (asked_of(line.kind), line.of) == (row.who, row.of)]
        said = row.facts.get("opinion", "").lower()
        yield from (line for line in could_be if said.startswith(line.label.replace("\u00a0:", ",").lower()))
        yield from could_be

    def _adjournment(self, row: LetterRow) -> Draft:
        name, detail = words_of(self.a, row.who, row.of)
        recipient = RecipientLine(
            who=row.who, of=row.of, name=name, detail=detail, part="notified", place="", ordered=False, included=True,
            channel=row.channel, reason="", letter_kind=row.kind,
        )  # fmt: skip
        then = {field: row.facts[field] for field in _OF_THE_OCCASION if row.facts.get(field)}
        return letter_draft(self.a, recipient, self.template(row.kind), row.number, more=then)


def refuse_past_reply(row: LetterRow, today: dt.date) -> None:
    """Raises UserError for a letter that asks for an answer by a day that has gone by: written anew it would leave no
    time for it."""
    asked = row.facts.get(REPLY_BY)
    if asked and dt.date.fromisoformat(asked) <= today:
        raise UserError(
            f"Le courrier {row.number} attend une réponse pour le {short_date(dt.date.fromisoformat(asked))}, qui est"
            " passé\u00a0: écrivez une nouvelle demande."
        )


def _signed_by(a: Assessment, draft: Draft, name: str) -> Draft:
    """The same letter, signed by whom the dossier named when it was written, where it names nobody any more."""
    if not isinstance(draft.document, Letter) or draft.document.frame.signatory.name or not name:
        return draft
    signs = signatory_of(a.bureau, a.signatories, name, a.today)
    signatory = Signatory(*map(french, (signs.quality, signs.capacity, signs.name, signs.delegation)))
    frame = replace(draft.document.frame, signatory=signatory)
    return replace(draft, document=replace(draft.document, frame=frame))


def numbered_as(draft: Draft, number: str) -> Draft:
    """The same letter under another number, which it prints."""
    document = draft.document
    if isinstance(document, Letter):
        document = replace(document, frame=replace(document.frame, reference=number))
    elif not isinstance(document, bytes):
        document = replace(document, reference=number)
    else:
        document = document.replace(draft.number.encode(), number.encode())
    return replace(draft, number=number, document=document)
