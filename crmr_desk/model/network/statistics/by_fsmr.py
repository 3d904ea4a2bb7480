"""Centres and public by filière and by region: what the stacked bars and their tables show."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.model.network.statistics.counts import NOWHERE, Counts, Tally, regions_in_order
from crmr_desk.model.network.statistics.numerals import counted
from crmr_desk.model.network.statistics.region_map import counting
from crmr_desk.model.network.statistics.tables import Datum, Heading, Holds, StatTable


@dataclass(frozen=True, slots=True)
class Line:
    """A filière (``fsmr_id``) or a region (``region``), or what belongs to none, with its tally."""

    name: str
    tally: Tally
    fsmr_id: int | None = None
    region: str | None = None


def by_fsmr(counts: Counts) -> tuple[Line, ...]:
    """The filières, that with most centres first."""
    lines = [Line(counts.sigle(each), counts.national(each), fsmr_id=each) for each in counts.fsmr_ids()]
    return tuple(sorted(lines, key=lambda line: -line.tally.centres))


def by_region(counts: Counts) -> tuple[Line, ...]:
    """The regions in French order, then what stands in none."""
    lines = [Line(name, counts.of(code), region=code) for code, name in regions_in_order()]
    lost = counts.of(NOWHERE)
    return (*lines, Line("Région non connue", lost, region=NOWHERE)) if lost.centres else tuple(lines)


def centres_table(counts: Counts) -> StatTable:
    """Filières with their centres; the last row counts each centre once: it is no sum."""
    headings = (
        Heading("Filière", Holds.TEXT), Heading("Coord."),
        Heading("Constitutifs", short="Const."), Heading("Compétences", short="Comp."),
        Heading("Centres", short="Total"),
    )  # fmt: skip
    rows = [_centres(line.name, line.tally) for line in by_fsmr(counts)]
    total = _centres("Ensemble", counts.national())
    return StatTable("by_fsmr", "Centres par filière", headings, (*rows, total), counting(counts))


def public_table(counts: Counts) -> StatTable:
    """Whom competence centres receive, all together."""
    total = counts.national()
    rows = (
        ("Adultes", total.adults),
        ("Enfants", total.children),
        ("Adultes et enfants", total.both),
        ("Non dit", total.public_unknown),
    )
    headings = (Heading("Public", Holds.TEXT), Heading("Centres de compétences"))
    return StatTable("public", "Public accueilli", headings, rows, public_method(counts))


def coverage_table(counts: Counts, lines: tuple[Line, ...], title: str, key: str) -> StatTable:
    """Whom competence centres receive, by filière or by region."""
    headings = (
        Heading(title, Holds.TEXT), Heading("Adultes"),
        Heading("Adultes et enfants", short="Mixte"), Heading("Enfants"),
        Heading("Non dit"),
        Heading("Centres de compétences", short="Comp."),
    )  # fmt: skip
    rows = tuple(_public(line.name, line.tally) for line in lines)
    return StatTable(key, f"Adultes et enfants par {title.lower()}", headings, rows, public_method(counts))


def public_method(counts: Counts) -> tuple[str, ...]:
    """How the public is counted."""
    total = counts.national()
    told = f"{counted(total.public_unknown, 'centre ne le dit', 'centres ne le disent')} pas"
    return (
        f"{counted(total.ccmrs, 'centre', 'centres')} de compétences en activité, selon le public déclaré\u202f; "
        f"{told if total.public_unknown else 'tous le disent'}.",
        "Un centre rattaché à deux filières compte dans chacune\u202f; les sites de CRMR ne sont pas comptés ici.",
    )


def _centres(name: str, tally: Tally) -> tuple[Datum, ...]:
    return (name, tally.coordinating, tally.constitutive, tally.ccmrs, tally.centres)


def _public(name: str, tally: Tally) -> tuple[Datum, ...]:
    return (name, tally.adults, tally.both, tally.children, tally.public_unknown, tally.ccmrs)
