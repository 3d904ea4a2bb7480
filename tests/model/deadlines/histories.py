"""A register in which anything happened: periods that follow each other or stop, births on 29 February, dossiers at any
stage. The same for the same chance; all names are invented."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

from crmr_desk.model.store import schema
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Versioned
from crmr_desk.model.terms import last_day

D = dt.date
CENTRES = 40
"""CRMR, and CCMR, of one history: some thousand deadlines."""
_FSMRS = 6
_DAY = dt.timedelta(days=1)
_SEATS = ("coordonnateur", "responsable_site", "responsable_ccmr", "animateur")
_COLUMNS = ("crmr_id", "site_id", "ccmr_id", "fsmr_id")

Values = dict[str, Any]


def any_history(db: Database, chance: random.Random) -> None:
    """Fill an empty register, in one operation."""
    tables: tuple[tuple[type[Versioned], Callable[[random.Random], Iterator[Values]]], ...] = (
        (schema.Hospital, _hospitals),
        (schema.Person, _people),
        (schema.Fsmr, _fsmrs),
        (schema.FsmrDesignation, lambda chance: _periods(chance, "fsmr_id", _FSMRS)),
        (schema.Crmr, _crmrs),
        (schema.Label, lambda chance: _periods(chance, "crmr_id", CENTRES)),
        (schema.Site, _sites),
        (schema.Ccmr, _ccmrs),
        (schema.Attachment, _attachments),
        (schema.Mandate, _mandates),
        (schema.Dossier, _dossiers),
        (schema.Opinion, _opinions),
        (schema.Campaign, _campaigns),
        (schema.DeadlineEntry, _entries),
    )
    with db.writing("Une histoire") as session:
        for entity, made in tables:
            session.write_rows(entity, insert=list(made(chance)))


def _day(chance: random.Random, first: int = 2012, last: int = 2026) -> D:
    """One day in ten is the last of February or of a month of thirty-one."""
    if chance.random() < 0.1:
        return chance.choice((D(chance.choice((2016, 2020, 2024)), 2, 29), D(2019, 8, 31), D(2022, 12, 31)))
    return D(chance.randint(first, last), 1, 1) + dt.timedelta(chance.randrange(365))


def _end(chance: random.Random, start: D) -> D | None:
    """The end of a term of five years, any other day, or none."""
    drawn = chance.random()
    if drawn < 0.45:
        return last_day(start, 5)
    return None if drawn < 0.55 else start + dt.timedelta(chance.randrange(2500))


def _periods(chance: random.Random, column: str, owners: int) -> Iterator[Values]:
    """One or two for each owner, the second after the first."""
    for owner in range(1, owners + 1):
        start = _day(chance)
        end = _end(chance, start)
        yield {column: owner, "start": start, "end": end}
        if end is not None and chance.random() < 0.5:
            start = end + chance.choice((1, 1, 90)) * _DAY
            yield {column: owner, "start": start, "end": _end(chance, start)}


def _hospitals(_chance: random.Random) -> Iterator[Values]:
    for number, region in enumerate(("11", "44", "02", "32", "04")):
        yield {"finess_et": f"75010004{number}", "finess_ej": "750712184", "name": f"CHU {number}", "region": region}


def _people(chance: random.Random) -> Iterator[Values]:
    for number in range(3 * CENTRES):
        born = chance.choice((None, D(1960, 2, 29), D(1964, 2, 29), D(chance.randint(1950, 1966), 12, 31)))
        status = chance.choice((None, "PU-PH", "PH", "PR-CONSULTANT"))
        names = {"title": "Pr", "first_name": "Awa", "last_name": f"Nom{number}"}
        yield {"code": f"P{number}", "birth_date": born, "status": status, **names}


def _fsmrs(chance: random.Random) -> Iterator[Values]:
    return ({"sigle": f"F{n}", "name": f"Filière {n}", "seat_id": chance.choice((None, 1, 2))} for n in range(_FSMRS))


def _crmrs(chance: random.Random) -> Iterator[Values]:
    for number in range(CENTRES):
        fsmr = chance.choice((None, *range(1, _FSMRS + 1)))
        yield {"code": f"R{number}", "title": f"Maladies {number}", "acronym": f"C{number}", "fsmr_id": fsmr}


def _lasting(chance: random.Random) -> Values:
    start = _day(chance)
    end = start + dt.timedelta(chance.randrange(6000)) if chance.random() < 0.3 else None
    return {"start": start, "end": end, "hospital_id": chance.choice((None, 1, 2, 3, 4, 5))}


def _sites(chance: random.Random) -> Iterator[Values]:
    for number in range(2 * CENTRES):
        role = "coordonnateur" if number < CENTRES else "constitutif"
        yield {"code": f"S{number}", "crmr_id": number % CENTRES + 1, "role": role, **_lasting(chance)}


def _ccmrs(chance: random.Random) -> Iterator[Values]:
    return ({"code": f"K{n}", "title": f"CCMR {n}", "kind": "CCMR", **_lasting(chance)} for n in range(CENTRES))


def _attachments(chance: random.Random) -> Iterator[Values]:
    for ccmr in range(1, CENTRES + 1):
        for crmr in chance.sample(range(1, CENTRES + 1), chance.randint(0, 3)):
            yield {
                "ccmr_id": ccmr,
                "crmr_id": crmr,
                "start": D(2012, 1, 1),
                "end": chance.choice((None, D(2030, 1, 1), D(2025, 6, 30))),
            }


def _mandates(chance: random.Random) -> Iterator[Values]:
    for function, column, seats in zip(_SEATS, _COLUMNS, (CENTRES, 2 * CENTRES, CENTRES, _FSMRS), strict=True):
        for values in _periods(chance, column, seats):
            yield {"function": function, "person_id": chance.randint(1, 3 * CENTRES), **values}


def _dossiers(chance: random.Random) -> Iterator[Values]:
    for number in range(2 * CENTRES):
        opened = _day(chance, 2025)
        told = {
            "cessation_letter.date": opened.isoformat(),
            "cessation_letter.effective": (opened + dt.timedelta(chance.randrange(400))).isoformat(),
            "committee.cut_off": chance.choice(("", "2027-05-02", "bientôt")),
            "crmr.annual_report_filed": chance.random() < 0.5,
        }
        answers = {path: value for path, value in told.items() if chance.random() < 0.7}
        held = opened + dt.timedelta(90) if chance.random() < 0.3 else None
        function = chance.randrange(3)
        seat = {_COLUMNS[function]: chance.randint(1, CENTRES), "function": _SEATS[function]}
        yield {
            "number": f"D{number}", "pack": "2016", "request": chance.choice(("succession", "follow_up")),
            "state": chance.choice(("open", "open", "decided")), "answers": answers, "instructor": "Nadia",
            "opened_on": opened, "hold_until": held, "hold_reason": "Élections.", **seat,
        }  # fmt: skip


def _opinions(chance: random.Random) -> Iterator[Values]:
    for dossier in range(1, 2 * CENTRES + 1):
        asked = _day(chance, 2025)
        reminded = asked + dt.timedelta(20) if chance.random() < 0.3 else None
        due = (reminded or asked) + dt.timedelta(chance.randint(1, 90))
        yield {
            "dossier_id": dossier, "kind": "directoire_opinion", "body": "Directoire", "asked_on": asked,
            "due_on": due, "reminded_on": reminded, "reminders": int(reminded is not None),
        }  # fmt: skip


def _campaigns(chance: random.Random) -> Iterator[Values]:
    for number in range(5):
        opens = _day(chance)
        closes = opens + dt.timedelta(chance.randrange(200))
        yield {"name": f"Campagne {number}", "opens_on": opens, "closes_on": closes, "label_start": closes}


def _entries(chance: random.Random) -> Iterator[Values]:
    for number in range(CENTRES):
        kind = chance.choice(("meeting", "network_day", "committee", "other"))
        centre = {chance.choice(_COLUMNS): chance.randint(1, _FSMRS)} if chance.random() < 0.5 else {}
        yield {"on": _day(chance, 2026, 2027), "kind": kind, "title": f"Échéance {number}", **centre}
