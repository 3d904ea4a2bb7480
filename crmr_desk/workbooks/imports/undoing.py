"""Takes an import back, the same day or months later: what somebody has changed since is kept, and listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.bulk import chunks
from crmr_desk.model.store.cell_undo import CellUndo, Kept, Why, plan_cells, take_back_cells
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.details import shown
from crmr_desk.model.store.names import Row, names_of, target_of
from crmr_desk.model.store.schema import (
    ImportChoice,
    ImportRecipe,
    StoredFile,
    ValueSource,
    WorkbookImport,
)
from crmr_desk.model.store.words import TABLES, field_name, quoted, thousands
from crmr_desk.workbooks.imports.history import applying_operation
from crmr_desk.workbooks.imports.records import import_of
from crmr_desk.workbooks.imports.rows import ImportState, KeptCell, UndoPlan
from crmr_desk.workbooks.imports.sources import place_of

_OF_THE_IMPORT = frozenset(entity.__tablename__ for entity in (WorkbookImport, ImportChoice, ImportRecipe, StoredFile))

_WHY = {
    Why.GONE: "ce qui s’y trouvait a été supprimé ou fusionné depuis",
    Why.SEAT: "le siège est occupé depuis",
    Why.PERIOD: "l’autre date de la période a changé depuis",
}


def plan_undo(db: Database, import_id: int) -> UndoPlan:
    """What undoing this import would do now. Raises UserError when it is not applied."""
    with db.reading() as session:
        return _told(session, import_id, _plan(session, import_id))


def undo_import(db: Database, import_id: int) -> tuple[UndoPlan, Changes]:
    """Take an import back, cell by cell, in one operation that can itself be undone.

    A value that is still the one written goes back to what it was before; one that somebody has changed since is kept.
    A row that the import added goes away, unless it was changed or put to use. Raises UserError when the import is not
    applied.
    """
    with db.reading() as session:
        name = import_of(session, import_id).name
    with db.writing(f"Annulation de l’import de {name}") as session:
        plan = _plan(session, import_id)
        told = _told(session, import_id, plan)
        take_back_cells(session, plan)
        import_of(session, import_id).state = ImportState.UNDONE.value
    return told, session.changes


def _plan(session: Session, import_id: int) -> CellUndo:
    kept = import_of(session, import_id)
    operation = applying_operation(session, import_id) if kept.state == ImportState.APPLIED else None
    if operation is None:
        raise UserError(f"L’import {quoted(kept.name)} n’est pas appliqué\u00a0: il n’y a rien à annuler.")
    return plan_cells(session, operation, but=_OF_THE_IMPORT)


def _told(session: Session, import_id: int, plan: CellUndo) -> UndoPlan:
    removed = len(plan.removed)
    return UndoPlan(
        restored=plan.restored,
        removed=removed,
        kept=tuple(_kept_cells(session, import_id, plan.kept)),
        summary=_summary(plan.restored, removed, len(plan.kept)),
    )


def _summary(restored: int, removed: int, kept: int) -> str:
    parts = [
        _counted(restored, "valeur revient à ce qu’elle était", "valeurs reviennent à ce qu’elles étaient"),
        _counted(removed, "fiche ajoutée est retirée", "fiches ajoutées sont retirées"),
        _counted(kept, "valeur changée depuis est gardée", "valeurs changées depuis sont gardées"),
    ]
    return ", ".join(part for part in parts if part) or "Rien à reprendre\u00a0: cet import n’avait rien changé"


def _counted(number: int, one: str, several: str) -> str:
    return f"{thousands(number)} {one if number == 1 else several}" if number else ""


def _kept_cells(session: Session, import_id: int, kept: Iterable[Kept]) -> Iterator[KeptCell]:
    kept = list(kept)
    sources = _sources(session, import_id, [each.row for each in kept])
    names = names_of(session, _named(kept), {})
    for each in kept:
        table, row_id = each.row
        sheet, cells = sources.get(each.row, ("", {}))
        place, cell = place_of(sheet, str(cells[each.field][0])) if each.field in cells else (sheet, "")
        name = names.get(each.row, f"n°\u00a0{row_id}")
        before, written, now = (
            shown(table, each.field, value, names) if each.field else ""
            for value in (each.before, each.written, each.now)
        )
        yield KeptCell(
            what=f"{TABLES[table].title} ({name})" if name else TABLES[table].title,
            field=field_name(table, each.field) if each.field else "",
            before=before,
            written=written if each.field else TABLES[table].did("modifié" if each.why is Why.GONE else "ajouté"),
            now=_now(each, now, names),
            sheet=place,
            cell=cell,
        )


def _now(each: Kept, now: str, names: dict[Row, str]) -> str:
    """The value of now; where it is not somebody's change that keeps it, what does."""
    if each.why is Why.CHANGED:
        return now
    if each.field:
        return f"{now}, {_WHY[each.why]}"
    if each.why is Why.GONE:
        return f"{TABLES[each.row[0]].did('supprimé')} depuis"
    if each.user is None:
        return "sert à une autre fiche, qui est gardée"
    return f"sert depuis à la fiche {TABLES[each.user[0]].name} {quoted(names.get(each.user) or str(each.user[1]))}"


def _named(kept: Iterable[Kept]) -> set[Row]:
    rows: set[Row] = set()
    for each in kept:
        rows.update({each.row} | ({each.user} if each.user else set()))
        target = target_of(each.row[0], each.field) if each.field else None
        if target:
            rows.update((target, value) for value in (each.before, each.written, each.now) if value is not None)
    return rows


def _sources(session: Session, import_id: int, rows: Iterable[Row]) -> dict[Row, tuple[str, dict[str, list[object]]]]:
    ids: dict[str, list[int]] = {}
    for table, row_id in dict.fromkeys(rows):
        ids.setdefault(table, []).append(row_id)
    found: dict[Row, tuple[str, dict[str, list[object]]]] = {}
    source = ValueSource
    for table, wanted in ids.items():
        for some in chunks(wanted):
            query = select(source.row_id, source.sheet, source.cells).where(
                source.import_id == import_id, source.table_name == table, source.row_id.in_(some)
            )
            found.update({(table, row_id): (sheet, cells) for row_id, sheet, cells in session.execute(query)})
    return found
