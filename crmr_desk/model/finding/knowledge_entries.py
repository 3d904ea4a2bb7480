"""Diseases and notes as the index keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from crmr_desk.model.finding.entry import Entry
from crmr_desk.model.finding.found import Found, Kind
from crmr_desk.model.finding.reading import Reading
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.tables import CCMR, CRMR, DISEASE, FSMR, HOSPITAL, NOTE, PERSON, SITE, AnyRow
from crmr_desk.model.terms import short_date

_CRMR_NAME = func.coalesce(func.nullif(CRMR.c.acronym, ""), CRMR.c.title).label("crmr")
_SITE_HOSPITAL, _CCMR_HOSPITAL = HOSPITAL.alias("site_hospital"), HOSPITAL.alias("ccmr_hospital")
_SUBJECTS = (Kind.FSMR, Kind.CRMR, Kind.SITE, Kind.CCMR, Kind.PERSON, Kind.HOSPITAL)
_SHOWN = 90
"""Signs of a note that are shown."""


def diseases(reading: Reading) -> Iterator[Entry]:
    """A disease leads to the CRMR that is responsible for it."""
    ended = DISEASE.c.end < reading.today
    query = select(DISEASE, _CRMR_NAME, ended.label("former")).join(CRMR, CRMR.c.id == DISEASE.c.crmr_id)
    for row in reading.rows(query, DISEASE.c.id):
        orpha = f"ORPHA\u00a0{row.orpha}" if row.orpha is not None else ""
        detail = ", ".join(part for part in (orpha, row.crmr) if part)
        found = Found(Kind.DISEASE, row.id, row.name, detail, (Kind.CRMR, row.crmr_id), bool(row.former))
        number = str(row.orpha) if row.orpha is not None else ""
        yield Entry(found, (number, f"orpha {number}" if number else ""), (row.name,), (row.crmr,))


def notes(reading: Reading) -> Iterator[Entry]:
    """A note leads to what it is about."""
    query = (
        select(
            NOTE,
            FSMR.c.sigle,
            _CRMR_NAME,
            name_or_unknown(_SITE_HOSPITAL, "site_hospital"),
            name_or_unknown(_CCMR_HOSPITAL, "ccmr_hospital"),
            HOSPITAL.c.name.label("hospital"),
            PERSON.c.title,
            PERSON.c.first_name,
            PERSON.c.last_name,
        )
        .outerjoin(FSMR, FSMR.c.id == NOTE.c.fsmr_id)
        .outerjoin(SITE, SITE.c.id == NOTE.c.site_id)
        .outerjoin(CRMR, or_(CRMR.c.id == NOTE.c.crmr_id, CRMR.c.id == SITE.c.crmr_id))
        .outerjoin(_SITE_HOSPITAL, _SITE_HOSPITAL.c.id == SITE.c.hospital_id)
        .outerjoin(CCMR, CCMR.c.id == NOTE.c.ccmr_id)
        .outerjoin(_CCMR_HOSPITAL, _CCMR_HOSPITAL.c.id == CCMR.c.hospital_id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == NOTE.c.hospital_id)
        .outerjoin(PERSON, PERSON.c.id == NOTE.c.person_id)
    )
    for row in reading.rows(query, NOTE.c.id):
        kind = next(kind for kind in _SUBJECTS if getattr(row, f"{kind}_id") is not None)
        subject = _subject(row, kind)
        detail = f"Note sur {subject}, {row.by}, le {short_date(row.written_on)}"
        leads = (kind.value, getattr(row, f"{kind}_id"))
        yield Entry(Found(Kind.NOTE, row.id, _beginning(row.text), detail, leads), (), (), (row.text, subject, row.by))


def _subject(row: AnyRow, kind: Kind) -> str:
    said = {
        Kind.FSMR: row.sigle,
        Kind.CRMR: row.crmr,
        Kind.SITE: f"{row.crmr}, {row.site_hospital}",
        Kind.CCMR: row.ccmr_hospital,
        Kind.HOSPITAL: row.hospital,
        Kind.PERSON: full_name(row.title or "", row.first_name or "", row.last_name or ""),
    }
    return str(said[kind])


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]}…"
