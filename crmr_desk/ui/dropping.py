"""Workbooks dropped anywhere on the window: a veil says that they will be received, and the Imports page takes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.ui import icons, theme
from crmr_desk.ui.parts.card import label

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.main_window import MainWindow

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
"""The workbooks that can be imported."""
_BAND = 148
"""Height in pixels of the veil over a dossier, whose lines stay in sight."""


class Dropping(QObject):
    """Listens to the window as long as the desk lives. What stands under the pointer and takes files itself (a paper of
    a dossier) is asked first, by Qt."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, window
        self._veil: Veil | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and self._wanted(event.mimeData()):
            event.acceptProposedAction()
            self._show_veil()
            return True
        if event.type() == QEvent.Type.DragLeave and self._veil is not None:
            self._lift_veil()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._lift_veil()
            event.acceptProposedAction()
            self._receive(self._wanted(event.mimeData()))
            return True
        return super().eventFilter(watched, event)

    def _wanted(self, data: QMimeData) -> list[Path]:
        """The files that are received. In a dossier papers are dropped on their lines: what is no workbook is left to
        them."""
        paths = dropped_files(data)
        return [path for path in paths if path.suffix.lower() in SUFFIXES] if self._in_dossier() else paths

    def _in_dossier(self) -> bool:
        here = self._window.history.here
        return here is not None and here.page == "dossier"

    def _receive(self, paths: list[Path]) -> None:
        self._desk.page_wanted.emit("imports", "")
        page = self._window.page("imports")
        page.receive(paths)  # type: ignore[attr-defined]

    def _show_veil(self) -> None:
        if self._veil is None:
            self._veil = Veil(self._window.stack)
        room = self._window.stack.rect()
        self._veil.setGeometry(room.adjusted(0, max(room.height() - _BAND, 0), 0, 0) if self._in_dossier() else room)
        self._veil.show()
        self._veil.raise_()

    def _lift_veil(self) -> None:
        if self._veil is not None:
            self._veil.deleteLater()
            self._veil = None


class Veil(QWidget):
    """Lies over the page while a file is held over the window."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(icons.IconLabel("table-import", "accent", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label("Déposez ici le classeur à importer", "section"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(
            label("Rien n’est écrit dans le registre avant votre accord.", "secondary"), 0,
            Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.setPen(QPen(theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 8, 8)


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files that are being dragged; folders and other things are left out."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
