"""What a right click on a line of the tree offers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from crmr_desk.model.dossiers import procedures
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.network.rows import Node
from crmr_desk.ui import icons
from crmr_desk.ui.correspondence.reminders.entry import add_reminders
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network import procedure_menu
from crmr_desk.ui.network.acts import menu as acts_menu
from crmr_desk.ui.network.acts.form import Subject
from crmr_desk.ui.what_if import WhatIfDialog


def ask(desk: Desk, owner: QWidget, node: Node, where: QPoint, open_it: Callable[[], object]) -> None:
    """Ask which procedures fit ``node``, then show its menu at ``where`` on the screen."""
    db, kind, row_id, today = desk.db, node.kind, node.row_id, desk.today
    desk.read(
        lambda: procedures.offered(db, kind, row_id, today),
        lambda offered: menu(desk, owner, node, offered, open_it).popup(where),
        owner=owner,
    )


def menu(
    desk: Desk, owner: QWidget, node: Node, offered: tuple[Procedure, ...], open_it: Callable[[], object]
) -> QMenu:
    """The menu of ``node``; it deletes itself when closed."""
    made = QMenu(owner)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.addAction(icons.icon("eye"), "Ouvrir").triggered.connect(lambda: open_it())
    if node.finess:
        copy = made.addAction(icons.icon("copy"), f"Copier le FINESS {node.finess}")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(node.finess))
    if offered:
        made.addSeparator()
        procedure_menu.fill(made, desk, offered, node.row_id)
        made.addSeparator()
        what_if = made.addAction(icons.icon("git-branch"), "Et si…")
        what_if.triggered.connect(lambda: WhatIfDialog(desk, offered, node.row_id, node.title, owner.window()).open())
    if node.kind in acts_menu.ENTRIES:
        made.addSeparator()
        acts = made.addMenu(icons.icon("pencil"), "Modifier le centre")
        subject = Subject(str(node.kind), node.row_id, node.title)
        acts_menu.fill_for(acts, desk, subject)
        add_reminders(made, desk, subject)
    return made
