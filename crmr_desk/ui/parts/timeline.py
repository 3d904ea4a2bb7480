"""Periods on a line of years: labels and mandates, today as a dated pill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crmr_desk.ui import icons, theme

_LANE, _GAP, _TOP = 26, 8, 28
_LEFT, _LEFT_MOST = 112, 208
"""Least and greatest width of the names of the lanes."""
_YEARS_BEFORE, _YEARS_AFTER = 12, 2
_NARROW = 480


class Period(Protocol):
    """What is drawn: ``crmr_desk.model.network.rows.Bar`` fits. Dates inclusive; ``tone`` past, current, proposed."""

    @property
    def lane(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> dt.date: ...
    @property
    def end(self) -> dt.date | None: ...
    @property
    def tone(self) -> str: ...


class Timeline(QWidget):
    """Lanes 26 high: past mute, current soft, proposed dashed. What began before the window gets a chevron.

    Bars of one lane that overlap go on lines of their own below. Its accessible text lists every period in words.
    """

    def __init__(
        self, bars: Sequence[Period] = (), today: dt.date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Frise des labels et des mandats")
        self._bars: tuple[Period, ...] = ()
        self._whole = False
        self._today = today or dt.date(2000, 1, 1)
        self._rows: list[tuple[str, list[Period]]] = []
        theme.signals.changed.connect(self.update)
        self.set_bars(bars, self._today)

    def set_bars(self, bars: Sequence[Period], today: dt.date) -> None:
        """Other periods around ``today``."""
        self._bars, self._today = tuple(bars), today
        self._rows = list(_rows(self._bars))
        metrics = QFontMetrics(theme.font(13, 600))
        self._names_width = max((metrics.horizontalAdvance(lane) + 12 for lane, _bars in self._rows), default=0)
        self._settle_years()
        self.setAccessibleDescription(". ".join(_words(bar) for bar in self._bars))
        self.updateGeometry()
        self.update()

    def show_whole(self, *, whole: bool) -> None:
        """From the first period on, or the last twelve years alone."""
        self._whole = whole
        self._settle_years()
        self.update()

    @property
    def hides_some(self) -> bool:
        """Whether something began before the years that are shown unless the whole is."""
        return any(bar.start < self._first_year(whole=False) for bar in self._bars)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_years()

    def _settle_years(self) -> None:
        """The years shown: fewer of the past where there is little room for the words of the bars."""
        self._first = self._first_year(whole=self._whole)
        self._last = dt.date(self._last_year(), 12, 31)

    def _first_year(self, *, whole: bool) -> dt.date:
        before = _YEARS_BEFORE if self.width() >= _NARROW else _YEARS_BEFORE // 3
        first = min([bar.start.year for bar in self._bars] or [self._today.year])
        return dt.date(first if whole else max(first, self._last_year() - before - _YEARS_AFTER), 1, 1)

    def _last_year(self) -> int:
        year, ends = self._today.year, [bar.end for bar in self._bars if bar.end is not None]
        return max([year + _YEARS_AFTER, *(min(end.year, year + 6) for end in ends)])

    def sizeHint(self) -> QSize:
        return QSize(480, _TOP + max(1, len(self._rows)) * (_LANE + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            bar = next((bar for bar, box in self._boxes() if box.contains(event.pos())), None)
            if bar is not None:
                QToolTip.showText(event.globalPos(), _words(bar), self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_years(painter)
        self._paint_lanes(painter)
        self._paint_today(painter, line=True)
        for bar, box in self._boxes():
            self._paint_bar(painter, bar, box)
        self._paint_today(painter, line=False)

    def _x(self, day: dt.date) -> int:
        span = (self._last - self._first).days
        inside = min(max((day - self._first).days, 0), span)
        return self._left() + round((self.width() - self._left() - 4) * inside / span)

    def _boxes(self) -> Iterable[tuple[Period, QRect]]:
        for line, (_lane, bars) in enumerate(self._rows):
            top = _TOP + line * (_LANE + _GAP)
            for bar in bars:
                left = self._x(bar.start)
                right = self._x((bar.end or self._last) + dt.timedelta(days=1) if bar.end else self._last)
                if bar.end is None or bar.end >= self._first:
                    yield bar, QRect(left, top, max(right - left - 1, 6), _LANE)

    def _paint_years(self, painter: QPainter) -> None:
        font = theme.font(12, figures=True)
        painter.setFont(font)
        width = max(self._x(dt.date(self._first.year + 1, 1, 1)) - self._left(), 1)
        every = 1 if width >= 36 else 2 if width >= 18 else 5
        for year in range(self._first.year, self._last.year + 1):
            left = self._x(dt.date(year, 1, 1))
            painter.setPen(theme.color("line"))
            painter.drawLine(left, _TOP - 4, left, self.height())
            box = QRect(left, 0, width * every, 20)
            room = QFontMetrics(font).boundingRect(box, Qt.AlignmentFlag.AlignCenter, str(year))
            clear = room.right() < self.width() and not self._pill().intersects(QRectF(room))
            if (year - self._first.year) % every == 0 and clear:
                painter.setPen(theme.color("text2"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(year))

    def _paint_lanes(self, painter: QPainter) -> None:
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("text2"))
        shown = ""
        for line, (lane, _bars) in enumerate(self._rows):
            if lane != shown:
                box = QRect(0, _TOP + line * (_LANE + _GAP), self._left() - 8, _LANE)
                text = QFontMetrics(painter.font()).elidedText(lane, Qt.TextElideMode.ElideRight, box.width())
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            shown = lane

    def _paint_bar(self, painter: QPainter, bar: Period, box: QRect) -> None:
        font = theme.font(12, 600, figures=True)
        ink, ground = theme.tone_pair("accent" if bar.tone != "past" else "mute")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if bar.tone == "proposed":
            painter.setPen(QPen(theme.color("accent"), 2, Qt.PenStyle.DashLine))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(box), 5, 5)
        painter.restore()
        self._paint_bar_text(painter, bar, box, font, ink.name())

    def _paint_bar_text(self, painter: QPainter, bar: Period, box: QRect, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        room = box.adjusted(9, 0, -6, 0)
        if bar.start < self._first:
            token = "mute" if bar.tone == "past" else "softtx"
            painter.drawPixmap(box.left() + 5, box.center().y() - 6, icons.pixmap("chevron-left", token, 14))
            room.setLeft(box.left() + 22)
        needed = QFontMetrics(font).horizontalAdvance(bar.text)
        if needed > room.width() and bar.tone == "proposed" and box.left() - self._left() > needed + 12:
            room = QRect(box.left() - needed - 10, box.top(), needed + 4, box.height())
        text = QFontMetrics(font).elidedText(bar.text, Qt.TextElideMode.ElideRight, room.width())
        if bar.tone == "proposed":
            painter.fillRect(room.adjusted(-2, 4, 2 - max(0, room.width() - needed), -4), theme.color("surface"))
        if room.width() > 16:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_today(self, painter: QPainter, *, line: bool) -> None:
        x = self._x(self._today)
        if line:
            painter.fillRect(QRect(x, _TOP - 4, 2, self.height() - _TOP + 4), theme.color("stop"))
            return
        pill, path = self._pill(), QPainterPath()
        path.addRoundedRect(pill, 4, 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, theme.color("stop"))
        painter.restore()
        painter.setFont(theme.font(12, 600, figures=True))
        painter.setPen(theme.color("surface"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, f"{self._today:%d/%m/%Y}")

    def _left(self) -> int:
        """Where the years begin: the names of the lanes are whole where that leaves them two thirds."""
        return max(_LEFT, min(self._names_width, _LEFT_MOST, self.width() // 3))

    def _pill(self) -> QRectF:
        """Where today's date stands, above its line."""
        text = f"{self._today:%d/%m/%Y}"
        width = QFontMetrics(theme.font(12, 600, figures=True)).horizontalAdvance(text) + 14
        return QRectF(min(max(self._x(self._today) - width / 2, 0), self.width() - width), 0, width, 20)


def _rows(bars: Sequence[Period]) -> Iterable[tuple[str, list[Period]]]:
    """(lane, bars that do not overlap), top to bottom, in the order in which lanes first appear."""
    for lane in dict.fromkeys(bar.lane for bar in bars):
        lines: list[list[Period]] = []
        for bar in sorted((each for each in bars if each.lane == lane), key=lambda each: each.start):
            free = next((line for line in lines if _fits(line[-1], bar)), None)
            if free is None:
                lines.append([bar])
            else:
                free.append(bar)
        yield from ((lane, line) for line in lines)


def _fits(before: Period, bar: Period) -> bool:
    return before.end is not None and before.end < bar.start and bar.tone != "proposed"


def _words(bar: Period) -> str:
    end = f"au {bar.end:%d/%m/%Y}" if bar.end else "sans fin connue"
    return f"{bar.lane}, {bar.text}, du {bar.start:%d/%m/%Y} {end}"
