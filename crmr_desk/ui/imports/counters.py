"""The counters over the lines: how many of each sort, each a filter; several may be wanted at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from crmr_desk.model.store.words import thousands
from crmr_desk.ui import icons, theme
from crmr_desk.ui.imports.line_looks import STATES
from crmr_desk.ui.parts.buttons import Button
from crmr_desk.workbooks.checking.rows import Shown

_HEIGHT, _PAD, _GAP = 54, 10, 8
_ICON = 16


class CounterCard(Button):
    """An icon, a number, and its word below; checked while its lines are wanted."""

    def __init__(self, icon: str, tone: str, word: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._word = icon, tone, word
        self._count = 0
        self.setProperty("kind", "counter")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(about)
        self.setAccessibleDescription(about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many lines are of this sort."""
        self._count = count
        self.setAccessibleName(f"{self._word}\u00a0: {thousands(count)}")
        self.updateGeometry()
        self.update()

    def count(self) -> int:
        """The number shown."""
        return self._count

    def sizeHint(self) -> QSize:
        figures = QFontMetrics(theme.font(17, 700, figures=True)).horizontalAdvance(thousands(self._count)) + _ICON + 6
        words = QFontMetrics(theme.font(12, 600)).horizontalAdvance(self._word)
        return QSize(max(figures, words) + 2 * _PAD + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, box = self.isChecked(), self.rect()
        self._paint_ground(painter, on=on)
        upper = QRect(box.left() + _PAD, box.top() + 7, box.width() - 2 * _PAD, 22)
        token = "softtx" if self._tone == "accent" else self._tone
        painter.drawPixmap(upper.left(), upper.center().y() - _ICON // 2 + 1, icons.pixmap(self._icon, token, _ICON))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(17, 700, figures=True))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(upper.adjusted(_ICON + 6, 0, 0, 0), middle, thousands(self._count))
        painter.setPen(theme.color("softtx" if on else "text2"))
        painter.setFont(theme.font(12, 600 if on else 400))
        painter.drawText(QRect(upper.left(), box.top() + 30, upper.width(), 16), middle, self._word)

    def _paint_ground(self, painter: QPainter, *, on: bool) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        strong = on or self.hasFocus()
        width = 2 if self.hasFocus() or on else 1
        painter.setPen(QPen(theme.color("accent" if strong else "line2"), width))
        painter.setBrush(theme.color("soft" if on else "hover" if hover else "surface"))
        inset = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 6, 6)
        if self.hasFocus() and on:
            painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(4.5, 4.5, -4.5, -4.5), 4, 4)


class Counters(QWidget):
    """« Lignes » shows all of them; any other card adds its lines to what is wanted. ``changed`` when the user asks
    for other lines."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Lignes du classeur par état")
        self.all = CounterCard("list", "text2", "Lignes", "Toutes les lignes du classeur")
        self.cards = {
            shown: CounterCard(look.icon, look.tone, look.counter, look.about) for shown, look in STATES.items()
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        for card in (self.all, *self.cards.values()):
            line.addWidget(card, 1)
        self.all.clicked.connect(lambda: self._ask(frozenset()))
        for shown, card in self.cards.items():
            card.clicked.connect(lambda _on, shown=shown: self._ask(self.wanted() ^ {shown}))
        self._wanted: frozenset[Shown] = frozenset()
        self.want(frozenset())

    def show_counts(self, counts: Mapping[Shown, int]) -> None:
        """Show how many lines there are of each sort."""
        self.all.set_count(sum(counts.values()))
        for shown, card in self.cards.items():
            card.set_count(counts.get(shown, 0))

    def leave_out_empty(self, states: Collection[Shown]) -> None:
        """Hide the cards of these states that count nothing."""
        for shown in states:
            self.cards[shown].setVisible(self.cards[shown].count() > 0)

    def wanted(self) -> frozenset[Shown]:
        """The sorts of lines that are wanted; empty means all."""
        return self._wanted

    def want(self, wanted: frozenset[Shown]) -> None:
        """Check these cards, without sending ``changed``."""
        self._wanted = wanted
        self.all.setChecked(not wanted)
        for shown, card in self.cards.items():
            card.setChecked(shown in wanted)

    def _ask(self, wanted: frozenset[Shown]) -> None:
        self.want(wanted)
        self.changed.emit()
