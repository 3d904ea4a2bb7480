"""The Imports page: the list of what was received, and over it the import that is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports import words
from crmr_desk.ui.imports.draft_page import ImportDraft
from crmr_desk.ui.imports.list_view import ImportList
from crmr_desk.ui.imports.receive import Reception


class ImportsPage(QWidget):
    """``go_to`` shows the list or an import; ``receive`` takes files; ``bar`` is what stands at the bottom, over which
    a toast appears."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.list, self.draft = ImportList(desk), ImportDraft(desk)
        self.reception = Reception(desk, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reception.strip)
        column.addWidget(self.stack, 1)
        self.list.opened.connect(lambda import_id: desk.page_wanted.emit("imports", str(import_id)))
        self.list.file_wanted.connect(self.choose_files)
        self.reception.received.connect(self._received)
        self.draft.closed.connect(lambda: desk.page_wanted.emit("imports", ""))

    @property
    def bar(self) -> QWidget | None:
        """The bar at the bottom, when there is one."""
        return self.draft.bar if self.stack.currentWidget() is self.draft else None

    def go_to(self, what: str = "") -> None:
        """The list, or an import by its id as text, at a step and a line when they are named: "12", "12/columns",
        "12/apply/Centres!37"."""
        import_id, _, rest = what.partition("/")
        step, _, line = rest.partition("/")
        if import_id:
            self.draft.open_import(int(import_id), step, line)
            self.stack.setCurrentWidget(self.draft)
            return
        if self.stack.currentWidget() is self.draft:
            self.list.table.select(self.draft.import_id)
        self.stack.setCurrentWidget(self.list)
        # How many lines a draft has still to settle is news of its last check, which nothing in the register tells.
        self.list.reload()
        self.list.table.setFocus()

    def choose_files(self) -> None:
        """Ask for the workbooks to import."""
        dialog = QFileDialog(self, "Importer un classeur")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([words.FILES, "Tous les fichiers (*)"])
        dialog.filesSelected.connect(lambda names: self.receive([Path(name) for name in names]))
        dialog.open()

    def receive(self, paths: Sequence[Path]) -> None:
        """Read files that were dropped or chosen, then ask who sent them."""
        self.reception.begin(paths)

    def _received(self, import_ids: list[int]) -> None:
        """A single file is shown at once; of several, the list with the last one chosen."""
        if len(import_ids) == 1:
            self.desk.page_wanted.emit("imports", str(import_ids[0]))
        else:
            self.desk.page_wanted.emit("imports", "")
            self.list.table.select(import_ids[-1])
