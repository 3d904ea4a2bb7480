"""What stands in the way of an act, each line with the link to the step that cures it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, FindingLine
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import ending
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear, label


class BlockerLines(QWidget):
    """The lines. ``step_wanted`` names the step that cures one."""

    step_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)

    def show_lines(self, view: DossierView, blockers: Sequence[FindingLine], here: str) -> None:
        """Show ``blockers`` of ``view``; ``here`` is the step on screen, to which no link leads."""
        clear(self._lines)
        titles = {step.id: step.title for step in view.steps if step.id != here}
        for blocker in blockers:
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
        if blocker.text:
            said.addWidget(label(blocker.text, "secondary", wrap=True))
        line.addLayout(said, 1)
        if step_title:
            go = button(step_title, "link", "arrow-right")
            go.setAccessibleName(f"Aller à l’étape {step_title}, {blocker.title}")
            go.clicked.connect(lambda: self.step_wanted.emit(blocker.go_to))
            line.addWidget(go)
        return holder


class BlockersCard(Card):
    """What keeps the last button grey; hidden when nothing does or the dossier is decided."""

    step_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("À régler", parent=parent)
        self._lines = BlockerLines()
        self._lines.step_wanted.connect(self.step_wanted)
        self.body.addWidget(self._lines)

    def show_view(self, view: DossierView, here: str) -> None:
        """List the blockers of ``view``; ``here`` is the step on screen, to which no link leads."""
        self.setVisible(bool(view.blockers) and view.state == ending.OPEN)
        self.set_title(f"À régler avant {ending.ending_of(view).before}")
        self.set_count(len(view.blockers))
        self._lines.show_lines(view, view.blockers, here)
