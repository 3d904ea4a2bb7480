"""Puts checked lines into the register: a key that is known updates its row, a new one adds a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function
from crmr_desk.model.store import schema
from crmr_desk.model.store.schema import Base
from crmr_desk.workbooks.exchange_reading import Record
from crmr_desk.workbooks.exchange_sheets import BY_NAME, SEATS, TABLES
from crmr_desk.workbooks.register import Register

_Row = dict[str, Any]
"""Attributes of a row, only those whose column the file has."""

_Ids = Mapping[str, Mapping[str, int]]
"""Ids by the key of their sheet."""

_ORIGIN = "issu_de"

_SEAT_COLUMNS = tuple(attribute for _, attribute in SEATS.values())


def put(session: Session, register: Register, records: Mapping[str, list[Record]]) -> None:
    """Insert and update every line; a row that the file does not name stays as it is, and none is deleted.

    ``records`` have been checked beside ``register``. A column that the file lacks leaves its field alone; an empty
    cell empties it.
    """
    ids = {sheet: {key: id_ for id_, key in keys.items()} for sheet, keys in register.keys().items()}

    def rows(sheet: str) -> Iterable[_Row]:
        return (_row(record, ids) for record in records[sheet])

    _put_keyed(session, schema.Hospital, "finess_et", register.hospitals, rows("Etablissements"), ids["Etablissements"])
    _put_keyed(session, schema.Fsmr, "sigle", register.fsmrs, map(_fsmr_of, rows("FSMR")), ids["FSMR"])
    origins = _without_origin(records["CRMR"], ids)
    _put_keyed(session, schema.Crmr, "code", register.crmrs, origins, ids["CRMR"])
    _put(session, schema.Crmr, ("code",), session.scalars(select(schema.Crmr)), _origins(records["CRMR"], ids))
    _put_keyed(session, schema.Site, "code", register.sites, rows("Sites"), ids["Sites"])
    _put_keyed(session, schema.Ccmr, "code", register.ccmrs, rows("CCMR"), ids["CCMR"])
    _put_keyed(session, schema.Person, "code", register.people, rows("Personnes"), ids["Personnes"])
    designations = (_designation_of(row, ids["FSMR"]) for row in rows("FSMR") if row.get("start") is not None)
    _put(session, schema.FsmrDesignation, ("fsmr_id", "start"), register.designations, designations)
    _put(session, schema.Label, ("crmr_id", "start"), register.labels, rows("Labels"))
    _put(session, schema.Attachment, ("ccmr_id", "crmr_id", "start"), register.attachments, rows("Rattachements"))
    mandates = (_mandate_row(record, ids) for record in records["Mandats"])
    _put(session, schema.Mandate, (*_SEAT_COLUMNS, "start"), register.mandates, mandates)
    _put(session, schema.Disease, ("crmr_id", "name"), register.diseases, rows("Maladies"))
    _put(session, schema.ErnMembership, ("site_id", "ern", "start"), register.erns, rows("ERN"))
    team = ({"site_id": None, "ccmr_id": None, **row} for row in rows("Equipes"))
    _put(session, schema.TeamMember, ("site_id", "ccmr_id", "person_id", "role", "start"), register.team, team)
    former = (_former_row(record, ids) for record in records["Valeurs_anterieures"])
    _put(session, schema.FormerValue, ("table_name", "row_id", "field", "until"), register.former, former)
    notes = (_note_row(record, ids) for record in records["Notes"])
    _put(session, schema.Note, (*schema.NOTE_SUBJECTS, "written_on", "text"), register.notes, notes)


def _row(record: Record, ids: _Ids) -> _Row:
    row: _Row = {}
    for field in record.sheet.fields:
        if field.attribute and field.header in record.values:
            value = record.values[field.header]
            row[field.attribute] = ids[field.to][str(value)] if field.to and value is not None else value
    return row


def _fsmr_of(row: _Row) -> _Row:
    return {attribute: value for attribute, value in row.items() if attribute in ("sigle", "name", "seat_id")}


def _designation_of(row: _Row, fsmr_ids: Mapping[str, int]) -> _Row:
    period = {attribute: value for attribute, value in row.items() if attribute in ("start", "end")}
    return {"fsmr_id": fsmr_ids[row["sigle"]], **period}


def _mandate_row(record: Record, ids: _Ids) -> _Row:
    sheet, attribute = SEATS[Function(str(record.values["fonction"]))]
    target = ids[sheet][str(record.values["cible"])]
    return {**dict.fromkeys(_SEAT_COLUMNS), attribute: target, **_row(record, ids)}


def _without_origin(records: Iterable[Record], ids: _Ids) -> Iterable[_Row]:
    """A centre may be named as an origin before its own line is read: origins are put once all are there."""
    for record in records:
        values = {header: value for header, value in record.values.items() if header != _ORIGIN}
        yield _row(replace(record, values=values), ids)


def _origins(records: Iterable[Record], ids: _Ids) -> Iterable[_Row]:
    for record in records:
        if _ORIGIN in record.values:
            values = {header: record.values.get(header) for header in ("code", _ORIGIN)}
            yield _row(replace(record, values=values), ids)


def _former_row(record: Record, ids: _Ids) -> _Row:
    nature = str(record.values["nature"])
    field = next(field for field in BY_NAME[nature].fields if field.header == record.values["champ"])
    value = record.values.get("valeur")
    return {
        "table_name": TABLES[nature],
        "row_id": ids[nature][str(record.values["cible"])],
        "field": field.attribute,
        "value": ids[field.to][str(value)] if field.to and value is not None else value,
        **_row(record, ids),
    }


def _note_row(record: Record, ids: _Ids) -> _Row:
    nature = str(record.values["nature"])
    subject = {f"{TABLES[nature]}_id": ids[nature][str(record.values["cible"])]}
    return {**dict.fromkeys(schema.NOTE_SUBJECTS), **subject, **_row(record, ids)}


def _put_keyed(
    session: Session, entity: type[Base], key: str, known: Iterable[Base], rows: Iterable[_Row], ids: dict[str, int]
) -> None:
    """As ``_put``; then ``ids`` knows the new rows too."""
    for row in _put(session, entity, (key,), known, rows):
        ids[getattr(row, key)] = row.id  # type: ignore[attr-defined]


def _put(
    session: Session, entity: type[Base], key: tuple[str, ...], known: Iterable[Base], rows: Iterable[_Row]
) -> Iterable[Base]:
    by_key = {tuple(getattr(row, attribute) for attribute in key): row for row in known}
    for values in rows:
        filled = {attribute: _or_default(entity, attribute, value) for attribute, value in values.items()}
        place = tuple(filled[attribute] for attribute in key)
        existing = by_key.get(place)
        if existing is None:
            by_key[place] = entity(**filled)
            session.add(by_key[place])
        else:
            _update(existing, filled)
    session.flush()
    return by_key.values()


def _update(row: Base, values: _Row) -> None:
    for attribute, value in values.items():
        if getattr(row, attribute) != value:
            setattr(row, attribute, value)


def _or_default(entity: type[Base], attribute: str, value: Any) -> Any:
    """What an empty cell means: the default of a column that cannot be null, else nothing."""
    column = entity.__table__.c[attribute]
    if value is None and not column.nullable and column.default is not None:
        return column.default.arg
    return value
