"""Paints one day of the month: its number, its holiday, its chips, and how many entries found no room."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crmr_desk.model.store.words import thousands
from crmr_desk.ui import icons, theme
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.gathering import Chip
from crmr_desk.ui.deadlines.month_model import Day
from crmr_desk.ui.parts.cell import Index, Role

_EDGE, _TOP, _GAP = 4, 27, 2
_TWO_LINES, _ONE_LINE = 33, 20
_ICON = 14
_TODAY = "aujourd’hui"


class Placed(NamedTuple):
    """A chip and where it stands in the view."""

    chip: Chip
    box: QRect


class DayDelegate(QStyledItemDelegate):
    """``chosen`` is the key of the entry explained beside the month, whose chip has an edge; ``target`` the day over
    which an entry is being dragged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.target: object = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day = index.data(Role.CELL)
        if not isinstance(day, Day):
            return
        box = QRect(option.rect)
        painter.save()
        self._paint_ground(painter, box, day)
        shown, hidden = placed(box, day), hidden_count(box, day)
        _paint_number(painter, box, day, room_for_more=hidden > 0)
        for each in shown:
            _paint_chip(painter, each, chosen=any(row.key == self.chosen for row in each.chip.rows[:1]))
        if hidden:
            _paint_more(painter, more_box(box), hidden)
        if option.state & QStyle.StateFlag.State_Selected or self.target == day.on:
            _paint_edge(painter, box)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, box: QRect, day: Day) -> None:
        painter.fillRect(box, theme.color("window" if day.is_free else "surface"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(box.left(), box.top(), box.right(), box.top())
        painter.drawLine(box.left(), box.top(), box.left(), box.bottom())


def placed(box: QRect, day: Day) -> list[Placed]:
    """The chips of ``day`` that find room in ``box``: on two lines where that hides none, or where two do; else on
    one."""
    room = box.height() - _TOP - _EDGE + _GAP
    on_two, on_one = (min(max(room // (each + _GAP), 0), len(day.chips)) for each in (_TWO_LINES, _ONE_LINE))
    height, count = (_TWO_LINES, on_two) if on_two in (on_one, 2) else (_ONE_LINE, on_one)
    left, width = box.left() + _EDGE + 1, box.width() - 2 * _EDGE - 1
    return [
        Placed(chip, QRect(left, box.top() + _TOP + place * (height + _GAP), width, height))
        for place, chip in enumerate(day.chips[:count])
    ]


def hidden_count(box: QRect, day: Day) -> int:
    """How many entries stand behind « +n »."""
    shown = len(placed(box, day))
    return sum(len(chip.rows) for chip in day.chips[shown:])


def more_box(box: QRect) -> QRect:
    """Where « +n » stands, at the right of the number of the day."""
    return QRect(box.right() - 48, box.top() + 3, 44, 22)


def _paint_number(painter: QPainter, box: QRect, day: Day, *, room_for_more: bool) -> None:
    end = more_box(box).left() if room_for_more else box.right() - _EDGE
    number = QRect(box.left() + 10, box.top() + 3, 24, 22)
    if day.is_today:
        disc = QRectF(box.left() + 4, box.top() + 2, 23, 23)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(disc)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        _text(painter, disc.toRect(), str(day.on.day), 13, 600, "onaccent", Qt.AlignmentFlag.AlignCenter)
        beside = QRect(disc.toRect().right() + 6, number.top(), end - disc.toRect().right() - 6, 22)
        if beside.width() >= QFontMetrics(theme.font(12, 600)).horizontalAdvance(_TODAY):
            _text(painter, beside, _TODAY, 12, 600, "accent")
        return
    _text(painter, number, str(day.on.day), 13, 400, "text" if day.in_month else "text3")
    if day.holiday:
        below = QRect(box.left() + 8, box.top() + 24, box.width() - 12, 20)
        beside = QRect(number.right() + 2, number.top(), end - number.right() - 2, 22)
        _text(painter, beside if day.chips else below, day.holiday, 12, 400, "text3")


def _paint_chip(painter: QPainter, placed_chip: Placed, *, chosen: bool) -> None:
    chip, box = placed_chip
    known = look.STANDINGS[chip.standing]
    ink, ground = theme.tone_pair(known.tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.5) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    token = "softtx" if known.tone == "accent" else known.tone
    size = 10 if known.icon == "circle" else _ICON
    aside = (_ICON - size) // 2
    two = box.height() >= _TWO_LINES
    upper = QRect(box.left() + 23, box.top() + (1 if two else 0), box.width() - 26, 17 if two else box.height())
    middle = upper.center().y() - size // 2 + 1
    painter.drawPixmap(box.left() + 5 + aside, middle, icons.pixmap(known.icon, token, size))
    _text(painter, upper, chip.title, 13, 600, token)
    if two:
        _text(painter, QRect(upper.left(), upper.bottom() - 1, upper.width(), 17), chip.second, 12, 400, token)


def _paint_more(painter: QPainter, box: QRect, count: int) -> None:
    _text(
        painter,
        box,
        f"+{thousands(count)}",
        12,
        600,
        "text2",
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    )


def _paint_edge(painter: QPainter, box: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)


def _text(
    painter: QPainter, box: QRect, text: str, pixels: int, weight: int, token: str,
    where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
) -> None:  # fmt: skip
    font = theme.font(pixels, weight, figures=True)
    painter.setFont(font)
    painter.setPen(theme.color(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, where, shown)
