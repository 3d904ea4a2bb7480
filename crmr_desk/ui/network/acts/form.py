"""The first page of an act: the questions that it asks, and the request that their answers make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.network.acts.outcomes import Outcome
from crmr_desk.model.network.acts.rows import Decisions, Planned
from crmr_desk.model.network.acts.targets import targets
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.network.acts.fields import SeveralField, TargetField, entries_of
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.notes import Note

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

Centre = tuple[str, int]
"""Kind and row id."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for. ``own`` is what the act itself will write; ``planned`` asks first for everything that it
    touches. ``write(db, decisions, confirmed)`` does it, and gives the centre to show beside its changes."""

    own: tuple[Outcome, ...]
    said: str
    """The good news afterwards."""
    write: Callable[[Database, Decisions, frozenset[str]], tuple[Centre, Changes]]
    planned: Planned | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The centre from which an act is asked for."""

    kind: str
    row_id: int
    title: str

    @property
    def centre(self) -> Centre:
        """Kind and row id."""
        return self.kind, self.row_id


class ActForm(QWidget):
    """Questions one below the other, two beside each other where they are short. ``heading``, ``verb`` and ``icon``
    belong to the guide that shows them; ``law`` cites the text, or says that it is silent."""

    heading = ""
    law = ""
    verb = "Enregistrer"
    icon = "pencil"
    touches = False
    """Whether the act asks for everything that touches the centre."""

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__()
        self.desk, self.subject = desk, subject
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._place = (0, 0)

    def request(self) -> Request:
        """What the answers ask for. ValueError with a French sentence for what is missing or cannot be read."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the focus where the answers begin."""
        first = next(
            (part for part in self.findChildren(QWidget) if part.focusPolicy() and part.isVisibleTo(self)), None
        )
        if first is not None:
            first.setFocus()

    def put(self, name: str, control: QWidget, *, wide: bool = False) -> QWidget:
        """A control under its name; returns the two as one, to be shown or hidden together."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if name:
            above: QLabel = label(name, "secondary")
            above.setBuddy(control)
            column.addWidget(above)
            if not control.accessibleName():
                control.setAccessibleName(name)
        column.addWidget(control)
        column.addStretch(1)
        row, at = self._place
        if wide and at == 1:
            row, at = row + 1, 0
        self._grid.addWidget(holder, row, at, 1, 2 if wide else 1)
        self._place = (row + 1, 0) if wide or at == 1 else (row, 1)
        return holder

    def text(self, name: str, value: str = "", *, wide: bool = False) -> QLineEdit:
        """A line of text."""
        made = QLineEdit(value)
        self.put(name, made, wide=wide)
        return made

    def day(self, name: str, proposed: dt.date | None = None) -> DateEdit:
        """A day."""
        made = DateEdit(name, self.desk.today)
        made.set_day(proposed)
        self.put(name, made)
        return made

    def choice(self, name: str, choices: Sequence[Choice], value: str | None, *, wide: bool = True) -> Options:
        """One of a few."""
        made = Options(choices, name)
        made.set_value(value)
        self.put(name, made, wide=wide)
        return made

    def reason(self, name: str = "Motif ou référence de l’acte, gardé en note sur la fiche") -> GrowingText:
        """Why, in writing."""
        made = GrowingText()
        self.put(name, made, wide=True)
        return made

    def pick(
        self, name: str, kind: str, *, but: frozenset[int] = frozenset(), within: int | None = None, wide: bool = True
    ) -> TargetField:
        """A row of the register."""
        made = TargetField(name, kind)
        self.put("", made, wide=wide)
        self.offer(kind, lambda found: made.set_entries(entries_of(found, but=but, within=within)))
        return made

    def several(self, name: str, kind: str, *, but: frozenset[int] = frozenset()) -> SeveralField:
        """Several rows of the register."""
        made = SeveralField(name, kind)
        self.put(name, made, wide=True)
        self.offer(kind, lambda found: made.set_entries(entries_of(found, but=but)))
        return made

    def offer(self, kind: str, then: Callable[[Any], object]) -> None:
        """Read the rows of ``kind`` that can be picked today, then hand them on."""
        db, today = self.desk.db, self.desk.today
        self.desk.read(lambda: targets(db, kind, today), lambda found: _ignored(then(found)), owner=self)

    def note(self, title: str, sentence: str, verb: str = "", icon: str = "book-2") -> QPushButton | None:
        """A remark on the law, with a button that leads elsewhere where it has one."""
        made = Note(icon, title, sentence)
        self.put("", made, wide=True)
        if not verb:
            return None
        lead = button(verb, "secondary", "folder")
        made.corner.addWidget(lead)
        return lead


def _ignored(_result: object) -> None:
    """What a callback gave back."""
