"""How far a dossier is: one dot a stage, the stage reached in words, and the one that follows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, StageLine
from crmr_desk.model.terms import short_date
from crmr_desk.ui import theme
from crmr_desk.ui.parts.card import label

_DOT, _HEIGHT = 9, 13


class StageDots(QWidget):
    """The stages as dots on a thread: those behind are filled, the present one is larger, those ahead are open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._at = 1, 0
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def set_stage(self, at: int, count: int) -> None:
        """The stage at place ``at`` of ``count``, counted from zero."""
        self._at, self._count = at, max(count, 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * _DOT * self._count, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, gap = self.height() / 2, (self.width() - _HEIGHT) / max(self._count - 1, 1)
        centres = [_HEIGHT / 2 + gap * place for place in range(self._count)]
        for place, x in enumerate(centres):
            if place:
                painter.setPen(QPen(theme.color("accent" if place <= self._at else "line2"), 2))
                painter.drawLine(
                    round(centres[place - 1] + _DOT / 2), round(middle), round(x - _DOT / 2), round(middle)
                )
        for place, x in enumerate(centres):
            self._paint_dot(painter, place, x, middle)
        painter.end()

    def _paint_dot(self, painter: QPainter, place: int, x: float, middle: float) -> None:
        size = _HEIGHT - 1 if place == self._at else _DOT
        reached = place <= self._at
        painter.setPen(Qt.PenStyle.NoPen if reached else QPen(theme.color("ctl"), 1.5))
        painter.setBrush(theme.color("accent" if reached else "side"))
        painter.drawEllipse(QRectF(x - size / 2, middle - size / 2, size, size))


class CompactTrack(QWidget):
    """Hidden while the view knows no stages. The whole list is its tooltip and what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dots = StageDots()
        self.here = label("", "strong", wrap=True)
        self.next = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.dots)
        column.addSpacing(4)
        column.addWidget(self.here)
        column.addWidget(self.next)

    def show_view(self, view: DossierView) -> None:
        """Show the stage of ``view``."""
        at = next((place for place, each in enumerate(view.stages) if each.stage == view.stage), None)
        self.setVisible(at is not None)
        if at is None:
            return
        here, ahead = view.stages[at], view.stages[at + 1 :]
        self.dots.set_stage(at, len(view.stages))
        self.here.setText(_dated(here))
        self.next.setText(f"Ensuite\u00a0: {ahead[0].label.lower()}" if ahead else "")
        self.next.setVisible(bool(ahead))
        self.setAccessibleName(f"Stade {at + 1} sur {len(view.stages)}\u00a0: {_dated(here)}")
        self.setAccessibleDescription("\u202f; ".join(stage_said(each) for each in view.stages))
        self.setToolTip("\n".join(stage_said(each) for each in view.stages))


def _dated(stage: StageLine) -> str:
    return f"{stage.label}, le {short_date(stage.on)}" if stage.on else stage.label


def stage_said(stage: StageLine) -> str:
    """A stage with its day, or that it is to come."""
    return _dated(stage) if stage.reached else f"{stage.label}\u00a0: à venir"
