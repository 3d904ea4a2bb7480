"""What the records of an .xls workbook say beside its values: formulas, errors, hidden lines and columns ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from crmr_desk.workbooks.reading.grid import Peculiarities
from crmr_desk.workbooks.reading.refusals import DAMAGED, LOCKED, Refused

_BOF, _EOF, _LOCK, _SHEET = 0x809, 0x0A, 0x2F, 0x85
_ROW, _COLUMNS, _FORMULA, _TRUTH_OR_ERROR = 0x208, 0x7D, 0x06, 0x205
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_NO_NUMBER, _IS_ERROR, _IS_BLANK = b"\xff\xff", 2, 3


def scan(stream: bytes) -> list[Peculiarities]:
    """What is known of each sheet, in their order. Raises Refused when it is under a password or makes no sense."""
    places = []
    for kind, body in _records(stream, 0):
        if kind == _LOCK:
            raise Refused(LOCKED)
        if kind == _SHEET and len(body) >= 4:
            places.append(struct.unpack_from("<I", body)[0])
    return [_sheet(stream, place) for place in places]


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from the one at ``place`` to the end of its part of the stream, parts within it left out."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + length]
        elif depth < 1:
            return
        place += 4 + length
    raise Refused(DAMAGED)


def _sheet(stream: bytes, place: int) -> Peculiarities:
    told = Peculiarities()
    try:
        for kind, body in _records(stream, place):
            if kind == _FORMULA:
                _note_formula(told, body)
            elif kind == _TRUTH_OR_ERROR:
                line, column, code, is_error = struct.unpack_from("<HHxxBB", body)
                if is_error:
                    told.errors[line + 1, column + 1] = _ERRORS.get(code, "#?")
            elif kind == _ROW:
                line, flags = struct.unpack_from("<H10xH", body)
                if flags & _ROW_HIDDEN:
                    told.hidden_lines.add(line + 1)
            elif kind == _COLUMNS:
                first, last, flags = struct.unpack_from("<HH4xH", body)
                if flags & _COLUMN_HIDDEN:
                    told.hidden_columns.append((first + 1, last + 1))
    except struct.error as error:
        raise Refused(DAMAGED) from error
    return told


def _note_formula(told: Peculiarities, body: bytes) -> None:
    line, column, result = struct.unpack_from("<HHxx8s", body)
    place = (line + 1, column + 1)
    told.formulas.add(place)
    if result.endswith(_NO_NUMBER):
        if result[0] == _IS_ERROR:
            told.errors[place] = _ERRORS.get(result[2], "#?")
        elif result[0] == _IS_BLANK:
            told.blank_formulas.add(place)
