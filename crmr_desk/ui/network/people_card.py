"""Who leads a centre, who will, who is proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.network.rows import CentreSheet, PersonLine
from crmr_desk.model.network.sheet_parts import REFERENT
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.network.name_link import name_link
from crmr_desk.ui.network.origin_mark import OriginMark, Origins, held_by, origins_of
from crmr_desk.ui.parts.badge import Avatar, Badge
from crmr_desk.ui.parts.card import Card, clear, label
from crmr_desk.ui.parts.flow import Flow

_HEADER = 30
"""Height of a title line with a button, kept without one: neighbours stand level."""


class PeopleCard(Card):
    """One entry each: name with its badge, function, period."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Personnes", parent=parent)
        self._desk = desk
        self.header.setMinimumHeight(_HEADER)

    def show_sheet(self, shown: CentreSheet, origins: Origins) -> None:
        """Show the people of another centre; who or whose mandate an import wrote bears a mark."""
        clear(self.body)
        self.set_count(_counted(shown))
        if not any(_in_office(person, shown) for person in shown.people):
            self.body.addWidget(_nobody())
        for person in shown.people:
            marks = [OriginMark(self._desk, person.name, origin) for origin in origins_of(held_by(person), origins)]
            self.body.addWidget(_entry(self._desk, person, marks, current=_in_office(person, shown)))
        self.body.addStretch(1)


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
