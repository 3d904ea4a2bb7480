"""Under the list: each field of the chosen line as the register has it, as the workbook says it, and as written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.imports.line_looks import DOUBTS, LEGEND
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.workbooks.checking.rows import Difference, Doubt, Line

_HEIGHT, _LOW = 122, 92
"""Pixels of three lines and their headings, and of two for a low window; the others are scrolled to. Always the same,
so that the list above keeps its place from line to line."""


class DifferencesCard(QWidget):
    """A title that names the line, the table, and what the colours of the list mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "strong")
        self.why = label("", "quiet")
        self._line: Line | None = None
        self.table: DataTable[Difference] = DataTable(
            self._columns(), key=lambda row: row.field, name="Différences de la ligne choisie"
        )
        self.legend = _legend()
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.legend)

    def show_line(self, line: Line | None, differences: Sequence[Difference]) -> None:
        """Show what a line changes."""
        self._line = line
        self.table.set_rows(differences)
        if line is not None:
            self.title.setText(f"Ligne {line.row}")
            nothing = "rien n’est écrit" if line.settled else "rien à comparer tant qu’elle n’est pas réglée"
            self.why.setText("" if differences else nothing)

    def set_low(self, *, low: bool) -> None:
        """Where the window is low the title and the legend give their room to the lines."""
        self.legend.setVisible(not low)
        for part in (self.title, self.why):
            part.setVisible(not low)
        self.table.setFixedHeight(_LOW if low else _HEIGHT)

    def _columns(self) -> tuple[Column[Difference], ...]:
        return (
            Column("Champ", lambda row: Cell(row.field, tip=row.field), stretch=3),
            Column("Dans le registre", lambda row: _quiet(row.register), stretch=4),
            Column("Dans le classeur", _workbook, stretch=4),
            Column("Sera écrit", self._written, stretch=4),
        )

    def _written(self, row: Difference) -> Cell:
        """What a line about a coordonnateur says is never written, whatever is chosen."""
        if row.written:
            return Cell(row.written, bold=True, tip=row.written)
        waits = row.doubt in (Doubt.CONFIRM, Doubt.CORRECT, Doubt.UNREADABLE)
        chooses = self._line is None or self._line.dossier is None
        return Cell("selon votre choix" if waits and chooses else "rien", tone="text2")


def _quiet(text: str) -> Cell:
    return Cell(text or "–", tone="" if text else "text3", tip=text)


def _workbook(row: Difference) -> Cell:
    place = f"cellule {row.cell}" if row.cell else ""
    text = ", ".join(part for part in (row.workbook, place) if part)
    if row.doubt is Doubt.NONE or not text:
        return _quiet(text)
    look = DOUBTS[row.doubt]
    return Cell(text, icon=look.icon, tone=look.tone, tip=f"{text}, {look.word}")


def _legend() -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(8, 4, 8, 0)
    line.setSpacing(6)
    for doubt in LEGEND:
        look = DOUBTS[doubt]
        line.addWidget(icons.IconLabel(look.icon, look.tone, 16))
        line.addWidget(label(look.word, "small"))
        line.addSpacing(10)
    line.addStretch(1)
    line.addWidget(label("Une cellule vide ne change rien", "small"))
    return made
