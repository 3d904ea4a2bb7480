"""The card of Accueil that lists the letters to sign and to send, mine first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import FINAL, SIGNED
from crmr_desk.ui.correspondence import look
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.table import Cell, Column, DataTable

SHOWN_STATES = (FINAL, SIGNED)
"""The letters that the card shows."""
_SHOWN = 5


class LettersCard(Card):
    """Hidden while there is none; a double click opens one beside the others that wait."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Courriers", pad=8, parent=parent)
        self._desk = desk
        self.table: DataTable[KeptLetter] = DataTable(
            (Column("Courrier", _letter, stretch=3), Column("État", look.state_cell, width=116)),
            lambda row: row.id, "Courriers à signer et à envoyer", two_lines=True, fit=_SHOWN, header=False,
        )  # fmt: skip
        self.table.opened.connect(lambda row: desk.page_wanted.emit("correspondence", f"letter/{row.id}"))
        self.to_sign, self.to_send = button("", "link", "writing-sign"), button("", "link", "send")
        for link, tab in ((self.to_sign, "to_sign"), (self.to_send, "to_send")):
            link.clicked.connect(lambda _on=False, tab=tab: desk.page_wanted.emit("correspondence", tab))
            self.corner.addWidget(link)
        self.body.addWidget(self.table)
        self.hide()

    def show_rows(self, rows: Sequence[KeptLetter]) -> None:
        """Of these letters to sign and to send, the oldest, mine before those of colleagues."""
        waiting = sorted(rows, key=lambda row: (row.instructor != self._desk.who, row.dated, row.id))
        self.table.set_rows(waiting[:_SHOWN])
        to_sign = sum(row.state == FINAL for row in rows)
        for link, count, words in (
            (self.to_sign, to_sign, "à signer"),
            (self.to_send, len(rows) - to_sign, "à envoyer"),
        ):
            link.setText(f"{count} {words}")
            link.setVisible(count > 0)
        self.setVisible(bool(rows))


def _letter(row: KeptLetter) -> Cell:
    about = ", ".join(filter(None, (row.centre, row.addressee)))
    return Cell(row.title, second=about, tip=f"{row.title}, {about}")
