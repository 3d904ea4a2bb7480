"""Dossiers and their letters as the index keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from sqlalchemy import Select

from crmr_desk.model.dossiers.letter_states import OVER
from crmr_desk.model.dossiers.records import ABANDONED, CLOSED, DECIDED
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.finding.entry import Entry
from crmr_desk.model.finding.found import Found, Kind
from crmr_desk.model.finding.reading import Reading
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.seat_words import NOBODY, centre_words, with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, AnyRow
from crmr_desk.model.store import schema
from crmr_desk.model.terms import short_date

LETTER = schema.LetterRow.__table__

_STATES: Final = {OPEN: "en cours", DECIDED: "décidé", CLOSED: "clos", ABANDONED: "abandonné"}
_ENDED: Final = (CLOSED, ABANDONED)


def dossiers(reading: Reading) -> Iterator[Entry]:
    """A dossier is former when nothing is left to do with it."""
    names = ("id", "number", "request", "pack", "scenario", "state", "instructor", "note")
    query = with_seat(DOSSIER, DOSSIER.c.candidate_id).add_columns(*(DOSSIER.c[name] for name in names))
    scenario = _scenario_titles(reading)
    for row in reading.rows(query, DOSSIER.c.id):
        centre, candidate = centre_words(row), full_name(row.title or "", row.first_name or "", row.last_name or "")
        title = title_of(row.request, centre)
        parts = (f"Dossier {row.number}", _STATES.get(row.state, row.state), candidate)
        detail = ", ".join(part for part in parts if part)
        found = Found(Kind.DOSSIER, row.id, title, detail, (Kind.DOSSIER, row.id), row.state in _ENDED)
        procedure = scenario(row.pack, row.scenario) if row.scenario else ""
        more = (candidate, procedure, row.sigle, row.instructor, row.note, "dossier")
        yield Entry(found, (row.number,), (title, row.number), more)


def letters(reading: Reading) -> Iterator[Entry]:
    """Those of dossiers and those written to centres outside any; one that was given up is former."""
    of_dossiers = _with_letter(
        with_seat(DOSSIER, DOSSIER.c.candidate_id).join(LETTER, LETTER.c.dossier_id == DOSSIER.c.id)
    )
    of_centres = _with_letter(with_seat(LETTER, NOBODY).where(LETTER.c.dossier_id.is_(None)))
    for query in (of_dossiers, of_centres):
        for row in reading.rows(query, LETTER.c.id):
            title = ", ".join(filter(None, (row.object or "Courrier", centre_words(row))))
            detail = f"{row.number}, à {row.addressee}, le {short_date(row.dated)}"
            found = Found(Kind.LETTER, row.id, title, detail, (Kind.LETTER, row.id), row.state in OVER)
            yield Entry(found, (row.number,), (title,), (row.addressee, _candidate(row), "courrier"))


def _with_letter(seats: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    names = ("id", "number", "addressee", "dated", "state")
    return seats.add_columns(*(LETTER.c[name] for name in names), LETTER.c.facts["title"].as_string().label("object"))


def _candidate(row: AnyRow) -> str:
    return full_name(row.title or "", row.first_name or "", row.last_name or "")


def _scenario_titles(reading: Reading) -> Callable[[str, str], str]:
    """Of a pack that is no longer there nothing is said."""

    @cache
    def title(pack: str, scenario: str) -> str:
        try:
            return pack_in(reading.session, pack).scenario(scenario).title
        except UserError:
            return ""

    return title
