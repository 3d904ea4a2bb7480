"""The pages of a letter, as wide as there is room or larger; a signed PDF dropped on them is for that letter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.ui.correspondence.letter_table import dragged_scan
from crmr_desk.ui.correspondence.picture_page import PicturePage
from crmr_desk.ui.dossier.live_tools import LiveTools
from crmr_desk.ui.dossier.pdf_pages import PdfPages
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label

_ZOOMS: Final = (1.0, 1.25, 1.5, 2.0, 3.0)
"""Widths of a page, counted in the width of the view."""
_PDF = b"%PDF"


class PdfView(QWidget):
    """``dropped(path)`` for a scan or a PDF let go over the pages. ``tools`` stand where the page puts them; ``corner``
    is over the pages, and so is ``live``, which tells of the words of a letter once they are given to it."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.pages, self.picture, self.area = PdfPages(), PicturePage(), QScrollArea()
        self.count = label("", "quiet")
        self.smaller = button("Réduire (Ctrl -)", "icon", "minus")
        self.larger = button("Agrandir (Ctrl +)", "icon", "plus")
        self.live = LiveTools(self.pages, self.area)
        self.corner, self.tools = QHBoxLayout(), QWidget()
        self._zoom = 0
        self._problem = label("", "secondary", wrap=True)
        self.smaller.clicked.connect(lambda: self.zoom(-1))
        self.larger.clicked.connect(lambda: self.zoom(1))
        self.smaller.setShortcut("Ctrl+-")
        self.larger.setShortcut("Ctrl++")
        self._lay()
        self._size_pages()

    def show_content(self, content: bytes) -> None:
        """Show a PDF or a scan; anything else that goes with letters is a text, shown as it is."""
        printed = content.startswith(_PDF)
        scanned = self.picture.show_content(b"" if printed else content)
        self.say("" if printed or scanned else content.decode("utf-8-sig", errors="replace"))
        self.pages.show_pdf(content if printed else b"")
        self.live.show_live(LivePages(b""))
        count = self.pages.page_count()
        self.count.setText(plural(count, "page") if count else "")
        self.area.verticalScrollBar().setValue(0)

    def say(self, sentence: str) -> None:
        """A sentence in the place of the pages; empty takes it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def zoom(self, by: int) -> None:
        """Larger or smaller by steps, held at both ends."""
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1)
        self._size_pages()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_pages()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_scan(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dragged_scan(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _size_pages(self) -> None:
        room = self.area.width() - self.area.verticalScrollBar().sizeHint().width() - 2
        for page in (self.pages, self.picture):
            page.setFixedWidth(max(round(room * _ZOOMS[self._zoom]), 1))
        set_available(self.smaller, "" if self._zoom else "La page tient dans la largeur")
        set_available(self.larger, "" if self._zoom < len(_ZOOMS) - 1 else "C’est le plus grand")
        for each in (self.smaller, self.larger):
            if each.isEnabled():
                each.setToolTip(each.accessibleName())

    def _lay(self) -> None:
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(4)
        for part in (self.count, self.smaller, self.larger):
            tools.addWidget(part)
        sheet = QWidget()
        sheet.setProperty("ground", "clear")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._problem)
        inside.addWidget(self.pages)
        inside.addWidget(self.picture)
        inside.addStretch(1)
        self._problem.hide()
        self.area.setWidget(sheet)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Pages du courrier")
        self.area.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.corner)
        column.addWidget(self.live)
        column.addWidget(self.area, 1)
