"""Lines of an exchange workbook that was written before two rows were merged: what they say of the double is said of
the row that it was merged into, and its own line is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmr_desk.model.store.references import doubles
from crmr_desk.model.store.schema import Hospital, Person
from crmr_desk.workbooks.exchange_cells import Value
from crmr_desk.workbooks.exchange_checks import references_of
from crmr_desk.workbooks.exchange_reading import Record
from crmr_desk.workbooks.exchange_sheets import FORMER_VALUES

_KEYS: Mapping[str, tuple[str, InstrumentedAttribute[int], InstrumentedAttribute[str]]] = {
    "Etablissements": (Hospital.__tablename__, Hospital.id, Hospital.finess_et),
    "Personnes": (Person.__tablename__, Person.id, Person.code),
}


def without_doubles(session: Session, records: Mapping[str, list[Record]]) -> Mapping[str, list[Record]]:
    """``records`` with the key of the row kept in place of that of each double, and without the lines of doubles."""
    kept = {sheet: _kept_keys(session, sheet) for sheet in _KEYS}
    if not any(kept.values()):
        return records
    return {
        sheet: [_led_on(record, kept) for record in lines if not _is_double(sheet, record, kept)]
        for sheet, lines in records.items()
    }


def _kept_keys(session: Session, sheet: str) -> dict[str, str]:
    table, row_id, key = _KEYS[sheet]
    into = doubles(session, table)
    if not into:
        return {}
    keys: dict[int, str] = dict(session.execute(select(row_id, key)).all())
    return {keys[double]: keys[row] for double, row in into.items()}


def _is_double(sheet: str, record: Record, kept: Mapping[str, Mapping[str, str]]) -> bool:
    """Its own line, or one that tells what it was before: the double keeps both in its row."""
    if sheet == FORMER_VALUES.name:
        return str(record.values.get("cible")) in kept.get(str(record.values.get("nature")), {})
    return sheet in kept and str(record.key()[0]) in kept[sheet]


def _led_on(record: Record, kept: Mapping[str, Mapping[str, str]]) -> Record:
    values: dict[str, Value] = {
        header: kept[target][str(record.values[header])]
        for header, target in references_of(record)
        if target in kept and str(record.values.get(header)) in kept[target]
    }
    return replace(record, values={**record.values, **values}) if values else record
