"""The arithmetic of a date as a line: where it starts, what is counted, where it ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmr_desk.model.deadlines.reckoning import Reckoning
from crmr_desk.model.terms import short_date
from crmr_desk.ui import theme
from crmr_desk.ui.dossier.words import plural

_HEIGHT, _LINE, _DOT = 50, 25, 4.5
_DAY = dt.timedelta(days=1)
_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn: days from left to right, of which ``due`` is the deadline; ``words`` over what is counted;
    ``beyond`` the day after it, where the last day counts."""

    days: tuple[dt.date, ...]
    due: dt.date
    words: str = ""
    beyond: dt.date | None = None


def drawn(reckoning: Reckoning) -> Drawn | None:
    """How ``reckoning`` is drawn; None for a day that nothing is counted for."""
    on, start, count = reckoning.evaluate(), reckoning.start, reckoning.number
    match reckoning.step:
        case "last_day":
            beyond = on + _DAY if on < dt.date.max else None
            return Drawn((start, on), on, f"{_years(count)}, dernier jour compris", beyond)
        case "months":
            return Drawn((start, on), on, f"{_number(count)} mois")
        case "birthday":
            return Drawn((start, on), on, plural(count, "an"))
        case "days":
            return Drawn((start, on), on, plural(count, "jour")) if count > 0 else None
        case "before":
            return Drawn((on, start), on, f"{_number(count)} mois au moins")
        case "year_end":
            return Drawn((dt.date(on.year, 1, 1), on), on, f"année {on.year}")
        case "earliest":
            days = tuple(sorted({start, *reckoning.others}))
            return Drawn(days, on, "le plus tôt") if len(days) > 1 else None
        case "known":
            return None


class ReckoningLine(QWidget):
    """Two days or more on a line; a screen reader hears the sentence below instead."""

    def __init__(self, what: Drawn, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Le calcul, dessiné")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        theme.signals.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        self._paint_line(painter, places)
        for place, day in zip(places, self._days(), strict=True):
            self._paint_day(painter, place, day)
        if self._what.words:
            left, right = round(places[0]), round(places[len(self._what.days) - 1])
            painter.setFont(theme.font(12, 600))
            painter.setPen(theme.color("accent"))
            over = QRect(min(left, self.width() - 190), 0, max(right - left, 190), 18)
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, self._what.words)

    def _days(self) -> tuple[dt.date, ...]:
        beyond = self._what.beyond
        return (*self._what.days, beyond) if beyond is not None else self._what.days

    def _places(self) -> list[float]:
        """Spread evenly: the line tells an order, not a scale. What lies a day beyond stands nearer."""
        count, width = len(self._what.days), self.width() - 2 * _DOT
        end = width - (86 if self._what.beyond is not None else 0)
        places = [_DOT + end * place / max(count - 1, 1) for place in range(count)]
        return [*places, _DOT + width] if self._what.beyond is not None else places

    def _paint_line(self, painter: QPainter, places: list[float]) -> None:
        last = len(self._what.days) - 1
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawLine(QPointF(places[0], _LINE), QPointF(places[last], _LINE))
        if self._what.beyond is not None:
            painter.setPen(QPen(theme.color("ctl"), 2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(places[last], _LINE), QPointF(places[-1], _LINE))

    def _paint_day(self, painter: QPainter, place: float, day: dt.date) -> None:
        ahead = day == self._what.beyond
        painter.setPen(QPen(theme.color("ctl" if ahead else "accent"), 2))
        painter.setBrush(theme.color("accent" if day == self._what.due else "raised"))
        painter.drawEllipse(QPointF(place, _LINE), _DOT - 0.5, _DOT - 0.5)
        font = theme.font(12, 600 if day == self._what.due else 400, figures=True)
        width = QFontMetrics(font).horizontalAdvance(short_date(day)) + 2
        left = min(max(round(place) - width // 2, 0), self.width() - width)
        painter.setFont(font)
        painter.setPen(theme.color("text3" if ahead else "text"))
        painter.drawText(QRect(left, _LINE + 8, width, 16), Qt.AlignmentFlag.AlignLeft, short_date(day))


def _number(count: int) -> str:
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def _years(count: int) -> str:
    return f"{_number(count)} an{'s' if count > 1 else ''}"
