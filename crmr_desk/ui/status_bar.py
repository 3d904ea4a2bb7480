"""The bottom line: saved, what Ctrl+Z takes back, and which register is open."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crmr_desk.ui import icons, theme
from crmr_desk.ui.parts.buttons import GAP, button
from crmr_desk.ui.parts.card import label

HEIGHT = 28
_LONGEST_UNDO = 360


class StatusBar(QWidget):
    """``undo_wanted`` and ``base_wanted`` (another register) when their words are clicked."""

    undo_wanted = Signal()
    base_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._saved_icon = icons.IconLabel("circle-check", "ok", 14)
        self._saved = label("", "small")
        self.undo = _line_button("arrow-back-up")
        self.undo.clicked.connect(self.undo_wanted)
        self._keys = label("Ctrl Z", "small")
        self._busy = label("", "small")
        self._base_tip = "Ouvrir un autre registre"
        self.base = _line_button("database")
        self.base.clicked.connect(self.base_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(6)
        for part in (self._saved_icon, self._saved, self.undo, self._keys, self._busy):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.base)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No register is open."""
        for part in (self._saved_icon, self._saved, self.undo, self._keys, self.base):
            part.hide()

    def show_saved(self, moment: dt.datetime | None) -> None:
        """Everything is written; ``moment`` of the last write of this session, with its time zone, or None."""
        words = f"Enregistré à {moment.astimezone():%H:%M}" if moment else "Tout est enregistré"
        self._saved.setText(words)
        self._saved_icon.show()
        self._saved.show()

    def show_undo(self, operation: str) -> None:
        """Name what Ctrl+Z takes back; "" when nothing can be."""
        whole = f"Annuler\N{NO-BREAK SPACE}: «\N{NARROW NO-BREAK SPACE}{operation}\N{NARROW NO-BREAK SPACE}»"
        metrics = QFontMetrics(theme.font(12))
        self.undo.setText(metrics.elidedText(whole, Qt.TextElideMode.ElideRight, _LONGEST_UNDO))
        self.undo.setAccessibleName(whole)
        self.undo.setToolTip(whole)
        self.undo.setVisible(bool(operation))
        self._keys.setVisible(bool(operation))

    def show_busy(self, words: str) -> None:
        """What is being done just now; "" when nothing is."""
        self._busy.setText(words)

    def show_base(self, name: str) -> None:
        """Which register this is."""
        self.base.setText(name)
        self.base.setAccessibleName(f"Registre ouvert\N{NO-BREAK SPACE}: {name}. {self._base_tip}")
        self.base.setToolTip(self._base_tip)
        self.base.show()


def _line_button(icon: str) -> QPushButton:
    made = button("", "ghost")
    made.setProperty("line", True)
    icons.bind(made, icon, "text2", 14, gap=GAP)
    return made
