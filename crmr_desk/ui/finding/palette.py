"""The list that Ctrl+K unfolds under its field, over the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from crmr_desk.model.finding.asked import Asked
from crmr_desk.ui import theme
from crmr_desk.ui.finding.line_delegate import LineDelegate, height_of
from crmr_desk.ui.finding.lines import Line, LinesModel
from crmr_desk.ui.parts.card import label, rule

_WIDEST, _EDGE, _FOOT = 620, 12, 40
KEYS: Final = "↑ ↓ choisir · Entrée ouvrir · → autres actions · Échap fermer"


class Palette(QFrame):
    """Lies over the page, never takes the focus: the field drives it. ``note`` is a sentence under the list."""

    def __init__(self, field: QWidget, over: QWidget) -> None:
        super().__init__(over)
        self._field, self._over = field, over
        self.setProperty("card", "menu")
        self.model, self.list = LinesModel(self), QListView()
        self.note = label("", "secondary", wrap=True)
        self.hide()
        self._lay_out()
        theme.signals.changed.connect(self.list.viewport().update)

    def show_lines(self, lines: Sequence[Line], looked_for: Asked, note: str = "") -> None:
        """Show ``lines``, the first of them chosen, and a sentence beneath."""
        self.model.show(lines, looked_for)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._place()
        self.show()
        self.raise_()
        self.choose(self.model.step(-1, 1))
        self.list.scrollToTop()

    def current(self) -> Line | None:
        """The line that Enter opens."""
        index = self.list.currentIndex()
        return self.model.line(index.row()) if index.isValid() else None

    def step(self, by: int) -> None:
        """Choose another line."""
        index = self.list.currentIndex()
        self.choose(self.model.step(index.row() if index.isValid() else -1, by))

    def choose(self, row: int) -> None:
        """Choose the line at ``row`` and say it; -1 for none."""
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else self.model.index(-1))
        line = self.current()
        said = line.spoken() if line is not None else self.note.text()
        self._field.setAccessibleDescription(said)
        if QAccessible.isActive() and said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, said))

    def _place(self) -> None:
        """Under the field, its right edges together, within the window."""
        corner = self._field.mapTo(self._over, QPoint(self._field.width(), self._field.height() + 4))
        width = min(_WIDEST, self._over.width() - 2 * _EDGE)
        left = max(corner.x() - width, _EDGE)
        room = self._over.height() - corner.y() - _EDGE
        lines = (self.model.line(row) for row in range(self.model.rowCount()))
        wanted = sum(map(height_of, lines))
        note = self.note.heightForWidth(width - 28) + 20 if not self.note.isHidden() else 0
        self.list.setVisible(bool(wanted))
        self.setGeometry(QRect(left, corner.y(), width, min(wanted + note + _FOOT, room)))

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName("Résultats de la recherche")
        self.note.setContentsMargins(14, 10, 14, 10)
        keys = label(KEYS, "small")
        keys.setContentsMargins(14, 6, 14, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addWidget(rule())
        column.addWidget(keys)
