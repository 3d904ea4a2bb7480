"""Fields of the acts: a row of the register that is picked, several of them, a day that must be there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Question, QuestionKind
from crmr_desk.model.network.acts.targets import Target
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.chooser import Chooser, Entry
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.pick_field import PickField
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.flow import Flow

_ICONS = {"hospital": "building-hospital", "fsmr": "affiliate", "person": "users"}
HINTS = {
    "hospital": "Nom, ville, région ou FINESS…",
    "fsmr": "Sigle ou nom de la filière…",
    "crmr": "Sigle ou intitulé du centre…",
    "site": "Établissement, centre ou unité…",
    "ccmr": "Établissement, spécialité ou centre…",
    "person": "Nom, RPPS ou fonction…",
}


class TargetField(PickField):
    """A row of the register of one kind; ``value`` is its id."""

    def __init__(self, name: str, kind: str, parent: QWidget | None = None) -> None:
        self.hint = HINTS[kind]
        self._icon = _ICONS.get(kind, "stethoscope")
        question = Question(id=kind, kind=QuestionKind.HOSPITAL, label=name, value=None)
        super().__init__(question, parent)
        self.saved.connect(lambda value: self.set_value(value if isinstance(value, int) else None))
        self.show_question(question)

    def picture(self) -> QWidget:
        return icons.IconLabel(self._icon, "accent", 20)

    def value(self) -> int | None:
        """The id picked, None while there is none."""
        picked = self.question.value
        return picked if isinstance(picked, int) else None

    def set_value(self, row_id: int | None) -> None:
        """Show another row without telling anybody."""
        self.show_question(replace(self.question, value=row_id))


class SeveralField(QWidget):
    """Several rows of one kind: each picked one is a button that takes it out again. ``changed`` follows each."""

    changed = Signal()

    def __init__(self, name: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = Chooser(HINTS[kind])
        self.chooser.setAccessibleName(name)
        self.chooser.picked.connect(self.add)
        self._picked: list[int] = []
        self._chips = Flow(6, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.chooser)
        column.addLayout(self._chips)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """What can be picked."""
        self.chooser.set_entries(entries)
        self._show()

    def values(self) -> tuple[int, ...]:
        """The ids picked, in their order."""
        return tuple(self._picked)

    def add(self, row_id: int) -> None:
        """Pick one more."""
        if row_id not in self._picked:
            self._picked.append(row_id)
            self._show()

    def names(self) -> tuple[str, ...]:
        """What the rows picked are called."""
        found = (self.chooser.entries.entry_of(row_id) for row_id in self._picked)
        return tuple(entry.name for entry in found if entry is not None)

    def _take_out(self, row_id: int) -> None:
        self._picked.remove(row_id)
        self._show()
        self.chooser.setFocus()

    def _show(self) -> None:
        self._chips.clear()
        for row_id in self._picked:
            entry = self.chooser.entries.entry_of(row_id)
            name = entry.name if entry is not None else str(row_id)
            chip = button(name, "secondary", "x")
            chip.setAccessibleName(f"Retirer {name}")
            chip.clicked.connect(lambda _on=False, row_id=row_id: self._take_out(row_id))
            self._chips.addWidget(chip)
        self.changed.emit()


def entries_of(found: Sequence[Target], *, but: frozenset[int] = frozenset(), within: int | None = None) -> list[Entry]:
    """The rows that can be picked, without ``but``, only the sites of the CRMR ``within`` where it is given."""
    return [
        Entry(one.id, one.within if within is not None else one.name, one.detail)
        for one in found
        if one.id not in but and (within is None or one.of == within)
    ]


def day_of(field: DateEdit, what: str) -> dt.date:
    """The day typed. ValueError with a French sentence when there is none, or it cannot be read."""
    day = field.day()
    if day is None:
        raise ValueError(f"Indiquez {what}.")
    return day
