"""« Avant d’écrire »: what applying the import would change, said before it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel


class SummaryLine(QFrame):
    """One line on a raised ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "raised")
        self.words = ElidedLabel("", "secondary")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(12)
        line.addWidget(icons.IconLabel("pencil", "text2", 16))
        line.addWidget(self.words, 1)

    def show_summary(self, summary: str) -> None:
        """Say it; the check has the words."""
        self.words.say(summary)
        self.setAccessibleName(summary)
