"""The lines of the bureau are written in the window and kept for the letters to come."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from crmr_desk.model.bureau.lines import bureau, shipped
from crmr_desk.ui.bureau_dialog import BureauDialog
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.main_window import MainWindow


def opened(window: MainWindow) -> BureauDialog:
    window.navigation.bureau.click()
    return next(dialog for dialog in window.findChildren(BureauDialog) if dialog.isVisible())


def write(dialog: BureauDialog, name: str, text: str) -> None:
    field = dialog.fields[name]
    assert isinstance(field, QLineEdit)
    field.setText(text)
    dialog.keep.click()


def test_a_line_that_is_changed_is_kept(window: MainWindow, desk: Desk) -> None:
    write(opened(window), "bureau", "Bureau des maladies rares")

    assert bureau(desk.db, desk.today).bureau == "Bureau des maladies rares"


def test_a_line_that_may_not_be_empty_is_asked_for_and_nothing_is_kept(window: MainWindow, desk: Desk) -> None:
    dialog = opened(window)

    write(dialog, "direction", "")

    assert dialog.problem.text().startswith("Il manque la direction")
    assert dialog.isVisible()
    assert bureau(desk.db, desk.today) == shipped()
