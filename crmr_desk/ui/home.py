"""Accueil: my dossiers, what is late or near, imports to settle, and what the network asks to be looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.correspondence import listing as correspondence
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import listing
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.network import tree
from crmr_desk.model.network.rows import Node
from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.dossiers.filters import has_ended
from crmr_desk.ui.home_cards import AlertsCard, DeadlinesCard, DossiersCard
from crmr_desk.ui.home_imports import ImportsCard
from crmr_desk.ui.home_letters import SHOWN_STATES, LettersCard, to_sign
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.card import ScrollPage, label
from crmr_desk.workbooks.imports import history
from crmr_desk.workbooks.imports.rows import ImportRow

_SOON, _MONTH = 7, 30
_SIDE = 352
_ROOM_FOR_SIDE = 1040
"""Width in pixels under which the alerts stand below."""
_WIDEST = 16777215


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows of one day; of the dossiers, those that still go on, the oldest first."""

    dossiers: Sequence[DossierListRow]
    deadlines: Sequence[DeadlineRow]
    nodes: Sequence[Node]
    imports: Sequence[ImportRow]
    letters: Sequence[KeptLetter]


class HomePage(LiveView):
    """The first page."""

    TABLES = frozenset(
        {"dossier", "piece", "opinion", "letter", "mandate", "label", "fsmr_designation", "person", "crmr", "site",
         "ccmr", "fsmr", "attachment", "hospital", "workbook_import", "import_choice",
         "letter_batch", "deadline_entry", "deadline_mark", "campaign", "signing_list"}
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.greeting = label(f"Bonjour {desk.who.split()[0]}" if desk.who.split() else "Bonjour", "page")
        self.sentence = label("", "secondary", wrap=True)
        self.dossiers = DossiersCard(desk)
        self.late = DeadlinesCard(desk, "En retard", late=True)
        self.soon = DeadlinesCard(desk, "Sous 7 jours")
        self.month = DeadlinesCard(desk, "Sous 30 jours")
        self.imports, self.letters, self.alerts = ImportsCard(desk), LettersCard(desk), AlertsCard(desk)
        page = ScrollPage()
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self.greeting)
        heading.addWidget(self.sentence)
        page.body.addLayout(heading)
        self._sheets = self._lay_sheets()
        page.body.addLayout(self._sheets, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def question(self) -> Callable[[], Overview]:
        db, today = self.desk.db, self.desk.today
        last = today + dt.timedelta(days=_MONTH)
        return lambda: Overview(
            sorted(_going_on(db, today), key=lambda row: (row.opened_on, row.number)),
            upcoming.waiting(db, last, today),
            tree.tree_on(db, today),
            history.imports(db),
            correspondence.letters(db, today=today, states=SHOWN_STATES),
        )

    def show_answer(self, answer: Overview) -> None:
        late = [row for row in answer.deadlines if row.days < 0]
        soon = [row for row in answer.deadlines if 0 <= row.days <= _SOON]
        month = [row for row in answer.deadlines if row.days > _SOON]
        self.sentence.setText(day_sentence(self.desk.today, len(late), len(answer.dossiers), to_sign(answer.letters)))
        self.desk.late_counted.emit(len(late))
        self.dossiers.show_rows(answer.dossiers, network_is_empty=not answer.nodes)
        for card, rows, tone in ((self.late, late, "stop"), (self.soon, soon, "warn"), (self.month, month, "mute")):
            card.show_rows(rows, tone)
        self.imports.show_rows(answer.imports)
        self.letters.show_rows(answer.letters)
        self.alerts.show_nodes(answer.nodes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOM_FOR_SIDE
        self._sheets.setDirection(QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom)
        for card in (self.imports, self.letters, self.alerts):
            card.setMinimumWidth(_SIDE if roomy else 0)
            card.setMaximumWidth(_SIDE if roomy else _WIDEST)

    def _lay_sheets(self) -> QHBoxLayout:
        three = QHBoxLayout()
        three.setSpacing(12)
        for card in (self.late, self.soon, self.month):
            three.addWidget(card, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.dossiers)
        left.addLayout(three)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.imports)
        right.addWidget(self.letters)
        right.addWidget(self.alerts)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addLayout(left, 1)
        both.addLayout(right)
        return both


def _going_on(db: Database, today: dt.date) -> Iterator[DossierListRow]:
    return (row for row in listing.dossier_list(db, today) if not has_ended(row))


def day_sentence(today: dt.date, late: int, dossiers: int, letters: int = 0) -> str:
    """The day in words, and what waits: "Vendredi 20 novembre 2026. 3 échéances passées, 2 dossiers en cours."; at the
    end the ``letters`` to sign."""
    day = QLocale(QLocale.Language.French).toString(QDate(today.year, today.month, today.day), "dddd d MMMM yyyy")
    day = day.replace(" 1 ", " 1ᵉʳ ")
    waiting = [
        plural(late, "échéance passée", "échéances passées") if late else "",
        plural(dossiers, "dossier en cours", "dossiers en cours") if dossiers else "",
        plural(letters, "courrier à signer", "courriers à signer") if letters else "",
    ]
    said = ", ".join(filter(None, waiting)) or "Rien ne vous attend"
    return f"{day[0].upper()}{day[1:]}. {said[0].upper()}{said[1:]}."
