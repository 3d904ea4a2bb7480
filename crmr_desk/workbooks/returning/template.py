"""The sheet that an agency fills in: its own centres as the register has them, ready to be corrected and sent back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.bureau.lines import Bureau, bureau_in
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.regions import Region
from crmr_desk.model.network.regions import region as region_of
from crmr_desk.model.store.database import Database
from crmr_desk.model.terms import french_date
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.outgoing.centres import CentreRow, centres_on
from crmr_desk.workbooks.reading.book import Sheet
from crmr_desk.workbooks.returning.baseline import Baseline, Sent, add_baseline
from crmr_desk.workbooks.returning.instructions import add_instructions
from crmr_desk.workbooks.returning.lists import DropDowns, ValidValues, valid_values
from crmr_desk.workbooks.returning.normal import own_cells
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import Column, Kind, Value, add_table, new_workbook

SHEET = "Centres"
_NEW_LINES = 100
"""Empty lines under the table that are ready for centres to be added."""
_FOR_INFORMATION = PatternFill("solid", fgColor="FFECEAE5")

_COLUMNS: tuple[tuple[Target, Column], ...] = (
    (Target.CODE, Column("Code du centre", Kind.IDENTIFIER)),
    (Target.HOSPITAL, Column("Établissement", width=28)),
    (Target.FINESS, Column("FINESS", Kind.IDENTIFIER, 11)),
    (Target.FSMR, Column("Filière", width=13)),
    (Target.CENTRE, Column("Centre", width=26)),
    (Target.NATURE, Column("Nature du centre", width=16)),
    (Target.SPECIALTY, Column("Spécialité", width=16)),
    (Target.POPULATION, Column("Public", width=12)),
    (Target.TITLE, Column("Civilité", width=9)),
    (Target.FIRST_NAME, Column("Prénom du responsable", width=14)),
    (Target.LAST_NAME, Column("Nom du responsable", width=18)),
    (Target.START, Column("Début du mandat", Kind.DATE, 12)),
    (Target.END, Column("Fin du mandat", Kind.DATE, 12)),
    (Target.EMAIL, Column("Courriel", width=26)),
)


def write_template(db: Database, region: str, path: str | Path, today: dt.date) -> None:
    """Write the centres of ``region`` (an INSEE code) on ``today`` to ``path``, with the lists of valid values.

    Coordonnateurs are there for information: a change of coordonnateur is announced by a dossier (A3 §2). No date of
    birth leaves. Raises UserError for an unknown region, or when the file cannot be written.
    """
    known = region_of(region)
    with db.reading() as session:
        rows = [row for row in centres_on(session, today) if row.hospital.region == known.code]
        values, bureau = valid_values(session, known.code, today), bureau_in(session, today)
    save(_workbook(known, rows, values, bureau, today), Path(path))


def _workbook(region: Region, rows: list[CentreRow], values: ValidValues, bureau: Bureau, today: dt.date) -> Workbook:
    workbook = new_workbook(f"Centres maladies rares, {region.ars_on(today).name}")
    instructions = add_instructions(workbook, region.ars_on(today), bureau, french_date(today))
    lines = [_line(row) for row in rows]
    sheet = add_table(workbook, SHEET, [column for _target, column in _COLUMNS], lines)
    last = len(rows) + 1 + _NEW_LINES
    _prepare(sheet, rows, last)
    lists = DropDowns(workbook, values)
    for number, (target, _column) in enumerate(_COLUMNS, start=1):
        lists.offer(sheet, target, number, 2, last)
    headers = tuple(column.header for _target, column in _COLUMNS)
    held = {SHEET: own_cells(Sheet(SHEET, (headers, *(tuple(line) for line in lines))))}
    own = frozenset({instructions.title, lists.title})
    add_baseline(workbook, Baseline(Sent.TEMPLATE, region=region.code, own_sheets=own, lines=held))
    return workbook


def _line(row: CentreRow) -> list[Value]:
    leader = row.leader
    return [
        row.code,
        row.hospital.name,
        row.hospital.finess_et,
        row.fsmr,
        row.centre,
        row.nature,
        row.specialty,
        row.population,
        leader.title,
        leader.first_name,
        leader.last_name,
        leader.start,
        leader.end,
        leader.email,
    ]


def _prepare(sheet: Worksheet, rows: list[CentreRow], last: int) -> None:
    """Lines of a coordonnateur in grey; under the table, identifiers will be text and dates dates."""
    for number, row in enumerate(rows, start=2):
        if row.function is Function.COORDONNATEUR:
            for cell in sheet[number]:
                cell.fill = _FOR_INFORMATION
    formats = {Kind.IDENTIFIER: "@", Kind.DATE: "DD/MM/YYYY"}
    for number, (_target, column) in enumerate(_COLUMNS, start=1):
        for line in range(len(rows) + 2, last + 1) if column.kind in formats else ():
            sheet.cell(line, number).number_format = formats[column.kind]
