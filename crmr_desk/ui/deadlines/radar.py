"""The radar of successions: who may leave, where and when, and for whom no dossier is open yet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.deadlines import radar
from crmr_desk.model.deadlines.radar import Leaving, Reason, Why
from crmr_desk.model.dossiers import procedures
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.terms import add_months, french_place, short_date
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import Chip, Segmented, button, set_available
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Column, DataTable

_HORIZONS: Final = (("6", "6 mois"), ("12", "1 an"), ("24", "2 ans"), ("60", "5 ans"))
_GROUPS: Final = (("fsmr", "Par filière"), ("region", "Par région"))
_REQUESTS: Final = ("succession", "designation")
_SHORT: Final = {
    Function.COORDONNATEUR: "Coordination",
    Function.RESPONSABLE_SITE: "Site constitutif",
    Function.RESPONSABLE_CCMR: "Centre de compétences",
    Function.ANIMATEUR: "Animation",
}
_NONE: Final = "Sans filière"
_CHOOSE: Final = "Choisissez d’abord une ligne"
_SUMS_WIDTH: Final = 328
_ROOM_FOR_SUMS: Final = 980
"""Width in pixels under which the list and its sums are shown in turn."""
_WIDEST: Final = 16777215


class Sum(NamedTuple):
    """How many may leave in a filière or a region, and for how many of them no dossier is open."""

    name: str
    leaving: int
    without: int


class RadarView(LiveView):
    """A line opens the dossier about its seat, or the procedure that would find a successor."""

    TABLES = frozenset(
        {
            "mandate", "label", "fsmr_designation", "person", "crmr", "site", "ccmr", "fsmr", "attachment", "hospital",
            "dossier",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.horizon = Segmented(_HORIZONS, "Horizon")
        self.horizon.set_value("12")
        self.search = SearchField("Filtrer les départs", parent=self)
        self.without = Chip("Sans dossier", 0, "folder")
        self.answer = button("Ouvrir la succession…", "primary", "user-plus")
        self.open_centre = button("Ouvrir le centre", "secondary", "external-link")
        self.card = Card("Départs à venir", pad=8)
        self.table = _table(desk.today)
        self.nothing = EmptyState("radar-2", "Personne n’est attendu au départ dans cet horizon.")
        self.sums = _sums_table()
        self.group = Segmented(_GROUPS, "Regrouper")
        self.to_sums, self.to_list = button("Où", "link", "topology-star-3"), button("Départs à venir", "link", "list")
        self._rows: Sequence[Leaving] = ()
        self._stack, self._sums_card = QStackedWidget(), Card("Où", pad=8)
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], list[Leaving]]:
        db, today, months = self.desk.db, self.desk.today, int(self.horizon.value())
        return lambda: radar.successions_ahead(db, today, add_months(today, months))

    def show_answer(self, answer: Sequence[Leaving]) -> None:
        self._rows = answer
        self.without.set_count(sum(row.dossier_id is None for row in answer))
        self.table.set_rows(answer)
        self._filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self, *, sums: bool = False) -> None:
        """The list and its sums side by side, or one of them where there is no room for both: ``sums`` says which."""
        both = self.width() >= _ROOM_FOR_SUMS
        for link in (self.to_sums, self.to_list):
            link.setVisible(not both)
        self.card.setVisible(both or not sums)
        self._sums_card.setVisible(both or sums)
        self._sums_card.setMaximumWidth(_SUMS_WIDTH if both else _WIDEST)

    def _turn_to(self, shown: QWidget) -> None:
        self._share_room(sums=shown is self.sums)
        shown.setFocus()

    def answer_one(self, row: Leaving | None) -> None:
        """Take up the dossier about the seat, else open the procedure that finds a successor."""
        if row is None:
            return
        if row.dossier_id is not None:
            self.desk.dossier_wanted.emit(row.dossier_id)
            return
        db, today = self.desk.db, self.desk.today
        self.desk.read(
            lambda: procedures.offered(db, row.centre_kind, row.centre_id, today),
            lambda offered: self._start(row, offered),
            owner=self,
        )

    def _start(self, row: Leaving, offered: Sequence[Procedure]) -> None:
        same = [each for each in offered if each.function == row.function]
        chosen = next((each for request in _REQUESTS for each in same if each.request == request), None)
        if chosen is None:
            self.desk.centre_wanted.emit(row.centre_kind, row.centre_id)
            self.desk.toast.emit("Aucune succession ne s’ouvre aujourd’hui sur ce siège\u00a0: sa fiche dit pourquoi.")
            return
        self.desk.start_wanted.emit(chosen.request, chosen.function, row.centre_id)

    def _filter(self) -> None:
        words, without = fold(self.search.text()).split(), self.without.isChecked()
        self.table.set_filter(lambda row: _kept(row, words, without=without))
        shown = self.table.shown_rows()
        self.card.set_count(str(len(shown)) if len(shown) == len(self._rows) else f"{len(shown)} sur {len(self._rows)}")
        self._stack.setCurrentWidget(self.table if shown else self.nothing)
        if shown and self.table.current() is None:
            self.table.select(shown[0].key)
        self._sum_up()
        self._say_answer()

    def _sum_up(self) -> None:
        by_region = self.group.value() == "region"
        self.sums.set_rows(_sums(self.table.shown_rows(), _region if by_region else _fsmr))

    def _say_answer(self) -> None:
        row = self.table.current()
        taken_up = row is not None and row.dossier_id is not None
        self.answer.setText("Reprendre le dossier" if taken_up else "Ouvrir la succession…")
        self.open_centre.setText(look.open_words(row.centre_kind if row is not None else ""))
        for control in (self.answer, self.open_centre):
            set_available(control, "" if row is not None else _CHOOSE)

    def _connect(self) -> None:
        self.horizon.chosen.connect(lambda _value: self.reload())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.without.toggled.connect(lambda _on: self._filter())
        self.group.chosen.connect(lambda _value: self._sum_up())
        self.to_sums.clicked.connect(lambda: self._turn_to(self.sums))
        self.to_list.clicked.connect(lambda: self._turn_to(self.table))
        self.table.current_changed.connect(lambda _row: self._say_answer())
        self.table.opened.connect(self.answer_one)
        self.answer.clicked.connect(lambda: self.answer_one(self.table.current()))
        self.open_centre.clicked.connect(self._show_centre)

    def _show_centre(self) -> None:
        row = self.table.current()
        if row is not None:
            self.desk.centre_wanted.emit(row.centre_kind, row.centre_id)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.horizon)
        first.addWidget(self.without)
        first.addWidget(self.search, 1)
        first.addWidget(self.open_centre)
        first.addWidget(self.answer)
        for shown in (self.table, self.nothing):
            self._stack.addWidget(shown)
        self.card.body.addWidget(self._stack, 1)
        self._sums_card.setMinimumWidth(_SUMS_WIDTH)
        self.card.corner.addWidget(self.to_sums)
        self._sums_card.corner.addWidget(self.to_list)
        self._sums_card.body.addWidget(self.group)
        self._sums_card.body.addWidget(self.sums, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.card, 1)
        both.addWidget(self._sums_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(first)
        column.addLayout(both, 1)
        column.addWidget(label(_COUNTED, "quiet", wrap=True))


_COUNTED: Final = (
    "Comptés\u00a0: les cessations annoncées par une lettre, les mandats finis, ou qui finissent, sans successeur"
    " connu, les 65 et 68 ans au cours du mandat (annexe 3, §\u00a01). L’âge oblige à regarder\u202f; seul un"
    " professeur consultant doit laisser la coordination, à 68 ans."
)
_OVER: Final = "Ce jour est passé, sans successeur enregistré"
_NO_DAY: Final = (
    "Cet âge n’oblige pas à partir (annexe 3, §\u00a01)\u00a0: sans cessation annoncée, il n’y a pas de jour six mois"
    " avant elle (annexe 3, §\u00a02b)."
)


def _kept(row: Leaving, words: Sequence[str], *, without: bool) -> bool:
    if without and row.dossier_id is not None:
        return False
    reasons = " ".join(f"{reason.why.label} {reason.words}" for reason in row.reasons)
    text = fold(f"{row.on:%d/%m/%Y} {row.person} {row.centre} {_fsmr(row)} {_region(row)} {reasons}")
    return all(word in text for word in words)


def _sums(rows: Iterable[Leaving], where: Callable[[Leaving], str]) -> list[Sum]:
    every, without = Counter[str](), Counter[str]()
    for row in rows:
        every[where(row)] += 1
        without[where(row)] += row.dossier_id is None
    return [Sum(name, count, without[name]) for name, count in every.most_common()]


def _fsmr(row: Leaving) -> str:
    return row.fsmr or _NONE


def _region(row: Leaving) -> str:
    return REGIONS[row.region].name if row.region in REGIONS else "Région non renseignée"


def _where(row: Leaving) -> str:
    return f"{_fsmr(row)}, {_region(row)}"


def _whole(row: Leaving) -> str:
    return f"{row.centre}, {_where(row)}"


def _reasons(row: Leaving) -> Cell:
    first, *others = row.reasons
    shown = first.words.partition(" le ")[0] if first.why is Why.AGE else first.why.label
    return Cell(shown, second=", ".join(map(_said, others)), tip="\n".join(map(_cited, row.reasons)))


def _said(reason: Reason) -> str:
    return reason.words if reason.why is Why.AGE else f"{reason.why.label} le {short_date(reason.on)}"


def _cited(reason: Reason) -> str:
    return f"{_said(reason)} ({french_place(reason.place)})"


def _letter(row: Leaving, today: dt.date) -> Cell:
    """Once the day has passed, six months are no longer left."""
    if row.letter_by is None:
        aged = row.function == Function.COORDONNATEUR and not row.is_bound
        return Cell("aucun jour", tone="mute", tip=_NO_DAY) if aged else Cell("")
    return _day(row.letter_by, today, "Ce jour est passé, sans lettre enregistrée")


def _day(day: dt.date, today: dt.date, passed: str) -> Cell:
    """A day, red once it has ``passed``."""
    return Cell(short_date(day), tone="stop", icon="clock", tip=passed) if day < today else Cell(short_date(day))


def _dossier(row: Leaving) -> Cell:
    return Cell(row.dossier_number) if row.dossier_number else Cell("Aucun", tone="warn")


def _table(today: dt.date) -> DataTable[Leaving]:
    return DataTable(
        (
            Column("Départ", lambda row: _day(row.on, today, _OVER), sort=lambda row: row.on, width=112),
            Column("Personne", lambda row: Cell(row.person, second=_SHORT[Function(row.function)]), stretch=4),
            Column("Centre", lambda row: Cell(row.centre, second=_where(row), tip=_whole(row)), stretch=5),
            Column("Motif", _reasons, stretch=4),
            Column("Lettre avant le", lambda row: _letter(row, today),
                   sort=lambda row: (row.letter_by is None, row.letter_by or row.on), width=124),
            Column("Dossier", _dossier, width=92),
        ),
        lambda row: row.key, "Départs à venir", two_lines=True,
    )  # fmt: skip


def _sums_table() -> DataTable[Sum]:
    return DataTable(
        (
            Column("Où", lambda row: row.name, stretch=2),
            Column("Départs", lambda row: str(row.leaving), sort=lambda row: row.leaving, width=80, right=True),
            Column("Sans dossier", lambda row: str(row.without), sort=lambda row: row.without, width=104, right=True),
        ),
        lambda row: row.name, "Départs par filière ou par région",
    )  # fmt: skip
