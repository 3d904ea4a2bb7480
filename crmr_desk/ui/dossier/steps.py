"""The left side of the wizard: the dossier, its progress and its steps with state and one line of facts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, Step, StepState
from crmr_desk.ui import icons, theme
from crmr_desk.ui.dossier.track import CompactTrack
from crmr_desk.ui.parts.card import label

WIDTH, _NARROW = 248, 64
_BADGE = 18
_ROOM_FOR_PROMISES = 620
"""Height in pixels under which the steps need the place of what is promised."""
_STATE_WORDS = {
    StepState.DONE: "réglée",
    StepState.CURRENT: "en cours",
    StepState.ATTENTION: "à revoir",
    StepState.TODO: "à venir",
}


class StepRow(QAbstractButton):
    """One step. Painted whole: badge, thread to the next badge, title, line of facts, accent bar when shown."""

    def __init__(self, step: Step, number: int, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_step(step, number, count)

    def set_step(self, step: Step, number: int, count: int) -> None:
        """Show another state of the step."""
        self._step, self._number, self._count = step, number, count
        words = f"{step.title}, {step.line}" if step.line else step.title
        self.setAccessibleName(f"Étape {number} sur {count}\u00a0: {words}, {_STATE_WORDS[step.state]}")
        self.setToolTip(f"{words} (Alt+{number})")
        self.update()

    def sizeHint(self) -> QSize:
        title, line = QFontMetrics(theme.font(14)), QFontMetrics(theme.font(12))
        return QSize(40, title.height() + line.height() + 18)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_thread(painter)
        self._paint_badge(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.color("surface" if self.isChecked() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.isChecked():
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(0, 14, 3, self.height() - 28), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_thread(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(theme.color("line2"), 2))
        badge = self._badge_rect()
        x = round(badge.center().x())
        if self._number > 1:
            painter.drawLine(x, 0, x, round(badge.top()) - 3)
        if self._number < self._count:
            painter.drawLine(x, round(badge.bottom()) + 4, x, self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _badge_rect(self) -> QRectF:
        title = QFontMetrics(theme.font(14)).height()
        return QRectF(15, 8 + (title - _BADGE) / 2, _BADGE, _BADGE)

    def _paint_badge(self, painter: QPainter) -> None:
        rect, state = self._badge_rect(), self._shown_state()
        fill = {StepState.DONE: "ok", StepState.CURRENT: "accent", StepState.ATTENTION: "warn"}.get(state)
        painter.setBrush(theme.color(fill) if fill else QColor(Qt.GlobalColor.transparent))
        painter.setPen(Qt.PenStyle.NoPen if fill else QPen(theme.color("ctl"), 1.5))
        painter.drawEllipse(rect if fill else rect.adjusted(0.75, 0.75, -0.75, -0.75))
        if state is StepState.DONE:
            painter.drawPixmap(QPointF(rect.x() + 3, rect.y() + 3), icons.pixmap("check", "surface", 12))
            return
        painter.setFont(theme.font(12, 700, figures=True))
        painter.setPen(theme.color("surface" if fill else "text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "!" if state is StepState.ATTENTION else str(self._number))

    def _shown_state(self) -> StepState:
        state = self._step.state
        return StepState.CURRENT if self.isChecked() and state is StepState.TODO else state

    def _paint_words(self, painter: QPainter) -> None:
        left, width = 45, self.width() - 45 - 8
        if width <= 0:
            return
        far = self._step.state is StepState.TODO and not self.isChecked()
        title_font = theme.font(14, 600 if self.isChecked() else 400)
        title, line = QFontMetrics(title_font), QFontMetrics(theme.font(12))
        elide, align = Qt.TextElideMode.ElideRight, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(title_font)
        painter.setPen(theme.color("text2" if far else "text"))
        painter.drawText(QRect(left, 8, width, title.height()), align, title.elidedText(self._step.title, elide, width))
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("warn" if self._step.state is StepState.ATTENTION else "text2"))
        below = QRect(left, 9 + title.height(), width, line.height())
        painter.drawText(below, align, line.elidedText(self._step.line, elide, width))


class ProgressLine(QWidget):
    """How many steps are settled, as a bar; the words are for screen readers and the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._count = 0, 1
        self.setFixedHeight(6)

    def set_progress(self, done: int, count: int) -> None:
        """``done`` steps settled of ``count``."""
        self._done, self._count = done, max(count, 1)
        self.setAccessibleName(f"{done} étapes réglées sur {count}")
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._done / self._count, self.height()), 3, 3)
        painter.end()


class StepsPanel(QWidget):
    """The steps of a dossier; ``wanted`` names the one that was clicked."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._narrow = False
        self.setAccessibleName("Étapes du dossier")
        self._rows: dict[str, StepRow] = {}
        self._group = QButtonGroup(self)
        self._number = label("", "small")
        self._title = label("", "section", wrap=True)
        self._progress = ProgressLine()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 12)
        outer.setSpacing(0)
        outer.addLayout(self._heading())
        outer.addWidget(self._scroll(), 1)
        self.track = CompactTrack()
        self._promised = QWidget()
        self._promised.setLayout(_promises())
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(20, 12, 20, 0)
        foot.setSpacing(12)
        foot.addWidget(self.track)
        foot.addWidget(self._promised)
        outer.addWidget(self._foot)

    def show_view(self, view: DossierView, shown: str) -> None:
        """Draw the steps of ``view``; ``shown`` is the id of the one in the centre."""
        self._number.setText(f"Dossier {view.number}")
        self._title.setText(view.title)
        self.track.show_view(view)
        done = sum(step.state is StepState.DONE for step in view.steps)
        self._progress.set_progress(done, len(view.steps))
        if list(self._rows) != [step.id for step in view.steps]:
            self._rebuild(view.steps)
        for number, step in enumerate(view.steps, start=1):
            row = self._rows[step.id]
            row.set_step(step, number, len(view.steps))
            row.setChecked(step.id == shown)
        # A row made just now has its place only once the layout has given it.
        QTimer.singleShot(0, self, lambda: self._reveal(shown))

    def _reveal(self, step_id: str) -> None:
        if step_id in self._rows:
            self._area.ensureWidgetVisible(self._rows[step_id], 0, 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._promised.setVisible(self.height() >= _ROOM_FOR_PROMISES)

    def set_narrow(self, narrow: bool) -> None:
        """Keep only the badges where room is short; the words stay in their tooltips."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.setFixedWidth(_NARROW if narrow else WIDTH)
        for each in (self._number, self._title, self._progress, self._foot):
            each.setVisible(not narrow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("side"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))
        painter.end()

    def _rebuild(self, steps: tuple[Step, ...]) -> None:
        for row in self._rows.values():
            self._group.removeButton(row)
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        for number, step in enumerate(steps, start=1):
            row = StepRow(step, number, len(steps))
            row.clicked.connect(lambda _checked=False, wanted=step.id: self.wanted.emit(wanted))
            self._group.addButton(row)
            self._list.insertWidget(number - 1, row)
            self._rows[step.id] = row

    def _heading(self) -> QVBoxLayout:
        heading = QVBoxLayout()
        heading.setContentsMargins(20, 0, 20, 12)
        heading.setSpacing(4)
        heading.addWidget(self._number)
        heading.addWidget(self._title)
        heading.addSpacing(4)
        heading.addWidget(self._progress)
        return heading

    def _scroll(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("ground", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 4, 8, 4)
        column.addLayout(self._list)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        self._area = area
        return area


def _promises() -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(4)
    for icon, words in (("device-floppy", "Enregistré à chaque étape"), ("users", "Reprise possible par un collègue")):
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(icons.IconLabel(icon, "text3", 16))
        row.addWidget(label(words, "small"), 1)
        lines.addLayout(row)
    return lines
