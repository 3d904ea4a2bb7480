"""The table of letters: a signed paper dropped on a row is for that letter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui.dossier.piece_row import single_file
from crmr_desk.ui.list_columns import ListColumn
from crmr_desk.ui.parts.table import DataTable

SCANS: Final = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})


class LetterTable(DataTable[KeptLetter]):
    """``dropped(letter, path)`` once a scan or a PDF has been let go over a row; ``menu_wanted(QPoint)`` for a right
    click there, in the coordinates of the screen."""

    dropped = Signal(object, object)
    menu_wanted = Signal(QPoint)

    def __init__(self, columns: Sequence[ListColumn[KeptLetter]], parent: QWidget | None = None) -> None:
        super().__init__(
            [column.shown for column in columns], lambda row: row.id, "Courriers", two_lines=True, parent=parent
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.setAcceptDrops(True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen():
            self.menu_wanted.emit(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_scan(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        letter = self._under(event.position().toPoint())
        if letter is None or dragged_scan(event) is None:
            event.ignore()
            return
        self.select(letter.id)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        letter, path = self._under(event.position().toPoint()), dragged_scan(event)
        if letter is not None and path is not None:
            event.acceptProposedAction()
            self.dropped.emit(letter, path)

    def _under(self, at: QPoint) -> KeptLetter | None:
        index = self.indexAt(at)
        return self.shown_rows()[index.row()] if index.isValid() else None


def dragged_scan(event: QDropEvent) -> Path | None:
    """The one scan or PDF that is being dragged; other files are for the window."""
    path = single_file(event.mimeData())
    return path if path is not None and path.suffix.lower() in SCANS else None
