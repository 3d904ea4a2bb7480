"""A scan that is a picture, as wide as the widget, framed by a hairline like a page."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmr_desk.ui import theme


class PicturePage(QWidget):
    """Hidden while there is no picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Courrier signé, numérisé")
        self.hide()

    def show_content(self, content: bytes) -> bool:
        """Show the picture in these bytes; False where there is none that can be read."""
        self._picture = QImage.fromData(content)
        self.setVisible(not self._picture.isNull())
        self._fit()
        self.update()
        return not self._picture.isNull()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(1, 1, self.width() - 2, self.height() - 2), self._picture)
        painter.setPen(theme.color("line2"))
        painter.drawRect(0, 0, self.width() - 1, self.height() - 1)

    def _fit(self) -> None:
        size = self._picture.size() if not self._picture.isNull() else QSize(1, 1)
        self.setFixedHeight(max(round((self.width() - 2) * size.height() / max(size.width(), 1)), 1) + 2)
