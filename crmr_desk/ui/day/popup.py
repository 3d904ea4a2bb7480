"""The choices under the day of the top bar: which day, as it was known when, and the comparison of two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.terms import short_date
from crmr_desk.ui.day.looking import FIRST_DAY, LAST_DAY
from crmr_desk.ui.day.quick_days import QuickDay
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label, rule
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.problems import ProblemStrip

_WIDTH: Final = 480
TWO_CLOCKS: Final = (
    "Le premier jour dit à quelle date regarder le réseau. Le second retire ce que le registre n’a appris qu’après"
    " lui\u00a0: une correction saisie hier, même pour un fait ancien, n’y paraît pas. Laissé vide, le registre montre"
    " ce qu’il sait aujourd’hui."
)


class DayPopup(QFrame):
    """``chosen(on, known)``; ``comparison_wanted`` for the page of two dates. Closes itself with either."""

    chosen = Signal(object, object)
    comparison_wanted = Signal()

    def __init__(
        self, on: dt.date, known: dt.date | None, today: dt.date, quick: Iterable[QuickDay],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self.setAccessibleName("Jour affiché")
        self.setFixedWidth(_WIDTH)
        self._today = today
        self.on, self.known = DateEdit("Réseau au", today), DateEdit("Tel que connu le", today)
        self.on.set_day(on)
        self.known.set_day(known)
        self.quick, self._quick = Flow(8, 6), QWidget()
        self._quick.setLayout(self.quick)
        self.problem = ProblemStrip()
        self.compare = button("Comparer deux dates…", "link", "switch-horizontal")
        self.home = button("Revenir à aujourd’hui", "secondary", "arrow-back-up")
        self.show_button = button("Afficher", "primary")
        already = "" if (on, known) != (today, None) else "Le jour affiché est déjà aujourd’hui"
        set_available(self.home, already)
        self._lay()
        self.offer(quick)
        self.compare.clicked.connect(self._compare)
        self.home.clicked.connect(lambda: self._choose(today, None))
        self.show_button.clicked.connect(self.take)
        self.on.line.setFocus()
        self.on.line.selectAll()

    def offer(self, quick: Iterable[QuickDay]) -> None:
        """The days to choose by one click; what is known is left as it is typed."""
        self.quick.clear()
        for each in quick:
            made = button(each.words, "chip", parent=self._quick)
            made.setToolTip(f"Réseau au {short_date(each.day)}")
            made.clicked.connect(lambda _on=False, day=each.day: self._pick(day))
            self.quick.addWidget(made)
        self._fit()

    def take(self) -> None:
        """Show the days typed; what cannot be read is said here."""
        try:
            on, known = self._day(self.on, "Réseau au"), self._day(self.known, "Tel que connu le")
        except ValueError as problem:
            self._refuse(str(problem))
            return
        if on is None:
            self._refuse("Indiquez le jour à afficher.")
        elif known is not None and known > self._today:
            self._refuse("Le registre ne sait pas encore ce qu’il saura\u00a0: choisissez un jour passé, ou aucun.")
        else:
            self._choose(on, known)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are its parts dressed, and as high as they will be."""
        self._fit()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)

    def _pick(self, day: dt.date) -> None:
        self.on.set_day(day)
        self.take()

    def _choose(self, on: dt.date, known: dt.date | None) -> None:
        self.close()
        self.chosen.emit(on, known)

    def _compare(self) -> None:
        self.close()
        self.comparison_wanted.emit()

    def _refuse(self, sentence: str) -> None:
        self.problem.say(sentence)
        self._fit()

    def _fit(self) -> None:
        """A layout of wrapped labels asks for the height of narrow lines: take that of the real width."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))

    @staticmethod
    def _day(field: DateEdit, name: str) -> dt.date | None:
        """The day typed. ValueError with a French sentence when there is no such day, or none of the register's."""
        try:
            day = field.day()
        except ValueError as problem:
            said = str(problem)
            raise ValueError(f"{name}\u00a0: {said[:1].lower()}{said[1:]}") from problem
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError(f"{name}\u00a0: choisissez un jour entre {FIRST_DAY.year} et {LAST_DAY.year}.")
        return day

    def _lay(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(16)
        days.addLayout(named("Réseau au", self.on))
        days.addLayout(named("Tel que connu le (facultatif)", self.known))
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        verbs.addWidget(self.compare)
        verbs.addStretch(1)
        verbs.addWidget(self.home)
        verbs.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(days)
        column.addWidget(self._quick)
        column.addWidget(label(TWO_CLOCKS, "secondary", wrap=True))
        column.addWidget(self.problem)
        column.addWidget(rule())
        column.addLayout(verbs)
