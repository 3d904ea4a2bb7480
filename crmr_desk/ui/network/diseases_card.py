"""The diseases of a reference centre, with their ORPHAcodes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.network import diseases
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.network.sheet_rows import DiseaseLine
from crmr_desk.model.store.words import quoted
from crmr_desk.model.terms import short_date
from crmr_desk.ui import problems
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.network.row_verbs import RowVerbs
from crmr_desk.ui.network.seldom import show_said
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable


class DiseasesCard(Card):
    """Those of the centre, sorted by name; on the sheet of a site they are those of its centre, and only read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Maladies", pad=8, parent=parent)
        self._desk = desk
        self._crmr_id = 0
        self._can_add = True
        self.table = DataTable(_columns(), key=lambda row: row.id, name="Maladies du centre", fit=10)
        self.verbs = RowVerbs(desk, self.table, "les maladies du centre")
        self.add = self.verbs.add("Ajouter…", "plus", self._add)
        self.corner.addWidget(self.add)
        self.verbs.on_row("Modifier…", "pencil", self._change)
        self.verbs.on_row("Terminer…", "calendar-event", self._end)
        self.verbs.on_row("Effacer", "eraser", self._remove)
        self.table.opened.connect(self._change)
        self.body.addWidget(self.table)
        self.body.addWidget(self.verbs)

    def show_sheet(self, shown: CentreSheet) -> None:
        """Show the diseases of another centre."""
        own = shown.kind == "crmr"
        self._crmr_id, self._can_add = (shown.row_id if own else 0), own
        self.setVisible(own or bool(shown.diseases))
        self.set_title("Maladies" if own else "Maladies du centre de référence")
        self.set_count(len(shown.diseases) or None)
        show_said(self.table, shown.diseases, {"Depuis": lambda row: row.start, "Jusqu’au": lambda row: row.end})
        self.table.setVisible(bool(shown.diseases))
        self.verbs.setVisible(own)
        self.add.setVisible(own)
        self.verbs.refresh("" if shown.diseases else "Aucune maladie n’est encore enregistrée pour ce centre.")

    def _add(self) -> None:
        DiseaseForm(self._desk, self._crmr_id, parent=self.window()).open()

    def _change(self, line: DiseaseLine) -> None:
        if self._can_add and not self._desk.why_no_write:
            DiseaseForm(self._desk, self._crmr_id, line, self.window()).open()

    def _end(self, line: DiseaseLine) -> None:
        form = DatedForm(
            f"Fin pour {line.name}", "Le dernier jour où le centre en a la charge, inclus.", "Terminer",
            self._desk.today, day_name="Dernier jour", proposed=self._desk.today, parent=self.window(),
        )  # fmt: skip
        db = self._desk.db
        form.given.connect(
            lambda day, _reason: self._desk.run(lambda: diseases.end_disease(db, line.id, day, version=line.version))
        )
        form.open()

    def _remove(self, line: DiseaseLine) -> None:
        db = self._desk.db
        problems.confirm(
            self.window(),
            f"{quoted(line.name)} n’aura jamais été au périmètre du centre. S’il n’en a plus la charge, terminez "
            "plutôt.",
            lambda: self._desk.run(
                lambda: diseases.remove_disease(db, line.id, version=line.version),
                lambda _changes: self._desk.done.emit("Maladie effacée."),
            ),
            title="Effacer la maladie", verb="Effacer", refuse="Garder",
        )  # fmt: skip


class DiseaseForm(EntryForm):
    """Name, ORPHAcode and days, all but the name may be unknown. A code that the centre has already is said at once,
    and allowed: groups of diseases share codes."""

    def __init__(
        self, desk: Desk, crmr_id: int, line: DiseaseLine | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            desk, "Ajouter une maladie" if line is None else "Modifier la maladie", icon="stethoscope",
            done="Maladie ajoutée." if line is None else "Maladie modifiée.", parent=parent,
        )  # fmt: skip
        self._crmr_id, self._line = crmr_id, line
        self.name, self.orpha = QLineEdit(), QLineEdit()
        self.start, self.end = DateEdit("Depuis le", desk.today), DateEdit("Jusqu’au", desk.today)
        self.warning = label("", "secondary", wrap=True)
        self.warning.setProperty("tone", "warn")
        self._lay()
        if line is not None:
            self.name.setText(line.name)
            self.orpha.setText("" if line.orpha is None else str(line.orpha))
            self.start.set_day(line.start)
            self.end.set_day(line.end)
        self.orpha.editingFinished.connect(self._look_up)
        self.name.setFocus()

    def verb(self) -> Callable[[], Any]:
        db, line, crmr_id = self.desk.db, self._line, self._crmr_id
        name, orpha = self.name.text(), diseases.read_orpha(self.orpha.text())
        start, end = self.start.day(), self.end.day()
        if line is None:
            return lambda: diseases.add_disease(db, crmr_id, name, orpha, start=start, end=end)
        values = {"name": name, "orpha": orpha, "start": start, "end": end}
        return lambda: diseases.change_disease(db, line.id, values, version=line.version)

    def _lay(self) -> None:
        self.orpha.setPlaceholderText("136 ou ORPHA:136")
        self.body.addLayout(named("Maladie ou groupe de maladies", self.name))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addLayout(named("Code ORPHA, facultatif", self.orpha), 0, 0)
        grid.addLayout(named("Depuis le, facultatif", self.start), 1, 0)
        grid.addLayout(named("Jusqu’au, facultatif", self.end), 1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.warning)
        self.warning.hide()
        self.finish_layout("Ajouter" if self._line is None else "Enregistrer")

    def _look_up(self) -> None:
        try:
            orpha = diseases.read_orpha(self.orpha.text())
        except UserError as problem:
            self.problem.say(str(problem))
            return
        db, crmr_id, on = self.desk.db, self._crmr_id, self.desk.today
        but = self._line.id if self._line is not None else None
        self.desk.read(lambda: diseases.doubled(db, crmr_id, orpha, on, but=but), self._warn, owner=self)

    def _warn(self, other: str) -> None:
        self.warning.setText(f"Ce code est déjà celui de {quoted(other)} dans ce centre." if other else "")
        self.warning.setVisible(bool(other))


def _columns() -> tuple[Column[DiseaseLine], ...]:
    return (
        Column("Maladie ou groupe", lambda row: Cell(row.name, bold=True, tip=row.name), stretch=8),
        Column("Code", _code, lambda row: row.orpha or 0, stretch=3),
        Column("Depuis", lambda row: short_date(row.start) if row.start else "", lambda row: row.start, width=92),
        Column("Jusqu’au", lambda row: short_date(row.end) if row.end else "", lambda row: row.end, width=92),
    )


def _code(row: DiseaseLine) -> Cell:
    if row.doubled:
        return Cell(row.code, icon="alert-triangle", tip="Ce code est sur deux lignes du centre.")
    return Cell(row.code)
