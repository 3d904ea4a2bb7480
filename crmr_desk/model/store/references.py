"""What refers to a person or to a hospital: by a column, by an answer of a dossier, by a value that a field had before.

A row that was merged into another one is nothing's target any more. ``refuse_doubles`` holds it at the end of each
write, whatever wrote it: a colleague's form that was open, an undo, an import taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Column, Text, cast, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import Conflict
from crmr_desk.model.store.names import NAMED_BY, Row, names_of, target_of
from crmr_desk.model.store.row_changes import DELETE, RowChange, merged
from crmr_desk.model.store.schema import JOURNAL_TABLES, Base, Dossier, FormerValue, Hospital, Person
from crmr_desk.model.store.words import NBSP, NNBSP, TABLES, quoted

MERGED_INTO = "merged_into_id"
MERGEABLE = (Hospital.__tablename__, Person.__tablename__)
ANSWERED_HOSPITALS = ("new_hospital", "site.hospital", "candidate.practises_at")
"""Answers of a dossier that are the id of an establishment."""

_DOSSIER, _FORMER = Dossier.__tablename__, FormerValue.__tablename__
_Values = dict[Any, Any]


class Reference(NamedTuple):
    """One place that names a row: ``field`` of ``row``, and within ``answers`` the path of the answer."""

    row: Row
    field: str
    path: str = ""


def reference_columns(target: str) -> list[Column[Any]]:
    """The columns that refer to rows of ``target``, but for the one that names what a double was merged into."""
    return [
        key.parent
        for table in Base.metadata.sorted_tables
        if table.name not in JOURNAL_TABLES
        for key in table.foreign_keys
        if key.column.table.name == target and key.parent.name != MERGED_INTO
    ]


def references_to(session: Session, target: Row) -> list[Reference]:
    """Every place that names ``target`` now, in the order of tables and ids."""
    table, row_id = target
    found = [
        Reference((column.table.name, user), column.name)
        for column in reference_columns(table)
        for user in session.scalars(select(column.table.c.id).where(column == row_id).order_by(column.table.c.id))
    ]
    found += _former_values(session, table, row_id)
    if table == Hospital.__tablename__:
        found += _answers(session, row_id)
    return found


def doubles(session: Session, table: str) -> dict[int, int]:
    """What each double of ``table`` leads to at last: the row that is not a double itself."""
    columns = Base.metadata.tables[table].c
    query = select(columns.id, columns[MERGED_INTO]).where(columns[MERGED_INTO].is_not(None))
    into: dict[int, int] = dict(session.execute(query).all())
    return {double: last_kept(into, double) for double in into}


def last_kept(into: Mapping[int, int], double: int) -> int:
    """The end of a chain of merges: ``into`` says what each double was merged into. Of a ring, which no write leaves
    behind, any row."""
    kept, seen = into[double], {double}
    while kept in into and kept not in seen:
        seen.add(kept)
        kept = into[kept]
    return kept


def refuse_doubles(session: Session, changes: Iterable[RowChange]) -> None:
    """Raise Conflict when ``changes``, those of a write that is about to end, leave something that names a double."""
    known = {table: doubles(session, table) for table in MERGEABLE}
    if not any(known.values()):
        return
    done = merged(changes)
    for change in done:
        for target, row_id in _named(session, change):
            if row_id in known[target]:
                raise _is_a_double(session, (target, row_id), (target, known[target][row_id]))
    for change in done:
        if change.table in MERGEABLE and (change.after or {}).get(MERGED_INTO) is not None:
            _refuse_used(session, (change.table, change.row_id))


def _former_values(session: Session, target: str, row_id: int) -> Iterator[Reference]:
    places = {(column.table.name, column.name) for column in reference_columns(target)}
    former = FormerValue.__table__.c
    query = select(former.id, former.table_name, former.field, former.value).where(
        or_(*((former.table_name == table) & (former.field == field) for table, field in places))
    )
    for former_id, _table, _field, value in session.execute(query.order_by(former.id)):
        if value == row_id:
            yield Reference((_FORMER, former_id), "value")


def _answers(session: Session, row_id: int) -> Iterator[Reference]:
    dossier = Dossier.__table__.c
    text = cast(dossier.answers, Text)
    query = select(dossier.id, dossier.answers).where(or_(*(text.contains(f'"{path}"') for path in ANSWERED_HOSPITALS)))
    for dossier_id, answers in session.execute(query.order_by(dossier.id)):
        for path in ANSWERED_HOSPITALS:
            if answers.get(path) == row_id:
                yield Reference((_DOSSIER, dossier_id), "answers", path)


def _named(session: Session, change: RowChange) -> Iterator[Row]:
    """The people and hospitals that the written fields of a row name."""
    if change.action == DELETE or change.table not in NAMED_BY:
        return
    after = change.after or {}
    for field, value in after.items():
        target = target_of(change.table, field) if field in Base.metadata.tables[change.table].c else None
        if target in MERGEABLE and value is not None:
            yield str(target), value
    if change.table == _DOSSIER:
        answers = after.get("answers") or {}
        yield from ((Hospital.__tablename__, answers[path]) for path in ANSWERED_HOSPITALS if answers.get(path))
    if change.table == _FORMER and after.get("value") is not None:
        former = session.get_one(FormerValue, change.row_id)
        target = target_of(former.table_name, former.field)
        if target in MERGEABLE:
            yield str(target), former.value


def _refuse_used(session: Session, double: Row) -> None:
    users = references_to(session, double)
    if users:
        names = names_of(session, [double, users[0].row], {})
        user = TABLES[users[0].row[0]].name
        raise Conflict(
            f"{quoted(names[double])} sert de nouveau depuis ({user} {names.get(users[0].row, '')}). Rien n’a été"
            f" enregistré{NBSP}: fusionnez les deux fiches depuis l’annuaire, qui déplace tout."
        )


def _is_a_double(session: Session, double: Row, kept: Row) -> Conflict:
    names = names_of(session, [double, kept], {})
    return Conflict(
        f"La fiche {TABLES[double[0]].name} {quoted(names[double])} a été fusionnée avec {quoted(names[kept])}."
        f" Rien n’a été enregistré{NBSP}: choisissez cette dernière{NNBSP}; pour séparer les deux fiches,"
        " passez par l’annuaire."
    )
