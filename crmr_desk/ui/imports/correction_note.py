"""After a cell was corrected: the same for the lines alike, and for the next sheets of this sender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports.line_looks import EMPTY
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.workbooks.checking.rows import CellLine, Checked, Line
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed over ``cell`` of ``line``, and the ``others`` whose cell of that column said the same then."""

    checked: Checked
    line: Line
    cell: CellLine
    text: str
    others: Sequence[Line]


class CorrectionNote(QFrame):
    """``alike_wanted(correction)`` and ``remember_wanted()``; hidden until something was corrected."""

    alike_wanted = Signal(object)
    remember_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.correction: Correction | None = None
        self._kept = False
        self.setProperty("card", "raised")
        self.words = label("", "secondary", wrap=True)
        self.alike = button("", "link", "copy")
        self.remember = button("", "link", "bookmark")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        for part in (self.words, self.alike, self.remember):
            column.addWidget(part)
        self.alike.clicked.connect(lambda: self.alike_wanted.emit(self.correction))
        self.remember.clicked.connect(self.remember_wanted)
        self.hide()

    def show_correction(self, correction: Correction, sender: str) -> None:
        """Say what was corrected, and what else can be done with it; ``sender`` is « cette ARS »."""
        self.correction, self._kept = correction, False
        cell = correction.cell
        before, after = " ".join(cell.typed.split()) or EMPTY, correction.text or EMPTY
        self.words.setText(f"Cellule {cell.cell}\u00a0: «\u202f{before}\u202f» devient «\u202f{after}\u202f».")
        count = len(correction.others)
        self.alike.setText(f"Corriger aussi {plural(count, 'ligne semblable', 'lignes semblables')}")
        self.alike.setAccessibleName(self.alike.text())
        self.alike.setVisible(count > 0)
        self.remember.setText(f"Retenir dans la recette de {sender}")
        self.remember.setAccessibleName(self.remember.text())
        self.remember.setVisible(bool(cell.typed))
        self.show()

    def compare(self, choices: Choices) -> None:
        """A correction that the draft held, and holds no more, was taken back: nothing is to be done with it."""
        made = self.correction
        if made is None:
            return
        held = choices.get(ChoiceKind.CELL, made.line.sheet, made.cell.cell) == made.text
        if self._kept and not held:
            self.forget()
        self._kept = held

    def forget(self) -> None:
        """Nothing was corrected just now."""
        self.correction = None
        self.hide()

    def alike_done(self) -> None:
        """The lines alike are corrected too."""
        self.alike.hide()

    def remembered(self) -> None:
        """The recipe holds the correction."""
        self.remember.hide()
