"""A window of its own on the small region, at the check of a sheet in which much is doubtful."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.history import Place
from crmr_desk.ui.imports.check_step import CheckStep
from crmr_desk.ui.imports.page import ImportsPage
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import InlineOps
from crmr_desk.workbooks.imports import drafts
from tests.workbooks.checking.region import AURA, HEADER, TODAY, line

COLUMNS = HEADER[:9]
LEGAL, MONTH, MONTH_TOO, HEAD, VACANT, UNCHANGED, NOWHERE = 2, 3, 4, 5, 6, 7, 8
"""Lines of the sheet by what is peculiar about each."""
LINES = (
    line(finess="690781810", hospital="Hospices civils de Lyon", start="01/09/2026"),
    line(finess="380000067", hospital="CHU Grenoble Alpes", person="Pr Tristan Maubert", start="sept. 2023"),
    line(finess="420785354", hospital="CHU de Saint-Étienne", centre="NEPHROGONES", nature="Site constitutif",
         person="Dr Yanis Haddad", start="sept. 2023"),
    line(finess="690007539", hospital="HFME", centre="NEPHROGONES", nature="CRMR", person="Pr Odile Carrel"),
    line(finess="740000237", hospital="CH Annecy Genevois", person="Dr Léa Pons", start="15/03/2026"),
    line(finess="010000024", hospital="CH de Fleyriat", person="Dr Ophélie Granger", start="01/01/2024"),
    line(finess=None, hospital=None, person="Dr Margaux Vial"),
)  # fmt: skip


def write_doubtful(path: Path) -> Path:
    """The sheet, with a total below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Centres"
    sheet.append(list(COLUMNS))
    for each in LINES:
        sheet.append([each.get(name) for name in COLUMNS])
    sheet.append(["Total", len(LINES)])
    book.save(path)
    return path


def window_at_check(app: QApplication, db: Database, folder: Path) -> MainWindow:
    """The window, at the check of the sheet just received."""
    path = write_doubtful(folder / "CCMR_AURA.xlsx")
    import_id, _ = drafts.receive(
        db, name=path.name, content=path.read_bytes(), region=AURA, sender="", received_on=TODAY, today=TODAY
    )
    window = MainWindow(QSettings(str(folder / "reglages.ini"), QSettings.Format.IniFormat))
    window.open_desk(Desk(db, InlineOps(), today=TODAY, who=db.who, parent=app), "Région")
    window.resize(1440, 900)
    window.show()
    window.go(Place("imports", (f"{import_id}/check",)))
    return window


def page_of(window: MainWindow) -> ImportsPage:
    """The page of the imports."""
    page = window.page("imports")
    assert isinstance(page, ImportsPage)
    return page


def check_of(window: MainWindow) -> CheckStep:
    """The check on screen."""
    step = page_of(window).draft.step()
    assert isinstance(step, CheckStep)
    return step


def rows_of(step: CheckStep) -> list[int]:
    """The numbers of the lines in the list, from top to bottom."""
    assert step.lines.table is not None
    return [each.row for each in step.lines.table.shown_rows()]


def stand_on(step: CheckStep, row: int) -> None:
    """Put the cursor on a line."""
    assert step.lines.select(("Centres", row))
