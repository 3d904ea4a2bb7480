"""The time that each step takes: the median in full colour, within what nine dossiers in ten end behind it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from crmr_desk.model.dossiers.step_times import StepTime, StepTimes
from crmr_desk.model.network.statistics.numerals import WIDE, counted, number
from crmr_desk.ui.statistics.chart import Area, Chart, bar, put, text_width

_PITCH, _BAR, _NAMES = 25, 12, 104


class StepBars(Chart):
    """One line a step."""

    _steps: tuple[StepTime, ...] = ()

    def show_times(self, times: StepTimes) -> None:
        """Other times."""
        self._steps = times.steps
        self.changed()

    def height_for(self, _width: int) -> int:
        return _PITCH * len(self._steps)

    def areas(self, width: int) -> list[Area]:
        return [Area(QRect(0, rank * _PITCH, width, _PITCH), _words(step)) for rank, step in enumerate(self._steps)]

    def draw(self, painter: QPainter, width: int) -> None:
        longest = max((step.nine_in_ten or 0 for step in self._steps), default=0)
        figures = 2 * (text_width(_days(longest), 13, 600) + 10)
        room = max(width - _NAMES - 8 - figures, 20)
        for area, step in zip(self.areas(width), self._steps, strict=True):
            box = area.box
            put(painter, QRect(0, box.top(), _NAMES, _PITCH), step.label, "text", pixels=13,
                side=Qt.AlignmentFlag.AlignRight)  # fmt: skip
            self._draw_step(painter, step, box, room, max(longest, 1))

    def _draw_step(self, painter: QPainter, step: StepTime, box: QRect, room: int, longest: int) -> None:
        left, top = _NAMES + 8, box.center().y() - _BAR // 2
        if step.median is None or step.nine_in_ten is None:
            put(painter, QRect(left, box.top(), room, _PITCH), "aucun dossier", "text3")
            return
        long, short = (max(round(room * days / longest), 4) for days in (step.nine_in_ten, step.median))
        bar(painter, QRect(left, top, long, _BAR), "map2", 3)
        bar(painter, QRect(left, top, short, _BAR), "series1", 3)
        after, needed = left + long + 8, text_width(_days(step.median), 13, 600)
        put(painter, QRect(after, box.top(), needed + 2, _PITCH), _days(step.median), "text", pixels=13, weight=600)
        put(painter, QRect(after + needed + 12, box.top(), 80, _PITCH), _days(step.nine_in_ten), pixels=13)


def _days(days: int) -> str:
    return f"{number(days)}{WIDE}j"


def _words(step: StepTime) -> str:
    if step.median is None or step.nine_in_ten is None:
        return f"{step.label}\u00a0: aucun dossier"
    dossiers = counted(step.count, "dossier", "dossiers")
    most = _days(step.nine_in_ten)
    return f"{step.label}\u00a0: médiane {_days(step.median)}, neuf dossiers sur dix en {most} au plus, {dossiers}"
