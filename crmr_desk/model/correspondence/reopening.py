"""« Reprendre »: a kept letter is never changed; a new edition is written from the facts of today, and replaces it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from crmr_desk.letters.content import Letter
from crmr_desk.model.correspondence.choosing import chosen
from crmr_desk.model.correspondence.recomposing import Anew, numbered_as, refuse_past_reply
from crmr_desk.model.correspondence.reminders.again import WrittenAnew, said_first, written_anew
from crmr_desk.model.dossiers.drafts import PDF, Draft
from crmr_desk.model.dossiers.kept_letters import EDITION, LETTERHEAD_SHA256, SUBJECT, keep_letter, numbered
from crmr_desk.model.dossiers.letter_states import GONE_OUT, LIFTED, REMINDER, REPLACED, SIGNED, TO_SIGN
from crmr_desk.model.dossiers.merge_sources import LABELS
from crmr_desk.model.dossiers.records import ABANDONED, CLOSED, dossier_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.terms import french_date, short_date

_PRINTED: Final = frozenset({*LABELS, "title", SUBJECT, LETTERHEAD_SHA256})
"""Facts that are composed anew; the others (the day of an answer) go on to the next edition."""
_TITLE: Final = "Reprise d’un courrier"


def reopen(db: Database, letter_id: int, reason: str, *, today: dt.date) -> tuple[int, Changes]:
    """Write the next edition of a letter from the facts of ``today``, final, under its number with « -v2 »; the one
    before stays as it was printed, replaced. Returns the id of the new one.

    A letter that was signed or has left is written anew for a ``reason`` only, which the former edition keeps; the new
    one then says that it « annule et remplace » the former, which no text asks: it is our proposal. Raises UserError
    without that reason, for a letter that was lifted or replaced, or would no longer be written, and when its dossier
    is closed or abandoned.
    """
    printed = _reminder(db, letter_id, reason, today)
    with db.writing(_TITLE) as session:
        (row,) = chosen(session, [letter_id])
        _refuse(row, reason)
        made = _kept(session, row, printed) if printed is not None else _next_edition(session, row, today)
        made.edition, made.replaces_id, made.channel = row.edition + 1, row.id, row.channel
        if row.state == TO_SIGN:
            row.signing_list_id = None
        row.state, row.reason = REPLACED, reason.strip()
        session.flush()
        made_id = made.id
    return made_id, session.changes


def _refuse(row: LetterRow, reason: str) -> None:
    if row.state == LIFTED:
        raise UserError(
            f"Le courrier {row.number} a été levé\u00a0: «\u202f{row.reason}\u202f». Annulez d’abord la levée."
        )
    if row.state == REPLACED:
        raise UserError(f"Le courrier {row.number} a déjà été repris\u00a0: reprenez sa dernière édition.")
    if row.state in (SIGNED, *GONE_OUT) and not reason.strip():
        what = f"est parti le {short_date(row.sent_on)}" if row.sent_on is not None else "est signé"
        raise UserError(f"Le courrier {row.number} {what}\u00a0: indiquez pourquoi il est repris.")


def _reminder(db: Database, letter_id: int, reason: str, today: dt.date) -> WrittenAnew | None:
    """A reminder printed anew before the register is written to; None for a letter of a dossier."""
    with db.reading() as session:
        (row,) = chosen(session, [letter_id])
    if row.purpose != REMINDER:
        return None
    _refuse(row, reason)
    edition = row.edition + 1
    said = _replaces(row) if row.state in GONE_OUT else ""
    name = _file_name(row.file_name, edition, today)
    return written_anew(db, row, numbered(row.number, edition), name, today, said)


def _kept(session: WriteSession, row: LetterRow, printed: WrittenAnew) -> LetterRow:
    name = printed.values["file_name"]
    file_id = documents.keep(session, name=name, media_type=PDF, content=printed.content)
    made = LetterRow(**printed.values, batch_id=row.batch_id, file_id=file_id)
    session.add(made)
    return made


def _next_edition(session: WriteSession, row: LetterRow, today: dt.date) -> LetterRow:
    assert row.dossier_id is not None
    refuse_past_reply(row, today)
    dossier = dossier_of(session, row.dossier_id)
    anew = Anew(session, dossier, today)
    if dossier.state in (CLOSED, ABANDONED):
        raise UserError(f"Le dossier {dossier.number} est terminé\u00a0: rouvrez-le avant de reprendre un courrier.")
    edition = row.edition + 1
    draft = numbered_as(anew.draft(row), numbered(row.number, edition))
    if draft.blanks:
        raise UserError(f"{draft.title}\u00a0: il y manque {', '.join(draft.blanks)}. Complétez d’abord le dossier.")
    if row.state in GONE_OUT:
        draft = _replacing(draft, row)
    draft = replace(draft, file_name=_file_name(row.file_name, edition, today))
    carried = {name: value for name, value in row.facts.items() if name not in _PRINTED}
    return keep_letter(session, anew.a, draft, row.purpose, carried)


def _replacing(draft: Draft, row: LetterRow) -> Draft:
    """The same letter, which says first that it takes the place of the one that has left."""
    if not isinstance(draft.document, Letter):
        return draft
    return replace(draft, document=said_first(draft.document, _replaces(row)))


def _replaces(row: LetterRow) -> str:
    return f"Ce courrier annule et remplace celui du {french_date(row.dated)} (réf.\u00a0{row.number})."


def _file_name(name: str, edition: int, today: dt.date) -> str:
    """The name of the edition: its own day, and « -v2 » at the end."""
    path = PurePath(re.sub(r"^\d{4}-\d\d-\d\d", today.isoformat(), name))
    first = re.sub(rf"{EDITION}\d+$", "", path.stem)
    return f"{first}{EDITION}{edition}{path.suffix}"
