"""One reminder as a letter: its template in the active rules, the facts of its line, the lines of the bureau."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from crmr_desk.letters.compose import compose
from crmr_desk.letters.content import Contact, Form, Frame, Letter, LetterError, Signatory, Words
from crmr_desk.model.bureau.letterheads import FileLaid, file_laid, underlay_in
from crmr_desk.model.bureau.lines import Bureau, letterhead_in, lines_of
from crmr_desk.model.bureau.signatories import signatories_in, why_not_signing
from crmr_desk.model.correspondence.reminders.due import proposed_reply
from crmr_desk.model.correspondence.reminders.rows import ReminderLine, Wording
from crmr_desk.model.dossiers.awaited import REPLY_BY
from crmr_desk.model.dossiers.drafts import cited, letterhead, signatory_of
from crmr_desk.model.dossiers.kept_letters import SIGNATORY, surroundings
from crmr_desk.model.dossiers.rule_packs import active_pack_in
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.rules import LetterTemplate, Pack
from crmr_desk.model.terms import french_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crmr_desk.letters.letterhead import Underlay

_SUBJECT, _PARAGRAPH = "typed_subject", "typed_paragraph"
"""Where a letter keeps, among its facts, what was typed for its pass."""
UNNUMBERED: Final = "projet"
"""Stands for the number of a letter that is only looked at."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What all the letters of a pass share: the rules, who writes and signs, the day, and what was typed. ``under`` is
    laid under the first page of each."""

    pack: Pack
    bureau: Bureau
    signatory: Signatory
    under: Underlay | None
    laid: FileLaid
    who: str
    today: dt.date
    wording: Wording

    @property
    def shared_facts(self) -> Mapping[str, str]:
        """What each letter merges, whoever reads it."""
        reply = self.wording.reply_by or proposed_reply(self.today)
        return {"reply_by": french_date(reply), "instruction": self.pack.instruction}


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter ready to be printed, and the facts that it was made of; those that are empty are left out."""

    line: ReminderLine
    number: str
    title: str
    letter: Letter
    facts: Mapping[str, str]


def pass_in(session: Session, who: str, today: dt.date, wording: Wording) -> Pass:
    """The rules and the bureau in force. Raises UserError for a signatory whose delegation does not cover the day, and
    UserError or PackError for rules that do not read."""
    letterhead, known = letterhead_in(session, today), signatories_in(session)
    lines = lines_of(letterhead)
    problem = why_not_signing(known, wording.signatory, today)
    if problem:
        raise UserError(problem)
    signatory = signatory_of(lines, known, wording.signatory, today)
    under, laid = underlay_in(session, today), file_laid(session, letterhead)
    return Pass(active_pack_in(session), lines, signatory, under, laid, who, today, wording)


def composed(shared: Pass, line: ReminderLine, number: str) -> Reminder:
    """The letter of one line. Raises UserError for a template that cannot be filled, or a blank in it."""
    template = shared.pack.letter(line.template)
    known = {**line.facts, **shared.shared_facts, "place": _place(shared.pack, line.place)}
    facts = {name: known.get(name, "") for name in MERGE_FIELDS}
    try:
        made = compose(_words(shared, template, line), _frame(shared, line, number), facts)
    except LetterError as error:
        raise UserError(f"{template.title}\u00a0: {error}") from error
    if made.blanks:
        lacking = ", ".join(MERGE_FIELDS[name] for name in made.blanks)
        raise UserError(f"{template.title}, {line.addressee}, {line.centre}\u00a0: il y manque {lacking}.")
    told = {name: value for name, value in facts.items() if value}
    told |= surroundings(made.letter, shared.bureau, shared.who, shared.laid)
    return Reminder(line, number, template.title, made.letter, {**told, **_typed(shared)})


def typed_in(facts: Mapping[str, str]) -> Wording:
    """What was typed for a letter that is kept, as its facts tell it."""
    reply = facts.get(REPLY_BY)
    return Wording(
        facts.get(_SUBJECT, ""), facts.get(_PARAGRAPH, ""), dt.date.fromisoformat(reply) if reply else None,
        facts.get(SIGNATORY, ""),
    )  # fmt: skip


def _typed(shared: Pass) -> Mapping[str, str]:
    reply = shared.wording.reply_by or proposed_reply(shared.today)
    typed = {_SUBJECT: shared.wording.subject, _PARAGRAPH: shared.wording.paragraph, REPLY_BY: reply.isoformat()}
    return {name: words for name, words in typed.items() if words}


def _words(shared: Pass, template: LetterTemplate, line: ReminderLine) -> Words:
    """The words of the template, with what was typed: the free paragraph stands before the last."""
    typed = tuple(shared.wording.paragraph.splitlines())
    words = Words(
        form=Form(template.form),
        subject=template.subject,
        body=(*template.body[:-1], *typed, *template.body[-1:]),
        places=cited(shared.pack, (line.place, template.place, *template.general_law)),
        salutation=template.salutation,
        closing=template.closing,
        enclosures=template.enclosures,
    )
    return replace(words, subject=shared.wording.subject) if shared.wording.subject else words


def _frame(shared: Pass, line: ReminderLine, number: str) -> Frame:
    lines = shared.bureau
    return Frame(
        letterhead=letterhead(lines),
        contact=Contact(shared.who, lines.phone, lines.email),
        reference=number,
        dateline=f"{lines.place}, le {french_date(shared.today)}",
        sender=lines.sender,
        addressee=line.address or (line.addressee,),
        signatory=shared.signatory,
    )


def _place(pack: Pack, code: str) -> str:
    """« l’annexe 1, A, c, », to be followed by « de l’instruction »."""
    long = pack.place_label(code)
    return f"l’{long[0].lower()}{long[1:]},"
