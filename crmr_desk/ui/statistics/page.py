"""Statistiques: the map of the regions and the charts of the network, on the day shown and against another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.step_times import StepTimes, step_times
from crmr_desk.model.network.statistics.counts import EVERY, Counts
from crmr_desk.model.network.statistics.overview import Overview, default_comparison, overview
from crmr_desk.model.network.statistics.tables import StatTable
from crmr_desk.model.terms import short_date
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.card import ScrollPage
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.statistics.cards import CoverageCard, FigureCards, FsmrCard, MapCard, plans
from crmr_desk.ui.statistics.columns_layout import CardColumns
from crmr_desk.ui.statistics.controls import Controls

_SHARES = (44, 34, 35)


class Answer(NamedTuple):
    """All that the page shows."""

    network: Overview
    times: StepTimes


class StatisticsPage(LiveView):
    """Controls, then cards in columns. Measure, filière and kind of figure concern the map alone; the day concerns
    everything."""

    TABLES = frozenset(
        {
            "hospital", "person", "fsmr", "crmr", "label", "site", "ccmr", "attachment", "mandate", "former_value",
            "dossier", "letter",
        }
    )  # fmt: skip
    TURNS = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._answer: Answer | None = None
        self._compared: dt.date | None = None
        self._seen = ""
        self.controls = Controls()
        self.map, self.fsmr, self.coverage = MapCard(desk), FsmrCard(desk), CoverageCard(desk)
        self.figures = FigureCards(desk)
        self.nothing = EmptyState(
            "chart-histogram",
            "Le registre n’a pas encore de centre\u00a0: il n’y a rien à compter.",
            "Recevoir un fichier",
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], Answer]:
        db, on = self.desk.seen, self.desk.on
        compared = self._compared or default_comparison(on)
        self.controls.show_day(compared)
        return lambda: Answer(overview(db, on, compared), step_times(db, on))

    def show_answer(self, answer: Answer) -> None:
        self._answer = answer
        self._seen = seen_words(answer.network.on, self.desk.known)
        self.stack.setCurrentWidget(self.nothing if answer.network.empty else self._filled)
        self.controls.show_fsmrs(_offered(answer.network.counts))
        self._show_map()
        for card in (self.fsmr, self.coverage, self.figures):
            card.show_overview(answer.network, self._seen)
        self.figures.show_times(answer.times, self._seen)

    def show_measure(self, key: str) -> None:
        """Show the map of another measure."""
        self.controls.choose_measure(key)

    def compare_with(self, day: dt.date) -> None:
        """Compare the network with that of another day."""
        self._compared = day
        self.reload()

    def tables(self) -> list[StatTable]:
        """Every table of the page, as it stands."""
        cards = (self.map, self.fsmr, self.coverage, *self.figures.all())
        return [table for card in cards for table in card.tables()]

    def _show_map(self) -> None:
        if self._answer is not None:
            shown = self._answer.network.map_of(self.controls.wanted(), self.controls.fsmr_id())
            self.map.show_map(shown, self._seen, differences=self.controls.differences())

    def _export(self) -> None:
        tables, seen = self.tables(), self._seen

        def write(path: Path) -> None:
            from crmr_desk.workbooks.outgoing import statistics

            statistics.write_statistics(path, tables, seen)

        exports.ask_where(
            self.desk, "Exporter les statistiques", f"statistiques-{self.desk.on.isoformat()}.xlsx", write
        )

    def _lay_out(self) -> None:
        scroll = ScrollPage()
        scroll.body.setContentsMargins(24, 4, 24, 24)
        scroll.body.addWidget(CardColumns(plans(self.map, self.fsmr, self.coverage, self.figures), _SHARES))
        scroll.body.addStretch(1)
        self._filled = QWidget()
        inner = QVBoxLayout(self._filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.addWidget(self.controls)
        inner.addLayout(head)
        inner.addWidget(scroll, 1)
        for part in (self._filled, self.nothing):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _connect(self) -> None:
        self.controls.changed.connect(self._show_map)
        self.controls.compared.connect(self.compare_with)
        self.controls.image_wanted.connect(self.map.export_image)
        self.controls.workbook_wanted.connect(self._export)
        if self.nothing.action is not None:
            self.nothing.action.clicked.connect(lambda: self.desk.page_wanted.emit("imports", ""))


def seen_words(on: dt.date, known: dt.date | None) -> str:
    """« 20/11/2026 », with the day on which it was known so where that is not today."""
    return short_date(on) if known is None else f"{short_date(on)}, tel que connu le {short_date(known)}"


def _offered(counts: Counts) -> list[tuple[int, str]]:
    return [(each, counts.sigle(each)) for each in (EVERY, *counts.fsmr_ids())]
