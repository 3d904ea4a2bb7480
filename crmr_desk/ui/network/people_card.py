"""Who leads a centre, who will, who is proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.network.rows import CentreSheet, PersonLine
from crmr_desk.model.network.sheet_parts import REFERENT
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.network.name_link import name_link
from crmr_desk.ui.network.origin_mark import OriginMark, Origins, held_by, origins_of
from crmr_desk.ui.parts.badge import Avatar, Badge
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.flow import Flow

_HEADER = 30
"""Height of a title line with a button, kept without one: neighbours stand level."""


_TWO_COLUMNS = 420
"""Width in pixels from which whoever leads and the referent stand side by side."""


class PeopleCard(Card):
    """One entry each: name with its badge, function, period. Two people on one site, responsable and référent, stand
    beside each other where there is room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Personnes", parent=parent)
        self._desk = desk
        self._entries: list[QWidget] = []
        self._paired = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.header.setMinimumHeight(_HEADER)

    def show_sheet(self, shown: CentreSheet, origins: Origins) -> None:
        """Show the people of another centre; who or whose mandate an import wrote bears a mark."""
        for old in self._entries:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.set_count(_counted(shown))
        led = any(_in_office(person, shown) for person in shown.people)
        self._entries = [] if led else [_nobody()]
        for person in shown.people:
            marks = [OriginMark(self._desk, person.name, origin) for origin in origins_of(held_by(person), origins)]
            self._entries.append(_entry(self._desk, person, marks, current=_in_office(person, shown)))
        self._paired = any(person.function == REFERENT for person in shown.people)
        self._place()

    @property
    def paired(self) -> bool:
        """Whether there is somebody to stand beside whoever leads."""
        return self._paired

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns = 2 if self._paired and self.width() >= _TWO_COLUMNS else 1
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        for place, entry in enumerate(self._entries):
            self._grid.addWidget(entry, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)


def _in_office(person: PersonLine, shown: CentreSheet) -> bool:
    return person.mandate_id != 0 and person.mandate_id == shown.holder_mandate_id


def _counted(shown: CentreSheet) -> str:
    """1 en fonction, 1 référent; somebody with a mandate who is not in office yet is to come."""
    kinds = Counter(_kind(person, shown) for person in shown.people)
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items())


def _kind(person: PersonLine, shown: CentreSheet) -> str:
    if person.function == REFERENT:
        return "référent"
    return "en fonction" if _in_office(person, shown) else "à venir" if person.mandate_id else "proposé"


def _nobody() -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(8)
    line.addWidget(IconLabel("user-off", "stop", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label("Personne n’est en fonction à cette date.", "secondary", wrap=True), 1)
    return made


def _entry(desk: Desk, person: PersonLine, marks: Sequence[QWidget], *, current: bool) -> QWidget:
    made = QWidget()
    line, words, first = QHBoxLayout(made), QVBoxLayout(), Flow(8, 2)
    line.setContentsMargins(0, 0, 0, 4)
    line.setSpacing(10)
    words.setSpacing(0)
    first.addWidget(name_link(desk, person.name, "person", person.person_id, "strong"))
    if person.badge is not None:
        first.addWidget(Badge(person.badge.text, person.badge.tone, person.badge.icon, person.badge.tip))
    for mark in marks:
        first.addWidget(mark)
    words.addLayout(first)
    for text in person.lines:
        words.addWidget(label(text, "secondary", wrap=True))
    line.addWidget(Avatar(person.name, "accent" if current else "mute"), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addLayout(words, 1)
    return made
