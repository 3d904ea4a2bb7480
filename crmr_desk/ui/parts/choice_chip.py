"""A filter chip that opens a menu: several values of one kind may be wanted at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.parts.buttons import Chip

_FIGURE = "\N{FIGURE SPACE}"
_LONGEST = 32
"""Characters of a value that the chip itself shows; the menu shows all."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that can be wanted, its French words, and how many rows it would keep."""

    value: str
    words: str
    count: int


class ChoiceChip(Chip):
    """ "Étape", "Étape : Au visa 4", "Étape : 2 choix 9". ``chosen_changed(frozenset)`` when the user wants others."""

    chosen_changed = Signal(object)

    def __init__(self, name: str, icon: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name, None, icon, parent=parent)
        self.setProperty("menu", True)
        self._name = name
        self._offers: tuple[Offer, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self.clicked.connect(self._ask)

    def show_offers(self, offers: Iterable[Offer], chosen: frozenset[str]) -> None:
        """Offer these values, ``chosen`` of them wanted."""
        self._offers, self._chosen = tuple(offers), chosen
        self._say()

    def chosen(self) -> frozenset[str]:
        """The values wanted."""
        return self._chosen

    def menu_of_values(self) -> QMenu:
        """The values with their counts, and the way back to all of them; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        every = menu.addAction("Tout", lambda: self._want(frozenset()))
        every.setCheckable(True)
        every.setChecked(not self._chosen)
        menu.addSeparator()
        widest = max((len(str(offer.count)) for offer in self._offers), default=0)
        for offer in self._offers:
            words = offer.words.replace("&", "&&")
            # The place of a shortcut, which the style sheet sets from the left: each figure missing takes its room.
            action = menu.addAction(f"{words}\t{str(offer.count).rjust(widest, _FIGURE)}")
            action.setCheckable(True)
            action.setChecked(offer.value in self._chosen)
            action.triggered.connect(lambda _on, value=offer.value: self._want(self._chosen ^ {value}))
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        token = "softtx" if self.isChecked() else "text2"
        place = QPoint(self.width() - 24, (self.height() - 14) // 2)
        QPainter(self).drawPixmap(place, icons.pixmap("chevron-down", token, 14))

    def _ask(self) -> None:
        self.setChecked(bool(self._chosen))
        self.menu_of_values().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _want(self, chosen: frozenset[str]) -> None:
        self._chosen = chosen
        self._say()
        self.chosen_changed.emit(chosen)

    def _say(self) -> None:
        wanted = [offer for offer in self._offers if offer.value in self._chosen]
        words = [offer.words for offer in wanted]
        said = "" if not words else words[0] if len(words) == 1 else f"{len(words)} choix"
        shown = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
        count = sum(offer.count for offer in wanted)
        text = f"{self._name}\u00a0: {shown} {count}" if said else self._name
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(f"{self._name}\u00a0: {', '.join(words) or 'tout'}")
        self.setToolTip(", ".join(words))
        self.setChecked(bool(self._chosen))
