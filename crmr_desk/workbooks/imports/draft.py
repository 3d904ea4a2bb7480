"""One import as the check and the steps work on it: its file, what was chosen, the recipe that fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import ImportRecipe
from crmr_desk.workbooks.imports.books import book_of
from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.imports.records import choices_of, import_of
from crmr_desk.workbooks.imports.rows import ImportState
from crmr_desk.workbooks.incoming.fields import ListKind, Target
from crmr_desk.workbooks.incoming.recipes import Correction, Recipe, RecipeMatch, best_recipe, corrections_of
from crmr_desk.workbooks.incoming.recognise import tables
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.reading.book import Book


@dataclass(frozen=True, slots=True)
class Draft:
    """``region`` is the INSEE code of the agency's region, None for a national list; ``answers_id`` the import whose
    return workbook came back as this file; ``match`` the recipe that fits the headers, None when none does."""

    id: int
    name: str
    kind: ListKind
    region: str | None
    sender: str
    state: ImportState
    received_on: dt.date
    instructor: str
    answers_id: int | None
    book: Book
    tables: tuple[Table, ...]
    choices: Choices
    match: RecipeMatch | None

    @property
    def recipe(self) -> Mapping[str, str]:
        """Folded header → target or "ignore", as the recipe that fits says; empty when none does."""
        return self.match.columns if self.match else {}

    @property
    def corrections(self) -> Mapping[tuple[Target, str], str]:
        """By field and text as typed, what that recipe always reads instead."""
        return corrections_of(self.match.recipe) if self.match else {}


def draft_of(db: Database, import_id: int) -> Draft:
    """The import of this id, whatever its state. Raises UserError when there is none, or when its file was altered."""
    book = book_of(db, import_id)
    with db.reading() as session:
        kept = import_of(session, import_id)
        choices = choices_of(session, import_id)
        known = recipes_of(session, kept.region)
    found = tables(book, choices)
    return Draft(
        id=kept.id,
        name=kept.name,
        kind=ListKind(kept.kind),
        region=kept.region,
        sender=kept.sender,
        state=ImportState(kept.state),
        received_on=kept.received_on,
        instructor=kept.instructor,
        answers_id=kept.answers_id,
        book=book,
        tables=found,
        choices=choices,
        match=best_recipe(known, kept.region, found),
    )


def recipes_of(session: Session, region: str | None) -> tuple[Recipe, ...]:
    """The recipes of one sender (``region`` None: those of national lists), oldest first."""
    of_sender = ImportRecipe.region.is_(None) if region is None else ImportRecipe.region == region
    found = session.scalars(select(ImportRecipe).where(of_sender).order_by(ImportRecipe.id))
    return tuple(
        Recipe(
            id=each.id,
            name=each.name,
            region=each.region,
            fingerprint=each.fingerprint,
            columns=dict(each.columns),
            corrections=tuple(_correction(kept) for kept in each.corrections),
        )
        for each in found
    )


def _correction(kept: Mapping[str, str]) -> Correction:
    return Correction(Target(kept["target"]), kept["typed"], kept["value"])
