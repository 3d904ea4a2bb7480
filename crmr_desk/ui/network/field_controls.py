"""The controls of the editor of a field: a line, a number, a list, an establishment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.sheet_rows import FieldKind, FieldToEdit
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.chooser import Chooser
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.dossier.number_field import read_number
from crmr_desk.ui.dossier.pick_field import hospital_entry
from crmr_desk.ui.parts.card import label

Value = str | int | None
_ONE_LINE = 26
"""Signs that stand on one line of the narrow editor."""


class Control(QWidget):
    """``value`` is what is typed, as the model wants it; ValueError or UserError with a French sentence."""

    def __init__(self, field: FieldToEdit, control: QWidget) -> None:
        super().__init__()
        self.control = control
        control.setAccessibleName(field.label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(control)

    def value(self) -> Value:
        raise NotImplementedError

    def take_focus(self) -> None:
        """Ready to type."""
        self.control.setFocus()


class _OneLine(GrowingText):
    """A text without line breaks, as long as it likes: Return is for the editor around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextControl(Control):
    """A text, chosen whole so that typing replaces it."""

    def __init__(self, field: FieldToEdit) -> None:
        kept = "" if field.value is None else str(field.value)
        self.text = _OneLine(least=2 if len(kept) > _ONE_LINE else 1)
        self.text.setPlainText(kept)
        super().__init__(field, self.text)

    def value(self) -> Value:
        return " ".join(self.text.text().split())

    def take_focus(self) -> None:
        self.text.setFocus()
        self.text.selectAll()


class NumberControl(Control):
    """A whole number, or nothing."""

    def __init__(self, field: FieldToEdit) -> None:
        self.line = QLineEdit("" if field.value is None else str(field.value))
        super().__init__(field, self.line)

    def value(self) -> Value:
        return read_number(self.line.text())

    def take_focus(self) -> None:
        self.line.setFocus()
        self.line.selectAll()


class ListControl(Control):
    """One of a list; « Non renseigné » where nothing may be known."""

    def __init__(self, field: FieldToEdit) -> None:
        self.box = QComboBox()
        if not field.required:
            self.box.addItem("Non renseigné", None)
        for value, words in field.choices:
            self.box.addItem(words, value)
        kept = None if field.value is None else str(field.value)
        self.box.setCurrentIndex(max(self.box.findData(kept), 0))
        self._is_id = isinstance(field.value, int)
        super().__init__(field, self.box)

    def value(self) -> Value:
        chosen = self.box.currentData()
        return int(chosen) if self._is_id and chosen is not None else chosen


class HospitalControl(Control):
    """A search line over the establishments of the register, and the one picked."""

    def __init__(self, desk: Desk, field: FieldToEdit) -> None:
        self.chooser = Chooser("Nom, ville, région ou FINESS…")
        super().__init__(field, self.chooser)
        self._chosen: int | None = None
        self.picked = label(field.shown or "Aucun établissement choisi", "secondary", wrap=True)
        self.column.addWidget(self.picked)
        self.chooser.picked.connect(self._pick)
        db = desk.db
        desk.read(
            lambda: hospitals.hospitals(db),
            lambda found: self.chooser.set_entries([hospital_entry(each) for each in found]),
            owner=self,
        )

    def value(self) -> Value:
        if self._chosen is None:
            raise UserError("Choisissez l’établissement dans la liste.")
        return self._chosen

    def _pick(self, hospital_id: int) -> None:
        entry = self.chooser.entries.entry_of(hospital_id)
        self._chosen = hospital_id
        self.picked.setText(f"{entry.name}, {entry.detail}" if entry is not None else "")


def control_of(desk: Desk, field: FieldToEdit) -> Control:
    """The control that fits a field."""
    match field.kind:
        case FieldKind.TEXT:
            return TextControl(field)
        case FieldKind.NUMBER:
            return NumberControl(field)
        case FieldKind.CHOICE:
            return ListControl(field)
        case FieldKind.HOSPITAL:
            return HospitalControl(desk, field)
