"""A line of small things that goes on below when it is full: title with badges, chips, buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Left to right at their natural width, each line centred on its middle; hidden widgets take no room.

    A widget wider than the line gets the line alone, and the height that its wrapped text then needs.
    """

    def __init__(self, gap: int = 8, line_gap: int = 6, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        """By width, until something within changes: a page asks for each height a dozen times."""
        self._gap, self._line_gap = gap, line_gap
        self._items: list[QLayoutItem] = []
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def clear(self) -> None:
        """Take everything out and delete it."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            margins = self.contentsMargins()
            inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
            self._heights[width] = self._arrange(inner, place=False) + margins.top() + margins.bottom()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self._gap * max(len(shown) - 1, 0)
        whole = QSize(sum(size.width() for size in shown) + gaps, max((size.height() for size in shown), default=0))
        return whole.grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        widest = max((size.width() for size in shown), default=0)
        whole = QSize(widest, max((size.height() for size in shown), default=0))
        return whole.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), place=True)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Break into lines within ``rect``; the height used. With ``place`` the widgets are put there."""
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(size.height() for _item, size in line)
            left = rect.left()
            for item, size in line:
                if place:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height + self._line_gap
        return max(top - self._line_gap - rect.top(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size_within(item, width)
            if not lines or left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + self._gap
        return lines


class FlowingLabel(QLabel):
    """A text that stands on one line where there is room, and wraps where there is not.

    A QLabel that wraps asks for a block of golden proportions instead, and what follows it stands too far left.
    """

    def __init__(self, text: str = "", level: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("level", level)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split(), key=len, default="")
        return QSize(self.fontMetrics().horizontalAdvance(longest) + 2, self.fontMetrics().height())


def _size_within(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint()
    if size.width() <= width:
        return size
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())
