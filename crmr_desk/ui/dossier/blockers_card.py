"""What keeps the last button grey, each line with the link to the step that cures it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, FindingLine
from crmr_desk.ui import icons
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear, label


class BlockersCard(Card):
    """The blockers of a view; hidden when nothing blocks or the dossier is decided."""

    step_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("À régler avant d’appliquer la décision", parent=parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)

    def show_view(self, view: DossierView, here: str) -> None:
        """List the blockers of ``view``; ``here`` is the step on screen, to which no link leads."""
        self.setVisible(bool(view.blockers) and view.state == "open")
        self.set_count(len(view.blockers))
        clear(self._lines)
        titles = {step.id: step.title for step in view.steps if step.id != here}
        for blocker in view.blockers:
            self._lines.addWidget(self._line(blocker, titles.get(blocker.go_to, "")))

    def _line(self, blocker: FindingLine, step_title: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(10)
        line.addWidget(icons.IconLabel("circle-x", "stop", 16, "Bloquant"), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(label(blocker.title, "strong", wrap=True))
        said.addWidget(label(blocker.text, "secondary", wrap=True))
        line.addLayout(said, 1)
        if step_title:
            go = button(step_title, "link", "arrow-right")
            go.setAccessibleName(f"Aller à l’étape {step_title}, {blocker.title}")
            go.clicked.connect(lambda: self.step_wanted.emit(blocker.go_to))
            line.addWidget(go)
        return holder
