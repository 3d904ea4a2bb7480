"""The French lines of an operation: "Mandat (Pr Solène Aubrac, CERVCO) : fin 31/12/2028 → 30/04/2027"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crmr_desk.model.store.field_words import UNSAID
from crmr_desk.model.store.names import NAMED_BY, Row, target_of
from crmr_desk.model.store.row_changes import DELETE, INSERT, RowChange
from crmr_desk.model.store.schema import Base
from crmr_desk.model.store.words import NBSP, TABLES, Noun, field_name, thousands, value_text


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row before and after an operation, in words; ``row`` names the row (Mandat, Pr Solène Aubrac).
    A row that was added has no before, one that was taken away no after."""

    row: str
    field: str
    before: str
    after: str


def field_changes(change: RowChange, names: Mapping[Row, str]) -> Iterator[FieldChange]:
    """What one changed row says field by field; of a row added or taken away, the fields that say something."""
    table = change.table
    noun, name = TABLES[table], names.get((table, change.row_id), f"n°{NBSP}{change.row_id}")
    head = f"{noun.title}, {name}" if name else noun.title
    before, after = change.before or {}, change.after or {}
    whole = change.action in _DONE
    if whole:
        head = f"{head}, {noun.did(_DONE[change.action])}"
    for field in _said(table, {**before, **after}):
        values = [_told(table, field, side, names) for side in (before, after)]
        if not whole or any(values):
            yield FieldChange(head, field_name(table, field), *values)


def _told(table: str, field: str, fields: Mapping[str, Any], names: Mapping[Row, str]) -> str:
    value = fields.get(field)
    return "" if value in (None, "", {}, []) else shown(table, field, value, names)


_DONE = {INSERT: "ajouté", DELETE: "supprimé"}


def rows_named(changes: Iterable[RowChange]) -> set[Row]:
    """Every row whose name the lines of ``changes`` need: the rows themselves and those they refer to."""
    rows: set[Row] = set()
    for change in changes:
        rows.add((change.table, change.row_id))
        for fields in (change.before or {}, change.after or {}):
            targets = ((target_of(change.table, field), value) for field, value in fields.items())
            rows.update((target, value) for target, value in targets if target and value is not None)
    return rows


def line(change: RowChange, names: Mapping[Row, str]) -> str:
    """One changed row in one line."""
    noun = TABLES[change.table]
    name = names.get((change.table, change.row_id), f"n°{NBSP}{change.row_id}")
    head = f"{noun.title} ({name})" if name else noun.title
    if change.action in _DONE:
        head = f"{head} {noun.did(_DONE[change.action])}"
        parts = _values(change.table, change.after or {}, names)
    else:
        parts = _differences(change, names)
    return f"{head}{NBSP}: {', '.join(parts)}" if parts else head


def summary(counted: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Lines for an operation too large to be told row by row; ``counted`` is by (table, action)."""
    return tuple(
        f"{TABLES[table].title}{NBSP}: {thousands(number)} {_counted(TABLES[table], action, number)}"
        for (table, action), number in sorted(counted.items())
    )


def _counted(noun: Noun, action: str, number: int) -> str:
    return noun.did(_DONE.get(action, "modifié")) + "s" * (number > 1)


def _values(table: str, fields: Mapping[str, Any], names: Mapping[Row, str]) -> list[str]:
    return [
        f"{field_name(table, field)} {shown(table, field, fields[field], names)}"
        for field in _said(table, fields)
        if field not in NAMED_BY[table] and fields[field] not in (None, "", {})
    ]


def _differences(change: RowChange, names: Mapping[Row, str]) -> list[str]:
    before, after = change.before or {}, change.after or {}
    return [
        _difference(change.table, field, before[field], after[field], names) for field in _said(change.table, after)
    ]


def _difference(table: str, field: str, before: Any, after: Any, names: Mapping[Row, str]) -> str:
    name = field_name(table, field)
    if isinstance(before, dict) and isinstance(after, dict):
        changed = sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
        return f"{name} ({changed} {'changées' if changed > 1 else 'changée'})"
    return f"{name} {shown(table, field, before, names)} → {shown(table, field, after, names)}"


def shown(table: str, field: str, value: Any, names: Mapping[Row, str]) -> str:
    """A journaled value in words; ``names`` has those of the rows that it may refer to."""
    target = target_of(table, field)
    if target and value is not None:
        return names.get((target, value), f"n°{NBSP}{value}")
    return value_text(table, field, value)


def _said(table: str, fields: Mapping[str, Any]) -> list[str]:
    """The fields to tell, in the order of the table's columns."""
    columns = (column.name for column in Base.metadata.tables[table].columns)
    return [name for name in columns if name in fields and (table, name) not in UNSAID]
