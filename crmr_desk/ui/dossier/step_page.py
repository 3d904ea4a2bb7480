"""What the wizard asks of every page it can show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, Step
from crmr_desk.ui.dossier.tab_order import controls_of


class StepPage(QWidget):
    """A page of the centre: it draws a DossierView at one step, and asks for nothing but verbs.

    ``letter_chosen(who, of)`` names the recipient whose letter should be beside; ``step_wanted(step id)`` asks to go
    elsewhere, ``field_wanted(Destination)`` to where a word of a letter is filled.
    """

    letter_chosen = Signal(str, str)
    step_wanted = Signal(str)
    field_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_view(self, view: DossierView, step: Step, /) -> None:
        """Draw ``view`` as it stands at ``step``."""
        raise NotImplementedError

    def commit(self) -> None:
        """Save what is typed and not left yet; called before the page is left."""

    def start_at(self, what: str) -> None:
        """Put the focus on ``what``, a question for instance, where the page has it; else it stays where it is."""

    def start(self) -> None:
        """Put the focus where work begins, the first control unless a page knows better; called when it is entered."""
        ready = [each for each in controls_of(self) if each.isEnabled()]
        if ready:
            ready[0].setFocus()
