"""From a merged word of a letter to where it is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from crmr_desk.model.dossiers.merge_ways import Destination
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.dossier.wizard import WizardPage


def follow(desk: Desk, to: Destination) -> None:
    """Go there, from anywhere."""
    if to.kind == "step":
        desk.step_wanted.emit(to.row_id, to.target)
    elif to.kind == "centre":
        desk.centre_wanted.emit(to.target, to.row_id)
    elif to.kind == "page":
        desk.page_wanted.emit(to.target, to.detail)


def follow_in(wizard: WizardPage, to: Destination) -> None:
    """Go there from the wizard, where a step is near: the focus goes to its question."""
    if to.kind != "step":
        wizard.centre.commit()
        follow(wizard.desk, to)
        return
    wizard.go_to(to.target)
    page = wizard.centre.page()
    # After the page that is entered has put the focus where it begins.
    QTimer.singleShot(0, page, lambda: page.start_at(to.detail))
