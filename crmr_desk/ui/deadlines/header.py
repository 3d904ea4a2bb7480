"""The two lines over the views: which view, what leaves the program, and where in the calendar one stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.ui import theme
from crmr_desk.ui.deadlines.periods import HORIZONS, Period, View
from crmr_desk.ui.parts.buttons import Segmented, button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.fields import SearchField

VIEWS = (
    (View.DAY, "Jour"),
    (View.MONTH, "Mois"),
    (View.YEAR, "Année"),
    (View.LIST, "Liste"),
    (View.CENTRES, "Par centre"),
    (View.RADAR, "Radar"),
)
_WIDEST_TITLE = "Septembre 2026"


class Header(QWidget):
    """``view_wanted(value)``, ``horizon_wanted(value)``, ``stepped(±1)`` and ``today_wanted``; the other buttons are
    the page's to connect."""

    view_wanted = Signal(str)
    horizon_wanted = Signal(str)
    stepped = Signal(int)
    today_wanted = Signal()

    def __init__(self, search: SearchField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = search
        self.views = Segmented([(str(value), words) for value, words in VIEWS], "Vue")
        self.horizon = Segmented(HORIZONS, "Horizon")
        self.back, self.forth = button("Avant", "icon", "chevron-left"), button("Après", "icon", "chevron-right")
        self.title = label("", "bar")
        self.today = button("Aujourd’hui")
        self.new = button("Nouvelle échéance…", "icon", "calendar-plus")
        self.calendar = button("Exporter .ics…", "secondary", "calendar-event")
        self.print = button("Imprimer", "icon", "printer")
        self.export = button("Exporter vers Excel…", "icon", "file-spreadsheet")
        self.remind = button("Relances…", "primary", "mail-forward")
        self.ahead = button("À venir", "secondary", "list")
        self.saved = button("Mes filtres", "link", "bookmark")
        self._lay_out()
        self._connect()

    def show_period(self, period: Period) -> None:
        """Say where the page stands."""
        self.views.set_value(str(period.view))
        self.horizon.set_value(period.horizon)
        self.title.setText(period.title())
        unit = "année" if period.view is View.YEAR else "mois"
        for made, words in ((self.back, f"{unit.capitalize()} d’avant"), (self.forth, f"{unit.capitalize()} d’après")):
            made.setToolTip(words)
            made.setAccessibleName(words)
        stepping: tuple[QWidget, ...] = (self.back, self.forth, self.title, self.today)
        for part in stepping:
            part.setVisible(period.view.steps)
        self.horizon.setVisible(period.view in (View.LIST, View.CENTRES))
        # The radar brings its own tools.
        ours: tuple[QWidget, ...] = (
            self.search, self.saved, self.calendar, self.print, self.export, self.remind
        )  # fmt: skip
        for part in ours:
            part.setVisible(period.view is not View.RADAR)

    def _lay_out(self) -> None:
        holder = QWidget()
        outputs = QHBoxLayout(holder)
        outputs.setContentsMargins(0, 0, 0, 0)
        outputs.setSpacing(6)
        for made in (self.new, self.print, self.export, self.calendar, self.remind):
            outputs.addWidget(made)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self.views)
        upper.addStretch(1)
        upper.addWidget(holder)
        # The title keeps its width, so that the arrows stay under the pointer from month to month.
        self.title.setMinimumWidth(QFontMetrics(theme.font(17, 600)).horizontalAdvance(_WIDEST_TITLE) + 4)
        lower = QHBoxLayout()
        lower.setSpacing(8)
        standing: tuple[QWidget, ...] = (self.back, self.title, self.forth, self.today, self.horizon)
        for part in standing:
            lower.addWidget(part)
        lower.addWidget(self.search, 1)
        lower.addWidget(self.saved)
        lower.addWidget(self.ahead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(upper)
        column.addLayout(lower)

    def _connect(self) -> None:
        self.views.chosen.connect(self.view_wanted)
        self.horizon.chosen.connect(self.horizon_wanted)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(self.today_wanted)
