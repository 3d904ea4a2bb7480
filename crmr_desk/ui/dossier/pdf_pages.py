"""The pages of a PDF; of a letter, with each merged word alive: it says where it is filled, and leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crmr_desk.model.dossiers.live_words import LivePages, LiveWord
from crmr_desk.ui import theme
from crmr_desk.ui.dossier import word_marks

_GAP = 8
_FRAME = 1
_NEAR = 2.0
"""Pixels around a word that are the word still."""


class PdfPages(QWidget):
    """The pages of a PDF one under the other, as wide as the widget, framed by a hairline. Paper is white always.

    ``live`` are the words shown; ``followed(LiveWord)`` when one that leads somewhere is clicked.
    """

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self._pictures: list[QImage] = []
        self.live = LivePages(b"")
        self._changes_shown = False
        self._hovered, self._pointed = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_pdf(self, content: bytes) -> None:
        """Show the pages of ``content``, without any word; nothing when it is empty."""
        self.live = LivePages(b"")
        self._document.close()
        # The document reads from the buffer whenever a page is drawn: it lives as long as the document.
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        if content:
            self._document.load(self._buffer)
        self._draw()

    def show_words(self, live: LivePages, *, changes: bool) -> None:
        """Make these words of the pages shown alive; ``changes``: mark those that say something else than before."""
        self.live, self._changes_shown = live, changes
        self._hovered = self._pointed = ""
        self._describe()
        self.update()

    def point_at(self, field: str) -> QRect:
        """Mark the words of a field as under the pointer, "" for none; the place of the first of them."""
        self._pointed = field
        self.update()
        return next((box.toAlignedRect() for box in self.boxes_of(self._words_of(field))), QRect())

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount() if self._document.status() == QPdfDocument.Status.Ready else 0

    def text(self) -> str:
        """The words of all pages, for a screen reader."""
        return "\n".join(self._document.getAllText(page).text() for page in range(self.page_count()))

    def boxes_of(self, words: Iterable[LiveWord]) -> Iterator[QRectF]:
        """Where these words are drawn, a box a line."""
        tops = self._tops()
        for box in (box for word in words for box in word.boxes if box.page < len(tops)):
            scale = (self.width() - 2 * _FRAME) / self._document.pagePointSize(box.page).width()
            at = QPointF(_FRAME + box.left * scale, tops[box.page] + _FRAME + box.top * scale)
            yield QRectF(at.x(), at.y(), (box.right - box.left) * scale, (box.bottom - box.top) * scale)

    def word_at(self, at: QPoint) -> LiveWord | None:
        """The word at a point of the widget."""
        around = QRectF(at.x() - _NEAR, at.y() - _NEAR, 2 * _NEAR, 2 * _NEAR)
        found = (word for word in self.live.words if any(around.intersects(box) for box in self.boxes_of((word,))))
        return next(found, None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            word = self.word_at(event.pos())
            said = word_marks.sentence(word, self.live) if word is not None else ""
            # As text with markup, so that lines wrap; what was typed stays text.
            QToolTip.showText(event.globalPos(), "<br>".join(map(escape, said.splitlines())), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        word = self.word_at(event.position().toPoint())
        hovered = word.field if word is not None else ""
        leads = word is not None and bool(word.leads_to.kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = ""
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        word = self.word_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and word is not None and word.leads_to.kind:
            self.followed.emit(word)
            return
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for top, picture in zip(self._tops(), self._pictures, strict=True):
            height = round(picture.height() / picture.devicePixelRatio())
            painter.fillRect(0, top, self.width(), height + 2 * _FRAME, theme.color("line2"))
            painter.fillRect(_FRAME, top + _FRAME, self.width() - 2 * _FRAME, height, Qt.GlobalColor.white)
            painter.drawImage(_FRAME, top + _FRAME, picture)
        with theme.on_paper():
            self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        for word in self.live.words:
            boxes = [*self.boxes_of((word,))]
            if word.changed and self._changes_shown:
                word_marks.paint_changed(painter, boxes, margin=self.width() * word_marks.MARGIN)
            if word.field in (self._hovered, self._pointed):
                word_marks.paint_pointed(painter, boxes)

    def _words_of(self, field: str) -> Iterator[LiveWord]:
        return (word for word in self.live.words if word.field == field)

    def _tops(self) -> list[int]:
        """Where each page begins."""
        tops, top = [], 0
        for picture in self._pictures:
            tops.append(top)
            top += round(picture.height() / picture.devicePixelRatio()) + 2 * _FRAME + _GAP
        return tops

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        width = self.width() - 2 * _FRAME
        self._pictures = []
        for page in range(self.page_count() if width > 0 else 0):
            paper = self._document.pagePointSize(page)
            size = QSize(width, round(width * paper.height() / paper.width())) * ratio
            picture = self._document.render(page, size)
            picture.setDevicePixelRatio(ratio)
            self._pictures.append(picture)
        total = sum(round(each.height() / each.devicePixelRatio()) + 2 * _FRAME + _GAP for each in self._pictures)
        self.setFixedHeight(max(total - _GAP, 1))
        self._describe()
        self.update()

    def _describe(self) -> None:
        changes = word_marks.changes_told(self.live)
        self.setAccessibleDescription("\n".join(filter(None, (changes, self.text()))))
