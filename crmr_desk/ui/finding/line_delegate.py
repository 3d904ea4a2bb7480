"""Paints a line of Ctrl+K: icon, title and detail, the letters looked for in bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmr_desk.ui import icons, theme
from crmr_desk.ui.finding.lines import Line, LinesModel
from crmr_desk.ui.parts.cell import Role

TWO_LINES, ONE_LINE, HEADING = 45, 34, 27
_LEFT, _TEXT, _RIGHT = 14, 42, 14
"""Where icon and text begin, and the room at the right."""
_TITLE, _DETAIL, _SMALL = 14, 13, 12

Index = QModelIndex | QPersistentModelIndex
Marks = Iterable[tuple[int, int]]


def height_of(line: Line) -> int:
    """Pixels that a line takes."""
    return HEADING if line.is_heading else TWO_LINES if line.detail else ONE_LINE


class LineDelegate(QStyledItemDelegate):
    """A line stands on two: its title, and quietly what it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(Role.CELL)
        return QSize(120, height_of(line) if isinstance(line, Line) else ONE_LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, model, box = index.data(Role.CELL), index.model(), QRect(option.rect)
        if not isinstance(line, Line) or not isinstance(model, LinesModel):
            return
        painter.save()
        if line.is_heading:
            _paint_heading(painter, box, line.title)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_ground(painter, box, selected=selected, hover=bool(option.state & QStyle.StateFlag.State_MouseOver))
            _paint_line(painter, box, line, model)
        painter.restore()


def _paint_heading(painter: QPainter, box: QRect, title: str) -> None:
    painter.setFont(theme.font(_SMALL, 600))
    painter.setPen(theme.color("text3"))
    painter.drawText(box.adjusted(_LEFT, 6, -_RIGHT, 0), Qt.AlignmentFlag.AlignVCenter, title)


def _paint_ground(painter: QPainter, box: QRect, *, selected: bool, hover: bool) -> None:
    if selected:
        painter.fillRect(box, theme.color("soft"))
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.color("accent"))
    elif hover:
        painter.fillRect(box, theme.color("hover"))


def _paint_line(painter: QPainter, box: QRect, line: Line, model: LinesModel) -> None:
    if line.icon:
        token = "text3" if line.quiet else "accent"
        painter.drawPixmap(box.left() + _LEFT, box.center().y() - 7, icons.pixmap(line.icon, token, 16))
    room = box.adjusted(_TEXT, 0, -_RIGHT, 0)
    if not line.detail:
        _paint_text(painter, room, line.title, model.marks(line.title), _TITLE, "text")
        return
    middle = box.center().y()
    upper, lower = QRect(room), QRect(room)
    upper.setTop(middle - 19)
    upper.setHeight(20)
    lower.setTop(middle)
    lower.setHeight(19)
    _paint_text(painter, upper, line.title, model.marks(line.title), _TITLE, "text2" if line.quiet else "text")
    _paint_text(painter, lower, line.detail, model.marks(line.detail), _DETAIL, "text3")


def _paint_text(painter: QPainter, box: QRect, text: str, marked: Marks, size: int, token: str) -> None:
    """One elided line, piece by piece."""
    left = box.left()
    for piece, bold in _pieces(text, marked):
        room = box.right() - left
        if room <= 0:
            return
        font = theme.font(size, 600 if bold else 400, figures=True)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.color("accent" if bold else token))
        painter.drawText(QRect(left, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if shown != piece:
            return
        left += metrics.horizontalAdvance(piece)


def _pieces(text: str, marked: Marks) -> Iterator[tuple[str, bool]]:
    """The text in pieces, those marked told apart."""
    at = 0
    for start, length in marked:
        yield text[at:start], False
        yield text[start : start + length], True
        at = start + length
    yield text[at:], False
