"""The value of one fact: where it leads, where it comes from, and how it is changed where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crmr_desk.model.network.rows import Fact
from crmr_desk.ui import icons, theme
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.name_link import NameLink, follow, lead_words
from crmr_desk.ui.network.origin_mark import OriginMark
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.flow import FlowingLabel
from crmr_desk.workbooks.imports.rows import Origin

_UNTOLD = "Non renseigné"
_HOW = "Modifier (F2 ou double clic)"
_ICON = 14


class Pencil(QPushButton):
    """Drawn only under the pointer or with the focus, so that twelve values do not show twelve pencils; a lock, with
    the reason, where the value is not changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.locked = False
        self._near = False
        self.setProperty("kind", "crumb")
        self.setAutoDefault(False)
        theme.signals.changed.connect(self.update)

    def say(self, what: str, reason: str) -> None:
        """Of which value it is, and why that one is not changed here; "" where it is."""
        tip = reason or _HOW
        self.locked = bool(reason)
        self.setToolTip(tip)
        self.setAccessibleName(f"{'Pourquoi ne pas modifier' if reason else 'Modifier'} {what}")
        self.setAccessibleDescription(tip)
        self.setCursor(Qt.CursorShape.ArrowCursor if reason else Qt.CursorShape.PointingHandCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20, 20)

    def set_near(self, *, near: bool) -> None:
        """Whether the pointer is over the fact."""
        self._near = near
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._near and not self.hasFocus():
            return
        super().paintEvent(event)
        drawn = icons.pixmap("lock" if self.locked else "pencil", "text3", _ICON)
        QPainter(self).drawPixmap((self.width() - _ICON) // 2, (self.height() - _ICON) // 2, drawn)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class FactRow(QWidget):
    """One value after another: made once, filled for each centre. ``edit_wanted`` by the pencil or a double click."""

    edit_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.fact = Fact("", "")
        self.words, self.link = FlowingLabel(), NameLink("", "")
        self.pencil, self._place = Pencil(), PlaceBadge("")
        self._marks: list[OriginMark] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.link, 1)
        for quiet in (self._place, self.pencil):
            self._line.addWidget(quiet, 0, Qt.AlignmentFlag.AlignTop)
        self.pencil.clicked.connect(self._ask)
        self.link.followed.connect(self._follow)

    def show_fact(self, fact: Fact, origins: Sequence[Origin]) -> None:
        """Another value, or the same one changed."""
        self.fact = fact
        name = f"{fact.label}\N{NO-BREAK SPACE}: {fact.value or _UNTOLD}"
        shown, hidden = (self.words, self.link) if fact.leads is None else (self.link, self.words)
        level = "body" if fact.value else "quiet"
        if shown.property("level") != level:
            shown.setProperty("level", level)
            shown.style().polish(shown)
        shown.setText(fact.value or _UNTOLD)
        shown.setAccessibleName(name)
        shown.updateGeometry()
        if fact.leads is not None:
            self.link.say(fact.value, lead_words(fact.leads[0]))
            self.link.setAccessibleName(name)
        self._place.setVisible(bool(fact.place))
        if fact.place:
            self._place.set_place(fact.place)
        self.pencil.setVisible(fact.edit is not None or bool(fact.fixed))
        self.pencil.say(fact.label, fact.fixed if fact.edit is None else self._desk.why_no_write)
        self._show_marks(fact, origins)
        hidden.hide()
        shown.show()

    @property
    def can_edit(self) -> bool:
        """Whether a double click would open the editor."""
        return self.fact.edit is not None and not self.pencil.locked

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._ask()
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pencil.set_near(near=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pencil.set_near(near=False)

    def _show_marks(self, fact: Fact, origins: Sequence[Origin]) -> None:
        for old in self._marks:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._marks = [OriginMark(self._desk, fact.label, origin) for origin in origins]
        for place, mark in enumerate(self._marks):
            self._line.insertWidget(3 + place, mark, 0, Qt.AlignmentFlag.AlignTop)

    def _ask(self) -> None:
        if self.can_edit:
            self.edit_wanted.emit()

    def _follow(self) -> None:
        if self.fact.leads is not None:
            follow(self._desk, *self.fact.leads)
