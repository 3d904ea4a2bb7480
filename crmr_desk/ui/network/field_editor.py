"""The editor of one field, in the place of its value: a correction, or a change from a day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network import editing
from crmr_desk.model.network.sheet_rows import FieldToEdit
from crmr_desk.model.store.words import quoted
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.network.field_controls import Control, control_of
from crmr_desk.ui.network.origin_mark import Key
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.problems import ProblemStrip

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

_CORRECTION, _CHANGE = "correction", "change"
_WAYS = (Choice(_CORRECTION, "Correction d’une erreur"), Choice(_CHANGE, "Changement à partir d’un jour"))
_NO_WAY = "Dites si c’est une erreur à corriger ou un changement, et depuis quand."


class FieldEditor(QFrame):
    """Reads the field as it is now, then lets it be changed. ``closed`` when it is kept or left; Escape leaves it.

    Where a colleague has changed it meanwhile, what they wrote is shown, and the user chooses which to keep.
    """

    closed = Signal()

    def __init__(self, desk: Desk, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.key = desk, key
        self._field: FieldToEdit | None = None
        self.control: Control | None = None
        self.setProperty("card", "raised")
        self.ways = Options(_WAYS, "Nature de la modification")
        self.start = DateEdit("À partir du", desk.today)
        self.problem, self.remark = ProblemStrip(), label("", "small", wrap=True)
        self.keep, self.leave = button("Enregistrer", "primary"), button("Annuler", "secondary")
        self._place, self._start_line = QVBoxLayout(), QWidget()
        self._lay_out()
        self.ways.chosen.connect(self._choose_way)
        self.keep.clicked.connect(self.save)
        self.leave.clicked.connect(self.closed)
        self._read(self._begin)

    def save(self) -> None:
        """Write what is typed; a refusal is said here, and what is typed stays."""
        field, control = self._field, self.control
        if field is None or control is None:
            return
        try:
            value, start = control.value(), self._first_day(field)
        except (ValueError, UserError) as problem:
            self.problem.say(str(problem))
            return
        if value == field.value and start is None:
            self.closed.emit()
            return
        db, today, version = self._desk.db, self._desk.today, field.version

        def write(*confirmed: str) -> Changes:
            return editing.change_fields(
                db, field.table, field.row_id, {field.field: value},
                version=version, today=today, start=start, confirmed=confirmed,
            )  # fmt: skip

        self._desk.run(
            write,
            lambda _changes: self._kept(field),
            failed=self._refused,
            confirmed=lambda key: lambda: write(key),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A question or a refusal makes the editor higher: neither may stand below what is seen."""
        super().resizeEvent(event)
        area: QWidget | None = self
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self, 0, 16))

    def _lay_out(self) -> None:
        column, foot, day = QVBoxLayout(self), Flow(8, 6), QHBoxLayout(self._start_line)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(8)
        day.setContentsMargins(0, 0, 0, 0)
        day.addWidget(label("À partir du", "secondary"))
        day.addWidget(self.start)
        day.addStretch(1)
        for verb in (self.keep, self.leave):
            foot.addWidget(verb)
        column.addLayout(self._place)
        for part in (self.ways, self._start_line, self.remark, self.problem):
            column.addWidget(part)
        column.addLayout(foot)
        for hidden in (self.ways, self._start_line, self.remark):
            hidden.hide()

    def _read(self, then: Callable[[FieldToEdit], None]) -> None:
        db, (table, row_id, field) = self._desk.db, self.key
        self._desk.read(lambda: editing.field_to_edit(db, table, row_id, field), then, owner=self)

    def _begin(self, field: FieldToEdit) -> None:
        self._field = field
        self.control = control_of(self._desk, field)
        self._place.addWidget(self.control)
        self.ways.setVisible(field.followed)
        remarks = [field.remark, self._other_day()]
        self.remark.setText(" ".join(each for each in remarks if each))
        self.remark.setVisible(any(remarks))
        self.setAccessibleName(f"Modifier {field.label}, {field.name}")
        self.control.take_focus()

    def _other_day(self) -> str:
        """What is edited is the value of today, whatever the day that is looked at."""
        if self._desk.on == self._desk.today:
            return ""
        return f"Vous regardez le {short_date(self._desk.on)}\u00a0: c’est la valeur d’aujourd’hui qui se modifie ici."

    def _choose_way(self, way: str) -> None:
        self._start_line.setVisible(way == _CHANGE)
        self.problem.say("")
        if way == _CHANGE:
            self.start.line.setFocus()

    def _first_day(self, field: FieldToEdit) -> dt.date | None:
        """The day of effect of a change, None for a correction. Raises UserError while neither is said."""
        if not field.followed or self.ways.value() == _CORRECTION:
            return None
        day = self.start.day() if self.ways.value() == _CHANGE else None
        if day is None:
            raise UserError("Indiquez à partir de quel jour." if self.ways.value() else _NO_WAY)
        return day

    def _kept(self, field: FieldToEdit) -> None:
        self._desk.done.emit(f"{field.label}\u00a0: modification enregistrée.")
        self.closed.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Conflict):
            self._read(self._tell_conflict)
        elif isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self._desk.show_problem(error)

    def _tell_conflict(self, field: FieldToEdit) -> None:
        """What stands there now is not what was shown: the next « Enregistrer » would write over it."""
        self._field = field
        theirs = quoted(field.shown) if field.shown else "vide"
        by = f", {field.last_change}" if field.last_change else ""
        self.problem.say(
            f"Modifié entre-temps{by}. {field.label} vaut maintenant {theirs}. Votre saisie n’est pas "
            "enregistrée\u00a0: annulez pour garder cette valeur, ou enregistrez la vôtre à la place."
        )
        self.keep.setText("Enregistrer la mienne")
        self.leave.setText("Garder celle-ci")
