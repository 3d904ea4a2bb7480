"""The cards of the page: each chart with its figures, and where a click on it leads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.step_times import StepTimes
from crmr_desk.model.network.statistics import by_fsmr, history, vacancies
from crmr_desk.model.network.statistics.counts import NOWHERE
from crmr_desk.model.network.statistics.numerals import WIDE, counted, number
from crmr_desk.model.network.statistics.overview import Overview
from crmr_desk.model.network.statistics.region_map import RegionMap
from crmr_desk.model.network.statistics.tables import StatTable
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import Segmented
from crmr_desk.ui.statistics import look
from crmr_desk.ui.statistics.chart_card import ChartCard
from crmr_desk.ui.statistics.columns import StackedColumns
from crmr_desk.ui.statistics.curve import Curves
from crmr_desk.ui.statistics.pyramid import AgePyramid
from crmr_desk.ui.statistics.share_bar import ShareBar
from crmr_desk.ui.statistics.stacked_bars import StackedBars
from crmr_desk.ui.statistics.step_bars import StepBars
from crmr_desk.ui.statistics.tile_map import TileMap


class MapCard(ChartCard):
    """The tile map; a region leads to the tree by region."""

    def __init__(self, desk: Desk) -> None:
        self.map = TileMap()
        super().__init__(desk, "Couverture par région", self.map)
        self.above.show()
        self._regions: tuple[str, ...] = ()
        self.map.picked.connect(self._go_to)
        self.view.opened.connect(lambda rank: self._go_to(self._regions[rank]))

    def show_map(self, shown: RegionMap, seen: str, *, differences: bool) -> None:
        """Another measure, filière or day."""
        self.map.show_map(shown, differences=differences)
        self._regions = (*(tile.code for tile in shown.tiles), NOWHERE)
        self.above.setText(shown.legend_of_differences() if differences else shown.legend())
        self.show_figures(shown.table(), seen, remark=shown.summary(), caption=shown.caption())

    def _go_to(self, code: str) -> None:
        if code != NOWHERE:
            self._desk.page_wanted.emit("network", f"region/{code}")


class FsmrCard(ChartCard):
    """Centres by filière; a filière leads to its sheet."""

    def __init__(self, desk: Desk) -> None:
        self.bars = StackedBars("Centres par filière")
        super().__init__(desk, "Centres par filière", self.bars)
        self._lines: tuple[by_fsmr.Line, ...] = ()
        self.bars.picked.connect(lambda centre: desk.centre_wanted.emit(*centre))
        self.view.opened.connect(self._open)

    def show_overview(self, shown: Overview, seen: str) -> None:
        """Other figures."""
        counts = shown.counts
        self._lines = by_fsmr.by_fsmr(counts)
        self.bars.show_lines(look.centre_series(counts), [look.centre_bar(line) for line in self._lines])
        twice = sum(line.tally.ccmrs for line in self._lines) - counts.national().ccmrs
        caption = f"{number(twice)} comptés dans deux filières, une fois au total."
        self.show_figures(by_fsmr.centres_table(counts), seen, remark=str(len(counts.sigles)), caption=caption)

    def _open(self, rank: int) -> None:
        leads_to = look.centre_bar(self._lines[rank]).leads_to if rank < len(self._lines) else None
        if leads_to is not None:
            self._desk.centre_wanted.emit(*leads_to)


class CoverageCard(ChartCard):
    """Adults and children by filière or by region."""

    def __init__(self, desk: Desk) -> None:
        self.bars = StackedBars("Adultes et enfants", whole=True, pitch=24)
        super().__init__(desk, "Adultes et enfants", self.bars)
        self.order = Segmented((("fsmr", "Filière"), ("region", "Région")), "Adultes et enfants par")
        self.corner.addWidget(self.order)
        self.order.chosen.connect(lambda _value: self._show())
        self._overview: Overview | None = None
        self._day = ""

    def show_overview(self, shown: Overview, seen: str) -> None:
        """Other figures."""
        self._overview, self._day = shown, seen
        self._show()

    def tables(self) -> list[StatTable]:
        """Both orders."""
        return [] if self._overview is None else [self._table("fsmr"), self._table("region")]

    def _show(self) -> None:
        if self._overview is None:
            return
        order = self.order.value()
        lines = self._lines(order)
        self.bars.show_lines(look.public_series(lines), [look.public_bar(line) for line in lines])
        self.show_figures(self._table(order), self._day, caption="Centres de compétences, selon le public déclaré.")

    def _lines(self, order: str) -> tuple[by_fsmr.Line, ...]:
        assert self._overview is not None
        counts = self._overview.counts
        return by_fsmr.by_fsmr(counts) if order == "fsmr" else by_fsmr.by_region(counts)

    def _table(self, order: str) -> StatTable:
        assert self._overview is not None
        title, key = ("Filière", "coverage_fsmr") if order == "fsmr" else ("Région", "coverage_region")
        return by_fsmr.coverage_table(self._overview.counts, self._lines(order), title, key)


class FigureCards:
    """The cards that need nothing but figures."""

    def __init__(self, desk: Desk) -> None:
        self._public, self._ages = ShareBar("Public accueilli"), AgePyramid("Âge des responsables")
        self._vacant, self._steps = Curves("Postes vacants sur 24 mois"), StepBars("Temps par étape")
        self._endings, self._history = StackedColumns("Mandats qui s’achèvent"), Curves("Depuis 2004", plot=130)
        self.public = ChartCard(desk, "Public accueilli", self._public)
        self.ages = ChartCard(desk, "Âge des responsables", self._ages)
        self.vacant = ChartCard(desk, "Postes vacants", self._vacant)
        self.steps = ChartCard(desk, "Temps par étape", self._steps)
        self.endings = ChartCard(desk, "Mandats qui s’achèvent", self._endings)
        self.history = ChartCard(desk, f"Depuis {history.FIRST_YEAR}", self._history)

    def all(self) -> list[ChartCard]:
        """In the order of the page."""
        return [self.public, self.ages, self.vacant, self.steps, self.endings, self.history]

    def show_overview(self, shown: Overview, seen: str) -> None:
        """Other figures of the network."""
        steps: tuple[Callable[[Overview, str], None], ...] = (
            self._show_public, self._show_ages, self._show_vacant, self._show_endings, self._show_history,
        )  # fmt: skip
        for step in steps:
            step(shown, seen)

    def show_times(self, times: StepTimes, seen: str) -> None:
        """Other times of dossiers."""
        self._steps.show_times(times)
        caption = f"Étapes achevées du {short_date(times.first)} au {short_date(times.on)}."
        self.steps.show_figures(times.table(), seen, remark="médiane, puis neuf sur dix", caption=caption)

    def _show_public(self, shown: Overview, seen: str) -> None:
        total = shown.counts.national()
        self._public.show_parts(look.public_parts(total))
        told = f"{counted(total.public_unknown, 'ne le dit', 'ne le disent')} pas"
        caption = f"{counted(total.ccmrs, 'centre', 'centres')}, {told if total.public_unknown else 'tous le disent'}."
        self.public.show_figures(by_fsmr.public_table(shown.counts), seen, remark="compétences", caption=caption)

    def _show_ages(self, shown: Overview, seen: str) -> None:
        heads = shown.heads
        self._ages.show_heads(heads)
        remark = f"{number(heads.known)} connus sur {number(heads.people)}"
        caption = "Chacun une fois par côté\u202f; sexe non connu."
        self.ages.show_figures(heads.table(), seen, remark=remark, caption=caption)

    def _show_vacant(self, shown: Overview, seen: str) -> None:
        curve, ticks, said = look.vacancy_curve(shown.vacancies)
        self._vacant.show_curves([curve], ticks, said)
        seats = shown.vacancies[-1].seats
        caption = f"Sur {counted(seats, 'poste', 'postes')}, à la fin de chaque mois."
        remark = f"{vacancies.MONTHS}{WIDE}mois"
        self.vacant.show_figures(vacancies.table(shown.vacancies), seen, remark=remark, caption=caption)

    def _show_endings(self, shown: Overview, seen: str) -> None:
        series, bars = look.ending_columns(shown.endings)
        self._endings.show_columns(series, bars)
        out = shown.endings
        caption = f"Plus tard\u00a0: {number(out.later)}\u202f; fin non connue\u00a0: {number(out.unknown)}."
        self.endings.show_figures(out.table(), seen, remark="12 trimestres", caption=caption)

    def _show_history(self, shown: Overview, seen: str) -> None:
        self._history.show_curves(*look.history_curves(shown.history))
        caption = "Au 31 décembre, selon ce que le registre sait."
        self.history.show_figures(history.table(shown.history), seen, caption=caption)


def plans(map_card: QWidget, fsmr: QWidget, coverage: QWidget, figures: FigureCards) -> dict[int, list[list[QWidget]]]:
    """Which cards stand in which of three, two and one columns."""
    rest: list[QWidget] = [figures.public, figures.ages, figures.vacant, figures.steps]
    return {
        3: [[map_card, coverage], [fsmr, figures.endings], [*rest, figures.history]],
        2: [[map_card, *rest], [fsmr, coverage, figures.endings, figures.history]],
        1: [[map_card, fsmr, *rest, coverage, figures.endings, figures.history]],
    }
