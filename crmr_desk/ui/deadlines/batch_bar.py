"""The bar under a list while several deadlines are chosen: the same decision for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.deadlines.row_verbs import MARKING, why_not
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.list_bar import ListBar
from crmr_desk.ui.parts.buttons import button, set_available

_FROM = 2


class BatchBar(ListBar):
    """``verb_wanted(verb)``; hidden unless two rows or more are chosen."""

    verb_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Actions sur les échéances choisies", parent, icon="list-check")
        self.buttons = {verb: button(verb.words, "secondary", verb.icon) for verb in MARKING}
        for verb, made in self.buttons.items():
            made.clicked.connect(lambda _on=False, verb=verb: self.verb_wanted.emit(verb))
        self.lay(tuple(self.buttons.values()))
        self.hide()

    def show_chosen(self, rows: Sequence[DeadlineRow], no_write: str) -> None:
        """Say how many are chosen, and what cannot be decided of them."""
        self.setVisible(len(rows) >= _FROM)
        reasons = {verb: no_write or why_not(verb, rows) for verb in MARKING}
        for verb, reason in reasons.items():
            set_available(self.buttons[verb], reason)
        counted = plural(len(rows), "échéance choisie", "échéances choisies")
        self.say(counted, next(filter(None, reasons.values()), ""))
