"""The letters of a centre, whatever dossier wrote them, and the reminders to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence import signing
from crmr_desk.model.dossiers.centre_letters import CentreLetter, letters_of_centre
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.parts.card import Card, ScrollPage, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Column, DataTable


class CentreLettersTab(ScrollPage):
    """A double click or Enter opens the PDF; the context menu leads to the dossier and to the page of letters."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = OpenedFiles(self)
        columns: list[Column[CentreLetter]] = [
            Column("Écrit le", lambda row: short_date(row.dated), lambda row: row.dated, width=96),
            Column("Courrier", lambda row: Cell(row.letter.title, tip=row.letter.title), stretch=6),
            Column("Destinataire", lambda row: Cell(row.letter.addressee, tip=row.letter.addressee), stretch=5),
            Column("Voie", _channel, stretch=2),
            Column("Dossier", lambda row: row.number, width=96),
            Column("État", _state, stretch=4),
        ]
        self.table = DataTable(columns, key=lambda row: row.letter.id, name="Courriers du centre", fit=14)
        self.table.opened.connect(self._open)
        self.table.offer("Ouvrir le courrier", self._open)
        self.table.offer("Voir dans les courriers", self._show_in_page)
        self.table.offer("Voir le dossier", self._show_dossier, lambda row: row.dossier_id is not None)
        self.card = Card("Courriers", pad=8)
        self._hint = label("Entrée ou double clic ouvre le courrier", "small")
        self.card.corner.addWidget(self._hint)
        self.empty = EmptyState("mail", "Aucun courrier n’a encore été écrit pour ce centre.")
        self.card.body.addWidget(self.table)
        self.card.body.addWidget(self.empty)
        self.body.addWidget(self.card)
        self.body.addStretch(1)

    def question(self, shown: CentreSheet) -> Callable[[], list[CentreLetter]]:
        """What to read of the centre."""
        db, kind, row_id = self._desk.seen, shown.kind, shown.row_id
        return lambda: letters_of_centre(db, kind, row_id)

    def show_answer(self, answer: list[CentreLetter]) -> None:
        """Show the letters of another centre."""
        self.table.set_rows(answer)
        for part in (self.table, self._hint):
            part.setVisible(bool(answer))
        self.empty.setVisible(not answer)
        self.card.set_count(len(answer) or None)

    def _show_in_page(self, row: CentreLetter) -> None:
        self._desk.page_wanted.emit("correspondence", f"letter/{row.letter.id}")

    def _show_dossier(self, row: CentreLetter) -> None:
        if row.dossier_id is not None:
            self._desk.sheet_wanted.emit(row.dossier_id)

    def _open(self, row: CentreLetter) -> None:
        db, letter = self._desk.seen, row.letter
        self._desk.read(
            lambda: signing.signed_file(db, letter.id or 0),
            lambda kept: self._files.open(kept.name, kept.content),
            owner=self,
        )


def _channel(row: CentreLetter) -> str:
    return CHANNELS.get(row.letter.channel, row.letter.channel)


def _state(row: CentreLetter) -> Cell:
    letter = row.letter
    word, tone, icon = words.LETTER_STATES[letter.state]
    day = letter.acknowledged_on if letter.state == "acknowledged" else letter.sent_on
    said = f"{word} le {short_date(day)}" if day and letter.state in ("sent", "acknowledged") else word
    return Cell(said, badge=True, tone=tone, icon=icon, tip=letter.reason)
