"""A letter to come, looked at: its pages, where each word that it merges is filled, and what the last one said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import PurePath

from crmr_desk.model.bureau.letterheads import underlay_in
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.drafts import Draft, printed
from crmr_desk.model.dossiers.kept_letters import EDITION, framed, framing
from crmr_desk.model.dossiers.letter_states import OVER
from crmr_desk.model.dossiers.live_words import LivePages, Told, live_pages, texts_of
from crmr_desk.model.dossiers.merge_ways import ways_of
from crmr_desk.model.dossiers.records import dossier_of
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow


def live_draft(db: Database, dossier_id: int, today: dt.date, drafted: Callable[[Assessment], Draft]) -> LivePages:
    """The letter that ``drafted`` makes of a dossier, as it would be written on ``today``, with its merged words; they
    are compared with the same letter that its recipient was last sent, or is to be sent. Nothing is written. Raises
    UserError when it cannot be made."""
    with db.reading() as session:
        a = assess(session, dossier_of(session, dossier_id), today)
        draft, under = drafted(a), underlay_in(session, today)
        told, ways = _told(a, draft), ways_of(a, draft.recipient.who, draft.recipient.of)
    content = printed(draft, under)
    return LivePages(content) if isinstance(draft.document, bytes) else live_pages(content, told, ways, locked=False)


def _told(a: Assessment, draft: Draft) -> Told:
    last = next((row for row in reversed(a.letters) if _is_same(row, draft)), None)
    return Told(
        texts_of(draft.template, draft.kind, a.pack.remedies),
        {**draft.facts, **framing(a.bureau, a.dossier.instructor), **framed(draft)},
        last.facts if last is not None else None,
        f"le courrier {last.number}" if last is not None else "",
    )


def _is_same(row: LetterRow, draft: Draft) -> bool:
    """Whether a kept letter was the same on another day: a director may be asked for his opinion and for that of the
    directoire, under names of their own. One that was lifted has told nobody anything."""
    recipient = (draft.kind, draft.recipient.who, draft.recipient.of)
    same = (row.kind, row.who, row.of) == recipient and _named(row.file_name) == _named(draft.file_name)
    return same and row.state not in OVER


def _named(file_name: str) -> str:
    """The name of a letter without its day and its edition."""
    return re.sub(rf"^\d{{4}}-\d\d-\d\d|{EDITION}\d+$", "", PurePath(file_name).stem)
