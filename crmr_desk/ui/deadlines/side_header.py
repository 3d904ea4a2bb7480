"""The words at the left of a grid, a week or a quarter, without any line between them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from crmr_desk.ui import theme


class SideHeader(QHeaderView):
    """The first line of each heading is quiet, the second, if any, is a figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        words = str(model.headerData(section, Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole) or "")
        first, _, second = words.partition("\n")
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        upper = QRect(rect.left(), rect.top() + 4, rect.width(), 20)
        for line, (text, weight, token) in enumerate(((first, 400, "text3"), (second, 600, "text"))):
            painter.setFont(theme.font(12, weight, figures=True))
            painter.setPen(theme.color(token))
            painter.drawText(upper.translated(0, 20 * line), Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
