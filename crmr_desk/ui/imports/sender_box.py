"""Who sent a file: one of the agencies, or nobody in particular for a national list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.ui.imports.list_filter import NATIONAL, sender_name

_NOBODY, _NO_AGENCY = "Choisir l’expéditeur", "Choisir l’ARS"


class SenderBox(QComboBox):
    """``picked(region)`` when the user chooses: an INSEE code, "" for a national list."""

    picked = Signal(str)

    def __init__(self, name: str = "Expéditeur", *, national: bool = True, parent: QWidget | None = None) -> None:
        """``national``: a national list is offered too."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(_NOBODY if national else _NO_AGENCY)
        self.setMaxVisibleItems(20)
        for code in sorted(REGIONS, key=lambda code: collation(REGIONS[code].name)):
            self.addItem(sender_name(code), code)
        if national:
            self.insertSeparator(self.count())
            self.addItem(NATIONAL, "")
        self.setCurrentIndex(-1)
        self.activated.connect(lambda place: self.picked.emit(self.itemData(place)))

    def region(self) -> str | None:
        """The INSEE code chosen, "" for a national list; None while nothing is."""
        return None if self.currentIndex() < 0 else str(self.currentData())

    def set_region(self, region: str | None) -> None:
        """Show a sender without telling anybody; None shows that nobody has said."""
        self.setCurrentIndex(-1 if region is None else self.findData(region))
