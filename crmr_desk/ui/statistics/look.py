"""How the figures of the page are named and coloured, chart by chart."""

from __future__ import annotations

from collections.abc import Sequence

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.statistics.by_fsmr import Line
from crmr_desk.model.network.statistics.counts import NO_FSMR, Counts, Tally
from crmr_desk.model.network.statistics.endings import COLUMNS, Endings
from crmr_desk.model.network.statistics.history import YearCount
from crmr_desk.model.network.statistics.numerals import WIDE, counted, number
from crmr_desk.model.network.statistics.vacancies import VacanciesOn
from crmr_desk.model.terms import short_date
from crmr_desk.ui.statistics.chart import Series
from crmr_desk.ui.statistics.columns import ColumnBar
from crmr_desk.ui.statistics.curve import Curve
from crmr_desk.ui.statistics.stacked_bars import BarLine

UNKNOWN = "line2"
_PUBLIC = (("series1", "Adultes"), ("series4", "Mixte"), ("series2", "Enfants"), (UNKNOWN, "Non dit"))
_FUNCTIONS = {
    Function.COORDONNATEUR: "series1",
    Function.RESPONSABLE_SITE: "series2",
    Function.RESPONSABLE_CCMR: "series4",
    Function.ANIMATEUR: "series3",
}
_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_SHORT = {
    Function.COORDONNATEUR: "coord.",
    Function.RESPONSABLE_SITE: "sites",
    Function.RESPONSABLE_CCMR: "compétences",
    Function.ANIMATEUR: "animateurs",
}


def centre_series(counts: Counts) -> tuple[Series, ...]:
    """The three kinds of centres with their national numbers."""
    total = counts.national()
    return (
        Series("series1", f"coord. {number(total.coordinating)}"),
        Series("series2", f"constitutifs {number(total.constitutive)}"),
        Series("series4", f"compétences {number(total.ccmrs)}"),
    )


def centre_bar(line: Line) -> BarLine:
    """A filière by its three kinds of centres; it leads to the filière."""
    tally = line.tally
    words = (
        f"{line.name}\u00a0: {counted(tally.centres, 'centre', 'centres')}, {tally.coordinating} coordonnateurs, "
        f"{tally.constitutive} constitutifs, {tally.ccmrs} de compétences"
    )
    leads_to = ("fsmr", line.fsmr_id) if line.fsmr_id is not None and line.fsmr_id != NO_FSMR else None
    return BarLine(line.name, (tally.coordinating, tally.constitutive, tally.ccmrs), words, leads_to)


def public_parts(tally: Tally) -> list[tuple[str, str, int]]:
    """(token, words, how many) of whom competence centres receive."""
    return [(token, words, count) for (token, words), count in zip(_PUBLIC, _public(tally), strict=True)]


def public_series(lines: Sequence[Line]) -> tuple[Series, ...]:
    """The publics of a legend; « non dit » where somebody does not say."""
    told = _PUBLIC if any(line.tally.public_unknown for line in lines) else _PUBLIC[:-1]
    return tuple(Series(token, words.lower()) for token, words in told)


def public_bar(line: Line) -> BarLine:
    """Whom the competence centres of a filière or region receive."""
    parts = _public(line.tally)
    said = ", ".join(f"{words.lower()} {count}" for (_token, words), count in zip(_PUBLIC, parts, strict=True) if count)
    return BarLine(line.name, parts, f"{line.name}\u00a0: {said or 'aucun centre de compétences'}")


def _public(tally: Tally) -> tuple[int, int, int, int]:
    return tally.adults, tally.both, tally.children, tally.public_unknown


def vacancy_curve(points: Sequence[VacanciesOn]) -> tuple[Curve, list[tuple[int, str]], list[str]]:
    """The curve of vacant seats, three months named, and the words of each point."""
    last = len(points) - 1
    ticks = [(rank, _month(points[rank])) for rank in (0, last // 2, last)]
    said = [
        f"{short_date(point.day)}\u00a0: {counted(point.vacant, 'poste vacant', 'postes vacants')} sur "
        f"{number(point.seats)}"
        for point in points
    ]
    return Curve(Series("series1", "postes vacants"), tuple(point.vacant for point in points)), ticks, said


def _month(point: VacanciesOn) -> str:
    return f"{_MONTHS[point.day.month - 1]}{WIDE}{point.day.year}"


def history_curves(years: Sequence[YearCount]) -> tuple[list[Curve], list[tuple[int, str]], list[str]]:
    """CRMR, sites and competence centres by year."""
    curves = [
        Curve(Series("series1", "CRMR"), tuple(year.crmrs for year in years)),
        Curve(Series("series2", "sites de CRMR"), tuple(year.sites for year in years)),
        Curve(Series("series4", "compétences"), tuple(year.ccmrs for year in years)),
    ]
    last = len(years) - 1
    ticks = [(rank, str(years[rank].day.year)) for rank in sorted({0, last // 2, last})]
    said = [
        f"{short_date(year.day)}\u00a0: {year.crmrs} CRMR, {counted(year.sites, 'site', 'sites')}, "
        f"{counted(year.ccmrs, 'centre', 'centres')} de compétences"
        for year in years
    ]
    return curves, ticks, said


def ending_columns(shown: Endings) -> tuple[list[Series], list[ColumnBar]]:
    """The quarters by function."""
    totals = {function: sum(quarter.ending[function] for quarter in shown.quarters) for function in COLUMNS}
    series = [Series(_FUNCTIONS[each], f"{_SHORT[each]} {number(totals[each])}") for each in COLUMNS]
    bars = []
    for rank, quarter in enumerate(shown.quarters):
        name, year = quarter.words.split(WIDE)
        parts = tuple(quarter.ending[function] for function in COLUMNS)
        detail = ", ".join(f"{_SHORT[each]} {count}" for each, count in zip(COLUMNS, parts, strict=True) if count)
        words = (
            f"{quarter.words}\u00a0: {counted(quarter.total, 'mandat', 'mandats')}{f' ({detail})' if detail else ''}"
        )
        bars.append(ColumnBar(name, year if name == "T1" or (rank == 0 and name != "T4") else "", parts, words))
    return series, bars
