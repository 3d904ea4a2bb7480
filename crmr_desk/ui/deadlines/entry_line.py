"""A deadline on two lines of the panel: its day, where it stands, what and of whom."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.terms import WEEKDAYS
from crmr_desk.ui import icons, theme
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.gathering import Chip
from crmr_desk.ui.deadlines.look import Standing
from crmr_desk.ui.deadlines.periods import day_words

LINE_HEIGHT = 47
DAY_WIDTH, WORDS_AT = 60, 100
_SIDE = 16


class EntryLine(QAbstractButton):
    """Chosen by a click, Return or Space. ``this_year`` is the year whose days need no year. It stands for one entry,
    or for those that ``line`` gathers."""

    def __init__(self, line: Chip, this_year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.row = line, line.row
        self._this_year = this_year
        self.setFixedHeight(LINE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(line.title)
        self.setAccessibleName(f"{day_words(line.row.on)}, {line.words()}")
        self.setToolTip(", ".join(filter(None, (line.title, line.second))))
        theme.signals.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, LINE_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("hover"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.color("line"))
        paint_day(painter, QRect(_SIDE, 4, DAY_WIDTH, 40), self.row, self._this_year)
        known = look.STANDINGS[self.line.standing]
        size = 10 if known.icon == "circle" else 18
        pixmap = icons.pixmap(known.icon, known.tone, size)
        painter.drawPixmap(_SIDE + DAY_WIDTH + 9 - size // 2, 15 - size // 2, pixmap)
        room = QRect(WORDS_AT + _SIDE - 8, 4, self.width() - WORDS_AT - 2 * _SIDE + 8, 20)
        _line(painter, room, self.line.title, 14, 600, "text")
        _line(painter, room.translated(0, 20), self.line.second, 13, 400, "text2", Qt.TextElideMode.ElideMiddle)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


def words_of(row: DeadlineRow) -> str:
    """All that the line says, for a screen reader."""
    state = look.STANDINGS[look.standing(row)].words
    return ", ".join(part for part in (day_words(row.on), row.title, row.detail, state) if part)


def short_day(row: DeadlineRow, this_year: int) -> tuple[str, str]:
    """The day and the line below it: "30/11", "lundi"; another year takes the place of the weekday's end."""
    weekday = WEEKDAYS[row.on.weekday()]
    return f"{row.on:%d/%m}", weekday if row.on.year == this_year else f"{weekday[:3]}. {row.on.year}"


def paint_day(painter: QPainter, box: QRect, row: DeadlineRow, this_year: int) -> None:
    """The day of ``row`` on two lines."""
    day, below = short_day(row, this_year)
    late = look.standing(row) is Standing.LATE
    _line(painter, QRect(box.left(), box.top(), box.width(), 20), day, 14, 600, "stop" if late else "text")
    _line(painter, QRect(box.left(), box.top() + 20, box.width(), 20), below, 12, 400, "text3")


def _line(
    painter: QPainter, box: QRect, text: str, pixels: int, weight: int, token: str,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:  # fmt: skip
    font = theme.font(pixels, weight, figures=True)
    painter.setFont(font)
    painter.setPen(theme.color(token))
    shown = QFontMetrics(font).elidedText(text, cut, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
