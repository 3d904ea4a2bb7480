"""What the page of an import asks of each of its steps, and what a step puts into the bar at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.buttons import button, set_available

if TYPE_CHECKING:
    from crmr_desk.workbooks.imports.rows import DraftView

STEPS = (
    ("file", "Fichier"),
    ("sender", "Expéditeur"),
    ("columns", "Colonnes"),
    ("check", "Contrôle"),
    ("apply", "Application"),
    ("return", "Retour à l’ARS"),
)
"""The steps by key and in words, in order."""


class ImportStep(QWidget):
    """``step_wanted(key)``: the user wants another step. Those that draw a ``DraftView`` are given it by the page."""

    step_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.import_id = 0
        self.way = Way(self)

    def show_import(self, import_id: int) -> None:
        """Turn to this import."""
        self.import_id = import_id

    def show_line(self, sheet: str, row: int) -> None:
        """Stand on a line of the file; a step that lists no lines stays as it is."""

    def show_view(self, view: DraftView) -> None:
        """Draw the import as it stands now."""
        raise NotImplementedError

    def bar_widgets(self) -> list[QWidget]:
        """What stands at the right of the bar at the bottom, from left to right."""
        return self.way.widgets()

    def start(self) -> None:
        """Put the focus where work begins; called when the step is entered."""

    def head_widgets(self) -> Sequence[QWidget]:
        """What stands at the right of the title of the page while the step is shown."""
        return ()

    def side(self) -> QWidget | None:
        """A panel at the right of the whole page, which shows and hides itself; None when the step has none."""
        return None


class Way(QObject):
    """The usual content of the bar: what can be said now, the way back, the one way on."""

    def __init__(self, step: QWidget) -> None:
        super().__init__(step)
        self._icon = icons.IconLabel("info-circle", "text2", 16, parent=step)
        self._message = ElidedLabel("", "secondary", step)
        self.back: QPushButton = button("Retour", "secondary", "arrow-left", parent=step)
        self.forward: QPushButton = button("Continuer", "primary", parent=step)
        self.say("", "")

    def widgets(self) -> list[QWidget]:
        """From left to right."""
        return [self._icon, self._message, self.back, self.forward]

    def say(self, icon: str, sentence: str, token: str = "text2") -> None:
        """The sentence beside the buttons; empty hides it."""
        for part in (self._icon, self._message):
            part.setVisible(bool(sentence))
        if sentence:
            self._icon.set_icon(icon, token)
        self._message.say(sentence)

    def message(self) -> str:
        """The sentence shown, whole."""
        return self._message.whole()

    def allow(self, reason: str = "") -> None:
        """Let the user go on, or say beside the button why not."""
        set_available(self.forward, reason)
        self.say("info-circle" if reason else "", f"{reason}." if reason else "")
