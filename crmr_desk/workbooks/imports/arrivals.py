"""A file before it is received: read once, so that the form can say what it is and who seems to have sent it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import ImportRecipe, WorkbookImport
from crmr_desk.model.store.words import quoted
from crmr_desk.workbooks.imports import books
from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.imports.draft import recipes_of
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.incoming.recipes import best_recipe
from crmr_desk.workbooks.incoming.recognise import list_kind, tables
from crmr_desk.workbooks.incoming.senders import SenderGuess, guess_sender
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.reading.limits import LARGEST_FILE
from crmr_desk.workbooks.returning.baseline import baseline_of


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that can be read. ``sheets`` and ``lines`` count what it holds, ``recipe`` is the name of the one that
    would read it ("" when none), ``answers`` that of the file whose return workbook it is ("" when it is none)."""

    name: str
    content: bytes
    kind: ListKind
    sheets: int
    lines: int
    sender: SenderGuess | None
    recipe: str
    answers: str


def arrival_or_refusal(db: Database, path: Path) -> Arrival | str:
    """What the file at ``path`` is, or the French sentence that refuses it. Nothing is kept."""
    try:
        with path.open("rb") as file:
            # One byte more than is read tells that there is too much, whatever the size of the file.
            content = file.read(LARGEST_FILE + 1)
    except OSError:
        return f"Le fichier {quoted(path.name)} ne peut pas être ouvert\u00a0: vérifiez qu’il est encore là et lisible."
    try:
        return arrival(db, path.name, content)
    except UserError as refusal:
        return str(refusal)


def arrival(db: Database, name: str, content: bytes) -> Arrival:
    """What a file is, before anybody keeps it. Raises UserError for what cannot be read as a workbook."""
    book = books.read(name, content)
    found, baseline = tables(book, Choices()), baseline_of(book)
    with db.reading() as session:
        sender = guess_sender(book, baseline) or _sender_by_recipe(session, found)
        region = (sender.region or None) if sender is not None else None
        match = best_recipe(recipes_of(session, region), region, found) if sender is not None else None
        answered = session.get(WorkbookImport, baseline.import_id) if baseline and baseline.import_id else None
    return Arrival(
        name=name,
        content=content,
        kind=ListKind(answered.kind) if answered is not None else list_kind(found),
        sheets=len(book.sheets),
        lines=sum(any(value is not None for value in line) for sheet in book.sheets for line in sheet.lines),
        sender=sender,
        recipe=match.recipe.name if match is not None else "",
        answers=answered.name if answered is not None else "",
    )


def _sender_by_recipe(session: Session, found: Sequence[Table]) -> SenderGuess | None:
    """Whoever alone has sent these very headers before; agencies copy their sheets from each other, so that this tells
    less than the name of the file or the hospitals in it."""
    prints = {table.fingerprint for table in found if table.fingerprint}
    query = select(ImportRecipe.region, ImportRecipe.name).where(ImportRecipe.fingerprint.in_(prints))
    known = {region or "": name for region, name in session.execute(query)}
    if len(known) != 1:
        return None
    ((region, name),) = known.items()
    return SenderGuess(region, f"d’après la recette {quoted(name)}")
