"""The life of an import before it is applied: received, chosen about, handed over, abandoned."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import keep, plain_name
from crmr_desk.model.store.schema import ImportRecipe, StoredFile, WorkbookImport
from crmr_desk.model.store.words import quoted
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.imports import books, last_checks
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind, Choices
from crmr_desk.workbooks.imports.draft import recipes_of
from crmr_desk.workbooks.imports.draft_view import draft_view
from crmr_desk.workbooks.imports.records import (
    ChoiceKey,
    choices_of,
    draft_in,
    drop_choices,
    import_of,
    own_draft,
    put_choices,
    sender_of,
)
from crmr_desk.workbooks.imports.rows import ImportState
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.incoming.recipes import RecipeMatch, best_recipe
from crmr_desk.workbooks.incoming.recognise import list_kind, tables
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.returning.baseline import baseline_of

__all__ = [
    "ALREADY_RECEIVED",
    "abandon",
    "choose",
    "draft_view",
    "receive",
    "set_kind",
    "set_sender",
    "take_up",
    "withdraw",
]

ALREADY_RECEIVED = "already_received"
"""The key of the confirmation that ``receive`` asks for."""

_READ_AS = {
    ListKind.ARS: "lu comme la liste d’une agence",
    ListKind.NETWORK: "lu comme une liste nationale de centres",
    ListKind.HOSPITALS: "lu comme une liste d’établissements",
}
_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}


def receive(
    db: Database,
    *,
    name: str,
    content: bytes,
    region: str | None,
    sender: str,
    received_on: dt.date,
    today: dt.date,
    confirmed: Collection[str] = (),
) -> tuple[int, Changes]:
    """Keep a file that somebody sent, as a draft of the colleague who asks; returns its id.

    The file is read first: one that cannot be read leaves nothing. ``region`` is the INSEE code of the agency's region,
    None for a national list; ``sender`` its words, "" for the usual ones. A file that answers one of our return
    workbooks is tied to the import that it answers, and its columns are read as they were there. Raises UserError for
    what is no workbook, or a day of receipt to come, NeedsConfirmation (``ALREADY_RECEIVED``) when the same bytes are
    already in a draft or were applied.
    """
    name = plain_name(name)
    _refuse_day_to_come(received_on, today)
    book = books.read(name, content)
    found = tables(book, Choices())
    with db.writing(f"Réception de {name}") as session:
        if ALREADY_RECEIVED not in confirmed:
            _ask_about_same_bytes(session, content)
        answered = _answered(session, book)
        match = None if answered else best_recipe(recipes_of(session, region or None), region or None, found)
        kept = WorkbookImport(
            name=name,
            region=region or None,
            sender=" ".join(sender.split()) or sender_of(region or None),
            kind=_kind(session, answered, match) or list_kind(found).value,
            received_on=received_on,
            instructor=db.who,
            state=ImportState.DRAFT.value,
            file_id=keep(session, name=name, media_type=_MEDIA_TYPES[book.kind], content=content),
            answers_id=answered.id if answered else None,
        )
        session.add(kept)
        session.flush()
        import_id = kept.id
        if answered:
            put_choices(session, import_id, _columns_of(choices_of(session, answered.id)))
    return import_id, session.changes


def choose(db: Database, import_id: int, choices: Sequence[Choice], label: str) -> Changes:
    """Keep ``choices``, each in place of what was chosen there before, as one operation named ``label``.

    Raises UserError once the import is no draft any more, Conflict when a colleague follows it.
    """
    with db.writing(label) as session:
        own_draft(session, import_id, db.who)
        put_choices(session, import_id, choices)
    last_checks.forget(db, import_id)
    return session.changes


def withdraw(db: Database, import_id: int, keys: Sequence[ChoiceKey], label: str) -> Changes:
    """Take choices back, as one operation named ``label``: what the program makes of the file by itself counts again.
    Raises as ``choose``."""
    with db.writing(label) as session:
        own_draft(session, import_id, db.who)
        drop_choices(session, import_id, keys)
    last_checks.forget(db, import_id)
    return session.changes


def set_kind(db: Database, import_id: int, kind: ListKind) -> Changes:
    """Say what sort of list the file is. Raises as ``choose``."""
    with db.reading() as session:
        name = import_of(session, import_id).name
    with db.writing(f"{name}\u00a0: {_READ_AS[kind]}") as session:
        own_draft(session, import_id, db.who).kind = kind.value
    last_checks.forget(db, import_id)
    return session.changes


def set_sender(db: Database, import_id: int, region: str | None, sender: str = "") -> Changes:
    """Say which agency sent the file (``region`` None: a national list); ``sender`` are its words, "" for the usual
    ones. Raises as ``choose``, and UserError for a code of no region."""
    words = " ".join(sender.split()) or sender_of(region or None)
    with db.reading() as session:
        name = import_of(session, import_id).name
    with db.writing(f"{name}\u00a0: envoyé par {words}") as session:
        kept = own_draft(session, import_id, db.who)
        kept.region, kept.sender = region or None, words
    last_checks.forget(db, import_id)
    return session.changes


def take_up(db: Database, import_id: int) -> Changes:
    """Go on with the draft of a colleague, who follows it no longer. Raises UserError when it is no draft any more."""
    with db.reading() as session:
        name = import_of(session, import_id).name
    with db.writing(f"{name}\u00a0: repris par {db.who}") as session:
        draft_in(session, import_id).instructor = db.who
    return session.changes


def abandon(db: Database, import_id: int) -> Changes:
    """Give a draft up: it stays in the list, with its file. Raises as ``choose``."""
    with db.reading() as session:
        name = import_of(session, import_id).name
    with db.writing(f"{name}\u00a0: import abandonné") as session:
        own_draft(session, import_id, db.who).state = ImportState.ABANDONED.value
    return session.changes


def _refuse_day_to_come(received_on: dt.date, today: dt.date) -> None:
    if received_on > today:
        raise UserError(
            f"Le {short_date(received_on)} est un jour à venir\u00a0: donnez celui où le fichier a été reçu."
        )


def _ask_about_same_bytes(session: Session, content: bytes) -> None:
    states = (ImportState.APPLIED.value, ImportState.DRAFT.value)
    query = (
        select(WorkbookImport)
        .join(StoredFile, StoredFile.id == WorkbookImport.file_id)
        .where(StoredFile.sha256 == hashlib.sha256(content).hexdigest(), WorkbookImport.state.in_(states))
        .order_by(WorkbookImport.state, WorkbookImport.id.desc())
    )
    known = session.scalars(query.limit(1)).one_or_none()
    if known is None:
        return
    became = f", et appliqué le {short_date(known.applied_on)}" if known.applied_on else ", et il est encore en cours"
    raise NeedsConfirmation(
        ALREADY_RECEIVED,
        f"Ce fichier a déjà été reçu le {short_date(known.received_on)} par {known.instructor}, sous le nom"
        f" {quoted(known.name)}{became}. Le recevoir de nouveau\u202f?",
    )


def _answered(session: Session, book: Book) -> WorkbookImport | None:
    """The import whose return workbook came back as ``book``: of this register, not of another one."""
    baseline = baseline_of(book)
    if baseline is None or baseline.import_id is None:
        return None
    sent = session.get(WorkbookImport, baseline.import_id)
    same = sent is not None and session.get_one(StoredFile, sent.file_id).sha256 == baseline.sha256
    return sent if same else None


def _kind(session: Session, answered: WorkbookImport | None, match: RecipeMatch | None) -> str:
    """The kind of the import that a file answers, or else that of the recipe that fits it; "" when neither is known."""
    if answered is not None:
        return answered.kind
    return session.get_one(ImportRecipe, match.recipe.id).kind if match else ""


def _columns_of(choices: Choices) -> list[Choice]:
    """What was said of the columns: a workbook that comes back has the same ones."""
    return [
        Choice(kind, sheet, place, value)
        for (kind, sheet, place), value in choices.by_key.items()
        if kind in (ChoiceKind.COLUMN, ChoiceKind.ERASE)
    ]
