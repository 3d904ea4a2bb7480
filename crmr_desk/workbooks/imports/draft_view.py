"""All that the steps before the check show of an import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import StoredFile
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.imports.draft import Draft, draft_of
from crmr_desk.workbooks.imports.history import import_row
from crmr_desk.workbooks.imports.records import import_of
from crmr_desk.workbooks.imports.rows import ColumnLine, DraftView, SheetLine
from crmr_desk.workbooks.incoming.fields import IGNORED, ListKind, Target
from crmr_desk.workbooks.incoming.mapping import fold_header, target_of, targets
from crmr_desk.workbooks.incoming.recognise import skipped_sheets
from crmr_desk.workbooks.incoming.tables import Column, Table
from crmr_desk.workbooks.incoming.typed import text_of
from crmr_desk.workbooks.reading.book import Sheet

_PREVIEW_LINES, _PREVIEW_COLUMNS = 12, 12
_SAMPLES = 3

_PLACES = (Target.FINESS, Target.FINESS_EJ, Target.HOSPITAL, Target.CODE)
_NEEDED = {
    ListKind.ARS: (_PLACES, "ne dit de quel établissement il s’agit (FINESS ou nom)"),
    ListKind.NETWORK: ((Target.CENTRE, Target.CODE), "ne nomme les centres"),
    ListKind.HOSPITALS: ((Target.FINESS, Target.FINESS_EJ), "ne donne de numéro FINESS"),
}
"""Of each kind of list, the columns of which one at least has to be there, and what is missing else."""


def draft_view(db: Database, import_id: int, today: dt.date) -> DraftView:  # noqa: ARG001
    """The import of this id as the steps show it. Raises UserError when it is gone."""
    draft = draft_of(db, import_id)
    with db.reading() as session:
        file = session.get_one(StoredFile, import_of(session, import_id).file_id)
    columns = tuple(_columns(draft))
    return DraftView(
        row=import_row(db, import_id),
        file_kind=draft.book.kind,
        size=file.size,
        sha256=file.sha256,
        notes=(*draft.book.notes, *(sheet.note for sheet in draft.book.sheets if sheet.note)),
        sheets=tuple(_sheets(draft)),
        tables=draft.tables,
        columns=columns,
        choices=draft.choices,
        recipe=draft.match.recipe.name if draft.match else "",
        problem=_problem(draft, columns),
    )


def _sheets(draft: Draft) -> Iterator[SheetLine]:
    skipped = skipped_sheets(draft.book, draft.choices)
    headers = {table.sheet: table.header for table in reversed(draft.tables)}
    for sheet in draft.book.sheets:
        why = skipped.get(sheet.name, "")
        yield SheetLine(
            name=sheet.name,
            lines=sum(any(value is not None for value in line) for line in sheet.lines),
            hidden=sheet.hidden,
            read=not why,
            why=why,
            header=headers.get(sheet.name),
            preview=tuple(_preview(sheet)),
        )


def _preview(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for line in sheet.lines[:_PREVIEW_LINES]:
        yield tuple(text_of(value) for value in line[:_PREVIEW_COLUMNS])


def _columns(draft: Draft) -> Iterator[ColumnLine]:
    """One line a header, in the order in which the file has them."""
    of_header: dict[str, list[tuple[Table, Column]]] = {}
    for table in draft.tables:
        for column in table.columns:
            of_header.setdefault(fold_header(column.header), []).append((table, column))
    filled = {
        (id(table), number): target
        for table in draft.tables
        for number, target in targets(table, draft.choices, draft.recipe).items()
    }
    chosen = {fold_header(place): value for (_, place), value in draft.choices.of(ChoiceKind.COLUMN).items()}
    erased = {place for _, place in draft.choices.of(ChoiceKind.ERASE)}
    for header, found in of_header.items():
        target = next((target for table, column in found if (target := filled.get((id(table), column.number)))), None)
        said = chosen.get(header, draft.recipe.get(header))
        yield ColumnLine(
            column=_together([column for _, column in found]),
            sheets=tuple(dict.fromkeys(table.sheet for table, _ in found)),
            target=target,
            ignored=said == IGNORED,
            from_recipe=header not in chosen and header in draft.recipe,
            drifted=draft.match.drifted.get(header, "") if draft.match else "",
            erases=target is not None and target.value in erased,
            proposed=_proposed(draft, header, found[0][1]) if target is None and said is None else None,
        )


def _proposed(draft: Draft, header: str, column: Column) -> Target | None:
    """What a column may be: what the recipe knew in its place, else what it seems to be."""
    known = draft.match.drifted.get(header) if draft.match else None
    if draft.match is None or known is None:
        return column.guess
    return target_of(draft.match.recipe.columns[known])


def _together(columns: Sequence[Column]) -> Column:
    """The column of the first table, with samples of all."""
    first = columns[0]
    samples = tuple(dict.fromkeys(sample for column in columns for sample in column.samples))[:_SAMPLES]
    return Column(first.number, first.header, first.guess, first.confidence, samples, first.hidden)


def _problem(draft: Draft, columns: Sequence[ColumnLine]) -> str:
    if not draft.tables:
        return "Aucun tableau n’est reconnu dans ce classeur\u00a0: choisissez la feuille à lire et sa ligne d’en-tête."
    needed, missing = _NEEDED[draft.kind]
    if not any(line.target in needed for line in columns):
        return f"Aucune colonne {missing}\u00a0: indiquez laquelle à l’étape des colonnes."
    return ""
