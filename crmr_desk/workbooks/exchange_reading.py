"""Opens an exchange workbook safely and reads its lines, each with the place of its cells."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.errors import UserError
from crmr_desk.workbooks.exchange_cells import CellError, Value, value_of
from crmr_desk.workbooks.exchange_problems import Problem
from crmr_desk.workbooks.exchange_sheets import SHEETS, Field, Holds, Sheet

_MIB = 1024 * 1024
_LARGEST_FILE = 20 * _MIB
_LARGEST_UNPACKED = 300 * _MIB
_MOST_ENTRIES = 2_000
_MOST_ROWS = 200_000
_OLE_MARK = b"\xd0\xcf\x11\xe0"
"""Opening bytes of .xls, and of an .xlsx under a password."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its values by header (only the columns that the file has), and where they stand."""

    sheet: Sheet
    row: int
    values: dict[str, Value]
    columns: dict[str, str]

    def problem(self, header: str, text: str) -> Problem:
        """A problem at the cell of ``header`` on this line."""
        return Problem(self.sheet.name, f"{self.columns.get(header, 'A')}{self.row}", text)

    def key(self) -> tuple[Value, ...]:
        """What tells this line from the others of its sheet."""
        return tuple(self.values.get(header) for header in self.sheet.key)


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines of every sheet by its name, and the cells that could not be read."""

    records: dict[str, list[Record]]
    problems: list[Problem]


def read(path: Path) -> Contents:
    """Read every sheet of the exchange workbook; sheets and columns that are not part of it are left aside.

    A cell that cannot be read is listed in ``problems`` and missing from its record. Raises UserError when the file
    is missing, too large, or not a workbook of this kind.
    """
    workbook = _open(path)
    by_name = {_folded(sheet.title): sheet for sheet in workbook.worksheets}
    contents = Contents({}, [])
    for sheet in SHEETS:
        worksheet = by_name.get(_folded(sheet.name))
        contents.records[sheet.name] = []
        if worksheet is not None:
            _read_sheet(sheet, worksheet, contents)
    if not any(_folded(sheet.name) in by_name for sheet in SHEETS):
        expected = ", ".join(sheet.name for sheet in SHEETS)
        raise UserError(f"{path.name} n’est pas un classeur d’échange\u00a0: il n’a aucune des feuilles {expected}.")
    return contents


def _open(path: Path) -> Workbook:
    _check_size(path)
    try:
        return load_workbook(path, keep_links=False)
    except Exception as error:
        # openpyxl lets through whatever a damaged file makes it stumble on; nothing has been written yet.
        raise UserError(f"{path.name} ne peut pas être lu\u00a0: le fichier est abîmé.") from error


def _check_size(path: Path) -> None:
    size, entries = _declared(path)
    unpacked = sum(entry.file_size for entry in entries)
    if size > _LARGEST_FILE or unpacked > _LARGEST_UNPACKED or len(entries) > _MOST_ENTRIES:
        raise UserError(
            f"{path.name} est trop grand pour un classeur d’échange "
            "(20\u00a0Mio, 300\u00a0Mio une fois décompressé, au plus)."
        )


def _declared(path: Path) -> tuple[int, list[zipfile.ZipInfo]]:
    """Size of the file, and what it says that it holds; nothing is unpacked."""
    mark = b""
    try:
        with path.open("rb") as stream:
            size, mark = path.stat().st_size, stream.read(len(_OLE_MARK))
            if size > _LARGEST_FILE:
                return size, []
            with zipfile.ZipFile(stream) as archive:
                return size, archive.infolist()
    except zipfile.BadZipFile:
        locked = "il est protégé par un mot de passe, ou d’un ancien format d’Excel"
        reason = locked if mark == _OLE_MARK else "ce n’est pas un classeur .xlsx"
        raise UserError(f"{path.name} ne peut pas être lu\u00a0: {reason}.") from None
    except OSError as error:
        raise UserError(f"{path} ne peut pas être ouvert\u202f; vérifiez le chemin et vos droits.") from error


def _read_sheet(sheet: Sheet, worksheet: Worksheet, contents: Contents) -> None:
    if worksheet.max_row > _MOST_ROWS:
        raise UserError(f"La feuille {sheet.name} compte plus de {_MOST_ROWS} lignes\u202f; ôtez celles du bas.")
    columns = _columns(sheet, worksheet, contents.problems)
    lines = list(_lines(worksheet, columns))
    missing = [field.header for field in sheet.fields if field.required and field not in columns.values()]
    if lines and missing:
        text = f"la colonne «\u202f{missing[0]}\u202f» manque\u202f; ajoutez-la à la première ligne."
        contents.problems.append(Problem(sheet.name, "A1", text))
        return
    letters = {field.header: get_column_letter(number) for number, field in columns.items()}
    for row, cells in lines:
        values = _values(sheet, cells, contents.problems)
        contents.records[sheet.name].append(Record(sheet, row, values, letters))


def _columns(sheet: Sheet, worksheet: Worksheet, problems: list[Problem]) -> dict[int, Field]:
    """The known fields by the number of their column, from the first row."""
    by_header = {_folded(field.header): field for field in sheet.fields}
    found: dict[int, Field] = {}
    for number, cell in enumerate(worksheet[1], start=1):
        field = by_header.get(_folded(str(cell.value or "")))
        if field is not None and field in found.values():
            text = f"la colonne «\u202f{field.header}\u202f» est en double."
            problems.append(Problem(sheet.name, cell.coordinate, text))
        elif field is not None:
            found[number] = field
    return found


_Cells = list[tuple[Field, Cell | MergedCell]]


def _lines(worksheet: Worksheet, columns: dict[int, Field]) -> Iterator[tuple[int, _Cells]]:
    """Every row that holds something in a known column."""
    for number, row in enumerate(worksheet.iter_rows(min_row=2, max_col=max(columns, default=1)), start=2):
        cells = [(columns[place], cell) for place, cell in enumerate(row, start=1) if place in columns]
        if any(cell.value is not None and str(cell.value).strip() for _, cell in cells):
            yield number, cells


def _values(sheet: Sheet, cells: _Cells, problems: list[Problem]) -> dict[str, Value]:
    """The readable cells, and keys as typed even when wrong: a bad key is told once, not at each line that names it."""
    values: dict[str, Value] = {}
    for field, cell in cells:
        try:
            values[field.header] = value_of(cell, field)
        except CellError as reason:
            problems.append(Problem(sheet.name, cell.coordinate, str(reason)))
            if field.holds in (Holds.CODE, Holds.FINESS) and cell.value is not None:
                values[field.header] = str(cell.value).strip()
    return values


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace(" ", "_")
