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
from crmr_desk.ui.network import procedure_menu
from crmr_desk.ui.network.crumbs import Crumbs
from crmr_desk.ui.network.placing_dialog import PlacingDialog
from crmr_desk.ui.network.sheet_text import sheet_text
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.parts.kept import Kept
from crmr_desk.ui.what_if import WhatIfDialog


class SheetHead(QWidget):
    """Breadcrumb, title with badges, summary, procedures. ``verbs`` holds the buttons."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: CentreSheet | None = None
        self._offered: tuple[Procedure, ...] = ()
        self.crumbs, self.heading, self.verbs = Crumbs(desk), Flow(8, 4), Flow(8, 8)
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
        self._badges = Kept(self._badge)
        self._make_verbs()
        self._lay_out()

    def show_sheet(self, shown: CentreSheet, offered: tuple[Procedure, ...]) -> None:
        """Show another centre, or the same one changed."""
        self._shown, self._offered = shown, offered
        self.title.setText(shown.title)
        self.title.updateGeometry()
        self.summary.setText(shown.summary)
        self.summary.setVisible(bool(shown.summary))
        self.crumbs.show_sheet(shown)
        self._badges.fill(shown.badges, lambda badge, each: badge.set(each.text, each.tone, each.icon, each.tip))
        self._show_verbs(shown)

    def _lay_out(self) -> None:
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

    def _badge(self) -> Badge:
        made = Badge("")
        self.heading.addWidget(made)
        return made

    def _make_verbs(self) -> None:
        self._resume, self._start = button("", "primary", "folder-open"), button("", "primary", procedure_menu.ICON)
        self._unfold = button("Ouvrir un dossier", "secondary", "chevron-down")
        self._try = button("Et si…", "ghost", "git-branch")
        self._try.setToolTip("Essayer un candidat et une date sans ouvrir de dossier")
        self._try.setAccessibleDescription(self._try.toolTip())
        self._place = button("Préciser l’établissement…", "secondary", "building-hospital")
        for verb, then in (
            (self._resume, self._take_up),
            (self._start, self._open_dossier),
            (self._unfold, lambda: self.menu().popup(self._unfold.mapToGlobal(self._unfold.rect().bottomLeft()))),
            (self._try, self._what_if),
            (self._place, self._find_place),
        ):
            verb.clicked.connect(then)
            self.verbs.addWidget(verb)

    def _show_verbs(self, shown: CentreSheet) -> None:
        """One primary button: the open dossier, else the likeliest procedure; the others are in a menu."""
        likeliest, rest = self._procedures()
        self._resume.setText(shown.open_dossier_title)
        self._resume.setVisible(shown.open_dossier_id is not None)
        if likeliest is not None:
            self._start.setText(likeliest.title)
            self._let_write(self._start, likeliest.why, likeliest.why)
        self._start.setVisible(likeliest is not None)
        self._let_write(self._unfold, "", "\u202f; ".join(each.title for each in rest))
        self._unfold.setVisible(bool(rest))
        self._try.setVisible(bool(self._offered))
        why = "Une liste nationale a apporté ce centre sans son établissement"
        self._let_write(self._place, why, why)
        self._place.setVisible(not shown.placed)

    def _procedures(self) -> tuple[Procedure | None, tuple[Procedure, ...]]:
        """The one that has a button of its own, where no dossier is open, and those in the menu."""
        if not self._offered or (self._shown is not None and self._shown.open_dossier_id is not None):
            return None, self._offered
        return self._offered[0], self._offered[1:]

    def _let_write(self, verb: QPushButton, tip: str, description: str) -> None:
        """Disabled, with the reason, where the register is looked at as it was once known."""
        set_available(verb, self._desk.why_no_write)
        if not self._desk.why_no_write:
            verb.setToolTip(tip)
            verb.setAccessibleDescription(description)

    def _take_up(self) -> None:
        if self._shown is not None and self._shown.open_dossier_id is not None:
            self._desk.dossier_wanted.emit(self._shown.open_dossier_id)

    def _open_dossier(self) -> None:
        likeliest, _rest = self._procedures()
        if self._shown is not None and likeliest is not None:
            self._desk.start_wanted.emit(likeliest.request, likeliest.function, self._shown.row_id)

    def menu(self) -> QMenu:
        """What « Ouvrir un dossier » unfolds; the caller shows it."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._shown is not None:
            procedure_menu.fill(made, self._desk, self._procedures()[1], self._shown.row_id)
        return made

    def _what_if(self) -> None:
        if self._shown is not None:
            WhatIfDialog(self._desk, self._offered, self._shown.row_id, self._shown.title, self.window()).open()

    def _find_place(self) -> None:
        if self._shown is not None:
            PlacingDialog(self._desk, self._shown.kind, self._shown.row_id, self.window()).open()

    def acts(self) -> QMenu:
        """What « Plus » unfolds: the acts on the centre, its reminders; the caller shows it."""
        from crmr_desk.ui.correspondence.reminders.entry import add_reminders
        from crmr_desk.ui.network.acts import menu
        from crmr_desk.ui.network.acts.form import Subject

        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._shown is not None:
            menu.fill(made, self._desk, self._shown)
            add_reminders(made, self._desk, Subject(str(self._shown.kind), self._shown.row_id, self._shown.title))
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
