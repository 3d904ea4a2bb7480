"""The value of one fact: where it leads, where it comes from, and how it is changed where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crmr_desk.model.network.rows import Fact
from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.name_link import NameLink, name_link
from crmr_desk.ui.network.origin_mark import OriginMark
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.workbooks.imports.rows import Origin

_UNTOLD = "Non renseigné"
_HOW = "Modifier (F2 ou double clic)"


class Pencil(QPushButton):
    """Drawn only under the pointer or with the focus, so that twelve values do not show twelve pencils; a lock, with
    the reason, where the value is not changed here."""

    def __init__(self, what: str, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.locked = bool(reason)
        self._near = False
        self.setProperty("kind", "crumb")
        self.setAutoDefault(False)
        tip = reason or _HOW
        self.setToolTip(tip)
        self.setAccessibleName(f"{'Pourquoi ne pas modifier' if reason else 'Modifier'} {what}")
        self.setAccessibleDescription(tip)
        self.setCursor(Qt.CursorShape.ArrowCursor if reason else Qt.CursorShape.PointingHandCursor)
        icons.bind(self, "lock" if reason else "pencil", "text3", 14)

    def set_near(self, *, near: bool) -> None:
        """Whether the pointer is over the fact."""
        self._near = near
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._near or self.hasFocus():
            super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class FactRow(QWidget):
    """``edit_wanted`` by the pencil or a double click. ``reason`` says why nothing may be written now."""

    edit_wanted = Signal()

    def __init__(self, desk: Desk, fact: Fact, origins: Sequence[Origin], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        reason = fact.fixed if fact.edit is None else desk.why_no_write
        self.pencil = Pencil(fact.label, reason) if fact.edit is not None or fact.fixed else None
        line, whole = Flow(8, 2), QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(line, 1)
        line.addWidget(self._words(desk))
        if fact.place:
            line.addWidget(PlaceBadge(fact.place))
        for origin in origins:
            line.addWidget(OriginMark(desk, fact.label, origin))
        if self.pencil is not None:
            whole.addWidget(self.pencil, 0, Qt.AlignmentFlag.AlignTop)
            if not self.pencil.locked:
                self.pencil.clicked.connect(self.edit_wanted)

    @property
    def can_edit(self) -> bool:
        """Whether a double click would open the editor."""
        return self.pencil is not None and not self.pencil.locked

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.can_edit:
            self.edit_wanted.emit()
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._near(near=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._near(near=False)

    def _near(self, *, near: bool) -> None:
        if self.pencil is not None:
            self.pencil.set_near(near=near)

    def _words(self, desk: Desk) -> QWidget:
        fact = self.fact
        name = f"{fact.label}\N{NO-BREAK SPACE}: {fact.value or _UNTOLD}"
        if fact.leads is not None:
            link: NameLink = name_link(desk, fact.value, *fact.leads)
            link.setAccessibleName(name)
            return link
        words = FlowingLabel(fact.value or _UNTOLD, "body" if fact.value else "quiet")
        words.setAccessibleName(name)
        return words
