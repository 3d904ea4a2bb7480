"""Who may sign, from when to when."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmr_desk.model.bureau import signatories
from crmr_desk.model.bureau.signatories import SignatoryLines, SignatoryRow
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column
from crmr_desk.ui.settings.list_tab import ListTab


class SignatoriesTab(ListTab[SignatoryRow]):
    """A signatory leaves by an end of delegation; only one typed by mistake is taken out."""

    TABLES = frozenset({"signatory"})
    TITLE = "Signataires"
    ICON = "writing-sign"
    SENTENCE = (
        "Un acte porte le nom et la qualité de son auteur (CRPA, article L.\u00a0212-1). Un signataire dont la"
        " délégation ne couvre pas le jour de la décision ou du bordereau est refusé."
    )
    EMPTY = "Aucun signataire\u00a0: les courriers prennent la qualité et la délégation des lignes du bureau."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.verb_of_one("Retirer", "eraser", self._remove)
        self.verb_of_one("Modifier…", "pencil", self.open_one)
        self.new = self.verb("Nouveau signataire…", "primary", "plus", lambda: self._open(None))

    def question(self) -> Callable[[], Sequence[SignatoryRow]]:
        db = self.desk.db
        return lambda: signatories.signatories(db)

    def columns(self) -> Sequence[Column[SignatoryRow]]:
        return (
            Column("Nom", lambda row: row.lines.name, stretch=2),
            Column("Qualité", lambda row: row.lines.capacity, stretch=3),
            Column("Délégation", lambda row: row.lines.delegation, stretch=3),
            Column("Du", lambda row: short_date(row.lines.start), sort=lambda row: row.lines.start, width=96),
            Column("Au", lambda row: short_date(row.lines.end) if row.lines.end else "", width=96),
            Column("État", self._state, width=128),
        )

    def key(self, row: SignatoryRow) -> Hashable:
        return row.id

    def open_one(self, row: SignatoryRow) -> None:
        self._open(row)

    def _state(self, row: SignatoryRow) -> Cell:
        if row.signs_on(self.desk.today):
            return Cell("Peut signer", badge=True, tone="ok", icon="circle-check")
        to_come = row.lines.start > self.desk.today
        return Cell("À venir" if to_come else "Terminée", badge=True, tone="info" if to_come else "mute")

    def _open(self, row: SignatoryRow | None) -> None:
        SignatoryForm(self.desk, row, self.window()).open()

    def _remove(self, row: SignatoryRow) -> None:
        db, row_id = self.desk.db, row.id
        self.write(lambda: signatories.remove_signatory(db, row_id), f"{row.lines.name} n’est plus signataire.")


class SignatoryForm(EntryForm):
    """A new signatory, or one to change."""

    def __init__(self, desk: Desk, row: SignatoryRow | None, parent: QWidget | None = None) -> None:
        title = "Nouveau signataire" if row is None else row.lines.name
        super().__init__(desk, title, icon="writing-sign", done="Signataire enregistré.", parent=parent)
        self._row = row
        self.name, self.capacity, self.quality, self.delegation = (QLineEdit() for _ in range(4))
        self.start = DateEdit("Délégation à partir du", desk.today)
        self.end = DateEdit("Jusqu’au, facultatif", desk.today)
        self._fill()
        self._lay()
        self.name.setFocus()

    def verb(self) -> Callable[[], object]:
        start = self.start.day()
        if start is None:
            raise ValueError("Indiquez depuis quel jour la délégation court.")
        lines = SignatoryLines(
            self.name.text(), self.capacity.text(), start, self.end.day(), self.quality.text(), self.delegation.text()
        )
        db, row = self.desk.db, self._row
        if row is None:
            return lambda: signatories.add_signatory(db, lines)
        return lambda: signatories.change_signatory(db, row.id, lines)

    def _fill(self) -> None:
        self.start.set_day(self.desk.today)
        self.quality.setText("Pour la ministre et par délégation,")
        if self._row is None:
            return
        lines = self._row.lines
        self.name.setText(lines.name)
        self.capacity.setText(lines.capacity)
        self.quality.setText(lines.quality)
        self.delegation.setText(lines.delegation)
        self.start.set_day(lines.start)
        self.end.set_day(lines.end)

    def _lay(self) -> None:
        self.capacity.setPlaceholderText("la sous-directrice du pilotage de la performance")
        self.delegation.setPlaceholderText("Décision du 12 janvier 2026 portant délégation de signature")
        self.body.addLayout(named("Prénom et nom", self.name))
        self.body.addLayout(named("Qualité, imprimée au-dessus de la signature", self.capacity))
        self.body.addLayout(named("Au nom de qui, facultatif", self.quality))
        self.body.addLayout(named("Acte de délégation, facultatif", self.delegation))
        days = QHBoxLayout()
        days.setSpacing(16)
        days.addLayout(named("Délégation à partir du", self.start))
        days.addLayout(named("Jusqu’au, inclus, facultatif", self.end))
        days.addStretch(1)
        self.body.addLayout(days)
        self.finish_layout("Enregistrer")
