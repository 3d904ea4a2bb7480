"""Règles: the text at the left, the rules that rest on it at the right; packs read, copied, checked, activated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.dossiers import rule_packs
from crmr_desk.model.dossiers.rule_packs import PackRow
from crmr_desk.model.law import reading
from crmr_desk.model.law.reading import PlaceReading, Procedure
from crmr_desk.model.network.names import fold
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import Segmented
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.notes import EmptyState, Note
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.ui.rules import look, verbs
from crmr_desk.ui.rules.pack_bar import PackBar
from crmr_desk.ui.rules.sheets import RuleSheet

_SIDES = (("places", "Le texte"), ("procedures", "Les procédures"))

_UNCONFIRMED = (
    "Ces règles n’ont pas été confirmées. La mention suit chaque dossier et chaque courrier qu’elles touchent."
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the page asked: every pack, and one of them line by line."""

    rows: tuple[PackRow, ...]
    current: str
    places: tuple[PlaceReading, ...]
    procedures: tuple[Procedure, ...]


class RulesPage(LiveView):
    """``show_place(code)`` turns to a place of the text."""

    TABLES = frozenset({"setting", "dossier"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._current = ""
        self._wanted = ""
        self.bar = PackBar()
        self.mark = Note("alert-triangle", "À vérifier", _UNCONFIRMED, "warn")
        self.side = Segmented(_SIDES, "Lecture")
        self.search = SearchField("Chercher dans les règles", parent=self)
        self.card = Card("Le texte", pad=8)
        self.places, self.procedures = _places_table(), _procedures_table()
        self.nothing = EmptyState("book-2", "Aucune règle ne contient ces mots.")
        self.broken = EmptyState("file-broken", "", "Voir les erreurs", "eye")
        self.stack = QStackedWidget()
        self.sheet = RuleSheet()
        self.right = Card(pad=0)
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], _Read]:
        db, current = self.desk.db, self._current

        def read() -> _Read:
            rows = rule_packs.pack_rows(db)
            wanted = [row for row in rows if row.id == current] or [row for row in rows if row.active]
            row = next(iter(wanted), rows[0])
            if row.pack is None:
                return _Read(rows, row.id, (), ())
            return _Read(rows, row.id, reading.places(row.pack), reading.procedures(row.pack))

        return read

    def show_answer(self, answer: _Read) -> None:
        self._current = answer.current
        self.bar.show_rows(answer.rows, answer.current)
        row = self.bar.row()
        self.mark.setVisible(row.pack is not None and bool(row.pack.to_verify))
        self.broken.sentence.setText(_count(row))
        self.places.set_rows(answer.places)
        self.procedures.set_rows(answer.procedures)
        self._filter()
        if self._wanted:
            self.show_place(self._wanted)

    def show_place(self, code: str) -> None:
        """Turn to a place of the text by its code ("A3 §2b"), once the rules are read; where the pack that is read does
        not have it, to the first pack that does."""
        self._wanted = code
        if not self.bar.rows:
            return
        self._wanted = ""
        self.search.clear()
        self._show_side("places")
        if not self.places.select(code):
            holder = next((row.id for row in self.bar.rows if row.pack and code in row.pack.places), None)
            if holder not in (None, self._current):
                self._wanted = code
                self._choose(str(holder))

    def show_procedure(self, scenario: str) -> None:
        """Turn to a procedure by its identifier."""
        self.search.clear()
        self._show_side("procedures")
        self.procedures.select(scenario)

    def _show_side(self, side: str) -> None:
        self.side.set_value(side)
        self._filter()

    def _table(self) -> DataTable[PlaceReading] | DataTable[Procedure]:
        return self.places if self.side.value() == "places" else self.procedures

    def _filter(self) -> None:
        words = fold(self.search.text()).split()
        self.places.set_filter(lambda row: _holds(_words_of_place(row), words))
        self.procedures.set_filter(lambda row: _holds(_words_of_procedure(row), words))
        table = self._table()
        every, shown = len(table.rows()), len(table.shown_rows())
        self.card.set_title(dict(_SIDES)[self.side.value()])
        self.card.set_count(str(every) if shown == every else f"{shown} sur {every}")
        readable = self.bar.row().pack is not None
        self.stack.setCurrentWidget(table if shown else self.nothing if readable else self.broken)
        self.right.setVisible(readable)
        if shown and table.current() is None:
            table.selectRow(0)
        self._show_current()

    def _show_current(self) -> None:
        if self.side.value() == "places":
            place = self.places.current()
            if place is not None:
                self.sheet.show_place(place)
        else:
            procedure = self.procedures.current()
            if procedure is not None:
                self.sheet.show_procedure(procedure)

    def _check(self) -> None:
        verbs.check(self.desk, self.bar.row(), self.reload)

    def _choose(self, name: str) -> None:
        self._current = name
        self.reload()

    def _connect(self) -> None:
        self.bar.chosen.connect(self._choose)
        self.bar.check_wanted.connect(self._check)
        if self.broken.action is not None:
            self.broken.action.clicked.connect(self._check)
        self.bar.folder_wanted.connect(lambda: verbs.open_folder(self.bar.row()))
        self.bar.copy_wanted.connect(lambda: verbs.copy(self.desk, self.bar.row(), self._choose))
        self.bar.activation_wanted.connect(lambda: verbs.activate(self.desk, self.bar.row()))
        self.side.chosen.connect(lambda _side: self._filter())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.places.current_changed.connect(lambda _row: self._show_current())
        self.procedures.current_changed.connect(lambda _row: self._show_current())
        self.sheet.procedure_wanted.connect(self.show_procedure)
        self.sheet.place_wanted.connect(self.show_place)

    def _lay_out(self) -> None:
        self.mark.hide()
        for widget in (self.places, self.procedures, self.nothing, self.broken):
            self.stack.addWidget(widget)
        self.card.body.addWidget(self.stack, 1)
        self.right.setAccessibleName("Règles")
        self.right.body.addWidget(self.sheet, 1)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self.side)
        tools.addWidget(self.search, 1)
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(self.card, 2)
        halves.addWidget(self.right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.mark)
        column.addLayout(tools)
        column.addLayout(halves, 1)


def _count(row: PackRow) -> str:
    count = len(row.mistakes)
    errors = "une erreur" if count == 1 else f"{count} erreurs"
    return f"Ce jeu de règles ne se lit pas{look.NBSP}: {errors} à corriger dans ses fichiers."


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def _words_of_place(row: PlaceReading) -> str:
    said = (row.place.code, row.place.long, row.place.summary, *row.place.open)
    return fold(" ".join((*said, *(f"{use.words} {use.detail}" for use in row.uses))))


def _words_of_procedure(row: Procedure) -> str:
    lines = (*row.pieces, *row.opinions, *row.notified, *row.informed, *row.copies)
    said = (row.title, row.long, *row.when, row.sender, row.addressee, row.decided_by, row.term)
    return fold(" ".join((*said, *(f"{line.words} {line.note} {line.long}" for line in lines))))


def _places_table() -> DataTable[PlaceReading]:
    def cell(row: PlaceReading) -> Cell:
        icon, tone = look.MARKS[row.mark][2], look.MARKS[row.mark][1]
        marks = ((look.OPEN[2], look.OPEN[1], look.OPEN[0]),) if row.place.open else ()
        return Cell(
            row.place.long, second=row.place.summary, icon=icon, tone="" if tone == "accent" else tone, marks=marks,
            tip="\n".join((row.place.long, row.place.summary, *row.place.open)),
        )  # fmt: skip

    return DataTable(
        (Column("Place", cell),), lambda row: row.place.code, "Places du texte", two_lines=True, header=False
    )


def _procedures_table() -> DataTable[Procedure]:
    return DataTable(
        (Column("Procédure", lambda row: Cell(row.title, second=row.long, icon="folder", tip=row.title)),),
        lambda row: row.id, "Procédures", two_lines=True, header=False,
    )  # fmt: skip
