"""« Exporter… »: every export of the register with what it asks, and the way to the template for an agency."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmr_desk.model.terms import short_date
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.number_field import read_number
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import clear
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.ui.problems import ProblemStrip, Sheet
from crmr_desk.workbooks.outgoing import kinds
from crmr_desk.workbooks.outgoing.kinds import ExportKind, Parameter

_YEAR_WIDTH = 80
_OF_THE_DAY = frozenset(kind.key for kind in kinds.KINDS if Parameter.ON in kind.parameters) | {"differences"}
"""Exports that propose the day shown in the window; the others look at what is due or done by today."""


class ExportsDialog(Sheet):
    """One list, the fields of the export that is chosen under it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Exporter", _sentence(desk.known), icon="table-export", width=640)
        self._desk = desk
        self.table: DataTable[ExportKind] = DataTable(
            (Column("Export", lambda row: Cell(row.title, second=row.description, tip=row.description)),),
            lambda row: row.key, "Exports", two_lines=True, fit=len(kinds.KINDS), header=False,
        )  # fmt: skip
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.fields: dict[Parameter, DateEdit | QLineEdit] = {}
        self._asked = QHBoxLayout()
        self._asked.setSpacing(16)
        self.problem = ProblemStrip()
        self.template = button("Modèle pour une ARS…", "link", "file-spreadsheet")
        self.export = button("Exporter…", "primary")
        self._lay()
        self.table.current_changed.connect(self._ask_for)
        self.table.opened.connect(lambda _kind: self.ask_where())
        self.template.clicked.connect(self._to_template)
        self.export.clicked.connect(self.ask_where)
        self.table.set_rows(kinds.KINDS)
        self.table.select(kinds.KINDS[0].key)
        self.table.setFocus()

    def ask_where(self) -> None:
        """Ask for the file, then write the export; what is missing or unreadable is said here."""
        kind, db, today, known = self.table.current(), self._desk.seen, self._desk.today, self._desk.known
        if kind is None:
            return
        try:
            said = {parameter.value: _value(parameter, field) for parameter, field in self.fields.items()}
        except ValueError as problem:
            self.problem.say(str(problem))
            return

        def write(path: Path) -> None:
            kinds.write(db, kind.key, path, today, **said)

        self.accept()
        stem = f"{kind.stem}-{today.isoformat()}" + (f"-connu-{known.isoformat()}" if known else "")
        exports.ask_where(self._desk, kind.title, f"{stem}.xlsx", write)

    def _ask_for(self, kind: ExportKind | None) -> None:
        """The fields of this export, with what is proposed."""
        clear(self._asked)
        self.fields = {}
        self.problem.say("")
        if kind is None:
            return
        proposed = kinds.defaults(kind, self._desk.on if kind.key in _OF_THE_DAY else self._desk.today)
        for parameter in kind.parameters:
            field = self.fields[parameter] = self._field(parameter, proposed[parameter.value])
            self._asked.addLayout(named(parameter.label, field))
        self._asked.addStretch(1)

    def _field(self, parameter: Parameter, proposed: dt.date | int) -> DateEdit | QLineEdit:
        if isinstance(proposed, dt.date):
            made = DateEdit(parameter.label, self._desk.today)
            made.set_day(proposed)
            return made
        year = QLineEdit(str(proposed))
        year.setFixedWidth(_YEAR_WIDTH)
        return year

    def _to_template(self) -> None:
        self.reject()
        exports.choose_template(self._desk)

    def _lay(self) -> None:
        self.body.addWidget(self.table)
        self.body.addLayout(self._asked)
        self.body.addWidget(self.problem)
        self.verbs.insertWidget(0, self.template)
        self.add_verb("Annuler")
        self.export.setDefault(True)
        self.verbs.addWidget(self.export)


def _sentence(known: dt.date | None) -> str:
    plain = "Chaque export est un classeur Excel."
    return f"{plain} Il sera écrit d’après ce que le registre savait le {short_date(known)}." if known else plain


def _value(parameter: Parameter, field: DateEdit | QLineEdit) -> dt.date | int:
    """What the field says. ValueError with a French sentence when it says nothing that can be read."""
    if isinstance(field, DateEdit):
        day = field.day()
        if day is None:
            raise ValueError(f"Il manque une date\u00a0: {parameter.label}.")
        return day
    year = read_number(field.text())
    if year is None:
        raise ValueError("Indiquez une année, en quatre chiffres.")
    return year
