"""Fields of a merged row that were changed after the merge: whose they are when the two are told apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network.merging.history import Later, Merge
from crmr_desk.model.network.merging.rows import Kind, Side
from crmr_desk.model.network.merging.subjects import FIELDS, subject
from crmr_desk.model.network.tables import FORMER
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.row_changes import plain
from crmr_desk.model.store.schema import FormerValue

_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: FIELDS[Kind.PERSON],
    Kind.HOSPITAL: (*FIELDS[Kind.HOSPITAL], "finess_et"),
}


@dataclass(frozen=True, slots=True)
class EditSince:
    """A field that is no longer what it was just after the merge. ``then`` is what the kept row had before the merge,
    ``now`` what it has, ``double`` what the double has; ``formers`` are the former values that were kept since, in
    order of time."""

    field: str
    then: Any
    now: Any
    double: Any
    formers: tuple[int, ...]


def edits_since(session: Session, merge: Merge) -> list[EditSince]:
    """The fields of the kept row that somebody changed since, in the order in which they are compared."""
    kept = subject(session, merge.kind, merge.kept_id)
    double = subject(session, merge.kind, merge.double_id)
    later = Later(session, merge.operation.id, [merge.kept])
    written = merge.fields.before or {} if merge.fields is not None else {}
    found = []
    for field in _FIELDS[merge.kind]:
        now = plain(getattr(kept, field))
        after_merge = later.value_then(merge.kept, field, now)
        before_merge = written.get(field, after_merge)
        if now not in (after_merge, before_merge):
            formers = _formers_since(session, merge, field)
            found.append(EditSince(field, before_merge, now, plain(getattr(double, field)), formers))
    return found


def give_edit(session: WriteSession, merge: Merge, edit: EditSince, side: Side) -> None:
    """Leave the new value with the kept row, or give it to the double with the former values that lead to it. What
    each had been before its first change since is its own value, not that of the other."""
    owner_id = merge.kept_id if side is Side.KEPT else merge.double_id
    if side is Side.DOUBLE:
        _set(session, merge.kind, merge.kept_id, edit.field, edit.then)
        _set(session, merge.kind, merge.double_id, edit.field, edit.now)
    for place, former_id in enumerate(edit.formers):
        former = session.get_one(FormerValue, former_id)
        former.row_id = owner_id
        if place == 0:
            former.value = edit.then if side is Side.KEPT else edit.double
    session.flush()


def _set(session: WriteSession, kind: Kind, row_id: int, field: str, value: Any) -> None:
    """One at a time: a FINESS is never in two rows at once."""
    is_day = field == "birth_date" and value is not None
    setattr(subject(session, kind, row_id), field, dt.date.fromisoformat(value) if is_day else value)
    session.flush()


def _formers_since(session: Session, merge: Merge, field: str) -> tuple[int, ...]:
    of_field = (FORMER.c.table_name == merge.kind.value, FORMER.c.row_id == merge.kept_id, FORMER.c.field == field)
    ids = session.scalars(select(FORMER.c.id).where(*of_field).order_by(FORMER.c.until)).all()
    rows = [(FormerValue.__tablename__, former_id) for former_id in ids]
    later = Later(session, merge.operation.id, rows)
    return tuple(row_id for table, row_id in rows if later.is_new((table, row_id)))
