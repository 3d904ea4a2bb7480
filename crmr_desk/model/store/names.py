"""What a person calls a row of the register: "Pr Solène Aubrac", "CERVCO", "dossier 2026-003"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Date, select
from sqlalchemy.orm import Session

from crmr_desk.model.store.row_changes import plain
from crmr_desk.model.store.schema import NOTE_SUBJECTS, Base
from crmr_desk.model.store.words import value_text

Row = tuple[str, int]

_TABLES = Base.metadata.tables

NAMED_BY: dict[str, tuple[str, ...]] = {
    "hospital": ("name",),
    "person": ("title", "first_name", "last_name"),
    "fsmr": ("sigle",),
    "fsmr_designation": ("fsmr_id",),
    "crmr": ("acronym", "title"),
    "label": ("crmr_id",),
    "site": ("crmr_id", "hospital_id"),
    "ccmr": ("title", "hospital_id"),
    "attachment": ("ccmr_id", "crmr_id"),
    "mandate": ("person_id", "crmr_id", "site_id", "ccmr_id", "fsmr_id"),
    "dossier": ("number",),
    "piece": ("dossier_id",),
    "opinion": ("body", "dossier_id"),
    "campaign": ("name",),
    "candidacy": ("dossier_id",),
    "lifting": ("dossier_id",),
    "recipient": ("dossier_id",),
    "letter": ("number",),
    "stored_file": ("name",),
    "setting": (),
    "workbook_import": ("name",),
    "import_choice": ("import_id", "place"),
    "import_recipe": ("name",),
    "former_value": ("field", "until"),
    "disease": ("name", "crmr_id"),
    "ern_membership": ("ern", "site_id"),
    "team_member": ("person_id", "site_id", "ccmr_id"),
    "note": NOTE_SUBJECTS,
    "deadline_entry": ("title", "on"),
    "deadline_mark": ("due_on",),
    "letter_batch": ("name",),
    "signing_list": ("number",),
    "signatory": ("name",),
    "letterhead": ("start",),
    "phrase": ("title",),
}
"""The columns that make the name; a reference stands for the name of what it refers to."""


def target_of(table: str, field: str) -> str | None:
    """The table that ``field`` refers to, None when it is no reference."""
    keys = _TABLES[table].c[field].foreign_keys
    return next((key.column.table.name for key in keys), None)


def names_of(session: Session, rows: Iterable[Row], former: Mapping[Row, Mapping[str, Any]]) -> dict[Row, str]:
    """The names of ``rows`` and of what they refer to; ``former`` holds the fields of rows that may be gone.

    One statement per table at most, whatever the number of rows: those that refer are read before those referred to.
    """
    wanted: dict[str, set[int]] = {}
    for table, row_id in rows:
        wanted.setdefault(table, set()).add(row_id)
    found: dict[Row, Mapping[str, Any]] = {}
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in NAMED_BY and wanted.get(table.name):
            ids = wanted[table.name]
            read = _read(session, table.name, ids)
            for row_id in ids:
                fields = read.get(row_id) or former.get((table.name, row_id))
                if fields:
                    found[table.name, row_id] = fields
                    _ask_for_references(table.name, fields, wanted)
    return _composed(found)


def _read(session: Session, table: str, ids: set[int]) -> dict[int, Mapping[str, Any]]:
    columns = _TABLES[table].c
    statement = select(columns.id, *(columns[name] for name in NAMED_BY[table])).where(columns.id.in_(ids))
    return {line["id"]: dict(line) for line in session.execute(statement).mappings()}


def _ask_for_references(table: str, fields: Mapping[str, Any], wanted: dict[str, set[int]]) -> None:
    for name in NAMED_BY[table]:
        target = target_of(table, name)
        if target and fields.get(name) is not None:
            wanted.setdefault(target, set()).add(fields[name])


def _composed(found: Mapping[Row, Mapping[str, Any]]) -> dict[Row, str]:
    names: dict[Row, str] = {}
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    for row in sorted(found, key=lambda row: order[row[0]]):
        names[row] = _name(row[0], found[row], names)
    return names


def _name(table: str, fields: Mapping[str, Any], names: Mapping[Row, str]) -> str:
    if table == "former_value":
        return ", ".join(value_text(table, column, plain(fields.get(column))) for column in NAMED_BY[table])
    parts: list[str] = []
    for column in NAMED_BY[table]:
        value = fields.get(column)
        target = target_of(table, column)
        if value not in (None, ""):
            said = value_text(table, column, plain(value)) if _is_day(table, column) else str(value)
            parts.append(names.get((target, value), f"n° {value}") if target else said)
    if table == "crmr":
        return parts[0] if parts else ""
    return (" " if table == "person" else ", ").join(parts)


def _is_day(table: str, column: str) -> bool:
    return isinstance(_TABLES[table].c[column].type, Date)
