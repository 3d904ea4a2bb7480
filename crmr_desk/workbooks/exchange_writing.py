"""The register as an exchange workbook: one line a row, in the order of the keys, whatever the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from openpyxl.workbook import Workbook

from crmr_desk.model.kinds import Function
from crmr_desk.model.store.schema import Base
from crmr_desk.workbooks.exchange_sheets import SEATS, SHEETS, Sheet
from crmr_desk.workbooks.register import Register
from crmr_desk.workbooks.styling import Value, add_table, new_workbook

_Keys = Mapping[str, Mapping[int, str]]


def workbook_of(register: Register) -> Workbook:
    """The nine sheets, filled. Raises UserError when a text is longer than a cell can hold."""
    keys = register.keys()
    workbook = new_workbook("Registre des maladies rares")
    for sheet in SHEETS:
        lines = sorted(_lines(sheet, register, keys), key=lambda line: _place(sheet, line))
        add_table(workbook, sheet.name, [field.column for field in sheet.fields], lines)
    return workbook


def _lines(sheet: Sheet, register: Register, keys: _Keys) -> Iterable[list[Value]]:
    if sheet.name == "FSMR":
        return _fsmr_lines(register, keys)
    if sheet.name == "Mandats":
        return _mandate_lines(register, keys)
    rows: Mapping[str, Iterable[Base]] = {
        "Etablissements": register.hospitals,
        "CRMR": register.crmrs,
        "Labels": register.labels,
        "Sites": register.sites,
        "CCMR": register.ccmrs,
        "Rattachements": register.attachments,
        "Personnes": register.people,
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


def _place(sheet: Sheet, line: list[Value]) -> tuple[str, ...]:
    """Lines are sorted here and not by the database: two databases sort texts in two ways."""
    by_header = dict(zip((field.header for field in sheet.fields), line, strict=True))
    return tuple(str(by_header[header] or "") for header in sheet.key)
