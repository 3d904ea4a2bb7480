"""The list of imports: what was received, where each stands, what it wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import short_date
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports import words
from crmr_desk.ui.imports.list_filter import ImportFilterBar
from crmr_desk.ui.imports.verbs import ImportVerbs
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.workbooks.imports.rows import ImportRow, ImportState

_ROOM_FOR_ALL = 1000
"""Width in pixels under which the instructor is left out."""
_STATES = list(ImportState)


class ImportList(LiveView):
    """``opened(import id)`` by Enter, a double click or the menu; ``file_wanted`` to choose a workbook to import."""

    TABLES = frozenset({"workbook_import", "import_choice"})
    opened = Signal(int)
    file_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.verbs = ImportVerbs(desk, self)
        self.search = SearchField("Filtrer les imports", parent=self)
        self.filters = ImportFilterBar(self.search)
        self.template = button("Modèle pour une ARS…", "secondary", "file-spreadsheet")
        self.export = button("Exporter…", "secondary", "table-export")
        self.new = button("Importer un classeur…", "primary", "table-import")
        self.save_list = button("Exporter la liste…", "link", "download")
        self.table = _table()
        self.card, self.stack, self._tools = Card("Imports", pad=8), QStackedWidget(), QWidget()
        self.nothing = EmptyState(
            "table-import",
            "Aucun classeur n’a encore été reçu\u00a0: déposez-en un n’importe où dans la fenêtre.",
            "Importer un classeur…", "table-import",
        )  # fmt: skip
        self.none_kept = EmptyState("search", "Aucun import ne répond à ce filtre.", "Tout montrer", "table-import")
        self._lay()
        self._connect()

    def question(self) -> Callable[[], list[ImportRow]]:
        db = self.desk.db

        def ask() -> list[ImportRow]:
            from crmr_desk.workbooks.imports import history

            return history.imports(db)

        return ask

    def show_answer(self, answer: Sequence[ImportRow]) -> None:
        self.table.set_rows(answer)
        self._sift()

    def menu(self, row: ImportRow) -> QMenu:
        """What can be done with an import; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for text, then, reason in (
            ("Ouvrir", lambda: self.opened.emit(row.id), ""),
            ("Reprendre", lambda: self.verbs.take_up(row), self.verbs.no_taking_up(row)),
            ("Abandonner…", lambda: self.verbs.ask_abandon(row), self.verbs.no_abandoning(row)),
            ("Exporter le rapport…", lambda: self.verbs.export_report(row), self.verbs.no_report(row)),
            ("Enregistrer l’original…", lambda: self.verbs.save_original(row), ""),
            ("Copier les lignes", self.table.actions()[-1].trigger, ""),
        ):
            action = menu.addAction(text, then)
            action.setEnabled(not reason)
            action.setToolTip(reason)
        return menu

    def export_list(self) -> None:
        """Ask where, then write the imports on screen as a workbook."""
        headings = ["Fichier", "Nature", "Expéditeur", "Reçu le", "État", "À régler", "Instructeur", "Résultat"]
        rows = [
            [row.name, words.KINDS[row.kind], row.sender, row.received_on, words.STATES[row.state][0], row.to_settle,
             row.instructor, row.summary]
            for row in self.table.shown_rows()
        ]  # fmt: skip
        exports.export_list(self.desk, "Imports", headings, rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.show_columns(without={"Instructeur"} if self.width() < _ROOM_FOR_ALL else set())

    def _sift(self) -> None:
        rows, wanted = self.table.rows(), self.filters.wanted
        self.filters.show_counts(rows)
        self.table.set_filter(wanted.keeps)
        every, shown = len(rows), len(self.table.shown_rows())
        self.card.set_count(f"{shown} sur {every}" if shown != every else every or None)
        self.stack.setCurrentWidget(self.table if shown else self.none_kept if every else self.nothing)
        for part in (self.filters, self.search, self.new):
            part.setVisible(every > 0)
        self.save_list.setVisible(shown > 0)

    def _pop_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            self.menu(self.table.shown_rows()[index.row()]).popup(self.table.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        self.filters.changed.connect(self._sift)
        self.table.opened.connect(lambda row: self.opened.emit(row.id))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._pop_menu)
        self.new.clicked.connect(self.file_wanted)
        self.export.clicked.connect(lambda: exports.choose_export(self.desk))
        self.save_list.clicked.connect(self.export_list)
        self.template.clicked.connect(lambda: exports.choose_template(self.desk))
        for empty, then in ((self.nothing, self.file_wanted.emit), (self.none_kept, self.filters.show_everything)):
            if empty.action is not None:
                empty.action.clicked.connect(then)

    def _lay(self) -> None:
        first = QHBoxLayout(self._tools)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addStretch()
        for part in (self.template, self.export, self.new):
            first.addWidget(part)
        for shown in (self.table, self.none_kept, self.nothing):
            self.stack.addWidget(shown)
        self.card.corner.addWidget(self.save_list)
        self.card.body.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._tools)
        column.addWidget(self.filters)
        column.addWidget(self.card, 1)


def _table() -> DataTable[ImportRow]:
    return DataTable(
        (
            Column("Fichier", _file, sort=lambda row: collation(row.name), stretch=4),
            Column("Expéditeur", lambda row: Cell(row.sender, tip=row.sender), sort=lambda row: collation(row.sender),
                   stretch=3),
            Column("Reçu le", lambda row: short_date(row.received_on), sort=lambda row: row.received_on, width=96),
            Column("État", _state, sort=lambda row: _STATES.index(row.state), width=124),
            Column("À régler", _to_settle, sort=lambda row: row.to_settle, width=124),
            Column("Instructeur", lambda row: Cell(row.instructor, tip=row.instructor), stretch=2),
            Column("Résultat", _result, sort=lambda row: row.applied_on, stretch=4),
        ),
        lambda row: row.id, "Imports", two_lines=True,
    )  # fmt: skip


def _file(row: ImportRow) -> Cell:
    second = f"Retour de {row.answers}" if row.answers else words.KINDS[row.kind]
    return Cell(row.name, second=second, bold=True, tip=f"{row.name}, {second}")


def _state(row: ImportRow) -> Cell:
    text, tone, icon = words.STATES[row.state]
    return Cell(text, badge=True, tone=tone, icon=icon)


def _to_settle(row: ImportRow) -> Cell:
    said = words.to_settle(row)
    return Cell(said, tone="text3" if said == words.NOT_CHECKED else "ok" if said == words.READY else "")


def _result(row: ImportRow) -> Cell:
    day = f"le {short_date(row.applied_on)}" if row.applied_on else ""
    return Cell(row.summary, second=day, tip=", ".join(filter(None, (row.summary, day))))
