"""Deadlines typed by hand: a meeting, the annual day of the network, a committee, whatever nothing else tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from crmr_desk.model.deadlines.as_shown import entry_of, require_due, require_mark
from crmr_desk.model.deadlines.kinds import ENTRY, TYPED, entry_id_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.shown_rows import as_shown
from crmr_desk.model.network.typed_text import typed_text
from crmr_desk.model.store import schema
from crmr_desk.model.store.conflicts import last_operation_on
from crmr_desk.model.store.schema import DeadlineEntry, DeadlineMark, Versioned
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.deadlines.rows import DeadlineRow
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

LONGEST, LONGEST_DETAIL = 200, 2000
"""Characters of a title, a place or a name, and of the detail: the tables set no limit."""
FIRST_DAY, LAST_DAY = dt.date(2004, 1, 1), dt.date(2100, 12, 31)
"""No centre of reference existed before 2004; a day beyond the century is a slip of the hand."""
_TABLES: Final[Mapping[str, type[Versioned]]] = {
    CentreKind.FSMR: schema.Fsmr,
    CentreKind.CRMR: schema.Crmr,
    CentreKind.SITE: schema.Site,
    CentreKind.CCMR: schema.Ccmr,
}


@dataclass(frozen=True, slots=True)
class EntryValues:
    """What is typed: ``kind`` is meeting, network_day, committee or other; ``place`` what asks for it, empty outside
    any text; ``instructor`` whose it is, empty for everybody's; ``centre_kind`` "" and ``centre_id`` 0 where it
    concerns no centre."""

    on: dt.date
    kind: str
    title: str
    detail: str = ""
    place: str = ""
    instructor: str = ""
    centre_kind: str = ""
    centre_id: int = 0
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """An entry as it was read; ``last_change`` is by whom and when: « par Nadia Belkacem le 20/11/2026 à 10:00 »."""

    id: int
    values: EntryValues
    version: int
    last_change: str = ""


def add_entry(db: Database, values: EntryValues, *, today: dt.date) -> tuple[int, Changes]:
    """Write a deadline of one's own; returns its id and what changed. Raises UserError without a title, for a day that
    is past or cannot be, an unknown kind, or a centre or dossier that is gone."""
    fields = _checked(values)
    if values.on < today:
        raise UserError(f"Le {short_date(values.on)} est passé\u00a0: une échéance se note pour un jour à venir.")
    with db.writing(f"Échéance notée\u00a0: {fields['title']}, {short_date(values.on)}") as session:
        _require_subjects(session, values)
        entry = DeadlineEntry(**fields)
        session.add(entry)
        session.flush()
        added = entry.id
    return added, session.changes


def change_entry(db: Database, entry_id: int, values: EntryValues, *, version: int) -> Changes:
    """Write it anew; a day that is past stays allowed, it may be that of the entry. On another day, what was decided of
    it holds no longer, as where it is moved. Raises UserError as ``add_entry`` does, and when it is gone; Conflict when
    somebody has changed it meanwhile."""
    fields = _checked(values)
    with db.writing(f"Échéance modifiée\u00a0: {fields['title']}") as session:
        entry = as_shown(session, DeadlineEntry, entry_id, version)
        _require_subjects(session, values)
        if entry.on != values.on:
            _undecide(session, entry_id)
        for name, value in fields.items():
            setattr(entry, name, value)
    return session.changes


def delete_entry(db: Database, row: DeadlineRow, *, today: dt.date) -> Changes:
    """Take away the entry of ``row``, with what was decided of it. Raises UserError when it is gone already, Conflict
    when somebody has changed it, or decided of it, meanwhile."""
    with db.writing(f"Échéance supprimée\u00a0: {row.title}") as session:
        require_due(session, [row], today)
        mark = session.scalars(select(DeadlineMark).where(DeadlineMark.key == row.key)).first()
        require_mark(row, mark)
        session.delete(entry_of(session, entry_id_of(row.key) or 0))
        if mark is not None:
            session.delete(mark)
    return session.changes


def read_entry(db: Database, entry_id: int) -> TypedEntry:
    """An entry, to be changed. Raises UserError when it is gone."""
    with db.reading() as session:
        entry = entry_of(session, entry_id)
        seats = [(kind.value, getattr(entry, f"{kind.value}_id")) for kind in CentreKind]
        centre_kind, centre_id = next((seat for seat in seats if seat[1] is not None), ("", 0))
        words = (entry.title, entry.detail, entry.place, entry.instructor)
        values = EntryValues(entry.on, entry.kind, *words, centre_kind, centre_id, entry.dossier_id)
        last = last_operation_on(session, (DeadlineEntry.__tablename__, entry_id))
    by = f"par {last.who} le {last.at.astimezone():%d/%m/%Y à %H:%M}" if last is not None else ""
    return TypedEntry(entry_id, values, entry.version, by)


def _checked(values: EntryValues) -> dict[str, Any]:
    title = typed_text("Titre", values.title, LONGEST)
    if not title:
        raise UserError("Indiquez ce qui est à faire\u00a0: l’échéance porte ce titre.")
    if values.kind not in TYPED:
        raise UserError("Choisissez la nature de l’échéance\u00a0: réunion, journée annuelle, comité ou autre.")
    if not FIRST_DAY <= values.on <= LAST_DAY:
        raise UserError(f"Le {short_date(values.on)} ne peut pas être le jour d’une échéance\u00a0: vérifiez l’année.")
    centre = {f"{kind.value}_id": values.centre_id if kind == values.centre_kind else None for kind in CentreKind}
    return {
        "on": values.on,
        "kind": values.kind,
        "title": title,
        "detail": typed_text("Précision", values.detail, LONGEST_DETAIL),
        "place": typed_text("Texte qui la demande", values.place, LONGEST),
        "instructor": typed_text("À qui", values.instructor, LONGEST),
        "dossier_id": values.dossier_id,
        **centre,
    }


def _undecide(session: Session, entry_id: int) -> None:
    mark = session.scalars(select(DeadlineMark).where(DeadlineMark.key == f"{ENTRY}:{entry_id}")).first()
    if mark is not None:
        session.delete(mark)


def _require_subjects(session: Session, values: EntryValues) -> None:
    if values.centre_kind:
        centre = _TABLES.get(values.centre_kind)
        if centre is None:
            raise UserError("Une échéance concerne une filière, un centre, un site ou un dossier, ou rien.")
        if session.get(centre, values.centre_id) is None:
            raise UserError("Ce centre n’est plus dans le registre\u00a0: choisissez-en un autre, ou aucun.")
    if values.dossier_id is not None and session.get(schema.Dossier, values.dossier_id) is None:
        raise UserError("Ce dossier n’est plus dans le registre\u00a0: choisissez-en un autre, ou aucun.")
