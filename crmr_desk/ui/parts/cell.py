"""What a row of a table or tree shows in one place, and the one delegate that paints it.

A model answers ``Role.CELL`` with a ``Cell``; ``CellDelegate`` draws it. Text, second line, icon, badge, tinted box,
step dots: a cell chooses, the delegate knows where they go.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from crmr_desk.ui import icons, theme
from crmr_desk.ui.parts.badge import BADGE_HEIGHT, badge_width, paint_badge, paint_steps

Index = QModelIndex | QPersistentModelIndex

_ASIDE = 72
"""Pixels below which a cut aside says nothing any more: it is left out."""


class Role(IntEnum):
    """Item roles beyond Qt's own."""

    CELL = int(Qt.ItemDataRole.UserRole) + 1
    """The ``Cell`` to paint."""
    KEY = int(Qt.ItemDataRole.UserRole) + 2
    """The id by which a selection is kept."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a row. ``tone`` is a tone of theme.TONES, or any token for the ink of plain text.

    ``badge`` draws the text as a badge, ``box`` in a tinted box with an edge (a doubtful value). ``steps`` is
    (done, total), drawn as dots before the text. ``marks`` are icons at the right end: (icon, token, words).
    ``aside`` is quiet text right of the text. ``both_ends`` cuts what finds no room in the middle: its end tells it
    from others as much as its beginning does.
    """

    text: str = ""
    second: str = ""
    icon: str = ""
    tone: str = ""
    badge: bool = False
    box: bool = False
    bold: bool = False
    aside: str = ""
    steps: tuple[int, int] | None = None
    marks: tuple[tuple[str, str, str], ...] = ()
    count: str = ""
    tip: str = ""
    both_ends: bool = False

    def words(self) -> str:
        """All that the cell says, for a screen reader and the clipboard."""
        parts = [self.text, self.aside, self.second, *(words for _icon, _token, words in self.marks), self.count]
        return ", ".join(part for part in parts if part)


class CellDelegate(QStyledItemDelegate):
    """Paints ``Cell``. Row heights: 30 for one line, 45 where ``two_lines``; ``height`` overrides.

    In a table each row ends in a hairline and the selected row has the accent bar in its first column; in a tree
    (``bar=False``, ``hairline=False``) the view draws its own bar.
    """

    def __init__(
        self, parent: QWidget | None = None, *, height: int | None = None, two_lines: bool = False,
        hairline: bool = True, bar: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._height = height or (45 if two_lines else 30)
        self._hairline = hairline
        self._bar = bar

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(Role.CELL)
        return QSize(natural_width(cell) if isinstance(cell, Cell) else 40, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(Role.CELL)
        state, box = option.state, QRect(option.rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, box, index, selected=selected, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        if isinstance(cell, Cell):
            right = bool(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & int(Qt.AlignmentFlag.AlignRight))
            _paint_cell(painter, box.adjusted(8, 0, -8, 0), cell, right=right, selected=selected)
        if state & QStyle.StateFlag.State_HasFocus and not self._whole_rows(option):
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:  # fmt: skip
        """What is cut and has no tooltip of its own is said whole."""
        cell = index.data(Role.CELL)
        if isinstance(cell, Cell) and not cell.tip and natural_width(cell) > option.rect.width():
            QToolTip.showText(event.globalPos(), cell.words(), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _ground(self, painter: QPainter, box: QRect, index: Index, *, selected: bool, hover: bool) -> None:
        if selected:
            painter.fillRect(box, theme.color("soft"))
        elif hover:
            painter.fillRect(box, theme.color("hover"))
        if self._hairline:
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color("line"))
        if selected and self._bar and index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.color("accent"))

    @staticmethod
    def _whole_rows(option: QStyleOptionViewItem) -> bool:
        view = option.widget
        return isinstance(view, QTableView) and view.selectionBehavior() == QTableView.SelectionBehavior.SelectRows


def natural_width(cell: Cell) -> int:
    """Width in pixels at which nothing of ``cell`` is cut, side padding of 8 included."""
    if cell.badge:
        return badge_width(cell.text, cell.icon) + 17
    text = max(_advance(_type_of(cell), cell.text), _advance(_Type(13), cell.second))
    width = text + (22 if cell.icon else 0) + (9 * cell.steps[1] + 8 if cell.steps else 0) + 22 * len(cell.marks)
    for extra in (cell.aside, cell.count):
        width += _advance(_Type(12), extra) + 8 if extra else 0
    return width + 17 + (12 if cell.box else 0)


class _Type(NamedTuple):
    """Arguments of ``theme.font``."""

    pixels: int
    weight: int = 400
    figures: bool = False

    def font(self) -> QFont:
        return theme.font(self.pixels, self.weight, figures=self.figures)


@lru_cache(maxsize=8192)
def _advance(kind: _Type, text: str) -> int:
    """Kept: a table measures the same words again at each filter, each column and each paint."""
    return QFontMetrics(kind.font()).horizontalAdvance(text) if text else 0


def _type_of(cell: Cell) -> _Type:
    return _Type(12 if cell.steps else 14, 600 if cell.bold else 400, figures=True)


def _paint_cell(painter: QPainter, box: QRect, cell: Cell, *, right: bool, selected: bool) -> None:
    if cell.badge:
        width = min(badge_width(cell.text, cell.icon), box.width())
        left = box.right() - width + 1 if right else box.left()
        place = QRect(left, box.center().y() - BADGE_HEIGHT // 2, width, BADGE_HEIGHT)
        paint_badge(painter, place, cell.text, cell.tone or "mute", cell.icon, on_selection=selected)
        return
    if cell.box:
        _paint_box(painter, box, cell.tone)
        box = box.adjusted(4, 0, -4, 0)
    box = _paint_right_end(painter, box, cell)
    if cell.icon:
        token = ("softtx" if cell.tone == "accent" else cell.tone) or "text2"
        painter.drawPixmap(box.left(), box.center().y() - 7, icons.pixmap(cell.icon, token, 16))
        box = box.adjusted(22, 0, 0, 0)
    if cell.steps:
        box.setLeft(paint_steps(painter, box, *cell.steps) + 6)
    _paint_texts(painter, box, cell, right=right)


def _paint_box(painter: QPainter, box: QRect, tone: str) -> None:
    ink, ground = theme.tone_pair(tone or "mute")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(box.adjusted(-4, 2, 3, -4)).translated(0.5, 0.5), 4, 4)
    painter.restore()


def _paint_right_end(painter: QPainter, box: QRect, cell: Cell) -> QRect:
    """Counter, then state icons to its left; what remains for the text is returned."""
    if cell.count:
        kind = _Type(12, figures=True)
        painter.setFont(kind.font())
        painter.setPen(theme.color("text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cell.count)
        box = box.adjusted(0, 0, -_advance(kind, cell.count) - 8, 0)
    for icon, token, _words in reversed(cell.marks):
        painter.drawPixmap(box.right() - 15, box.center().y() - 7, icons.pixmap(icon, token, 16))
        box = box.adjusted(0, 0, -22, 0)
    return box


def _paint_texts(painter: QPainter, box: QRect, cell: Cell, *, right: bool) -> None:
    ink = "softtx" if cell.tone == "accent" else cell.tone
    if cell.steps:
        ink = ink or "text2"
    cut = Qt.TextElideMode.ElideMiddle if cell.both_ends else Qt.TextElideMode.ElideRight
    if not cell.second:
        used = _line(painter, box, cell.text, _type_of(cell), ink or "text", right=right, cut=cut)
        room = box.width() - used - 8
        if cell.aside and room >= min(_ASIDE, _advance(_Type(12), cell.aside)):
            _line(painter, box.adjusted(used + 8, 1, 0, 1), cell.aside, _Type(12), "text3", right=False)
        return
    middle = box.center().y()
    upper, lower = QRect(box), QRect(box)
    upper.setTop(middle - 19)
    upper.setHeight(20)
    lower.setTop(middle)
    lower.setHeight(19)
    _line(painter, upper, cell.text, _type_of(cell), ink or "text", right=right)
    _line(painter, lower, cell.second, _Type(13, figures=True), "text3", right=right, cut=cut)


def _line(
    painter: QPainter, box: QRect, text: str, kind: _Type, token: str, *, right: bool,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:  # fmt: skip
    """One line, with an ellipsis where it does not fit; gives the width it took."""
    font, width = kind.font(), _advance(kind, text)
    if width > box.width():
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text, cut, box.width())
        width = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(theme.color(token))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, text)
    return width
