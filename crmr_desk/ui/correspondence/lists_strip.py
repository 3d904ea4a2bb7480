"""The bordereaux that are still out, over the letters that wait on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.rows import SigningListRow
from crmr_desk.model.terms import short_date
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.flow import Flow

_LONGEST = 28
"""Characters of a name on a chip; its tooltip says all."""


class ListsStrip(QWidget):
    """One chip a bordereau, one of them chosen at most. ``chosen(number or "")`` when the user wants the letters of
    another; ``paper_wanted(row)`` for the paper of the one chosen."""

    chosen = Signal(str)
    paper_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, SigningListRow] = {}
        self.chips: dict[str, Chip] = {}
        self.paper = button("Ouvrir le bordereau", "link", "file-text")
        self.paper.clicked.connect(lambda: self.paper_wanted.emit(self._chosen()))
        self._flow = Flow(parent=self)
        self.paper.setParent(self)

    def show_lists(self, rows: Sequence[SigningListRow], wanted: frozenset[str]) -> None:
        """Those that are still out, with how many letters wait on each; ``wanted`` are the numbers filtered."""
        self._rows = {row.number: row for row in rows if row.is_open}
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self.chips = {number: self._chip(row) for number, row in self._rows.items()}
        for each in (*self.chips.values(), self.paper):
            self._flow.addWidget(each)
        one = next(iter(wanted)) if len(wanted) == 1 else ""
        for number, chip in self.chips.items():
            chip.setChecked(number == one)
        self.paper.setVisible(one in self._rows)

    def _chip(self, row: SigningListRow) -> Chip:
        name = row.signatory if len(row.signatory) <= _LONGEST else f"{row.signatory[: _LONGEST - 1].rstrip()}…"
        made = Chip(f"{row.number}, {name}".replace("&", "&&"), row.waiting, "writing-sign", parent=self)
        made.setToolTip(f"Remis à {row.signatory} le {short_date(row.made_on)} par {row.by}")
        made.clicked.connect(lambda on: self.chosen.emit(row.number if on else ""))
        made.show()
        return made

    def _chosen(self) -> SigningListRow:
        """The link is shown while there is one."""
        return next(self._rows[number] for number, chip in self.chips.items() if chip.isChecked())
