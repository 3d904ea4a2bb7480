"""The bar under the list: what can be done with the chosen dossiers, and with the list as it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.list_bar import ListBar
from crmr_desk.ui.parts.buttons import button, set_available


class BatchBar(ListBar):
    """``assign``, ``hold``, ``wake``, ``hand_over`` and ``export`` are its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Actions sur les dossiers choisis", parent)
        self.assign = button("Confier…", "secondary", "user-check")
        self.hold = button("Mettre en attente…", "secondary", "zzz")
        self.wake = button("Reprendre", "secondary", "bell")
        self.hand_over = button("Transmettre…", "ghost", "user-share")
        self.export = button("Exporter la liste…", "ghost", "download")
        self.lay((self.assign, self.hold, self.wake, self.hand_over, self.export))

    def show_state(self, count: int, reasons: dict[QPushButton, str]) -> None:
        """How many dossiers are chosen, and why a button is grey ("" for one that works)."""
        for each, reason in reasons.items():
            set_available(each, reason)
        if self.hand_over.isEnabled():
            self.hand_over.setToolTip("Transmettre tous les dossiers en cours d’une personne à une autre")
        chosen = plural(count, "dossier choisi", "dossiers choisis") if count else ""
        self.say(chosen, next((reason for reason in reasons.values() if reason), ""))
