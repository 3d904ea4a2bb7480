"""Buttons: one factory, filter chips, and the segmented control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from crmr_desk.ui import icons, theme

Kind = Literal["primary", "secondary", "ghost", "link", "crumb", "icon", "chip", "seg", "nav", "start"]

GAP = 4
"""Pixels between an icon and its words."""

_ICON_TOKENS = {"primary": "onaccent", "link": "accent"}


class Button(QPushButton):
    """A push button that Return presses too when it has the focus, in a page as in a dialog; what it is called for a
    screen reader follows its words, unless it was given another name."""

    def setText(self, text: str, /) -> None:
        if text and self.accessibleName() == self.text():
            self.setAccessibleName(text)
        super().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, kind: Kind = "secondary", icon: str | None = None, parent: QWidget | None = None) -> QPushButton:
    """A push button in one of the house's kinds. With ``kind="icon"`` the text is its name and tooltip only."""
    made = Button("" if kind == "icon" else text, parent)
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if kind == "icon":
        made.setToolTip(text)
    if icon is not None:
        icons.bind(made, icon, _ICON_TOKENS.get(kind, "text2"), gap=0 if kind == "icon" else GAP)
    return made


def set_available(control: QWidget, reason: str = "") -> None:
    """Enable ``control``, or disable it with ``reason`` as its tooltip; say it beside it too."""
    control.setEnabled(not reason)
    control.setToolTip(reason)
    control.setAccessibleDescription(reason)


class Chip(Button):
    """A filter: rounded, with its counter inside ("Vacants 9")."""

    def __init__(
        self, text: str, count: int | None = None, icon: str | None = None, tone: str = "text2",
        *, checkable: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._text = text
        self.setProperty("kind", "chip")
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon is not None:
            icons.bind(self, icon, tone, gap=GAP)
        self.toggled.connect(lambda _on: self.updateGeometry())
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show how many rows the filter keeps; None shows no counter."""
        shown = self._text if count is None else " ".join((self._text, f"{count:,}".replace(",", "\u202f")))
        self.setText(shown)
        self.setAccessibleName(shown)

    def sizeHint(self) -> QSize:
        """Checked, the words are bolder: the style sheet knows it, the hint of Qt does not."""
        hint = super().sizeHint()
        if self.isChecked():
            plain, bold = (QFontMetrics(theme.font(13, weight)).horizontalAdvance(self.text()) for weight in (400, 600))
            hint.setWidth(hint.width() + max(bold - plain, 0))
        return hint


class Segmented(QFrame):
    """One choice among a few, all visible. ``chosen`` carries the value when the user changes it."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """``choices`` are (value, French text); the first is chosen. ``name`` is read by a screen reader."""
        super().__init__(parent)
        self.setProperty("seg", True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(0)
        for value, text in choices:
            line.addWidget(self._segment(value, text, name))
        next(iter(self._buttons.values())).setChecked(True)

    def _segment(self, value: str, text: str, name: str) -> QPushButton:
        made = button(text, "seg")
        made.setAccessibleName(f"{name}, {text}")
        made.setCheckable(True)
        made.clicked.connect(lambda: self.chosen.emit(value))
        self._group.addButton(made)
        self._buttons[value] = made
        return made

    def value(self) -> str:
        """The value chosen now."""
        return next(value for value, each in self._buttons.items() if each.isChecked())

    def set_value(self, value: str) -> None:
        """Choose ``value`` without sending ``chosen``."""
        self._buttons[value].setChecked(True)

    def set_text(self, value: str, text: str) -> None:
        """Say one of the choices in other words, with a counter for instance."""
        self._buttons[value].setText(text)
        self._buttons[value].setAccessibleName(f"{self.accessibleName()}, {text}")
