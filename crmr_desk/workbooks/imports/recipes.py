"""Recipes: how the sheets of one sender are read, so that nobody has to say it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import ImportRecipe
from crmr_desk.model.store.words import quoted
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.imports.draft import Draft, draft_of, recipes_of
from crmr_desk.workbooks.incoming.fields import IGNORED, Target
from crmr_desk.workbooks.incoming.mapping import fold_header, targets
from crmr_desk.workbooks.incoming.typed import text_of
from crmr_desk.workbooks.reading.book import address

__all__ = ["keep_recipe", "recipes_of"]


def keep_recipe(db: Database, import_id: int, name: str, corrections: bool) -> Changes:
    """Remember under ``name`` how the columns of this import are read, for the next file of the same sender; with
    ``corrections``, also what was typed in place of what its cells held. A recipe of that sender and name is
    replaced, its corrections stay.

    Raises UserError for a name that is empty, or when no column is read.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("Donnez un nom à la recette, pour la reconnaître la prochaine fois.")
    draft = draft_of(db, import_id)
    columns = _columns(draft)
    if not columns:
        raise UserError(f"Aucune colonne de {quoted(draft.name)} n’est lue\u00a0: il n’y a rien à retenir.")
    values = {
        "kind": draft.kind.value,
        "fingerprint": draft.tables[0].fingerprint,
        "columns": columns,
    }
    fresh = _corrections(draft) if corrections else []
    with db.writing(f"Recette {quoted(name)} retenue pour {draft.sender}") as session:
        same_sender = ImportRecipe.region.is_(None) if draft.region is None else ImportRecipe.region == draft.region
        kept = session.scalars(select(ImportRecipe).where(same_sender, ImportRecipe.name == name)).first()
        if kept is None:
            session.add(ImportRecipe(name=name, region=draft.region, corrections=fresh, **values))
        else:
            for field, value in {**values, "corrections": _together(kept.corrections, fresh)}.items():
                setattr(kept, field, value)
    return session.changes


def _columns(draft: Draft) -> dict[str, str]:
    """Folded header → target, or "ignore" where somebody has said so."""
    found: dict[str, str] = {}
    said = {fold_header(place): value for (_, place), value in draft.choices.of(ChoiceKind.COLUMN).items()}
    for table in draft.tables:
        filled = targets(table, draft.choices, draft.recipe)
        for column in table.columns:
            header = fold_header(column.header)
            if column.number in filled:
                found.setdefault(header, filled[column.number].value)
            elif said.get(header, draft.recipe.get(header)) == IGNORED:
                found.setdefault(header, IGNORED)
    return found


def _corrections(draft: Draft) -> list[dict[str, str]]:
    """What was typed in place of a text, where it was the same each time; an empty cell says nothing of the next."""
    chosen: Mapping[tuple[str, str], Any] = draft.choices.of(ChoiceKind.CELL)
    found: dict[tuple[Target, str], set[str]] = {}
    for sheet, place, target, typed in _cells(draft) if chosen else ():
        if typed and (sheet, place) in chosen:
            found.setdefault((target, typed), set()).add(chosen[sheet, place])
    return [
        {"target": target.value, "typed": typed, "value": values.pop()}
        for (target, typed), values in found.items()
        if len(values) == 1
    ]


def _together(former: Iterable[Mapping[str, str]], fresh: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Each text once, as it was said last."""
    return list({(each["target"], each["typed"]): each for each in (*former, *fresh)}.values())


def _cells(draft: Draft) -> Iterator[tuple[str, str, Target, str]]:
    """Sheet, address, field and text of each cell that is read."""
    sheets = {sheet.name: sheet for sheet in draft.book.sheets}
    for table in draft.tables:
        sheet = sheets[table.sheet]
        filled = targets(table, draft.choices, draft.recipe)
        for line in range(table.lines[0], table.lines[1] + 1):
            for number, target in filled.items():
                yield table.sheet, address(line, number), target, text_of(sheet.value(line, number))
