"""What refers to a person or a hospital, in words; and moves it to another one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.merging.rows import Used
from crmr_desk.model.network.tables import NOTE
from crmr_desk.model.store.bulk import RowUpdate, chunks
from crmr_desk.model.store.inverse import ENTITIES
from crmr_desk.model.store.names import Row, names_of
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.references import Reference
from crmr_desk.model.store.schema import Base, Dossier, Note
from crmr_desk.model.store.words import TABLES, field_name, value_text

_TABLES = Base.metadata.tables
_NOTE = Note.__tablename__


def told(session: Session, references: Iterable[Reference], target_name: str) -> list[Used]:
    """Each row that refers to a target, once; ``target_name`` is left out of its words. A constant number of
    statements a table."""
    rows = list(dict.fromkeys(reference.row for reference in references))
    fields = {reference.row: reference.field for reference in references}
    called, periods = names_of(session, rows, {}) | _texts(session, rows), _periods(session, rows)
    return [
        Used(
            table=row[0],
            row_id=row[1],
            noun=TABLES[row[0]].name,
            what=_without(called.get(row, ""), target_name) or field_name(row[0], fields[row]),
            when=period_words(*periods[row]) if row in periods else "",
        )
        for row in rows
    ]


def repoint(session: WriteSession, references: Iterable[Reference], target_id: int) -> None:
    """Make ``references`` name ``target_id``, and nothing else of their rows change."""
    values: dict[Row, dict[str, Any]] = defaultdict(dict)
    answered: dict[int, set[str]] = defaultdict(set)
    for reference in references:
        if reference.path:
            answered[reference.row[1]].add(reference.path)
        else:
            values[reference.row][reference.field] = target_id
    for dossier_id, paths in answered.items():
        answers = session.get_one(Dossier, dossier_id).answers
        values["dossier", dossier_id]["answers"] = {**answers, **dict.fromkeys(paths, target_id)}
    write_values(session, values)


def write_values(session: WriteSession, values: Mapping[Row, Mapping[str, Any]]) -> None:
    """Write fields of rows of several tables."""
    of_table: dict[str, list[RowUpdate]] = defaultdict(list)
    for (table, row_id), fields in values.items():
        of_table[table].append(RowUpdate(row_id, fields))
    for table, updates in of_table.items():
        session.write_rows(ENTITIES[table], update=updates)


def _without(name: str, target_name: str) -> str:
    """ "CERVCO" for the mandate "Pr Solène Aubrac, CERVCO" of Pr Solène Aubrac."""
    if name == target_name:
        return ""
    return name.removeprefix(f"{target_name}, ").removesuffix(f", {target_name}")


def _texts(session: Session, rows: Iterable[Row]) -> dict[Row, str]:
    """What the notes among ``rows`` say, shortened."""
    ids = [row_id for table, row_id in rows if table == _NOTE]
    found = session.execute(select(NOTE.c.id, NOTE.c.text).where(NOTE.c.id.in_(ids))) if ids else ()
    return {(_NOTE, row_id): value_text(_NOTE, "text", " ".join(text.split())) for row_id, text in found}


def _periods(session: Session, rows: Iterable[Row]) -> dict[Row, tuple[dt.date, dt.date | None]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for table, row_id in rows:
        if {"start", "end"} <= set(_TABLES[table].c.keys()):
            ids[table].append(row_id)
    found: dict[Row, tuple[dt.date, dt.date | None]] = {}
    for table, wanted in ids.items():
        columns = _TABLES[table].c
        for some in chunks(wanted):
            for row_id, start, end in session.execute(
                select(columns.id, columns.start, columns.end).where(columns.id.in_(some))
            ):
                found[table, row_id] = (start, end)
    return found
