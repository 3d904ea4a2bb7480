"""A chart that paints itself: areas that say what they show, to the pointer, to the keyboard and to a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crmr_desk.ui import theme

_SWATCH, _LEGEND_LINE, _LEGEND_GAP = 10, 20, 16


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a chart: where it is, what it says, and what it leads to (None: nowhere)."""

    box: QRect
    words: str
    leads_to: Any = None


class Chart(QWidget):
    """Say how high it is for a width (``height_for``), where its parts are (``areas``) and how it is painted
    (``draw``), on screen as on a picture of any width. ``picked(what an area leads to)`` by a click or by Enter."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` is read by a screen reader, before the words of all areas."""
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self._current = 0
        theme.signals.changed.connect(self.update)

    def height_for(self, width: int) -> int:
        """Pixels that the chart takes when it is so wide."""
        raise NotImplementedError

    def areas(self, width: int) -> Sequence[Area]:
        """The parts of the chart, in reading order."""
        raise NotImplementedError

    def draw(self, painter: QPainter, width: int) -> None:
        """Paint everything, from (0, 0)."""
        raise NotImplementedError

    def changed(self) -> None:
        """To be called when other figures are shown."""
        found = self.areas(max(self.width(), 1))
        self._current = min(self._current, max(len(found) - 1, 0))
        leads = any(area.leads_to is not None for area in found)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(". ".join(area.words for area in found))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self.height_for(width)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height_for(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.height_for(max(self.width(), 200)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, self.width())
        found = self.areas(self.width())
        if self.hasFocus() and self._current < len(found):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(found[self._current].box).adjusted(1, 1, -1, -1), 4, 4)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            area = self._area_at(event.pos())
            QToolTip.showText(event.globalPos(), area.words if area is not None else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self._area_at(event.position().toPoint())
        leads = area is not None and area.leads_to is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        area = self._area_at(event.position().toPoint())
        if area is not None and area.leads_to is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(area.leads_to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.areas(self.width())
        back = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left)
        if back or event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self._current = min(max(self._current + (-1 if back else 1), 0), len(found) - 1)
            self._say_current(found)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current < len(found):
            if found[self._current].leads_to is not None:
                self.picked.emit(found[self._current].leads_to)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _say_current(self, found: Sequence[Area]) -> None:
        self.setAccessibleDescription(found[self._current].words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def _area_at(self, where: QPoint) -> Area | None:
        return next((area for area in self.areas(self.width()) if area.box.contains(where)), None)


@dataclass(frozen=True, slots=True)
class Series:
    """What a colour stands for."""

    token: str
    words: str


def legend_height(width: int, series: Iterable[Series]) -> int:
    """Pixels that the legend takes."""
    return (max(line for line, _left, _each in _legend_places(width, series)) + 1) * _LEGEND_LINE


def draw_legend(painter: QPainter, width: int, series: Iterable[Series]) -> None:
    """Small squares with their words, at the top left; a full line goes on below."""
    painter.setFont(theme.font(12, figures=True))
    for line, left, each in _legend_places(width, series):
        top = line * _LEGEND_LINE
        painter.fillRect(left, top + 5, _SWATCH, _SWATCH, theme.color(each.token))
        painter.setPen(theme.color("text2"))
        box = QRect(left + _SWATCH + 6, top, max(width - left - _SWATCH - 6, 0), _LEGEND_LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, elided(painter, each.words, box.width()))


def _legend_places(width: int, series: Iterable[Series]) -> list[tuple[int, int, Series]]:
    metrics, places = QFontMetrics(theme.font(12, figures=True)), []
    line = left = 0
    for each in series:
        needed = _SWATCH + 6 + metrics.horizontalAdvance(each.words)
        if left and left + needed > width:
            line, left = line + 1, 0
        places.append((line, left, each))
        left += needed + _LEGEND_GAP
    return places


def elided(painter: QPainter, text: str, width: int) -> str:
    """``text``, cut where it is wider than ``width`` in the type of the painter."""
    return QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)


def text_width(text: str, pixels: int, weight: int = 400) -> int:
    """How wide ``text`` is in the house type."""
    return QFontMetrics(theme.font(pixels, weight, figures=True)).horizontalAdvance(text)


def put(
    painter: QPainter, box: QRect, text: str, token: str = "text2", *, pixels: int = 12, weight: int = 400,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:  # fmt: skip
    """One line of text in ``box``, cut where it is too long."""
    painter.setFont(theme.font(pixels, weight, figures=True))
    painter.setPen(theme.color(token))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, elided(painter, text, box.width()))


def bar(painter: QPainter, box: QRect, token: str, radius: int = 0) -> None:
    """A filled bar, its corners round where ``radius`` says so."""
    if radius == 0:
        painter.fillRect(box, theme.color(token))
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.color(token)))
    painter.drawRoundedRect(QRectF(box), radius, radius)
    painter.restore()
