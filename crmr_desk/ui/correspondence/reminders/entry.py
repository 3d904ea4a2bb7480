"""« Relancer… » in the menus of a centre."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.acts.form import Subject


def add_reminders(menu: QMenu, desk: Desk, subject: Subject) -> None:
    """Offer the reminders of a centre and of what lies under it; disabled with the reason where nothing can be
    written."""
    menu.addSeparator()
    action = menu.addAction(icons.icon("mail-forward"), "Relancer…")
    action.setEnabled(not desk.why_no_write)
    action.setToolTip(desk.why_no_write)
    action.setStatusTip(desk.why_no_write)
    action.triggered.connect(lambda: _open(desk, subject))


def _open(desk: Desk, subject: Subject) -> None:
    from crmr_desk.ui.correspondence.reminders.sheet import open_reminders  # the wizard comes when it is wanted

    open_reminders(desk, centre=subject.centre, title=subject.title)
