"""The competence centres of a sheet, with chips that narrow them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.kinds import Population
from crmr_desk.model.network.ages import without_birthday
from crmr_desk.model.network.rows import CentreLine
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.centre_tables import ccmr_table, common_end
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.flow import Flow

_TO_SEE = "À voir"


class CompetenceCard(Card):
    """Title, counter and chips on one line where there is room, then the table."""

    def __init__(self, desk: Desk, *, fit: int | None, parent: QWidget | None = None) -> None:
        super().__init__(pad=8, parent=parent)
        self._desk = desk
        self.setAccessibleName("Centres de compétences")
        self._counter = label("", "quiet")
        self.chips = {words: Chip(words, 0) for words in (*(each.label for each in Population), _TO_SEE)}
        self.table = ccmr_table(desk, fit=fit)
        head = Flow(8, 6)
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(label("Centres de compétences", "section"))
        head.addWidget(self._counter)
        for chip in self.chips.values():
            chip.clicked.connect(self._filter)
            head.addWidget(chip)
        self.export = button("Exporter", "link", "file-spreadsheet")
        self.export.setAccessibleName("Exporter la liste affichée des centres de compétences")
        self.export.clicked.connect(self._export)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 8, 0)
        line.addLayout(head, 1)
        line.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.body.addWidget(self.table)

    def show_rows(self, rows: Sequence[CentreLine]) -> None:
        """Show the competence centres of another centre; chips that would find nothing new are hidden."""
        counts = Counter(row.public for row in rows)
        counts[_TO_SEE] = sum(_to_see(row) for row in rows)
        for words, chip in self.chips.items():
            chip.set_count(counts[words])
            chip.setVisible(0 < counts[words] < len(rows))
            chip.setChecked(chip.isChecked() and not chip.isHidden())
        end = common_end(rows)
        self._counter.setText(f"{len(rows)}, jusqu’au {end:%d/%m/%Y}" if end is not None else str(len(rows)))
        self.table.set_rows(rows)
        self._filter()

    def _filter(self) -> None:
        wanted = {words for words, chip in self.chips.items() if chip.isChecked()}
        public = wanted - {_TO_SEE}
        self.table.set_filter(
            (lambda row: (not public or row.public in public) and (_TO_SEE not in wanted or _to_see(row)))
            if wanted
            else None
        )

    def _export(self) -> None:
        """The rows on screen, in their order, with every column."""
        rows = [[show(row) for _title, show in _EXPORTED] for row in self.table.shown_rows()]
        exports.export_list(self._desk, "Centres de compétences", [title for title, _show in _EXPORTED], rows)


_EXPORTED: Final[tuple[tuple[str, Callable[[CentreLine], Any]], ...]] = (
    ("Établissement", lambda row: row.hospital),
    ("Responsable", lambda row: row.responsable),
    ("Public", lambda row: row.public),
    ("Discipline", lambda row: row.specialty),
    ("File active", lambda row: row.active_file),
    ("Fin", lambda row: row.end),
    ("État", lambda row: without_birthday(row.badge.text)),
)


class CompetenceTab(QWidget):
    """All of them, as high as the tab allows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = CompetenceCard(desk, fit=None)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(self.card)
        column.addStretch(1)


def _to_see(row: CentreLine) -> bool:
    return row.badge.tone in ("warn", "stop")
