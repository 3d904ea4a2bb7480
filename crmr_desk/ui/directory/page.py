"""The directory: people, establishments and doubles at the left; at the right the sheet of what is picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network.directory_rows import PersonListed
from crmr_desk.model.network.merging.pair import Pair
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.duplicates_list import DuplicatesList
from crmr_desk.ui.directory.hospital_form import HospitalForm
from crmr_desk.ui.directory.hospital_view import HospitalView
from crmr_desk.ui.directory.hospitals_list import HospitalsList
from crmr_desk.ui.directory.pair_view import PairView
from crmr_desk.ui.directory.people_list import PeopleList
from crmr_desk.ui.directory.person_view import PersonView
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.parts.buttons import Segmented, set_available
from crmr_desk.ui.parts.card import rule

_SOUGHT_AT_ONCE = 20_000
"""People up to whom doubles are looked for unasked."""
_SPLITTER = "directory/splitter"
_NEW = "new"
_PEOPLE, _HOSPITALS, _DOUBLES = "person", "hospital", "duplicates"


class DirectoryPage(QWidget):
    """``go_to`` leads to a person ("person/12"), an establishment ("hospital/7") or the doubles ("duplicates"), or
    asks for a new row ("person/new", "hospital/new")."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lists = Segmented(
            ((_PEOPLE, "Personnes"), (_HOSPITALS, "Établissements"), (_DOUBLES, "Doublons")), "Liste de l’annuaire"
        )
        self.people, self.hospitals, self.duplicates = PeopleList(desk), HospitalsList(desk), DuplicatesList(desk)
        self.person, self.hospital, self.pair = PersonView(desk), HospitalView(desk), PairView(desk)
        self.left, self.right = QStackedWidget(), QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._places = (_PEOPLE, _HOSPITALS, _DOUBLES)
        self.new_person = self.people.add_verb("Nouvelle personne…", "user-plus", self._add_person)
        self.new_hospital = self.hospitals.add_verb("Nouvel établissement…", "plus", self._add_hospital)
        self._lay_out()
        self._connect()
        self._say_whether_writable()

    def go_to(self, where: str) -> None:
        """Show a row, or a list."""
        kind, _, row_id = where.partition("/")
        self._show_list(kind)
        if row_id == _NEW:
            self._add(self.new_person if kind == _PEOPLE else self.new_hospital)
        elif row_id:
            listing, view = (self.people, self.person) if kind == _PEOPLE else (self.hospitals, self.hospital)
            listing.select(int(row_id))
            view.show_subject(int(row_id))

    def _show_list(self, key: str) -> None:
        place = self._places.index(key)
        self.lists.set_value(key)
        self.left.setCurrentIndex(place)
        self.right.setCurrentIndex(place)

    def _count_doubles(self, pairs: Sequence[Pair]) -> None:
        self.lists.set_text(_DOUBLES, f"Doublons {thousands(len(pairs))}" if pairs else "Doublons")
        self.pair.show_pair(self.duplicates.table.current())

    def _seek_doubles(self, rows: Sequence[PersonListed]) -> None:
        """Where it takes no time, so that the counter is there before anybody asks; else when the list is opened."""
        if len(rows) <= _SOUGHT_AT_ONCE:
            self.duplicates.seek()

    def _add(self, verb: QPushButton) -> None:
        if verb.isEnabled():
            verb.click()
        else:
            self.desk.toast.emit(self.desk.why_no_write)

    def _add_person(self) -> None:
        form = PersonForm(self.desk, None, self.window())
        form.saved.connect(lambda person_id: self.desk.page_wanted.emit("directory", f"{_PEOPLE}/{person_id}"))
        form.open()

    def _add_hospital(self) -> None:
        form = HospitalForm(self.desk, None, self.window())
        form.saved.connect(lambda row_id: self.desk.page_wanted.emit("directory", f"{_HOSPITALS}/{row_id}"))
        form.open()

    def _say_whether_writable(self) -> None:
        for verb, words in ((self.new_person, "Nouvelle personne…"), (self.new_hospital, "Nouvel établissement…")):
            set_available(verb, self.desk.why_no_write)
            if not self.desk.why_no_write:
                verb.setToolTip(words)

    def _connect(self) -> None:
        self.lists.chosen.connect(self._show_list)
        self.people.picked.connect(lambda row: self.person.show_subject(row.id))
        self.hospitals.picked.connect(lambda row: self.hospital.show_subject(row.id))
        self.duplicates.table.current_changed.connect(self.pair.show_pair)
        self.duplicates.answered.connect(self._count_doubles)
        self.people.answered.connect(self._seek_doubles)
        self.desk.turned.connect(self._say_whether_writable)
        self.splitter.splitterMoved.connect(lambda _at, _number: self._keep_splitter())

    def _lay_out(self) -> None:
        panel = QWidget()
        panel.setProperty("ground", "surface")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column, head = QVBoxLayout(panel), QHBoxLayout()
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.lists)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.left, 1)
        for listing in (self.people, self.hospitals, self.duplicates):
            self.left.addWidget(listing)
        for view in (self.person, self.hospital, self.pair):
            self.right.addWidget(view)
        panel.setMinimumWidth(340)
        self.right.setMinimumWidth(400)
        self.splitter.addWidget(panel)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setSizes([560, 680])
        settings = self._settings()
        kept = settings.value(_SPLITTER) if settings is not None else None
        if isinstance(kept, QByteArray):
            self.splitter.restoreState(kept)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.splitter)

    def _settings(self) -> QSettings | None:
        found = getattr(self.desk.window, "settings", None)
        return found if isinstance(found, QSettings) else None

    def _keep_splitter(self) -> None:
        settings = self._settings()
        if settings is not None:
            settings.setValue(_SPLITTER, self.splitter.saveState())
