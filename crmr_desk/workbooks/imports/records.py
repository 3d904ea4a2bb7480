"""Imports as they are kept, inside one session: found, refused to who may not change them, with what was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network.regions import region as region_of
from crmr_desk.model.store.bulk import RowUpdate
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.row_changes import plain
from crmr_desk.model.store.schema import ImportChoice, WorkbookImport
from crmr_desk.model.store.words import quoted
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind, Choices
from crmr_desk.workbooks.imports.rows import ImportState

ChoiceKey = tuple[ChoiceKind, str, str]


def import_of(session: Session, import_id: int) -> WorkbookImport:
    """The import of this id. Raises UserError when there is none (any more)."""
    found = session.get(WorkbookImport, import_id)
    if found is None:
        raise UserError("Cet import n’est plus dans le registre\u00a0: actualisez la liste des imports.")
    return found


def draft_in(session: Session, import_id: int) -> WorkbookImport:
    """The import of this id, still a draft. Raises UserError when it was applied, undone or abandoned."""
    found = import_of(session, import_id)
    if found.state == ImportState.DRAFT:
        return found
    day = f" le {short_date(found.applied_on)}" if found.applied_on else ""
    became = {
        ImportState.APPLIED: f"a été appliqué{day}\u00a0: annulez-le d’abord",
        ImportState.UNDONE: "a été appliqué, puis annulé\u00a0: déposez le fichier de nouveau",
        ImportState.ABANDONED: "a été abandonné\u00a0: déposez le fichier de nouveau",
    }[ImportState(found.state)]
    raise UserError(f"L’import {quoted(found.name)} ne peut plus changer. Il {became}.")


def own_draft(session: WriteSession, import_id: int, who: str) -> WorkbookImport:
    """The draft of this id, which ``who`` follows. Raises Conflict when a colleague does: two people who settle one
    file would undo each other's work; ``drafts.take_up`` hands it over."""
    found = draft_in(session, import_id)
    if found.instructor != who:
        raise Conflict(
            f"L’import {quoted(found.name)} est suivi par {found.instructor}. Rien n’a été enregistré\u00a0:"
            " reprenez-le à votre nom pour le continuer."
        )
    return found


def choices_of(session: Session, import_id: int) -> Choices:
    """What was chosen for an import so far."""
    kept = select(ImportChoice.kind, ImportChoice.sheet, ImportChoice.place, ImportChoice.value)
    found = session.execute(kept.where(ImportChoice.import_id == import_id))
    return Choices({(ChoiceKind(kind), sheet, place): value for kind, sheet, place, value in found})


def put_choices(session: WriteSession, import_id: int, choices: Sequence[Choice]) -> None:
    """Keep ``choices``, each in place of what was chosen there before."""
    known = _known(session, import_id)
    values = {(each.kind, each.sheet, each.place): plain(_as_json(each.value)) for each in choices}
    added = [
        {"import_id": import_id, "kind": kind.value, "sheet": sheet, "place": place, "value": value}
        for (kind, sheet, place), value in values.items()
        if (kind, sheet, place) not in known
    ]
    changed = [RowUpdate(known[key], {"value": value}) for key, value in values.items() if key in known]
    session.write_rows(ImportChoice, insert=added, update=changed)


def drop_choices(session: WriteSession, import_id: int, keys: Sequence[ChoiceKey]) -> None:
    """Take choices back; a key under which nothing was chosen is passed over."""
    known = _known(session, import_id)
    session.write_rows(ImportChoice, delete=[known[key] for key in dict.fromkeys(keys) if key in known])


def sender_of(region: str | None) -> str:
    """ARS Île-de-France for an INSEE code, "Liste nationale" for None. Raises UserError for a code of no region."""
    return region_of(region).ars.name if region else "Liste nationale"


def _as_json(value: Any) -> Any:
    """``value`` as JSON gives it back: a list for a tuple."""
    return list(value) if isinstance(value, tuple) else value


def _known(session: Session, import_id: int) -> dict[ChoiceKey, int]:
    kept = select(ImportChoice.id, ImportChoice.kind, ImportChoice.sheet, ImportChoice.place)
    found = session.execute(kept.where(ImportChoice.import_id == import_id))
    return {(ChoiceKind(kind), sheet, place): row_id for row_id, kind, sheet, place in found}
