"""The bar under the list of letters: what the tab does most with those chosen, and a menu of all that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui import icons
from crmr_desk.ui.correspondence.tabs import Tab
from crmr_desk.ui.correspondence.verbs import BY_KEY, IN_BAR, VERBS, VerbKey, why_not
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.list_bar import ListBar
from crmr_desk.ui.parts.buttons import button, set_available


class VerbBar(ListBar):
    """``wanted(VerbKey)`` for the letters chosen."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Actions sur les courriers choisis", parent)
        self.buttons: dict[VerbKey, QPushButton] = {}
        self.more = button("Autres actions", "secondary", "dots")
        self.more.clicked.connect(self._pop)
        self._chosen: tuple[KeptLetter, ...] = ()
        self._why_no_write = ""
        self.lay((*(self._made(verb.key) for verb in VERBS), self.more))

    def show_state(self, tab: Tab, chosen: Sequence[KeptLetter], why_no_write: str) -> None:
        """The verbs of a tab for the letters chosen there."""
        self._chosen, self._why_no_write = tuple(chosen), why_no_write
        reasons = []
        for key, each in self.buttons.items():
            each.setVisible(key in IN_BAR[tab])
            if key in IN_BAR[tab]:
                reasons.append(why_not(BY_KEY[key], self._chosen, why_no_write))
                set_available(each, reasons[-1])
        said = plural(len(chosen), "courrier choisi", "courriers choisis") if chosen else ""
        why = next((reason for reason in reasons if reason), "")
        self.say("" if why.startswith(said) else said, why)

    def menu(self) -> QMenu:
        """Every verb; one that cannot be done says why in its tooltip. The caller shows it."""
        return verbs_menu(self, self._chosen, self._why_no_write, self.wanted.emit)

    def _made(self, key: VerbKey) -> QPushButton:
        verb = BY_KEY[key]
        made = self.buttons[key] = button(verb.words, "secondary", verb.icon)
        made.clicked.connect(lambda: self.wanted.emit(key))
        return made

    def _pop(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))


def verbs_menu(
    over: QWidget, letters: Sequence[KeptLetter], why_no_write: str, then: Callable[[VerbKey], object]
) -> QMenu:
    """Every verb on ``letters``; ``then`` is called with the key of the one chosen."""
    menu = QMenu(over)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    for verb in VERBS:
        action = menu.addAction(verb.words)
        icons.bind(action, verb.icon)
        reason = why_not(verb, letters, why_no_write)
        action.setEnabled(not reason)
        action.setToolTip(reason or verb.words.rstrip("…"))
        action.triggered.connect(lambda _on=False, key=verb.key: then(key))
    return menu
