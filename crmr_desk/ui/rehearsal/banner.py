"""The strip that says, on every page of a rehearsal, that nothing of it is real."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

TITLE = "Répétition\u00a0: rien n’est écrit dans le registre"
_WHY = "C’est une copie\u00a0: elle disparaît quand cette fenêtre se ferme. Déplacez la date pour voir la suite."


class Banner(QWidget):
    """``coming`` asks what the days to come would bring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "warn")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(TITLE)
        self.coming = button("Ce qui viendrait…", "secondary", "calendar-event")
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(10)
        line.addWidget(icons.IconLabel("alert-triangle", "warn", 18))
        line.addWidget(label(TITLE, "strong"))
        line.addWidget(ElidedLabel(_WHY, "secondary"), 1)
        line.addWidget(self.coming)
