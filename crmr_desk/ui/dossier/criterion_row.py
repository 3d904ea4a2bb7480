"""One criterion of a structure: what is asked and where, whether it is met, and the evidence for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.candidacy_rows import CriterionLine
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import candidacy_looks as looks
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import FlowingLabel

_ANSWERS = (Choice("yes", "Rempli"), Choice("no", "Non rempli"))
_VALUES = {True: "yes", False: "no", None: None}


class CriterionRow(QWidget):
    """``noted(met or None, evidence)`` when the user has answered, or left the evidence."""

    noted = Signal(object, str)

    def __init__(self, criterion: CriterionLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criterion = criterion
        self.icon = icons.IconLabel("circle-dashed", "mute", 20)
        self.answer = Options(_ANSWERS, criterion.label)
        self.evidence = GrowingText(least=1, most=4)
        self.evidence.setPlaceholderText("Justification\u00a0: pièce, page, courrier")
        self.evidence.setAccessibleName(f"Justification, {criterion.label}")
        self.evidence.installEventFilter(self)
        self.answer.chosen.connect(lambda value: self.noted.emit(value == "yes", self.evidence.text()))
        self._lay(criterion)
        self.show_criterion(criterion, frozen=False)

    def show_criterion(self, criterion: CriterionLine, *, frozen: bool) -> None:
        """Show the same criterion as it stands now; what is being typed stays."""
        self.criterion = criterion
        look = looks.CRITERIA[criterion.met]
        self.icon.set_icon(look.icon, look.tone)
        self.setAccessibleName(f"{criterion.label}, {look.word}")
        self.answer.set_value(_VALUES[criterion.met])
        self.answer.setEnabled(not frozen and not criterion.measured)
        self.answer.setToolTip(self._measure() if criterion.measured else "")
        self.evidence.setEnabled(not frozen)
        if not self.evidence.hasFocus() and self.evidence.toPlainText() != criterion.evidence:
            self.evidence.setPlainText(criterion.evidence)

    def commit(self) -> None:
        """Keep the evidence typed, when it is news."""
        if self.evidence.isEnabled() and self.evidence.text() != self.criterion.evidence:
            self.noted.emit(None if self.criterion.measured else self.criterion.met, self.evidence.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def _measure(self) -> str:
        return "Lu sur la pièce du dossier" if self.criterion.judged_elsewhere else "Lu sur la file active"

    def _lay(self, criterion: CriterionLine) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(FlowingLabel(criterion.label, "strong"))
        heading.addWidget(PlaceBadge(criterion.place), 0, Qt.AlignmentFlag.AlignTop)
        heading.addStretch(1)
        weight = "exigé" if criterion.required else "avertit seulement"
        heading.addWidget(label(self._measure() if criterion.measured else weight, "small"))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(heading)
        if criterion.help:
            words.addWidget(label(criterion.help, "secondary", wrap=True))
        answer = QHBoxLayout()
        answer.setSpacing(12)
        answer.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTop)
        answer.addWidget(self.evidence, 1)
        words.addLayout(answer)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(12)
        line.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
