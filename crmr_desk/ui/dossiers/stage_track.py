"""The stages of a dossier on one line, each with its day: how far it is, at a glance."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmr_desk.model.dossiers.rows import DossierView, StageLine
from crmr_desk.model.kinds import Stage
from crmr_desk.model.terms import short_date
from crmr_desk.ui import theme
from crmr_desk.ui.dossier.track import stage_said

_DOT, _HERE = 9, 13
_HEIGHT = 50


class StageTrack(QWidget):
    """Hidden while the view knows no stages. The whole list is its tooltip and what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[StageLine, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def show_view(self, view: DossierView) -> None:
        """Show the stages of ``view``."""
        self._stages = view.stages
        self._at = next((place for place, each in enumerate(view.stages) if each.stage == view.stage), 0)
        self.setVisible(bool(view.stages))
        if view.stages:
            here = f"Étape {self._at + 1} sur {len(view.stages)}\u00a0: {stage_said(view.stages[self._at])}"
            self.setAccessibleName(here)
            self.setAccessibleDescription("\u202f; ".join(map(stage_said, view.stages)))
            self.setToolTip("\n".join(map(stage_said, view.stages)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90 * max(len(self._stages), 1), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.width() / max(len(self._stages), 1)
        for place, stage in enumerate(self._stages):
            left = round(share * place)
            if place < len(self._stages) - 1:
                self._paint_thread(painter, left, round(share * (place + 1)), passed=self._stages[place + 1].reached)
            self._paint_dot(painter, left, stage, here=place == self._at)
            self._paint_words(painter, QRect(left, 0, round(share) - 8, _HEIGHT), stage, here=place == self._at)
        painter.end()

    @staticmethod
    def _paint_thread(painter: QPainter, start: int, end: int, *, passed: bool) -> None:
        painter.setPen(QPen(theme.color("accent" if passed else "line2"), 2))
        painter.drawLine(start + _HERE + 2, _HERE // 2 + 1, end - 3, _HERE // 2 + 1)

    @staticmethod
    def _paint_dot(painter: QPainter, left: int, stage: StageLine, *, here: bool) -> None:
        token = "mute" if stage.stage == Stage.ABANDONED else "accent"
        size = _HERE if here else _DOT
        painter.setPen(Qt.PenStyle.NoPen if stage.reached else QPen(theme.color("ctl"), 1.5))
        painter.setBrush(theme.color(token if stage.reached else "surface"))
        painter.drawEllipse(QRectF(left + (_HERE - size) / 2, 1 + (_HERE - size) / 2, size, size))

    @staticmethod
    def _paint_words(painter: QPainter, box: QRect, stage: StageLine, *, here: bool) -> None:
        day = short_date(stage.on) if stage.on else ""
        lines = ((stage.label, 18, theme.font(13, 600 if here else 400), "text" if stage.reached else "text3"),
                 (day, 34, theme.font(12, figures=True), "text3"))  # fmt: skip
        for words, top, font, token in lines:
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.setFont(font)
            painter.setPen(theme.color(token))
            painter.drawText(QRect(box.left(), top, box.width(), 16), Qt.AlignmentFlag.AlignVCenter, shown)
