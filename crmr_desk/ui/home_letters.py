"""The card of Accueil that lists the letters to sign and to send, mine first; those of one pass are one line."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import FINAL, SIGNED
from crmr_desk.ui.correspondence import look
from crmr_desk.ui.correspondence.tabs import standing
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.table import Cell, Column, DataTable

SHOWN_STATES = (FINAL, SIGNED)
"""The letters that the card shows."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A letter, or the letters of one pass, in one state. ``leads`` is what the Courriers page is asked to show."""

    leads: str
    title: str
    detail: str
    state: Cell
    mine: bool
    since: dt.date


class LettersCard(Card):
    """Hidden while there is none; a double click opens what waits in the Courriers page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Courriers", pad=8, parent=parent)
        self._desk = desk
        self.table: DataTable[WaitingLine] = DataTable(
            (Column("Courrier", _words, stretch=3), Column("État", lambda row: row.state, width=116)),
            lambda row: (row.leads, row.state.text), "Courriers à signer et à envoyer", two_lines=True, fit=_SHOWN,
            header=False,
        )  # fmt: skip
        self.table.opened.connect(lambda row: desk.page_wanted.emit("correspondence", row.leads))
        self.to_sign, self.to_send = button("", "link", "writing-sign"), button("", "link", "send")
        for link, tab in ((self.to_sign, "to_sign"), (self.to_send, "to_send")):
            link.clicked.connect(lambda _on=False, tab=tab: desk.page_wanted.emit("correspondence", tab))
            self.corner.addWidget(link)
        self.body.addWidget(self.table)
        self.hide()

    def show_rows(self, rows: Sequence[KeptLetter]) -> None:
        """Of these letters to sign and to send, what waits longest, mine before that of colleagues."""
        self.table.set_rows(waiting_lines(rows, self._desk.who)[:_SHOWN])
        signed = len(rows) - to_sign(rows)
        for link, count, words in (
            (self.to_sign, to_sign(rows), "à signer"), (self.to_send, signed, "à envoyer")
        ):  # fmt: skip
            link.setText(plural(count, words, words))
            link.setVisible(count > 0)
        self.setVisible(bool(rows))


def to_sign(rows: Sequence[KeptLetter]) -> int:
    """How many of these letters wait to be signed."""
    return sum(standing(row) == FINAL for row in rows)


def waiting_lines(rows: Sequence[KeptLetter], who: str) -> list[WaitingLine]:
    """What waits, mine first, then by how long it has waited."""
    passes: dict[tuple[int, str], list[KeptLetter]] = defaultdict(list)
    for row in rows:
        if row.batch_id is not None:
            passes[row.batch_id, row.state].append(row)
    alone = [row for row in rows if row.batch_id is None or len(passes[row.batch_id, row.state]) == 1]
    lines = [_line(row, who) for row in alone]
    lines += [_line_of_pass(some, who) for some in passes.values() if len(some) > 1]
    return sorted(lines, key=lambda line: (not line.mine, line.since, line.leads))


def _line(row: KeptLetter, who: str) -> WaitingLine:
    about = ", ".join(filter(None, (row.centre, row.addressee)))
    return WaitingLine(f"letter/{row.id}", row.title, about, look.state_cell(row), row.instructor == who, row.dated)


def _line_of_pass(some: Sequence[KeptLetter], who: str) -> WaitingLine:
    first = some[0]
    return WaitingLine(
        f"batch/{first.batch_id}", first.batch, plural(len(some), "courrier"), look.state_cell(first),
        first.instructor == who, first.dated,
    )  # fmt: skip


def _words(row: WaitingLine) -> Cell:
    return Cell(row.title, second=row.detail, tip=f"{row.title}, {row.detail}")
