"""« Données modifiées depuis »: what a kept letter prints and would print otherwise today."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.letters.content import Letter
from crmr_desk.model.correspondence.choosing import chosen
from crmr_desk.model.correspondence.frames import FrameOfDay, frame_in
from crmr_desk.model.correspondence.recomposing import Anew
from crmr_desk.model.correspondence.reminders.again import NO_LONGER_DUE, lines_now
from crmr_desk.model.correspondence.reminders.rows import ReminderLine
from crmr_desk.model.correspondence.rows import ChangedFact
from crmr_desk.model.dossiers.around import Around
from crmr_desk.model.dossiers.drafts import Draft
from crmr_desk.model.dossiers.kept_letters import ADDRESS
from crmr_desk.model.dossiers.letter_states import DATA, OVER, REMINDER, SHEET
from crmr_desk.model.dossiers.records import dossiers_of
from crmr_desk.model.dossiers.rule_packs import active_pack_in
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.rules import LetterTemplate, Pack
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow

_FIELD: Final = re.compile(r"\{([a-z_]+)\}")
_ADDRESS_LABEL: Final = "adresse du destinataire"
_ADDRESSEE_LABEL: Final = "destinataire"
_WHOLE_LABEL: Final = "ce que dit le courrier"


def changed_since(db: Database, letter_ids: Sequence[int], today: dt.date) -> dict[int, tuple[ChangedFact, ...]]:
    """The facts that each of these letters prints and that read otherwise on ``today``, by letter; a letter of which
    nothing changed is not there, nor one that was lifted or replaced. Each dossier is judged once for all its letters,
    and the reminders are found again by one look at what is due, for each kind.

    Dates and days of the letter itself are no facts: a letter is not out of date because a day has gone by. Who writes,
    who signs and the letterhead count until it leaves (``frames``). Raises UserError for a letter that is no longer
    there.
    """
    if not letter_ids:
        return {}
    changed: dict[int, tuple[ChangedFact, ...]] = {}
    with db.reading() as session:
        rows = [row for row in chosen(session, letter_ids) if row.state not in OVER]
        changed |= _of_dossiers(session, _by_dossier(rows), today)
    changed |= _of_reminders(db, [row for row in rows if row.purpose == REMINDER], today)
    return changed


def _by_dossier(rows: Sequence[LetterRow]) -> Mapping[int, list[LetterRow]]:
    found: dict[int, list[LetterRow]] = defaultdict(list)
    for row in rows:
        if row.dossier_id is not None:
            found[row.dossier_id].append(row)
    return found


def _of_dossiers(
    session: Session, by_dossier: Mapping[int, Sequence[LetterRow]], today: dt.date
) -> Iterator[tuple[int, tuple[ChangedFact, ...]]]:
    around, dossiers = Around(session, [*by_dossier]), dossiers_of(session, [*by_dossier])
    frame = FrameOfDay(around.bureau(today), around.file_laid(today), around.signatories, today)
    for dossier_id, rows in by_dossier.items():
        anew = Anew(session, dossiers[dossier_id], today, around)
        for row in rows:
            differences = tuple(_differences(anew, frame, row))
            if differences:
                yield row.id, differences


def _of_reminders(
    db: Database, rows: Sequence[LetterRow], today: dt.date
) -> Iterator[tuple[int, tuple[ChangedFact, ...]]]:
    if not rows:
        return
    lines = lines_now(db, rows, today)
    with db.reading() as session:
        pack, frame = active_pack_in(session), frame_in(session, today)
    for row in rows:
        differences = tuple(_since_reminder(pack, frame, row, lines.get(row.id)))
        if differences:
            yield row.id, differences


def _since_reminder(pack: Pack, frame: FrameOfDay, row: LetterRow, line: ReminderLine | None) -> Iterator[ChangedFact]:
    if line is None:
        yield ChangedFact(_WHOLE_LABEL, row.facts["title"], NO_LONGER_DUE)
        return
    for field in printed_fields(pack.letter(line.template), line.template):
        before, now = row.facts.get(field, ""), line.facts.get(field)
        if now is not None and before != now:
            yield ChangedFact(MERGE_FIELDS[field], before, now)
    yield from _addressee(row, line.addressee, "\n".join(line.address))
    yield from frame.changed(row, frame.of_reminder(row))


def _differences(anew: Anew, frame: FrameOfDay, row: LetterRow) -> Iterator[ChangedFact]:
    try:
        draft = anew.draft(row)
    except UserError as error:
        yield ChangedFact(_WHOLE_LABEL, row.facts["title"], str(error))
        return
    now = {**draft.facts, **frame.of_document(draft.document, anew.a.dossier.instructor)}
    for field in printed_fields(anew.template(row.kind), row.kind):
        before, after = str(row.facts.get(field, "")), now.get(field, "")
        if before != after:
            yield ChangedFact(MERGE_FIELDS.get(field, field), before, after)
    yield from _addressee(row, draft.recipient.name, now.get(ADDRESS, ""))
    yield from frame.changed(row, now, remedies=_has_remedies(draft))


def _has_remedies(draft: Draft) -> bool:
    return isinstance(draft.document, Letter) and bool(draft.document.words.remedies)


def _addressee(row: LetterRow, name: str, address: str) -> Iterator[ChangedFact]:
    """Letters kept before their address block was say nothing of it."""
    if row.addressee != name:
        yield ChangedFact(_ADDRESSEE_LABEL, row.addressee, name)
    before, now = (_in_one_line(block) for block in (row.facts.get(ADDRESS, ""), address))
    if before and before != now:
        yield ChangedFact(_ADDRESS_LABEL, before, now)


def _in_one_line(block: str) -> str:
    """An address block, whatever spaces typography has put into it."""
    return ", ".join(" ".join(line.split()) for line in block.splitlines())


def printed_fields(template: LetterTemplate, kind: str) -> tuple[str, ...]:
    """The merge fields that a letter of this kind prints, in their order: those of the sheet for a fiche or a file."""
    if kind.endswith((SHEET, DATA)):
        texts = [line.value for line in template.sheet]
    else:
        texts = [template.subject, template.salutation, *template.body, template.closing, *template.enclosures]
    return tuple(dict.fromkeys(name for text in texts for name in _FIELD.findall(text)))
