"""The bar under a list while several deadlines are chosen: the same decision for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui import icons
from crmr_desk.ui.deadlines.row_verbs import MARKING, why_not
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button, set_available

_HEIGHT, _FROM = 48, 2


class BatchBar(QWidget):
    """``verb_wanted(verb)``; hidden unless two rows or more are chosen."""

    verb_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setAccessibleName("Actions sur les échéances choisies")
        self._said = ElidedLabel("", "secondary")
        self.buttons = {verb: button(verb.words, "secondary", verb.icon) for verb in MARKING}
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 24, 6)
        line.setSpacing(8)
        line.addWidget(icons.IconLabel("list-check", "text3", 16))
        line.addWidget(self._said, 1)
        for verb, made in self.buttons.items():
            made.clicked.connect(lambda _on=False, verb=verb: self.verb_wanted.emit(verb))
            line.addWidget(made)
        self.hide()

    def show_chosen(self, rows: Sequence[DeadlineRow], no_write: str) -> None:
        """Say how many are chosen, and what cannot be decided of them."""
        self.setVisible(len(rows) >= _FROM)
        reasons = {verb: no_write or why_not(verb, rows) for verb in MARKING}
        for verb, reason in reasons.items():
            set_available(self.buttons[verb], reason)
        why = next(filter(None, reasons.values()), "")
        counted = plural(len(rows), "échéance choisie", "échéances choisies")
        self._said.say(f"{counted}. {why}" if why else counted)
