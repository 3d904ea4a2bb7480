"""Where the import stands: its six steps on one line, each a way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.imports.step import STEPS
from crmr_desk.ui.parts.buttons import GAP, Button, set_available
from crmr_desk.ui.parts.flow import Flow

_LOOKS = {"done": ("circle-check", "ok", "fait"), "here": ("circle-dot", "accent", "en cours"),
          "ahead": ("circle", "text3", "à venir")}  # fmt: skip

_TO_SENDER = "Retour à l’expéditeur"


class StepTrack(QWidget):
    """``step_wanted(key)`` when the user presses a step that can be gone to."""

    step_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Étapes de l’import")
        self.steps: dict[str, Button] = {}
        flow = Flow(gap=2, parent=self)
        for place, (key, text) in enumerate(STEPS):
            if place:
                flow.addWidget(icons.IconLabel("chevron-right", "text3", 14))
            made = self.steps[key] = _step_button(text)
            made.clicked.connect(lambda _on=False, key=key: self.step_wanted.emit(key))
            flow.addWidget(made)
        self.show_steps("file", frozenset(), {})

    def show_steps(self, here: str, done: frozenset[str], closed: dict[str, str], *, national: bool = False) -> None:
        """The step on screen, those that are done, and those that cannot be gone to yet, with the reason. A
        ``national`` list has no agency to go back to."""
        for key, words_of_ars in STEPS:
            text = _TO_SENDER if national and key == "return" else words_of_ars
            state = "here" if key == here else "done" if key in done else "ahead"
            icon, token, words = _LOOKS[state]
            made = self.steps[key]
            made.setText(text)
            made.setIcon(icons.icon(icon, token, gap=GAP))
            made.setIconSize(QSize(16 + GAP, 16))
            made.setAccessibleName(f"{text}, {words}")
            set_available(made, "" if key == here else closed.get(key, ""))
            if made.property("here") is not (key == here):
                made.setProperty("here", key == here)
                made.style().unpolish(made)
                made.style().polish(made)
                made.updateGeometry()


def _step_button(text: str) -> Button:
    made = Button(text)
    made.setProperty("kind", "track")
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made
