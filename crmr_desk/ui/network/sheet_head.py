"""Top of a centre sheet: where it stands, its name and badges, its place, and the procedures that fit it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.centre_print import printed_sheet
from crmr_desk.model.dossiers.letter_names import slug
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.network import procedure_menu
from crmr_desk.ui.network.placing_dialog import PlacingDialog
from crmr_desk.ui.network.sheet_text import sheet_text
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.what_if import WhatIfDialog


class SheetHead(QWidget):
    """Breadcrumb, title with badges, summary, procedures. ``verbs`` holds the buttons."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: CentreSheet | None = None
        self.crumbs, self.heading, self.verbs = QHBoxLayout(), Flow(8, 4), Flow(8, 8)
        self.title = FlowingLabel("", "centre")
        self.summary = label("", "secondary", wrap=True)
        self.copy = button("Copier la fiche", "icon", "copy")
        self.copy.clicked.connect(self._copy)
        self.print = button("Imprimer la fiche (PDF)", "icon", "printer")
        self.print.clicked.connect(self._print)
        self.more = button("Plus\u00a0: actes sur ce centre", "icon", "dots")
        self.more.clicked.connect(lambda: self.acts().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self._files = OpenedFiles(self)
        self.heading.addWidget(self.title)
        self._badges: list[Badge] = []
        self._lay_out()

    def show_sheet(self, shown: CentreSheet, offered: tuple[Procedure, ...]) -> None:
        """Show another centre, or the same one changed."""
        self._shown = shown
        self.title.setText(shown.title)
        self.title.updateGeometry()
        self.summary.setText(shown.summary)
        self.summary.setVisible(bool(shown.summary))
        self._show_crumbs(shown)
        self._show_badges(shown)
        self._show_verbs(shown, offered)

    def _lay_out(self) -> None:
        self.crumbs.setSpacing(2)
        first = QHBoxLayout()
        first.addLayout(self.crumbs, 1)
        for icon in (self.copy, self.print, self.more):
            first.addWidget(icon)
        column = QVBoxLayout(self)
        # A link of the breadcrumb has an edge of 3: its words stand above the title's all the same.
        column.setContentsMargins(21, 10, 24, 8)
        self.heading.setContentsMargins(3, 0, 0, 0)
        self.summary.setContentsMargins(3, 0, 0, 0)
        self.verbs.setContentsMargins(3, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(self.heading)
        column.addWidget(self.summary)
        column.addSpacing(6)
        column.addLayout(self.verbs)

    def _show_crumbs(self, shown: CentreSheet) -> None:
        clear(self.crumbs)
        last = len(shown.breadcrumb) - 1
        for place, words in enumerate(shown.breadcrumb):
            target = shown.above[place] if place < len(shown.above) else None
            self.crumbs.addWidget(self._crumb(words, target))
            if place < last:
                self.crumbs.addWidget(IconLabel("chevron-right", "text3", 14))
        self.crumbs.addStretch(1)

    def _crumb(self, words: str, target: tuple[str, int] | None) -> QWidget:
        if target is None:
            plain = label(words, "quiet")
            plain.setContentsMargins(3, 0, 3, 0)
            plain.setMinimumWidth(40)
            return plain
        link: QPushButton = button(words, "crumb")
        link.setAccessibleName(f"Ouvrir {words}")
        link.setToolTip(f"Ouvrir {words}")
        link.clicked.connect(lambda: self._desk.centre_wanted.emit(*target))
        return link

    def _show_badges(self, shown: CentreSheet) -> None:
        for old in self._badges:
            self.heading.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._badges = [Badge(each.text, each.tone, each.icon, each.tip) for each in shown.badges]
        for badge in self._badges:
            self.heading.addWidget(badge)

    def _show_verbs(self, shown: CentreSheet, offered: tuple[Procedure, ...]) -> None:
        """One primary button: the open dossier, else the likeliest procedure; the others are in a menu."""
        self.verbs.clear()
        rest = offered
        if shown.open_dossier_id is not None:
            self.verbs.addWidget(self._resume_button(shown.open_dossier_title, shown.open_dossier_id))
        elif offered:
            self.verbs.addWidget(self._may_write(self._start_button(offered[0], shown.row_id)))
            rest = offered[1:]
        if rest:
            self.verbs.addWidget(self._may_write(self._menu_button(rest, shown.row_id)))
        if offered:
            self.verbs.addWidget(self._what_if_button(offered, shown))
        if not shown.placed:
            self.verbs.addWidget(self._may_write(self._place_button(shown)))

    def _may_write(self, made: QPushButton) -> QPushButton:
        """Disabled, with the reason, where the register is looked at as it was once known."""
        if self._desk.why_no_write:
            set_available(made, self._desk.why_no_write)
        return made

    def _resume_button(self, title: str, dossier_id: int) -> QPushButton:
        made = button(title, "primary", "folder-open")
        made.clicked.connect(lambda: self._desk.dossier_wanted.emit(dossier_id))
        return made

    def _start_button(self, procedure: Procedure, row_id: int) -> QPushButton:
        made = button(procedure.title, "primary", procedure_menu.ICON)
        made.setToolTip(procedure.why)
        made.setAccessibleDescription(procedure.why)
        made.clicked.connect(lambda: self._desk.start_wanted.emit(procedure.request, procedure.function, row_id))
        return made

    def _menu_button(self, procedures: tuple[Procedure, ...], row_id: int) -> QPushButton:
        made = button("Ouvrir un dossier", "secondary", "chevron-down")
        made.setAccessibleDescription("\u202f; ".join(each.title for each in procedures))
        made.clicked.connect(lambda: self.menu(procedures, row_id).popup(made.mapToGlobal(made.rect().bottomLeft())))
        return made

    def menu(self, procedures: tuple[Procedure, ...], row_id: int) -> QMenu:
        """What « Ouvrir un dossier » unfolds; the caller shows it."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        procedure_menu.fill(made, self._desk, procedures, row_id)
        return made

    def _what_if_button(self, procedures: tuple[Procedure, ...], shown: CentreSheet) -> QPushButton:
        made = button("Et si…", "ghost", "git-branch")
        made.setToolTip("Essayer un candidat et une date sans ouvrir de dossier")
        made.setAccessibleDescription(made.toolTip())
        made.clicked.connect(lambda: self._try(procedures, shown))
        return made

    def _try(self, procedures: tuple[Procedure, ...], shown: CentreSheet) -> None:
        WhatIfDialog(self._desk, procedures, shown.row_id, shown.title, self.window()).open()

    def _place_button(self, shown: CentreSheet) -> QPushButton:
        made = button("Préciser l’établissement…", "secondary", "building-hospital")
        made.setToolTip("Une liste nationale a apporté ce centre sans son établissement")
        made.setAccessibleDescription(made.toolTip())
        made.clicked.connect(lambda: PlacingDialog(self._desk, shown.kind, shown.row_id, self.window()).open())
        return made

    def acts(self) -> QMenu:
        """What « Plus » unfolds: the acts on the centre; the caller shows it."""
        from crmr_desk.ui.network.acts import menu

        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._shown is not None:
            menu.fill(made, self._desk, self._shown)
        return made

    def _print(self) -> None:
        shown, db, today = self._shown, self._desk.seen, self._desk.today
        if shown is not None:
            name = f"{slug(shown.title)}_{shown.on.isoformat()}.pdf"
            self._desk.read(
                lambda: printed_sheet(db, shown, today), lambda content: self._files.open(name, content), owner=self
            )

    def _copy(self) -> None:
        if self._shown is not None:
            QGuiApplication.clipboard().setText(sheet_text(self._shown))
            self._desk.toast.emit("Fiche copiée, prête à coller dans un message.")
