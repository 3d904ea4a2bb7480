"""The whole register in and out of one workbook (docs: the exchange workbook).

Export, load into an empty register, export: the two files are the same, byte for byte. The workbook holds the
network with all its periods. It does not hold dossiers, letters, settings, stored files or the journal: a backup does.
Characters that no .xlsx can hold (control characters) are left out; a text too long for a cell is refused.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from crmr_desk.model.kinds import Function
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.exchange_checks import Periods, Seat, problems
from crmr_desk.workbooks.exchange_doubles import without_doubles
from crmr_desk.workbooks.exchange_loading import put
from crmr_desk.workbooks.exchange_problems import ExchangeProblems, Problem
from crmr_desk.workbooks.exchange_reading import read
from crmr_desk.workbooks.exchange_sheets import SEATS, SHEETS
from crmr_desk.workbooks.exchange_writing import workbook_of
from crmr_desk.workbooks.register import Register, whole
from crmr_desk.workbooks.register_on import valid_on
from crmr_desk.workbooks.saving import save


def load(db: Database, path: str | Path) -> Changes:
    """Load an exchange workbook in one operation, or nothing of it.

    Known keys are updated, new ones added, nothing is deleted: the same file loaded twice changes nothing the second
    time. Raises ExchangeProblems, which lists every inconsistency with its sheet and cell, and UserError when the
    file is no workbook of this kind.
    """
    path = Path(path)
    contents = read(path)
    with db.writing(f"Chargement du registre {path.name}") as session:
        register = whole(session)
        known = {sheet: set(keys.values()) for sheet, keys in register.keys().items()}
        records = without_doubles(session, contents.records)
        found = [*contents.problems, *problems(records, known, _held(register))]
        if found:
            raise ExchangeProblems(path.name, sorted(found, key=_reading_order))
        put(session, register, records)
    return session.changes


def export(db: Database, path: str | Path, *, on: dt.date | None = None) -> None:
    """Write the register to ``path``: all of it, or what is valid on ``on`` alone (both ends of a period included).

    Raises UserError when the file cannot be written there; whatever stood at ``path`` is then untouched.
    """
    with db.reading() as session:
        register = whole(session)
        workbook = workbook_of(register if on is None else valid_on(register, on))
    save(workbook, Path(path))


def _held(register: Register) -> Periods:
    keys = register.keys()
    held: dict[Seat, dict[dt.date, dt.date | None]] = {}
    for mandate in register.mandates:
        sheet, attribute = SEATS[Function(mandate.function)]
        seat = (mandate.function, keys[sheet][getattr(mandate, attribute)])
        held.setdefault(seat, {})[mandate.start] = mandate.end
    return held


def _reading_order(problem: Problem) -> tuple[int, int, str]:
    sheets = [sheet.name for sheet in SHEETS]
    return sheets.index(problem.sheet), int(problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), problem.cell
