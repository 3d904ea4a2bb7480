"""The bar under the list: what can be done with the chosen dossiers, and with the list as it is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button, set_available

HEIGHT = 48


class BatchBar(QWidget):
    """``assign``, ``hold``, ``wake``, ``hand_over`` and ``export`` are its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setAccessibleName("Actions sur les dossiers choisis")
        self.assign = button("Confier…", "secondary", "user-check")
        self.hold = button("Mettre en attente…", "secondary", "zzz")
        self.wake = button("Reprendre", "secondary", "bell")
        self.hand_over = button("Transmettre…", "ghost", "user-share")
        self.export = button("Exporter la liste…", "ghost", "download")
        self._icon = icons.IconLabel("info-circle", "text3", 16)
        self._said = ElidedLabel("", "secondary")
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._said, 1)
        for each in (self.assign, self.hold, self.wake, self.hand_over, self.export):
            line.addWidget(each)

    def show_state(self, count: int, reasons: dict[QPushButton, str]) -> None:
        """How many dossiers are chosen, and why a button is grey ("" for one that works)."""
        for each, reason in reasons.items():
            set_available(each, reason)
        if self.hand_over.isEnabled():
            self.hand_over.setToolTip("Transmettre tous les dossiers en cours d’une personne à une autre")
        chosen = plural(count, "dossier choisi", "dossiers choisis") if count else ""
        why = next((reason for reason in reasons.values() if reason), "")
        self._said.say(f"{chosen}, {why[0].lower()}{why[1:]}" if chosen and why else chosen or why)

    def message(self) -> str:
        """What the bar says, whole."""
        return self._said.whole()
