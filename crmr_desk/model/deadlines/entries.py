"""Deadlines typed by hand: a meeting, the annual day of the network, a committee, whatever nothing else tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from crmr_desk.model.deadlines.kinds import ENTRY, TYPED
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.store import schema
from crmr_desk.model.store.schema import DeadlineEntry, DeadlineMark
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_LONGEST, _LONGEST_DETAIL = 200, 2000
FIRST_DAY, LAST_DAY = dt.date(2004, 1, 1), dt.date(2100, 12, 31)
"""No centre of reference existed before 2004; a day beyond the century is a slip of the hand."""
_TABLES: Final = {
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


def change_entry(db: Database, entry_id: int, values: EntryValues) -> Changes:
    """Write it anew; a day that is past stays allowed, it may be that of the entry. Raises UserError as ``add_entry``
    does, and when it is gone."""
    fields = _checked(values)
    with db.writing(f"Échéance modifiée\u00a0: {fields['title']}") as session:
        _require_subjects(session, values)
        entry = entry_of(session, entry_id)
        for name, value in fields.items():
            setattr(entry, name, value)
    return session.changes


def delete_entry(db: Database, entry_id: int) -> Changes:
    """Take it away, with what was decided of it. Raises UserError when it is gone already."""
    with db.reading() as reader:
        title = entry_of(reader, entry_id).title
    with db.writing(f"Échéance effacée\u00a0: {title}") as session:
        session.delete(entry_of(session, entry_id))
        for mark in session.scalars(select(DeadlineMark).where(DeadlineMark.key == f"{ENTRY}:{entry_id}")):
            session.delete(mark)
    return session.changes


def entry_values(db: Database, entry_id: int) -> EntryValues:
    """What was typed, to be changed. Raises UserError when it is gone."""
    with db.reading() as session:
        entry = entry_of(session, entry_id)
        seats = [(kind.value, getattr(entry, f"{kind.value}_id")) for kind in CentreKind]
        centre_kind, centre_id = next((seat for seat in seats if seat[1] is not None), ("", 0))
        words = (entry.title, entry.detail, entry.place, entry.instructor)
        return EntryValues(entry.on, entry.kind, *words, centre_kind, centre_id, entry.dossier_id)


def entry_id_of(key: str) -> int | None:
    """The entry whose deadline bears this key; None where nobody typed it."""
    head, _, number = key.partition(":")
    return int(number) if head == ENTRY else None


def entry_of(session: Session, entry_id: int) -> DeadlineEntry:
    """The entry. Raises UserError when it is no longer there."""
    found = session.get(DeadlineEntry, entry_id)
    if found is None:
        raise UserError("Cette échéance n’est plus dans le registre\u00a0: rafraîchissez la liste avec F5.")
    return found


def _checked(values: EntryValues) -> dict[str, Any]:
    title = as_typed(values.title)
    if not title:
        raise UserError("Indiquez ce qui est à faire\u00a0: l’échéance porte ce titre.")
    if max(len(title), len(as_typed(values.place))) > _LONGEST:
        raise UserError(
            f"Le titre ou le texte cité est trop long\u00a0: {_LONGEST} signes au plus, le reste en précision."
        )
    if len(values.detail) > _LONGEST_DETAIL:
        raise UserError(f"La précision est trop longue\u00a0: {_LONGEST_DETAIL} signes au plus.")
    if values.kind not in TYPED:
        raise UserError("Choisissez la nature de l’échéance\u00a0: réunion, journée annuelle, comité ou autre.")
    if not FIRST_DAY <= values.on <= LAST_DAY:
        raise UserError(f"Le {short_date(values.on)} ne peut pas être le jour d’une échéance\u00a0: vérifiez l’année.")
    centre = {f"{kind.value}_id": values.centre_id if kind == values.centre_kind else None for kind in CentreKind}
    return {
        "on": values.on,
        "kind": values.kind,
        "title": title,
        "detail": as_typed(values.detail),
        "place": as_typed(values.place),
        "instructor": as_typed(values.instructor),
        "dossier_id": values.dossier_id,
        **centre,
    }


def _require_subjects(session: Session, values: EntryValues) -> None:
    if values.centre_kind and session.get(_TABLES[CentreKind(values.centre_kind)], values.centre_id) is None:
        raise UserError("Ce centre n’est plus dans le registre\u00a0: choisissez-en un autre, ou aucun.")
    if values.dossier_id is not None and session.get(schema.Dossier, values.dossier_id) is None:
        raise UserError("Ce dossier n’est plus dans le registre\u00a0: choisissez-en un autre, ou aucun.")
