"""The outcome of a structure: labelled at once; refused or withdrawn once the reason is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.candidacy_rows import OUTCOME_WORDS, CandidacyLine, Outcome
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label

_CHOICES = tuple(Choice(outcome.value, OUTCOME_WORDS[outcome]) for outcome in Outcome)


class OutcomeForm(QWidget):
    """``given(Outcome or None, reason)``. What is typed stays while the page is read again."""

    given = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Options(_CHOICES, "Issue")
        self.clear = button("Effacer", "link")
        self.clear.setAccessibleName("Effacer l’issue")
        self.reason = GrowingText(least=1, most=5)
        self.reason.setPlaceholderText("Motif, repris dans le courrier")
        self.reason.setAccessibleName("Motif de l’issue")
        self.keep = button("Noter l’issue avec ce motif", "secondary", "check")
        self._kept: tuple[str | None, str] = (None, "")
        self._shown: tuple[int, ...] = ()
        self._lay()
        self.choice.chosen.connect(self._choose)
        self.clear.clicked.connect(lambda: self.given.emit(None, ""))
        self.keep.clicked.connect(self._give)
        self.reason.textChanged.connect(self._weigh)

    def show_lines(self, lines: list[CandidacyLine], *, frozen: bool) -> None:
        """Show the outcome that these structures share; nothing where they differ."""
        same = len({(line.outcome, line.reason) for line in lines}) == 1
        outcome, reason = (lines[0].outcome, lines[0].reason) if same and lines else (None, "")
        ids = tuple(line.id for line in lines)
        if ids != self._shown or (outcome, reason) != self._kept:
            self._shown, self._kept = ids, (outcome, reason)
            self.choice.set_value(outcome)
            self.reason.setPlainText(reason)
        self.choice.setEnabled(not frozen)
        self.clear.setVisible(outcome is not None and not frozen)
        self.reason.setReadOnly(frozen)
        self._weigh()

    def _choose(self, value: str) -> None:
        if value == Outcome.LABELLED:
            self.given.emit(Outcome.LABELLED, self.reason.text())
            return
        self._weigh()
        self.reason.setFocus()

    def _give(self) -> None:
        chosen = self.choice.value()
        if chosen is not None:
            self.given.emit(Outcome(chosen), self.reason.text())

    def _weigh(self) -> None:
        chosen = self.choice.value()
        asks_reason = chosen in (Outcome.REFUSED, Outcome.WITHDRAWN)
        self.reason.setVisible(asks_reason or bool(self.reason.text()))
        news = (chosen, self.reason.text()) != self._kept
        self.keep.setVisible(self.reason.isVisibleTo(self) and news and not self.reason.isReadOnly())
        set_available(self.keep, "" if self.reason.text() else "Écrivez d’abord le motif")

    def _lay(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(label("Issue", "strong"))
        first.addWidget(self.choice)
        first.addWidget(self.clear)
        first.addStretch(1)
        second = QHBoxLayout()
        second.addStretch(1)
        second.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.reason)
        column.addLayout(second)
