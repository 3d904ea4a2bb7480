"""A national network of any size, the same for the same seed: 25 FSMR, 130 CRMR, 600 sites, 2,000 CCMR, 3,000 people
and 10,000 mandates at scale 1. People and hospitals are invented; the file is a register like any other.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crmr_desk.model.store.opening import open_database

REGIONS = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94", "01", "02", "03", "04", "06")
_FIRST = (
    "Solène",
    "Clément",
    "Inès",
    "Théo",
    "Maëlle",
    "Rachid",
    "Hélène",
    "Loïc",
    "Awa",
    "Étienne",
    "Yasmine",
    "Paul",
)
_LAST = ("Aubr", "Rouv", "Delm", "Vass", "Ker", "Mont", "Belk", "Tard", "Cost", "Lam", "Perr", "Sch", "Dua", "Noz")
_ENDING = ("ac", "ière", "as", "eur", "moal", "aigu", "acem", "ieu", "entin", "bert", "ault", "mitt", "rte", "eran")
_FIELDS = ("du cerveau", "de l’œil", "du foie", "de la peau", "du sang", "du muscle", "du rein", "du cœur", "de l’os")
_TERMS = ((2006, 2011), (2012, 2016), (2017, 2022), (2023, 2028))
"""Years, both included, of the mandates that followed each other in one seat."""

Row = tuple[object, ...]


@dataclass(frozen=True)
class Sizes:
    """How many of each."""

    hospitals: int
    fsmr: int
    crmr: int
    sites: int
    ccmr: int
    people: int

    @classmethod
    def at(cls, scale: int) -> Sizes:
        """The national network, ``scale`` times."""
        return cls(150 * scale, 25 * scale, 130 * scale, 600 * scale, 2_000 * scale, 3_000 * scale)


def make_register(path: Path, scale: int, seed: int = 1) -> None:
    """Write a register to a new file ``path``."""
    open_database(path, who="Banc de mesure", now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)).dispose()
    chance, sizes = random.Random(seed), Sizes.at(scale)
    with closing(sqlite3.connect(path)) as file, file:
        for table, columns, rows in _tables(sizes, chance):
            marks = ", ".join("?" * (len(columns) + 2))
            names = ", ".join(f'"{name}"' for name in ("id", "version", *columns))
            file.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",
                [(number, 1, *row) for number, row in enumerate(rows, 1)],
            )
        file.execute("ANALYZE")


def _tables(sizes: Sizes, chance: random.Random) -> Iterator[tuple[str, Sequence[str], Iterator[Row]]]:
    """Parents before children."""
    yield "hospital", ("finess_et", "finess_ej", "name", "town", "region"), _hospitals(sizes)
    people = ("code", "title", "first_name", "last_name", "birth_date", "status", "full_time")
    yield "person", people, _people(sizes, chance)
    yield "fsmr", ("sigle", "name", "seat_id"), _fsmr(sizes)
    yield "fsmr_designation", ("fsmr_id", "start", "end"), _designations(sizes)
    yield "crmr", ("code", "title", "acronym", "fsmr_id"), _crmr(sizes)
    yield "label", ("crmr_id", "start", "end", "act"), _labels(sizes)
    yield "site", ("code", "crmr_id", "role", "hospital_id", "unit", "ground", "start", "end"), _sites(sizes, chance)
    ccmr = ("code", "title", "kind", "hospital_id", "specialty", "population", "active_file", "start", "end")
    yield "ccmr", ccmr, _ccmr(sizes, chance)
    yield "attachment", ("ccmr_id", "crmr_id", "start", "end"), _attachments(sizes)
    mandate = ("person_id", "function", "crmr_id", "site_id", "ccmr_id", "fsmr_id", "start", "end")
    yield "mandate", mandate, _mandates(sizes, chance)


def _hospitals(sizes: Sizes) -> Iterator[Row]:
    for number in range(sizes.hospitals):
        name, town = f"Centre hospitalier n° {number + 1}", f"Ville {number + 1}"
        yield finess(2 * number), finess(2 * number + 1), name, town, REGIONS[number % len(REGIONS)]


def finess(number: int) -> str:
    """The ``number``-th invented FINESS of department 75, with its key."""
    body = f"75{number:06}"
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


def _people(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    for number in range(sizes.people):
        status = chance.choice(("PU-PH", "PU-PH", "PH", "MCU-PH"))
        born = dt.date(chance.randint(1957, 1988), chance.randint(1, 12), chance.randint(1, 28))
        last = chance.choice(_LAST) + chance.choice(_ENDING)
        title = "Dr" if status == "PH" else "Pr"
        yield f"P{number:05}", title, chance.choice(_FIRST), last, born.isoformat(), status, status == "PH" or None


def _fsmr(sizes: Sizes) -> Iterator[Row]:
    return ((f"FIL-{n + 1}", f"Filière nationale n° {n + 1}", n % sizes.hospitals + 1) for n in range(sizes.fsmr))


def _designations(sizes: Sizes) -> Iterator[Row]:
    return ((n + 1, "2024-01-01", "2028-12-31") for n in range(sizes.fsmr))


def _crmr(sizes: Sizes) -> Iterator[Row]:
    for number in range(sizes.crmr):
        title = f"Maladies rares {_FIELDS[number % len(_FIELDS)]}, groupe {number + 1}"
        yield f"R{number + 1:04}", title, f"CR{number + 1}", number % sizes.fsmr + 1


def _labels(sizes: Sizes) -> Iterator[Row]:
    for number in range(sizes.crmr):
        yield number + 1, "2017-07-01", "2023-09-30", "arrêté du 25 novembre 2017"
        yield number + 1, "2023-10-01", "2028-09-30", "arrêté du 26 décembre 2023"


def _sites(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    for number in range(sizes.sites):
        leads = number < sizes.crmr
        role, ground = ("coordonnateur", None) if leads else ("constitutif", "complementarite")
        hospital = chance.randint(1, sizes.hospitals)
        yield f"S{number + 1:05}", number % sizes.crmr + 1, role, hospital, "Service", ground, "2006-01-01", None


def _ccmr(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    for number in range(sizes.ccmr):
        title, hospital = f"Centre de compétences n° {number + 1}", chance.randint(1, sizes.hospitals)
        population, file = chance.choice(("adulte", "enfant", "mixte")), chance.randint(5, 400)
        yield f"C{number + 1:05}", title, "CCMR", hospital, "", population, file, "2006-01-01", None


def _attachments(sizes: Sizes) -> Iterator[Row]:
    """One CRMR for each CCMR, two for one in twenty."""
    for number in range(sizes.ccmr):
        yield number + 1, number % sizes.crmr + 1, "2006-01-01", None
        if number % 20 == 0:
            yield number + 1, (number + 7) % sizes.crmr + 1, "2012-01-01", None


def _mandates(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    """The terms of each seat, one after the other; one seat in thirty is vacant today."""
    seats = (
        ("coordonnateur", 0, range(1, sizes.crmr + 1)),
        ("responsable_site", 1, range(sizes.crmr + 1, sizes.sites + 1)),
        ("responsable_ccmr", 2, range(1, sizes.ccmr + 1)),
        ("animateur", 3, range(1, sizes.fsmr + 1)),
    )
    for function, column, targets in seats:
        for target in targets:
            oldest, vacant = chance.random() < 0.2, chance.random() < 1 / 30
            for first, last in _TERMS[oldest : -1 if vacant else None]:
                seat: list[int | None] = [None] * 4
                seat[column] = target
                yield chance.randint(1, sizes.people), function, *seat, f"{first}-01-01", f"{last}-12-31"
