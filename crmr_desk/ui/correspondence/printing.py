"""A PDF on paper: the printer is asked for, then each page is drawn on it, between two turns of the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.ui import problems

_DOTS: Final = 300
"""Dots an inch at which a page is drawn, whatever finer the printer could."""


def ask_printer(over: QWidget, content: bytes) -> None:
    """Let the user choose printer, pages and copies; then print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, over)
    dialog.setWindowTitle("Imprimer les courriers")
    dialog.accepted.connect(lambda: Printing(over, printer, content).begin())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QDialog.open(dialog)


class Printing(QObject):
    """Lives until the last page is drawn."""

    def __init__(self, over: QWidget, printer: QPrinter, content: bytes) -> None:
        super().__init__(over)
        self._over, self._printer = over, printer
        self._printer.setResolution(_DOTS)
        self._printer.setFullPage(True)
        self._document, self._buffer = QPdfDocument(self), QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._painter = QPainter()
        self._pages = self._wanted()

    def begin(self) -> None:
        """Draw the first page now, the others in later turns of the loop."""
        if not self._painter.begin(self._printer):
            problems.show(self._over, UserError("L’imprimante ne répond pas\u00a0: choisissez-en une autre."))
            self.deleteLater()
            return
        self._next(first=True)

    def _wanted(self) -> list[int]:
        """The pages to draw, from 0: all of them, or those that the dialog asks for."""
        first, last = self._printer.fromPage(), self._printer.toPage()
        every = range(self._document.pageCount())
        return [page for page in every if not first or first <= page + 1 <= (last or len(every))]

    def _next(self, *, first: bool) -> None:
        if not self._pages:
            self._painter.end()
            self.deleteLater()
            return
        if not first:
            self._printer.newPage()
        self._draw(self._pages.pop(0))
        QTimer.singleShot(0, self, lambda: self._next(first=False))

    def _draw(self, page: int) -> None:
        """As large as the sheet lets it be, its proportions kept."""
        sheet = self._painter.viewport()
        paper = self._document.pagePointSize(page).toSize().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        picture = self._document.render(page, paper)
        self._painter.drawImage(QRect(0, 0, paper.width(), paper.height()), picture)
