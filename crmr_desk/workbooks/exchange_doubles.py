"""Lines of an exchange workbook that was written before two rows were merged, or before an establishment got another
number: what they say of the double is said of the row that it was merged into, and its own line is left alone; what
they say under a former geographic number is said of whose it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmr_desk.model.store.references import doubles
from crmr_desk.model.store.schema import FormerValue, Hospital, Person
from crmr_desk.workbooks.exchange_cells import Value
from crmr_desk.workbooks.exchange_checks import references_of
from crmr_desk.workbooks.exchange_reading import Record
from crmr_desk.workbooks.exchange_sheets import FORMER_VALUES

_PLACES = "Etablissements"
_KEYS: Mapping[str, tuple[str, InstrumentedAttribute[int], InstrumentedAttribute[str]]] = {
    _PLACES: (Hospital.__tablename__, Hospital.id, Hospital.finess_et),
    "Personnes": (Person.__tablename__, Person.id, Person.code),
}


def without_doubles(session: Session, records: Mapping[str, list[Record]]) -> Mapping[str, list[Record]]:
    """``records`` with the key of the row kept in place of that of each double, and without the lines of doubles; with
    the number that an establishment has now in place of a former one."""
    kept = {sheet: _kept_keys(session, sheet) for sheet in _KEYS}
    now = {**kept, _PLACES: _numbers_now(session) | kept[_PLACES]}
    if not any(now.values()):
        return records
    return {
        sheet: [_led_on(record, now) for record in lines if not _is_double(sheet, record, kept)]
        for sheet, lines in records.items()
    }


def _kept_keys(session: Session, sheet: str) -> dict[str, str]:
    table, row_id, key = _KEYS[sheet]
    into = doubles(session, table)
    if not into:
        return {}
    keys: dict[int, str] = dict(session.execute(select(row_id, key)).all())
    return {keys[double]: keys[row] for double, row in into.items()}


def _numbers_now(session: Session) -> dict[str, str]:
    """The geographic number that an establishment has now, by each of those that it had and nobody has any more; where
    two had the same, the one that had it last."""
    into = doubles(session, Hospital.__tablename__)
    numbers: dict[int, str] = dict(session.execute(select(Hospital.id, Hospital.finess_et)).all())
    of_numbers = (FormerValue.table_name == Hospital.__tablename__, FormerValue.field == Hospital.finess_et.key)
    query = select(FormerValue.value, FormerValue.row_id).where(*of_numbers).order_by(FormerValue.until)
    taken = set(numbers.values())
    return {
        former: numbers[into.get(row_id, row_id)] for former, row_id in session.execute(query) if former not in taken
    }


def _is_double(sheet: str, record: Record, kept: Mapping[str, Mapping[str, str]]) -> bool:
    """Its own line, or one that tells what it was before: the double keeps both in its row."""
    if sheet == FORMER_VALUES.name:
        return str(record.values.get("cible")) in kept.get(str(record.values.get("nature")), {})
    return sheet in kept and str(record.key()[0]) in kept[sheet]


def _led_on(record: Record, now: Mapping[str, Mapping[str, str]]) -> Record:
    own = ((record.sheet.key[0], record.sheet.name),) if record.sheet.name in now else ()
    values: dict[str, Value] = {
        header: now[target][str(record.values[header])]
        for header, target in (*own, *references_of(record))
        if target in now and str(record.values.get(header)) in now[target]
    }
    return replace(record, values={**record.values, **values}) if values else record
