"""Who leads a centre, who will, who is proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmr_desk.model.network.rows import CentreSheet, PersonLine
from crmr_desk.model.network.sheet_parts import REFERENT
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.network.name_link import NameLink, follow, lead_words
from crmr_desk.ui.network.origin_mark import OriginMark, Origins, held_by, origins_of
from crmr_desk.ui.parts.badge import Avatar, Badge
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.kept import Kept
from crmr_desk.workbooks.imports.rows import Origin

_HEADER = 30
"""Height of a title line with a button, kept without one: neighbours stand level."""
_TIP = lead_words("person")
_TWO_COLUMNS = 420
"""Width in pixels from which whoever leads and the referent stand side by side."""


class PeopleCard(Card):
    """One entry each: name with its badge, function, period. Two people on one site, responsable and référent, stand
    beside each other where there is room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Personnes", parent=parent)
        self._nobody = _nobody(self)
        self._made = Kept(lambda: PersonEntry(desk, self))
        self._entries: list[QWidget] = []
        self._placed: tuple[int, list[QWidget]] = (0, [])
        self._paired = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.header.setMinimumHeight(_HEADER)

    def show_sheet(self, shown: CentreSheet, origins: Origins) -> None:
        """Show the people of another centre; who or whose mandate an import wrote bears a mark."""

        def tell(entry: PersonEntry, person: PersonLine) -> None:
            entry.show_person(person, origins_of(held_by(person), origins), current=_in_office(person, shown))

        self.set_count(_counted(shown))
        people = self._made.fill(shown.people, tell)
        led = any(_in_office(person, shown) for person in shown.people)
        self._nobody.setVisible(not led)
        self._entries = [*people] if led else [self._nobody, *people]
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
        if (columns, self._entries) == self._placed:
            return
        self._placed = columns, self._entries
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


def _nobody(parent: QWidget) -> QWidget:
    made = QWidget(parent)
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(8)
    line.addWidget(IconLabel("user-off", "stop", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label("Personne n’est en fonction à cette date.", "secondary", wrap=True), 1)
    return made


class PersonEntry(QWidget):
    """A name that leads to its sheet, a badge, the marks of imports, and what is said of the person below."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person_id = 0
        self._name, self._badge, self._avatar = NameLink("", _TIP, "strong"), Badge(""), Avatar("")
        self._first, self._words = Flow(8, 2), QVBoxLayout()
        self._lines = Kept(self._line)
        self._marks: list[OriginMark] = []
        self._name.followed.connect(lambda: follow(desk, "person", self._person_id))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 4)
        line.setSpacing(10)
        self._words.setSpacing(0)
        self._first.addWidget(self._name)
        self._first.addWidget(self._badge)
        self._words.addLayout(self._first)
        line.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(self._words, 1)

    def show_person(self, person: PersonLine, origins: Sequence[Origin], *, current: bool) -> None:
        """Somebody else, or the same person changed; ``current`` is who is in office."""
        self._person_id = person.person_id
        self._name.say(person.name, _TIP)
        self._avatar.set_name(person.name, "accent" if current else "mute")
        if person.badge is not None:
            self._badge.set(person.badge.text, person.badge.tone, person.badge.icon, person.badge.tip)
        self._badge.setVisible(person.badge is not None)
        self._lines.fill((*person.lines, person.age) if person.age else person.lines, QLabel.setText)
        for old in self._marks:
            self._first.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._marks = [OriginMark(self._desk, person.name, origin) for origin in origins]
        for mark in self._marks:
            self._first.addWidget(mark)

    def _line(self) -> QLabel:
        made = label("", "secondary", wrap=True)
        self._words.addWidget(made)
        return made
