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

_MOST = 4
"""Lines seen at once; the others are scrolled to."""
_LOW = 92
"""Height in pixels of two lines and their headings, for a low window."""


class DifferencesCard(QWidget):
    """A title that names the line, the table, and what the colours of the list mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "strong")
        self.why = label("", "quiet")
        self.table: DataTable[Difference] = DataTable(
            _columns(), key=lambda row: row.field, name="Différences de la ligne choisie", fit=_MOST
        )
        self.legend = _legend()
        self._low, self._named = False, False
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
        """Show what a line changes; hidden without any."""
        self._named = line is not None
        self.table.setVisible(bool(differences))
        self.table.set_rows(differences)
        self.set_low(low=self._low)
        if line is not None:
            self.title.setText(f"Ligne {line.row}")
            self.why.setText("" if differences else "rien à comparer tant qu’elle n’est pas réglée")

    def set_low(self, *, low: bool) -> None:
        """Where the window is low the title and the legend give their room to the lines."""
        self._low = low
        self.legend.setVisible(not low)
        for part in (self.title, self.why):
            part.setVisible(self._named and not low)
        if low:
            self.table.setFixedHeight(min(self.table.height(), _LOW))


def _columns() -> tuple[Column[Difference], ...]:
    return (
        Column("Champ", lambda row: Cell(row.field, tip=row.field), stretch=3),
        Column("Dans le registre", lambda row: _quiet(row.register), stretch=4),
        Column("Dans le classeur", _workbook, stretch=4),
        Column("Sera écrit", _written, stretch=4),
    )


def _quiet(text: str) -> Cell:
    return Cell(text or "–", tone="" if text else "text3", tip=text)


def _workbook(row: Difference) -> Cell:
    place = f"cellule {row.cell}" if row.cell else ""
    text = ", ".join(part for part in (row.workbook, place) if part)
    if row.doubt is Doubt.NONE:
        return _quiet(text)
    look = DOUBTS[row.doubt]
    return Cell(text, icon=look.icon, tone=look.tone, tip=f"{text}, {look.word}")


def _written(row: Difference) -> Cell:
    if row.written:
        return Cell(row.written, bold=True, tip=row.written)
    waits = row.doubt in (Doubt.CONFIRM, Doubt.CORRECT, Doubt.UNREADABLE)
    return Cell("selon votre choix" if waits else "rien", tone="text2")


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
