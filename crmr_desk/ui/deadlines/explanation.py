"""Where a date comes from: the event, the rule and its place in the text, the arithmetic; and what answers it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.ui import icons
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.parts.badge import Badge, PlaceBadge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import ScrollPage, clear, label, rule
from crmr_desk.ui.parts.notes import EmptyState

WIDTH = 352
_ICONS = (("règle", "scale"), ("calcul", "calculator"), ("calendrier", "calendar"))


class Explanation(QWidget):
    """The right side of the page; ``open_wanted(row)`` when the user wants the centre, ``start_wanted(procedure)`` for
    the dossier that answers the deadline, ``dossier_wanted(id)`` for the one that it comes from."""

    open_wanted = Signal(object)
    start_wanted = Signal(object)
    dossier_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("D’où vient cette date")
        self.setFixedWidth(WIDTH)
        self._page = ScrollPage()
        self._page.body.setContentsMargins(20, 16, 20, 16)
        self._row: DeadlineRow | None = None
        self._verbs = QVBoxLayout()
        self._nothing = EmptyState("calendar-event", "Choisissez une échéance pour voir d’où vient sa date.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._stack)

    def show_row(self, row: DeadlineRow | None) -> None:
        """Explain ``row``, or ask to choose one."""
        self._stack.setCurrentWidget(self._nothing if row is None else self._page)
        if row is None:
            return
        self._row = row
        clear(self._page.body)
        self._page.body.addLayout(self._heading(row))
        what = QVBoxLayout()
        what.setSpacing(2)
        what.addWidget(label(row.title, "section", wrap=True))
        what.addWidget(label(row.detail, "secondary", wrap=True))
        self._page.body.addLayout(what)
        self._page.body.addWidget(rule())
        self._page.body.addWidget(label("D’où vient cette date", "strong"))
        for heading, sentence in row.explanation:
            self._page.body.addLayout(_part(heading, sentence, row.place))
        self._page.body.addSpacing(8)
        self._verbs = QVBoxLayout()
        self._verbs.setSpacing(8)
        self._page.body.addLayout(self._verbs)
        self._page.body.addStretch(1)
        self.offer(row, None)

    def offer(self, row: DeadlineRow, procedure: Procedure | None) -> None:
        """Offer the dossier that ``row`` comes from or that answers it, if any, and its centre; nothing when another
        row is shown by now."""
        if row is not self._row:
            return
        clear(self._verbs)
        if row.dossier_id is not None:
            take_up = button("Ouvrir le dossier", "primary", "folder-open")
            take_up.clicked.connect(lambda: self.dossier_wanted.emit(row.dossier_id))
            self._verbs.addWidget(take_up)
        if procedure is not None:
            start = button(procedure.title, "primary", "folder")
            start.setToolTip(procedure.why)
            start.setAccessibleDescription(procedure.why)
            start.clicked.connect(lambda: self.start_wanted.emit(procedure))
            self._verbs.addWidget(start)
            self._verbs.addWidget(label(procedure.why, "quiet", wrap=True))
        second = procedure is not None or row.dossier_id is not None
        open_centre = button("Ouvrir le centre", "secondary" if second else "primary", "external-link")
        open_centre.clicked.connect(lambda: self.open_wanted.emit(row))
        self._verbs.addWidget(open_centre)

    @staticmethod
    def _heading(row: DeadlineRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(f"{row.on:%d/%m/%Y}", "bar"))
        words = "en retard" if row.days < 0 else ""
        line.addWidget(Badge(f"{look.distance(row.days)} {words}".strip(), look.tone(row), "clock"))
        line.addStretch(1)
        return line


def _part(heading: str, sentence: str, place: str) -> QHBoxLayout:
    icon = next((name for word, name in _ICONS if word in heading.lower()), "flag")
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(heading, "quiet"))
    words.addWidget(label(sentence, "body", wrap=True))
    if icon == "scale" and place:
        words.addWidget(PlaceBadge(place), 0, Qt.AlignmentFlag.AlignLeft)
    line = QHBoxLayout()
    line.setSpacing(10)
    line.addWidget(icons.IconLabel(icon, "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return line
