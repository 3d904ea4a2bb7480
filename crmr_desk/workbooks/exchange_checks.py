"""What one cell cannot tell: keys that exist, periods in order, seats held by one person at a time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.former import FOLLOWED
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.exchange_cells import Value
from crmr_desk.workbooks.exchange_problems import Problem
from crmr_desk.workbooks.exchange_reading import Record
from crmr_desk.workbooks.exchange_sheets import (
    BY_NAME,
    FORMER_VALUES,
    FSMRS,
    PERIODS,
    SEATS,
    SHEETS,
    TABLES,
    TEAMS,
    Field,
    Holds,
    Sheet,
)

Keys = Mapping[str, set[str]]
"""The keys that the register already knows, by the sheet that defines them."""

Seat = tuple[str, str]
"""A function and the key of what it leads."""

Periods = Mapping[Seat, Mapping[dt.date, dt.date | None]]
"""The mandates that the register already has in each seat: last day by first day."""

_Records = Mapping[str, list[Record]]


def problems(records: _Records, known: Keys, held: Periods) -> list[Problem]:
    """Everything inconsistent in ``records``, seen beside what the register already holds."""
    return [
        *_doubles(records),
        *_disagreeing_fsmrs(records[FSMRS.name]),
        *_unknown_regions(records["Etablissements"]),
        *_unknown_keys(records, known),
        *_reversed_periods(records),
        *_overlaps(records["Mandats"], held),
        *_wrong_former_values(records[FORMER_VALUES.name]),
        *_team_without_one_centre(records[TEAMS.name]),
    ]


def _doubles(records: _Records) -> Iterator[Problem]:
    for sheet in SHEETS:
        seen: dict[tuple[Value, ...], Record] = {}
        for record in records[sheet.name]:
            first = seen.setdefault(record.key(), record)
            if first is not record and None not in record.key():
                yield record.problem(sheet.key[-1], f"la ligne {first.row} a déjà {_key_words(sheet, record)}.")


def _key_words(sheet: Sheet, record: Record) -> str:
    pairs = ((header, record.values.get(header)) for header in sheet.key)
    return ", ".join(f"{header} «\u202f{_shown(value)}\u202f»" for header, value in pairs if value is not None)


def _disagreeing_fsmrs(records: list[Record]) -> Iterator[Problem]:
    """A FSMR has one line a designation: its name and seat are the same on each."""
    first_lines: dict[Value, Record] = {}
    for record in records:
        first = first_lines.setdefault(record.values.get("sigle"), record)
        for header in ("nom", "finess_siege"):
            if record.values.get(header) != first.values.get(header):
                yield record.problem(header, f"la même FSMR a un autre «\u202f{header}\u202f» à la ligne {first.row}.")
        if record is not first and record.values.get("designation_debut") is None:
            yield record.problem("designation_debut", "une deuxième ligne de la même FSMR demande une date.")


def _unknown_regions(records: list[Record]) -> Iterator[Problem]:
    for record in records:
        code = record.values.get("region")
        if code is not None and code not in REGIONS:
            text = f"«\u202f{code}\u202f» n’est pas un code de région (11 pour l’Île-de-France)."
            yield record.problem("region", text)


def _unknown_keys(records: _Records, known: Keys) -> Iterator[Problem]:
    defined = {
        name: known[name] | {str(record.values.get(headers[0])) for record in records[name]}
        for name, headers in ((sheet.name, sheet.key) for sheet in SHEETS)
        if name in known
    }
    for sheet in SHEETS:
        for record in records[sheet.name]:
            for header, target in references_of(record):
                value = record.values.get(header)
                if value is not None and value not in defined[target]:
                    text = f"«\u202f{value}\u202f» n’est ni dans la feuille {target} ni au registre."
                    yield record.problem(header, text)


def references_of(record: Record) -> Iterator[tuple[str, str]]:
    """The headers of a line that hold the key of another, and the sheet that defines it."""
    yield from ((field.header, field.to) for field in record.sheet.fields if field.to)
    function = record.values.get("fonction")
    if isinstance(function, str):
        yield "cible", SEATS[Function(function)][0]
    nature = record.values.get("nature")
    if isinstance(nature, str):
        yield "cible", nature
    field = former_field(record)
    if field is not None and field.to:
        yield "valeur", field.to


def former_field(record: Record) -> Field | None:
    """The column of which a former value is told; None on another sheet, or for a column whose values are not kept."""
    nature, header = record.values.get("nature"), record.values.get("champ")
    if record.sheet is not FORMER_VALUES or not isinstance(nature, str):
        return None
    followed = FOLLOWED[TABLES[nature]]
    return next((each for each in BY_NAME[nature].fields if each.header == header and each.attribute in followed), None)


def _wrong_former_values(records: list[Record]) -> Iterator[Problem]:
    for record in records:
        field = former_field(record)
        if field is None and isinstance(record.values.get("nature"), str):
            nature = str(record.values["nature"])
            kept = ", ".join(
                each.header for each in BY_NAME[nature].fields if each.attribute in FOLLOWED[TABLES[nature]]
            )
            text = f"seules les colonnes {kept} de la feuille {nature} ont des valeurs antérieures."
            yield record.problem("champ", text)
        elif field is not None and field.holds is Holds.FINESS and record.values.get("valeur") is not None:
            wrong = finess_problem(str(record.values["valeur"]))
            if wrong is not None:
                yield record.problem("valeur", wrong)


def _team_without_one_centre(records: list[Record]) -> Iterator[Problem]:
    for record in records:
        if (record.values.get("site") is None) == (record.values.get("ccmr") is None):
            yield record.problem("site", "un membre d’équipe est d’un site ou d’un CCMR, l’un des deux.")


def _reversed_periods(records: _Records) -> Iterator[Problem]:
    for name, lines in records.items():
        first, last = PERIODS.get(name, ("debut", "fin"))
        for record in lines:
            start, end = record.values.get(first), record.values.get(last)
            if isinstance(end, dt.date) and start is None and name == FSMRS.name:
                yield record.problem(first, "une fin de désignation demande un début.")
            elif isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
                yield record.problem(last, f"la fin ({short_date(end)}) précède le début ({short_date(start)}).")


def _overlaps(records: list[Record], held: Periods) -> Iterator[Problem]:
    """Mandates of one seat in order of their first day: each must end before the next begins.

    A line whose first day is that of a mandate of the register replaces it.
    """
    for seat, lines in _by_seat(records).items():
        merged: dict[dt.date, tuple[dt.date | None, Record | None]] = {
            start: (end, None) for start, end in held.get(seat, {}).items()
        }
        merged |= {start: (end, record) for start, end, record in lines}
        yield from _overlaps_in_seat(merged)


def _by_seat(records: Iterable[Record]) -> Mapping[Seat, list[tuple[dt.date, dt.date | None, Record]]]:
    seats: defaultdict[Seat, list[tuple[dt.date, dt.date | None, Record]]] = defaultdict(list)
    for record in records:
        start, end = record.values.get("debut"), record.values.get("fin")
        if isinstance(start, dt.date) and (end is None or isinstance(end, dt.date)):
            seats[str(record.values.get("fonction")), str(record.values.get("cible"))].append((start, end, record))
    return seats


def _overlaps_in_seat(mandates: Mapping[dt.date, tuple[dt.date | None, Record | None]]) -> Iterator[Problem]:
    latest, latest_record = dt.date.min, None
    for start in sorted(mandates):
        end, record = mandates[start]
        if start <= latest and (record or latest_record) is not None:
            yield _overlap(start, record, latest, latest_record)
        if (end or dt.date.max) > latest:
            latest, latest_record = end or dt.date.max, record


def _overlap(start: dt.date, record: Record | None, until: dt.date, other: Record | None) -> Problem:
    if record is None:
        assert other is not None
        return other.problem("fin", f"ce mandat déborde sur celui du registre qui commence le {short_date(start)}.")
    holder = f"à la ligne {other.row}" if other else "au registre"
    words = "sans fin connue" if until == dt.date.max else f"jusqu’au {short_date(until)}"
    text = f"ce siège est déjà occupé {words}, {holder}\u202f; deux mandats ne se recouvrent pas."
    return record.problem("debut", text)


def _shown(value: Value) -> str:
    return short_date(value) if isinstance(value, dt.date) else str(value)
