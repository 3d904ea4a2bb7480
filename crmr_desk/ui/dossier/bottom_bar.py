"""The bar under the wizard: quit, what can be said now, back, and the one way on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.buttons import GAP, button, set_available

HEIGHT = 52


class BottomBar(QWidget):
    """``quit``, ``more``, ``back`` and ``forward`` are its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.quit = button("Quitter, reprendre plus tard", "ghost")
        self.more = button("Autres actions du dossier", "icon", "dots")
        self.back = button("Retour", "secondary", "arrow-left")
        self.forward = button("Continuer", "primary")
        self._icon = icons.IconLabel("info-circle", "text2", 16)
        self._message = ElidedLabel("", "secondary")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 24, 6)
        line.setSpacing(8)
        line.addWidget(self.quit)
        line.addWidget(self.more)
        line.addStretch(1)
        line.addWidget(self._icon)
        line.addWidget(self._message)
        line.addSpacing(8)
        line.addWidget(self.back)
        line.addWidget(self.forward)

    def say(self, icon: str, sentence: str, token: str = "text2") -> None:
        """The message beside the buttons; empty hides it."""
        self._icon.setVisible(bool(sentence))
        self._message.setVisible(bool(sentence))
        if sentence:
            self._icon.set_icon(icon, token)
            self._message.say(sentence)

    def message(self) -> str:
        """The message shown, whole."""
        return "" if self._message.isHidden() else self._message.whole()

    def offer(self, text: str, icon: str | None, reason: str = "") -> None:
        """The primary button: its words, a check before them or not, and why it is grey (empty: it is not)."""
        self.forward.setText(text)
        self.forward.setAccessibleName(text)
        self.forward.setIcon(icons.icon(icon, "onaccent", gap=GAP) if icon else QIcon())
        self.forward.setIconSize(QSize(16 + GAP, 16))
        set_available(self.forward, reason)
