"""People and hospitals as the index keeps them; what was found to be a double leads to the one that was kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import FromClause, func, or_, select

from crmr_desk.model.finding.asked import initials
from crmr_desk.model.finding.entry import Entry
from crmr_desk.model.finding.found import Found, Kind
from crmr_desk.model.finding.reading import Reading, some
from crmr_desk.model.kinds import TeamRole
from crmr_desk.model.network.functions import held_query, held_words
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.tables import CCMR, CRMR, HOSPITAL, MANDATE, PERSON, SITE, TEAM, AnyRow, covers
from crmr_desk.model.store.references import doubles
from crmr_desk.model.terms import short_date

_NUMBERS = ("finess_et", "finess_ej")


def people(reading: Reading) -> Iterator[Entry]:
    """Somebody who holds nothing on the day, and is in no team, is former; what was held last is said."""
    query = select(PERSON).where(PERSON.c.merged_into_id.is_(None))
    functions, teams, merged = _functions(reading), _teams(reading), _doubles(reading, Kind.PERSON, PERSON)
    for row in reading.rows(query, PERSON.c.id):
        held, was = functions.get(row.id, ((), ""))
        held += teams.get(row.id, ())
        detail = "\u202f; ".join(held) or was or "Aucune fonction dans le réseau"
        name = full_name(row.title, row.first_name, row.last_name)
        found = Found(Kind.PERSON, row.id, name, detail, (Kind.PERSON, row.id), former=not held)
        others = merged.get(row.id, [])
        names = (f"{row.first_name} {row.last_name}", f"{row.last_name} {row.first_name}")
        numbers = (row.rpps, *(each.rpps for each in others), *map(initials, names))
        more = (row.title, row.email, row.code, *held, *(f"{each.first_name} {each.last_name}" for each in others))
        yield Entry(found, numbers, names, more)


def hospitals(reading: Reading) -> Iterator[Entry]:
    """A hospital that houses no centre on the day is former."""
    housed = (some(table, table.c.hospital_id == HOSPITAL.c.id, covers(table, reading.today)) for table in (SITE, CCMR))
    query = select(HOSPITAL, (~(next(housed) | next(housed))).label("former"))
    formers, merged = reading.formers("hospital"), _doubles(reading, Kind.HOSPITAL, HOSPITAL)
    for row in reading.rows(query.where(HOSPITAL.c.merged_into_id.is_(None)), HOSPITAL.c.id):
        region = REGIONS[row.region].name if row.region in REGIONS else ""
        detail = ", ".join(
            part for part in (row.town, f"FINESS {row.finess_et}", f"EJ {row.finess_ej}", region) if part
        )
        found = Found(Kind.HOSPITAL, row.id, row.name, detail, (Kind.HOSPITAL, row.id), bool(row.former))
        others, before = merged.get(row.id, []), formers.get(row.id, [])
        numbers = [row.finess_et, row.finess_ej]
        numbers += [number for each in others for number in (each.finess_et, each.finess_ej)]
        numbers += [value for field, value in before if field in _NUMBERS]
        names = [value for field, value in before if field not in _NUMBERS] + [each.name for each in others]
        numbers += map(initials, (row.name, *names))
        yield Entry(found, numbers, (row.name, *names), (row.town, region))


def _functions(reading: Reading) -> dict[int, tuple[tuple[str, ...], str]]:
    """What each person holds on the day, and what they held last."""
    query = held_query().add_columns(MANDATE.c.start, MANDATE.c.end).where(reading.within(MANDATE.c.person_id))
    by_person: dict[int, list[AnyRow]] = defaultdict(list)
    for row in reading.session.execute(query.order_by(MANDATE.c.start, MANDATE.c.id)):
        by_person[row.person_id].append(row)
    return {person_id: _held(rows, reading.today) for person_id, rows in by_person.items()}


def _teams(reading: Reading) -> dict[int, tuple[str, ...]]:
    """The teams of which each person is on the day: "Psychologue, CERVCO"."""
    crmr = func.coalesce(func.nullif(CRMR.c.acronym, ""), CRMR.c.title)
    query = (
        select(TEAM.c.person_id, TEAM.c.role, func.coalesce(crmr, HOSPITAL.c.name, CCMR.c.title).label("centre"))
        .outerjoin(SITE, SITE.c.id == TEAM.c.site_id)
        .outerjoin(CRMR, CRMR.c.id == SITE.c.crmr_id)
        .outerjoin(CCMR, CCMR.c.id == TEAM.c.ccmr_id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
        .where(reading.within(TEAM.c.person_id), covers(TEAM, reading.today))
    )
    found: dict[int, tuple[str, ...]] = {}
    for row in reading.session.execute(query.order_by(TEAM.c.start, TEAM.c.id)):
        found[row.person_id] = (*found.get(row.person_id, ()), f"{TeamRole(row.role).label}, {row.centre}")
    return found


def _held(rows: list[AnyRow], on: dt.date) -> tuple[tuple[str, ...], str]:
    held = tuple(held_words(row) for row in rows if row.start <= on and (row.end is None or on <= row.end))
    past = [row for row in rows if row.end is not None and row.end < on]
    if held or not past:
        return held, ""
    last = max(past, key=lambda row: row.end)
    return (), f"{held_words(last)}, jusqu’au {short_date(last.end)}"


def _doubles(reading: Reading, kind: Kind, table: FromClause) -> dict[int, list[Any]]:
    """The doubles of each, and theirs in turn, by the id of the one that was kept."""
    into, between = doubles(reading.session, kind.value), table.alias()
    of_doubles = select(between.c.id).where(between.c.merged_into_id.is_not(None))
    named = or_(reading.within(table.c.merged_into_id), table.c.merged_into_id.in_(of_doubles))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in reading.session.execute(select(table).where(named).order_by(table.c.id)):
        found[into[row.id]].append(row)
    return found
