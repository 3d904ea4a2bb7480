"""The workbook that goes back to its sender: when there is one to write, and where it is written."""

from __future__ import annotations

from pathlib import Path

from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.workbooks.checking.rows import Checked, Line
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.imports.rows import DraftView, ImportRow


def no_return(checked: Checked | None, view: DraftView | None) -> str:
    """Why there is nothing to send back, "" when there is."""
    if checked is None or view is None:
        return "Le contrôle n’est pas fait"
    return "" if any(_goes_back(line, view) for line in checked.lines) else "Rien n’est à corriger dans ce classeur"


def ask(desk: Desk, row: ImportRow) -> None:
    """Ask where, then write the sender's own workbook with what is to be corrected."""
    db, today = desk.db, desk.today

    def write(path: Path) -> None:
        from crmr_desk.workbooks.returning import give_back

        give_back.write_return(db, row.id, path, today)

    stem = row.name.rpartition(".")[0] or row.name
    exports.ask_where(desk, "Classeur de retour", f"{stem} à corriger.xlsx", write)


def _goes_back(line: Line, view: DraftView) -> bool:
    """What is still to be settled, and what was set aside."""
    return not line.settled or view.choices.get(ChoiceKind.SKIP, line.sheet, str(line.row)) is not None
