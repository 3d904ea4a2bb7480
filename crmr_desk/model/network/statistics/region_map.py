"""The tile map: what each region shows of a measure, and against another day."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.statistics.counts import EVERY, NOWHERE, Counts, Tally, regions_in_order
from crmr_desk.model.network.statistics.measures import Measure
from crmr_desk.model.network.statistics.numerals import WIDE, counted, number, signed
from crmr_desk.model.network.statistics.populations import inhabitants
from crmr_desk.model.network.statistics.scale import Balance, Scale, balance_of, places_for, scale_of
from crmr_desk.model.network.statistics.tables import Datum, Heading, Holds, StatTable
from crmr_desk.model.terms import short_date


@dataclass(frozen=True, slots=True)
class Tile:
    """One region. ``value`` is rounded as it is shown, None where it is not known; ``difference`` is that of the values
    shown, ``count_difference`` that of the counts behind them (the same where the value is a count); None without
    another day, or where one is not known."""

    code: str
    name: str
    value: float | None
    base: float | None
    difference: float | None
    count_difference: float | None
    arithmetic: str


@dataclass(frozen=True)
class RegionMap:
    """Every region in French order. ``elsewhere`` counts the centres that stand in none."""

    measure: Measure
    counts: Counts
    earlier: Counts | None
    fsmr_id: int
    places: int
    tiles: tuple[Tile, ...]
    scale: Scale
    balance: Balance
    elsewhere: Tally

    def figure(self, tile: Tile) -> str:
        """What stands large: « 24 », or « – » where nothing is known."""
        return "–" if tile.value is None else number(tile.value, self.places)

    def difference(self, tile: Tile) -> str:
        """The same for the difference: « +3 »."""
        return "–" if tile.difference is None else signed(tile.difference, self.places)

    def words(self, tile: Tile) -> str:
        """All that the tile says, for a tooltip and a screen reader."""
        said = f"{tile.name}\u00a0: {self.figure(tile)}{self.measure.unit}. {tile.arithmetic}."
        if self.earlier is None or tile.difference is None:
            return said
        change = self.difference(tile) if tile.difference else "sans changement"
        behind = "" if self.measure.base_unit else self._moved_behind(tile)
        return f"{said} Écart avec le {short_date(self.earlier.on)}\u00a0: {change}{behind}."

    def _moved_behind(self, tile: Tile) -> str:
        if not tile.count_difference:
            return ""
        return f" ({signed(tile.count_difference)} {self.measure.base_of(tile.count_difference)})"

    def summary(self) -> str:
        """« 18 régions, 2 169 centres »."""
        centres = self.counts.national(self.fsmr_id).centres
        return f"{len(self.tiles)}{WIDE}régions, {counted(centres, 'centre', 'centres')}"

    def legend(self) -> str:
        """What the figures of a tile mean."""
        said = f"Grand nombre\u00a0: {self._measured()}. Petit\u00a0: {self.measure.base_words}"
        if self.earlier is None:
            return f"{said}."
        moved = "écart du grand" if self.measure.base_unit else "écart"
        return f"{said}, {moved} avec le {short_date(self.earlier.on)}."

    def legend_of_differences(self) -> str:
        """The same where the differences stand large."""
        if self.earlier is None:
            return self.legend()
        since = f"écart avec le {short_date(self.earlier.on)}"
        return f"Grand nombre\u00a0: {self._measured()}, {since}. Petit\u00a0: au {short_date(self.counts.on)}."

    def caption(self) -> str:
        """How centres were counted, in one short sentence."""
        centres = counted(self.counts.national(self.fsmr_id).centres, "centre", "centres")
        twice = "\u202f; rattaché à deux CRMR, il compte une fois" if self.fsmr_id == EVERY else ""
        return " ".join(
            (f"{centres}\u00a0: une ligne par site et par centre de compétences{twice}.", *self._elsewhere())
        )

    def method(self) -> tuple[str, ...]:
        """How it was counted, in sentences."""
        return (*counting(self.counts, self.fsmr_id), self.measure.method, *_population_words(self.measure),
                *self._elsewhere())  # fmt: skip

    def table(self) -> StatTable:
        """The regions as rows, what stands in none last."""
        rows = [self._row(tile.name, tile, self.counts.of(tile.code, self.fsmr_id)) for tile in self.tiles]
        if self.elsewhere.centres:
            rows.append(self._row("Région non connue", None, self.elsewhere))
        scope = "" if self.fsmr_id == EVERY else f", {self.counts.sigle(self.fsmr_id)}"
        measured = () if self.measure.key in _OWN_COLUMN else (Heading(self.measure.title, Holds.RATE, "Mesure"),)
        against = (
            (Heading(f"Écart {short_date(self.earlier.on)}", Holds.RATE, "Écart"),) if self.earlier is not None else ()
        )
        headings = (Heading("Région", Holds.TEXT), *measured, *_COUNTED, *against)
        return StatTable("regions", f"Couverture par région{scope}", headings, tuple(rows), self.method())

    def _row(self, name: str, tile: Tile | None, tally: Tally) -> tuple[Datum, ...]:
        measured: tuple[Datum, ...] = ()
        if self.measure.key not in _OWN_COLUMN:
            measured = (tile.value if tile is not None else None,)
        against: tuple[Datum, ...] = ()
        if self.earlier is not None:
            against = (tile.difference if tile is not None else None,)
        return (
            name, *measured, tally.coordinating, tally.constitutive, tally.ccmrs, tally.centres, tally.vacant,
            tally.active_file, tally.active_file_unknown, *against,
        )  # fmt: skip

    def _measured(self) -> str:
        return self.measure.words or self.measure.title[0].lower() + self.measure.title[1:]

    def _elsewhere(self) -> tuple[str, ...]:
        lost = self.elsewhere.centres
        if not lost:
            return ()
        return (f"{counted(lost, 'centre', 'centres')} hors carte\u00a0: établissement ou région à préciser.",)


_COUNTED = (
    Heading("Coord."), Heading("Const."), Heading("Comp."), Heading("Centres"), Heading("Vacants"),
    Heading("File active"), Heading("File active non dite", short="Non dite"),
)  # fmt: skip
_OWN_COLUMN = frozenset({"coordinating", "ccmrs", "centres", "vacant", "active_file"})
"""Measures that the table counts anyway."""


def region_map(counts: Counts, earlier: Counts | None, measure: Measure, fsmr_id: int = EVERY) -> RegionMap:
    """The map of one measure, of all filières or one, on the day of ``counts`` and against that of ``earlier``."""
    people = inhabitants().by_region
    known = [measure.value(counts.of(code, fsmr_id), people.get(code)) for code in REGIONS]
    places = places_for([value for value in known if value is not None], fine=measure.fine)
    tiles = tuple(_tile(counts, earlier, measure, fsmr_id, places, *each) for each in regions_in_order())
    shown = [tile.value for tile in tiles if tile.value is not None]
    moved = [tile.difference for tile in tiles if tile.difference is not None]
    scale, balance = scale_of(shown, places, measure.step), balance_of(moved, places)
    elsewhere = counts.of(NOWHERE, fsmr_id)
    return RegionMap(measure, counts, earlier, fsmr_id, places, tiles, scale, balance, elsewhere)


def counting(counts: Counts, fsmr_id: int = EVERY) -> tuple[str, ...]:
    """How centres are counted, with their number: official counts do not add up, so ours says its rule."""
    total = counts.national(fsmr_id)
    rule = (
        f"{counted(total.centres, 'centre', 'centres')}\u00a0: une ligne par site et par centre de compétences en "
        f"activité le {short_date(counts.on)}"
    )
    if fsmr_id != EVERY:
        return (f"{rule}, filière {counts.sigle(fsmr_id)}.",)
    return (
        f"{rule}\u202f; un centre de compétences rattaché à deux CRMR compte une fois au total, et une fois dans "
        "chaque filière.",
    )


def _tile(
    counts: Counts, earlier: Counts | None, measure: Measure, fsmr_id: int, places: int, code: str, name: str
) -> Tile:
    people = inhabitants().by_region.get(code)
    now = counts.of(code, fsmr_id)
    before = earlier.of(code, fsmr_id) if earlier is not None else None
    value, base = _rounded(measure.value(now, people), places), measure.base(now, people)
    old = _rounded(measure.value(before, people), places) if before is not None else None
    old_base = measure.base(before, people) if before is not None else None
    moved = _difference(value, old, places)
    counted_moved = moved if measure.base_unit else _difference(base, old_base, 0)
    return Tile(code, name, value, base, moved, counted_moved, measure.arithmetic(now, people))


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def _difference(value: float | None, before: float | None, places: int) -> float | None:
    return None if value is None or before is None else round(value - before, places)


def _population_words(measure: Measure) -> tuple[str, ...]:
    if measure.key != "per_million" and not measure.base_unit:
        return ()
    return (f"Population\u00a0: {inhabitants().source}, la même à toute date.",)
