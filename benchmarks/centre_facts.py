"""What is known of the centres of the generator beside who leads them, the same for the same seed: values that were
other before, diseases, European networks, teams, notes.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks import DAY
from benchmarks.generator import Row, Sizes, Table, fill, filling

ERN = ("Endo-ERN", "ERKNet", "BOND", "CRANIO", "EpiCARE", "ERN-EYE")
_ROLES = ("medecin", "infirmier", "psychologue", "conseil_genetique", "secretaire")
_CHANGED = 20
"""One hospital, CRMR or CCMR in so many was called otherwise."""
_DISEASES = 20
"""For each CRMR."""


def add_centre_facts(path: Path, scale: float, seed: int = 1) -> None:
    """Write them into a register of the generator."""
    chance, sizes = random.Random(seed), Sizes.at(scale)
    with filling(path) as file:
        fill(file, _tables(sizes, chance))


def _tables(sizes: Sizes, chance: random.Random) -> Iterator[Table]:
    yield "former_value", ("table_name", "row_id", "field", "value", "until"), _formers(sizes, chance)
    yield "disease", ("crmr_id", "orpha", "name", "start"), _diseases(sizes, chance)
    yield "ern_membership", ("site_id", "ern", "start"), _memberships(sizes, chance)
    yield "team_member", ("site_id", "ccmr_id", "person_id", "role", "detail", "quota", "start"), _teams(sizes, chance)
    yield "note", ("crmr_id", "ccmr_id", "text", "by", "written_on"), _notes(sizes)


def _formers(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    """Names and titles, the number of the legal entity, the hospital of a CCMR; the last change years ago."""
    for table, count, fields in (
        ("hospital", sizes.hospitals, ("name", "finess_ej")),
        ("crmr", sizes.crmr, ("title", "acronym")),
        ("ccmr", sizes.ccmr, ("title", "hospital_id")),
    ):
        for row_id in range(_CHANGED, count + 1, _CHANGED):
            for field in fields:
                before = chance.randint(1, sizes.hospitals) if field == "hospital_id" else f"Ancien {table} {row_id}"
                yield table, row_id, field, json.dumps(before), _day(chance, 2018, 2024)


def _diseases(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    for crmr_id in range(1, sizes.crmr + 1):
        for number in range(_DISEASES):
            orpha = chance.randint(1, 700_000)
            yield crmr_id, orpha, f"Maladie rare n° {orpha}, forme {number + 1}", _day(chance, 2017, 2024)


def _memberships(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    for site_id in range(1, sizes.sites + 1, 3):
        yield site_id, chance.choice(ERN), "2017-03-01"


def _teams(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    """Three of each site, one of each CCMR."""
    for site_id in range(1, sizes.sites + 1):
        for role in chance.sample(_ROLES, 3):
            yield site_id, None, chance.randint(1, sizes.people), role, "", chance.choice((20, 50, 100)), "2019-01-01"
    for ccmr_id in range(1, sizes.ccmr + 1):
        yield None, ccmr_id, chance.randint(1, sizes.people), chance.choice(_ROLES), "", 50, "2019-01-01"


def _notes(sizes: Sizes) -> Iterator[Row]:
    for crmr_id in range(1, sizes.crmr + 1):
        yield crmr_id, None, "Le rapport annuel est arrivé, complet.", "Nadia Belkacem", DAY.isoformat()
    for ccmr_id in range(10, sizes.ccmr + 1, 10):
        yield None, ccmr_id, "À rappeler au sujet de la file active.", "Paul Durand", DAY.isoformat()


def _day(chance: random.Random, first: int, last: int) -> str:
    return dt.date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)).isoformat()
