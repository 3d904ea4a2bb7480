"""A kept letter looked at: its pages, where each word that it merged is filled, and what its edition before said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.letters.content import LetterError
from crmr_desk.model.bureau.lines import bureau_in
from crmr_desk.model.correspondence.changed import changed_since
from crmr_desk.model.correspondence.choosing import chosen
from crmr_desk.model.correspondence.listing import letter
from crmr_desk.model.correspondence.reminders import writing
from crmr_desk.model.correspondence.reminders.composing import UNNUMBERED, composed, pass_in, typed_in
from crmr_desk.model.correspondence.reminders.rows import AS_IT_STANDS, ReminderLine, Wording
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.assessment import assess
from crmr_desk.model.dossiers.kept_letters import framing
from crmr_desk.model.dossiers.letter_states import DATA, SHEET
from crmr_desk.model.dossiers.live_words import LivePages, Told, live_pages, texts_of
from crmr_desk.model.dossiers.merge_ways import Sheet, Ways, ways_of
from crmr_desk.model.dossiers.records import dossier_of, judged_on
from crmr_desk.model.dossiers.rule_packs import active_pack_in
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.rules import LetterTemplate, Pack
from crmr_desk.model.store import documents
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow

_PDF: Final = b"%PDF"


def live_letter(db: Database, letter_id: int, today: dt.date) -> LivePages:
    """A kept letter as it was printed, without any signature, with its words and what they would be on ``today``.
    Raises UserError when it is no longer there."""
    with db.reading() as session:
        (row,) = chosen(session, [letter_id])
        file_id = row.file_id
    live = alive(db, letter_id, documents.content_of(db, file_id).content, today)
    changed = changed_since(db, [letter_id], today).get(letter_id, ())
    return live.with_now({fact.label: fact.now for fact in changed})


def alive(db: Database, letter_id: int, shown: bytes, today: dt.date) -> LivePages:
    """The words of a kept letter on the pages that are ``shown``: those printed, or the same with a signature. A scan
    has none, nor has a structured file. Raises UserError when the letter is no longer there."""
    if not shown.startswith(_PDF):
        return LivePages(shown, locked=True)
    kept = letter(db, letter_id)
    with db.reading() as session:
        (row,) = chosen(session, [letter_id])
        try:
            made_of = _of_reminder(session, row, kept) if row.dossier_id is None else _of_dossier(session, row, today)
            return live_pages(shown, *made_of, locked=True)
        except (LetterError, UserError):
            # Its centre is gone, its rules have changed, or the scan is one that another program reads.
            return LivePages(shown, locked=True)


def live_reminder(
    db: Database, kind: str, line: ReminderLine, today: dt.date, wording: Wording = AS_IT_STANDS
) -> LivePages:
    """A reminder as it would be written, with its words; they lead nowhere, for whoever writes a pass is not taken away
    from it, and say where they are filled. Raises UserError as ``writing.preview`` does."""
    content = writing.preview(db, kind, line, today, wording=wording)
    with db.reading() as session:
        shared = pass_in(session, db.who, today, wording)
    made = composed(shared, line, UNNUMBERED)
    template = _as_typed(shared.pack.letter(line.template), made.facts)
    told = Told(texts_of(template, line.template, ()), {**made.facts, **framing(shared.bureau, shared.who)})
    ways = Ways(sheets={"centre": Sheet(line.centre_kind, line.centre_id, line.centre)})
    live = live_pages(content, told, ways, locked=False)
    stay = (replace(word, leads_to=replace(word.leads_to, kind="")) for word in live.words)
    return replace(live, words=tuple(stay))


def _of_dossier(session: Session, row: LetterRow, today: dt.date) -> tuple[Told, Ways]:
    assert row.dossier_id is not None
    dossier = dossier_of(session, row.dossier_id)
    a = assess(session, dossier, judged_on(dossier, today), called_on=today)
    return _told(session, row, a.pack, dossier.instructor), ways_of(a, row.who, row.of)


def _of_reminder(session: Session, row: LetterRow, kept: KeptLetter) -> tuple[Told, Ways]:
    """Words typed for its pass stand in those of the template; nobody instructs it."""
    sheets = {"centre": Sheet(kept.centre_kind, kept.centre_id, kept.centre)} if kept.centre_id else {}
    told = _told(session, row, active_pack_in(session), "")
    return told, Ways(sheets=sheets)


def _told(session: Session, row: LetterRow, pack: Pack, instructor: str) -> Told:
    template = _as_typed(pack.letter(row.kind.removesuffix(SHEET).removesuffix(DATA)), row.facts)
    before = session.get(LetterRow, row.replaces_id) if row.replaces_id is not None else None
    return Told(
        texts_of(template, row.kind, pack.remedies),
        {**framing(bureau_in(session, row.dated), instructor), **row.facts},
        before.facts if before is not None else None,
        f"l’édition {before.edition}" if before is not None else "",
    )


def _as_typed(template: LetterTemplate, facts: Mapping[str, str]) -> LetterTemplate:
    """The words of a reminder with what was typed for all those of its pass."""
    typed = typed_in(facts)
    body = (*template.body[:-1], *typed.paragraph.splitlines(), *template.body[-1:])
    return replace(template, subject=typed.subject or template.subject, body=body)
