"""Steps on one line, each with its day or its number: how far something is, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmr_desk.ui import theme

_DOT, _HERE = 9, 13
_HEIGHT = 50


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One step: its word, what stands under it, whether it was reached, the tone of its dot, and its whole sentence."""

    label: str
    detail: str
    reached: bool
    said: str
    tone: str = "accent"


class DotsTrack(QWidget):
    """Hidden while it knows no steps. All of them are its tooltip and what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[TrackStep, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def show_steps(self, steps: Sequence[TrackStep], at: int) -> None:
        """Show these steps, the one at place ``at`` as where it is now."""
        self._steps, self._at = tuple(steps), at
        self.setVisible(bool(steps))
        if steps:
            self.setAccessibleName(f"Étape {at + 1} sur {len(steps)}\u00a0: {steps[at].said}")
            self.setAccessibleDescription("\u202f; ".join(step.said for step in steps))
            self.setToolTip("\n".join(step.said for step in steps))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90 * max(len(self._steps), 1), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.width() / max(len(self._steps), 1)
        for place, step in enumerate(self._steps):
            left = round(share * place)
            if place < len(self._steps) - 1:
                self._paint_thread(painter, left, round(share * (place + 1)), passed=self._steps[place + 1].reached)
            self._paint_dot(painter, left, step, here=place == self._at)
            self._paint_words(painter, QRect(left, 0, round(share) - 8, _HEIGHT), step, here=place == self._at)
        painter.end()

    @staticmethod
    def _paint_thread(painter: QPainter, start: int, end: int, *, passed: bool) -> None:
        painter.setPen(QPen(theme.color("accent" if passed else "line2"), 2))
        painter.drawLine(start + _HERE + 2, _HERE // 2 + 1, end - 3, _HERE // 2 + 1)

    @staticmethod
    def _paint_dot(painter: QPainter, left: int, step: TrackStep, *, here: bool) -> None:
        size = _HERE if here else _DOT
        painter.setPen(Qt.PenStyle.NoPen if step.reached else QPen(theme.color("ctl"), 1.5))
        painter.setBrush(theme.color(step.tone if step.reached else "surface"))
        painter.drawEllipse(QRectF(left + (_HERE - size) / 2, 1 + (_HERE - size) / 2, size, size))

    @staticmethod
    def _paint_words(painter: QPainter, box: QRect, step: TrackStep, *, here: bool) -> None:
        lines = ((step.label, 18, theme.font(13, 600 if here else 400), "text" if step.reached else "text3"),
                 (step.detail, 34, theme.font(12, figures=True), "text3"))  # fmt: skip
        for words, top, font, token in lines:
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.setFont(font)
            painter.setPen(theme.color(token))
            painter.drawText(QRect(box.left(), top, box.width(), 16), Qt.AlignmentFlag.AlignVCenter, shown)
