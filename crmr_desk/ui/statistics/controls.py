"""The line over the cards: what the map measures, of which filière, against which day, and the ways out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from crmr_desk.model.network.statistics.counts import EVERY
from crmr_desk.model.network.statistics.measures import MEASURES, Measure, measure
from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier.date_field import CalendarPopup
from crmr_desk.ui.parts.buttons import Segmented, button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow

VALUE, DIFFERENCE = "value", "difference"


class Controls(QWidget):
    """``changed`` when another measure, filière or kind of figure is wanted; ``compared(day)`` when another day is."""

    changed = Signal()
    compared = Signal(object)
    image_wanted = Signal()
    workbook_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measure, self.fsmr = QComboBox(), QComboBox()
        self.day = button("", "secondary", "calendar")
        self.figures = Segmented(((VALUE, "Valeur"), (DIFFERENCE, "Écart")), "Figures de la carte")
        self.image = button("Image", "secondary", "download")
        self.workbook = button("Classeur", "secondary", "file-spreadsheet")
        self._day = dt.date.min
        self._fill()
        self._lay_out()
        self._connect()

    def show_fsmrs(self, offered: Iterable[tuple[int, str]]) -> None:
        """The filières that the map can show, ``EVERY`` first; the one chosen stays where it still is."""
        kept, entries = self.fsmr_id(), list(offered)
        self.fsmr.blockSignals(True)
        self.fsmr.clear()
        for fsmr_id, sigle in entries:
            self.fsmr.addItem(sigle, fsmr_id)
        self.fsmr.setCurrentIndex(max(self.fsmr.findData(kept), 0))
        self.fsmr.blockSignals(False)

    def show_day(self, day: dt.date) -> None:
        """The day with which the network is compared."""
        self._day = day
        self.day.setText(short_date(day))
        self.day.setAccessibleName(f"Comparer au {short_date(day)}\u00a0: choisir un autre jour")

    def wanted(self) -> Measure:
        """The measure of the map."""
        return measure(self.measure.currentData())

    def fsmr_id(self) -> int:
        """The filière of the map; ``EVERY`` for all."""
        found = self.fsmr.currentData()
        return found if isinstance(found, int) else EVERY

    def differences(self) -> bool:
        """Whether the tiles show how figures moved."""
        return self.figures.value() == DIFFERENCE

    def choose_measure(self, key: str) -> None:
        """Show another measure, as the user would choose it."""
        self.measure.setCurrentIndex(self.measure.findData(key))

    def _fill(self) -> None:
        for each in MEASURES:
            self.measure.addItem(each.title, each.key)
        self.fsmr.addItem("Toutes les filières", EVERY)
        self.fsmr.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.measure.setAccessibleName("Mesure de la carte")
        self.fsmr.setAccessibleName("Filière de la carte")
        self.image.setToolTip("Enregistrer la carte en image")
        self.workbook.setToolTip("Exporter tous les tableaux de la page, une feuille chacun")

    def _lay_out(self) -> None:
        flow = Flow(8, 8)
        for words, control in (("Mesure", self.measure), ("Filière", self.fsmr), ("Comparer au", self.day)):
            flow.addWidget(_named(words, control))
        flow.addWidget(self.figures)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addLayout(flow, 1)
        line.addWidget(self.image)
        line.addWidget(self.workbook)

    def _connect(self) -> None:
        self.measure.currentIndexChanged.connect(lambda _rank: self.changed.emit())
        self.fsmr.currentIndexChanged.connect(lambda _rank: self.changed.emit())
        self.figures.chosen.connect(lambda _value: self.changed.emit())
        self.day.clicked.connect(self._open_calendar)
        self.image.clicked.connect(self.image_wanted)
        self.workbook.clicked.connect(self.workbook_wanted)

    def _open_calendar(self) -> None:
        popup = CalendarPopup(self._day, self)
        popup.picked.connect(self.compared)
        popup.move(self.day.mapToGlobal(QPoint(0, self.day.height() + 2)))
        popup.show()


def _named(words: str, control: QWidget) -> QWidget:
    """A control with its name at its left, kept together when the line is full."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 4, 0)
    line.setSpacing(8)
    name: QLabel = label(words, "secondary")
    name.setBuddy(control)
    line.addWidget(name)
    line.addWidget(control)
    return box
