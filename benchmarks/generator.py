"""A national network of any size, the same for the same seed: 25 FSMR, 130 CRMR, 600 sites, 2,000 CCMR, 3,000 people
and 10,000 mandates at scale 1. People and hospitals are invented; the file is a register like any other.

Rows are made while they are written, so that a hundred networks take no more memory than one.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crmr_desk.model.store.opening import open_database

REGIONS = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94", "01", "02", "03", "04", "06")
_FIRST = (
    "Solène", "Clément", "Inès", "Théo", "Maëlle", "Rachid", "Hélène", "Loïc", "Awa", "Étienne", "Yasmine", "Paul",
)  # fmt: skip
_LAST = ("Aubr", "Rouv", "Delm", "Vass", "Ker", "Mont", "Belk", "Tard", "Cost", "Lam", "Perr", "Sch", "Dua", "Noz")
_ENDING = ("ac", "ière", "as", "eur", "moal", "aigu", "acem", "ieu", "entin", "bert", "ault", "mitt", "rte", "eran")
_FIELDS = ("du cerveau", "de l’œil", "du foie", "de la peau", "du sang", "du muscle", "du rein", "du cœur", "de l’os")
SPECIALTIES = (
    "neurologie", "ophtalmologie", "hépatologie", "dermatologie", "hématologie", "myologie", "néphrologie",
    "cardiologie", "rhumatologie", "génétique médicale", "pneumologie", "endocrinologie",
)  # fmt: skip
POPULATIONS = ("adulte", "enfant", "mixte")
_DOUBLES = 100
"""One double, merged since, for so many people or hospitals."""
_TERMS = ((2006, 2011), (2012, 2016), (2017, 2022), (2023, 2028))
"""Years, both included, of the mandates that followed each other in one seat."""

Row = tuple[object, ...]
Table = tuple[str, Sequence[str], Iterable[Row]]
"""Its name, its columns beside id and version, its rows."""


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
    def at(cls, scale: float) -> Sizes:
        """The national network, ``scale`` times; a small part of it has at least one of each."""
        national = (150, 25, 130, 600, 2_000, 3_000)
        return cls(*(max(1, round(count * scale)) for count in national))


def make_register(path: Path, scale: float, seed: int = 1) -> None:
    """Write a register to a new file ``path``."""
    open_database(path, who="Banc de mesure", now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)).dispose()
    chance, sizes = random.Random(seed), Sizes.at(scale)
    with filling(path) as file:
        fill(file, _tables(sizes, chance))


@contextmanager
def filling(path: Path) -> Iterator[sqlite3.Connection]:
    """Many rows into a file that can be made again: nothing is forced to the disk meanwhile."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA synchronous = OFF")
        file.execute("PRAGMA cache_size = -200000")
        with file:
            yield file


def fill(file: sqlite3.Connection, tables: Iterable[Table]) -> None:
    """Write whole tables, whose rows are numbered from 1. Parents come before children."""
    for table, columns, rows in tables:
        names = ", ".join(f'"{name}"' for name in ("id", "version", *columns))
        marks = ", ".join("?" * (len(columns) + 2))
        numbered = ((number, 1, *row) for number, row in enumerate(rows, 1))
        file.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", numbered)


def _tables(sizes: Sizes, chance: random.Random) -> Iterator[Table]:
    """Parents before children."""
    yield "hospital", ("finess_et", "finess_ej", "name", "town", "region", "merged_into_id"), _hospitals(sizes)
    people = ("code", "title", "first_name", "last_name", "birth_date", "status", "full_time", "merged_into_id")
    yield "person", people, _people(sizes, chance)
    yield "fsmr", ("sigle", "name", "seat_id"), _fsmr(sizes)
    yield "fsmr_designation", ("fsmr_id", "start", "end"), _designations(sizes)
    yield "crmr", ("code", "title", "acronym", "fsmr_id"), _crmr(sizes)
    yield "label", ("crmr_id", "start", "end", "act"), _labels(sizes)
    site = ("code", "crmr_id", "role", "hospital_id", "unit", "ground", "start", "specialty", "population", "activity")
    yield "site", site, _sites(sizes, chance)
    ccmr = ("code", "title", "kind", "hospital_id", "specialty", "population", "active_file", "start", "end")
    yield "ccmr", ccmr, _ccmr(sizes, chance)
    yield "attachment", ("ccmr_id", "crmr_id", "start", "end"), _attachments(sizes)
    mandate = ("person_id", "function", "crmr_id", "site_id", "ccmr_id", "fsmr_id", "start", "end")
    yield "mandate", mandate, _mandates(sizes, chance)


def _hospitals(sizes: Sizes) -> Iterator[Row]:
    """The doubles come last: nothing refers to them."""
    for number in range(sizes.hospitals + sizes.hospitals // _DOUBLES):
        real = number % sizes.hospitals
        name, town = f"Centre hospitalier n° {real + 1}", f"Ville {real + 1}"
        kept = None if number == real else real + 1
        yield finess(2 * number), finess(2 * number + 1), name, town, REGIONS[real % len(REGIONS)], kept


def finess(number: int) -> str:
    """The ``number``-th invented FINESS of department 75, with its key."""
    body = f"75{number:06}"
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-sum(value // 10 + value % 10 for value in doubled) % 10}"


def _people(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    for number in range(sizes.people + sizes.people // _DOUBLES):
        status = chance.choice(("PU-PH", "PU-PH", "PH", "MCU-PH"))
        born = dt.date(chance.randint(1957, 1988), chance.randint(1, 12), chance.randint(1, 28)).isoformat()
        first, last = chance.choice(_FIRST), chance.choice(_LAST) + chance.choice(_ENDING)
        kept = number - sizes.people + 1 if number >= sizes.people else None
        yield f"P{number:05}", "Dr" if status == "PH" else "Pr", first, last, born, status, status == "PH" or None, kept


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
        what = (chance.choice(SPECIALTIES), chance.choice(POPULATIONS), "clinique")
        yield f"S{number + 1:05}", number % sizes.crmr + 1, role, hospital, "Service", ground, "2006-01-01", *what


def _ccmr(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    for number in range(sizes.ccmr):
        title, hospital = f"Centre de compétences n° {number + 1}", chance.randint(1, sizes.hospitals)
        specialty, population, file = chance.choice(SPECIALTIES), chance.choice(POPULATIONS), chance.randint(5, 400)
        yield f"C{number + 1:05}", title, "CCMR", hospital, specialty, population, file, "2006-01-01", None


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
