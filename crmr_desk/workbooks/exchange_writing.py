"""The register as an exchange workbook: one line a row, in the order of the keys, whatever the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from openpyxl.workbook import Workbook

from crmr_desk.model.kinds import Function
from crmr_desk.model.store.schema import Base
from crmr_desk.workbooks.exchange_sheets import BY_NAME, NATURES, SEATS, SHEETS, Sheet
from crmr_desk.workbooks.register import Register
from crmr_desk.workbooks.register_on import subject_of
from crmr_desk.workbooks.styling import Value, add_table, new_workbook

_Keys = Mapping[str, Mapping[int, str]]


def workbook_of(register: Register) -> Workbook:
    """The sheets, filled; a rare one, or a rare column, only where it holds something. Raises UserError when a text is
    longer than a cell can hold."""
    keys = register.keys()
    workbook = new_workbook("Registre des maladies rares")
    for sheet in SHEETS:
        lines = sorted(_lines(sheet, register, keys), key=lambda line: _place(sheet, line))
        if lines or not sheet.rare:
            kept = [place for place, field in enumerate(sheet.fields) if not field.rare or _is_filled(lines, place)]
            columns = [sheet.fields[place].column for place in kept]
            add_table(workbook, sheet.name, columns, ([line[place] for place in kept] for line in lines))
    return workbook


def _is_filled(lines: Iterable[list[Value]], place: int) -> bool:
    return any(line[place] not in (None, "") for line in lines)


def _lines(sheet: Sheet, register: Register, keys: _Keys) -> Iterable[list[Value]]:
    if sheet.name == "FSMR":
        return _fsmr_lines(register, keys)
    if sheet.name == "Mandats":
        return _mandate_lines(register, keys)
    if sheet.name == "Valeurs_anterieures":
        return _former_lines(register, keys)
    if sheet.name == "Notes":
        return _note_lines(register, keys)
    rows: Mapping[str, Iterable[Base]] = {
        "Etablissements": register.hospitals,
        "CRMR": register.crmrs,
        "Labels": register.labels,
        "Sites": register.sites,
        "CCMR": register.ccmrs,
        "Rattachements": register.attachments,
        "Personnes": register.people,
        "Maladies": register.diseases,
        "ERN": register.erns,
        "Equipes": register.team,
    }
    return (_line(sheet, row, keys) for row in rows[sheet.name])


def _line(sheet: Sheet, row: Base, keys: _Keys) -> list[Value]:
    line: list[Value] = []
    for field in sheet.fields:
        value = getattr(row, field.attribute)
        line.append(keys[field.to].get(value) if field.to else value)
    return line


def _fsmr_lines(register: Register, keys: _Keys) -> Iterable[list[Value]]:
    """One line a designation; a FSMR without one has a line whose dates are empty."""
    designated = {row.fsmr_id for row in register.designations}
    periods: list[tuple[int, dt.date | None, dt.date | None]] = [
        (row.fsmr_id, row.start, row.end) for row in register.designations
    ]
    periods += [(fsmr.id, None, None) for fsmr in register.fsmrs if fsmr.id not in designated]
    by_id = {fsmr.id: fsmr for fsmr in register.fsmrs}
    for fsmr_id, start, end in periods:
        fsmr = by_id[fsmr_id]
        seat = None if fsmr.seat_id is None else keys["Etablissements"].get(fsmr.seat_id)
        yield [fsmr.sigle, fsmr.name, seat, start, end]


def _mandate_lines(register: Register, keys: _Keys) -> Iterable[list[Value]]:
    for mandate in register.mandates:
        sheet, attribute = SEATS[Function(mandate.function)]
        target = keys[sheet][getattr(mandate, attribute)]
        yield [keys["Personnes"][mandate.person_id], mandate.function, target, mandate.start, mandate.end]


def _former_lines(register: Register, keys: _Keys) -> Iterable[list[Value]]:
    """``champ`` is the heading of the column where the value of today stands; a reference is said by its key."""
    for row in register.former:
        nature = NATURES[row.table_name]
        target = keys[nature].get(row.row_id)
        field = next((each for each in BY_NAME[nature].fields if each.attribute == row.field), None)
        if target is not None and field is not None:
            value = keys[field.to].get(row.value) if field.to and row.value is not None else row.value
            yield [nature, target, field.header, value, row.until]


def _note_lines(register: Register, keys: _Keys) -> Iterable[list[Value]]:
    for note in register.notes:
        table, row_id = subject_of(note)
        target = keys[NATURES[table]].get(row_id)
        if target is not None:
            yield [NATURES[table], target, note.written_on, note.by, note.text]


def _place(sheet: Sheet, line: list[Value]) -> tuple[str, ...]:
    """Lines are sorted here and not by the database: two databases sort texts in two ways."""
    by_header = dict(zip((field.header for field in sheet.fields), line, strict=True))
    return tuple(str(by_header[header] or "") for header in sheet.key)
