"""The workbook that goes back to its sender: when there is one to write, and where it is written."""

from __future__ import annotations

from pathlib import Path

from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.imports.rows import DraftView, ImportRow


def no_return(view: DraftView | None, *, settled: bool) -> str:
    """Why there is nothing to send back, "" when there is: lines still to be settled, and those that were set aside."""
    nothing = settled and view is not None and not view.choices.of(ChoiceKind.SKIP)
    return "Rien n’est à corriger dans ce classeur" if nothing else ""


def ask(desk: Desk, row: ImportRow) -> None:
    """Ask where, then write the sender's own workbook with what is to be corrected."""
    db, today = desk.db, desk.today

    def write(path: Path) -> None:
        from crmr_desk.workbooks.returning import give_back

        give_back.write_return(db, row.id, path, today)

    stem = row.name.rpartition(".")[0] or row.name
    exports.ask_where(desk, "Classeur de retour", f"{stem} à corriger.xlsx", write)
