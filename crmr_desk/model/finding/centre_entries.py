"""FSMR, CRMR, sites and CCMR as the index keeps them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import and_, func, select

from crmr_desk.model.finding.asked import initials
from crmr_desk.model.finding.entry import Entry
from crmr_desk.model.finding.found import Found, Kind
from crmr_desk.model.finding.reading import Reading, holder, some, with_holder
from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.tables import ATTACHMENT, CCMR, CRMR, DESIGNATION, FSMR, HOSPITAL, MANDATE, SITE, covers

_CRMR_NAME = func.coalesce(func.nullif(CRMR.c.acronym, ""), CRMR.c.title)
_ANY_SITE = SITE.alias("any_site")
_SIGLES = ("sigle", "acronym")


def fsmrs(reading: Reading) -> Iterator[Entry]:
    """A filière is former when it has been designated, and is not any more."""
    designated = some(DESIGNATION, DESIGNATION.c.fsmr_id == FSMR.c.id)
    now = some(DESIGNATION, DESIGNATION.c.fsmr_id == FSMR.c.id, covers(DESIGNATION, reading.today))
    query = select(FSMR.c.id, FSMR.c.sigle, FSMR.c.name, (designated & ~now).label("former"))
    formers = reading.formers("fsmr")
    for row in reading.rows(with_holder(query, MANDATE.c.fsmr_id, FSMR.c.id, reading.today), FSMR.c.id):
        name = row.name if row.name != row.sigle else ""
        detail = _said("Filière", name, holder(row))
        found = Found(Kind.FSMR, row.id, row.sigle, detail, (Kind.FSMR, row.id), bool(row.former))
        sigles, names = _sorted_out(formers.get(row.id, ()))
        yield Entry(found, (row.sigle, *sigles, initials(row.name)), (row.sigle, row.name), (holder(row), *names))


def crmrs(reading: Reading) -> Iterator[Entry]:
    """A reference centre stands where its coordinating site is; it is former where it has no site on the day."""
    active = some(_ANY_SITE, _ANY_SITE.c.crmr_id == CRMR.c.id, covers(_ANY_SITE, reading.today))
    coordinating = and_(SITE.c.crmr_id == CRMR.c.id, SITE.c.role == SiteRole.COORDONNATEUR, covers(SITE, reading.today))
    query = (
        select(
            CRMR.c.id,
            CRMR.c.code,
            CRMR.c.title,
            CRMR.c.acronym,
            FSMR.c.sigle,
            HOSPITAL.c.name.label("hospital"),
            HOSPITAL.c.town,
            (~active).label("former"),
        )
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .outerjoin(SITE, coordinating)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
    )
    formers = reading.formers("crmr")
    for row in reading.rows(with_holder(query, MANDATE.c.crmr_id, CRMR.c.id, reading.today), CRMR.c.id):
        title = row.title if row.acronym else ""
        detail = _said(_kind("Centre de référence", former=row.former), title, row.hospital, row.sigle)
        found = Found(Kind.CRMR, row.id, row.acronym or row.title, detail, (Kind.CRMR, row.id), bool(row.former))
        sigles, names = _sorted_out(formers.get(row.id, ()))
        more = (row.hospital, row.town, row.sigle, holder(row), *names)
        numbers = (row.code, row.acronym, *sigles, initials(row.title))
        yield Entry(found, numbers, (row.acronym, row.title), more)


def sites(reading: Reading) -> Iterator[Entry]:
    """A site bears the name of its hospital."""
    query = (
        select(
            SITE.c.id,
            SITE.c.code,
            SITE.c.role,
            SITE.c.unit,
            SITE.c.specialty,
            _CRMR_NAME.label("crmr"),
            name_or_unknown(label="hospital"),
            HOSPITAL.c.town,
            (~covers(SITE, reading.today)).label("former"),
        )
        .join(CRMR, CRMR.c.id == SITE.c.crmr_id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
    )
    for row in reading.rows(with_holder(query, MANDATE.c.site_id, SITE.c.id, reading.today), SITE.c.id):
        detail = _said(_kind(SiteRole(row.role).label, former=row.former), row.crmr, row.unit, row.town)
        found = Found(Kind.SITE, row.id, row.hospital, detail, (Kind.SITE, row.id), bool(row.former))
        more = (row.crmr, row.unit, row.specialty, row.town, holder(row), "site", SiteRole(row.role).value)
        names = (f"{row.hospital} {row.crmr}", f"{row.crmr} {row.hospital}")
        yield Entry(found, (row.code, initials(row.hospital)), names, more)


def ccmrs(reading: Reading) -> Iterator[Entry]:
    """A competence centre bears the names of its hospital and of its specialty."""
    query = select(
        CCMR.c.id,
        CCMR.c.code,
        CCMR.c.title,
        CCMR.c.kind,
        CCMR.c.specialty,
        name_or_unknown(label="hospital"),
        HOSPITAL.c.town,
        (~covers(CCMR, reading.today)).label("former"),
    ).outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
    formers, crmr_names = reading.formers("ccmr"), _crmr_names(reading)
    for row in reading.rows(with_holder(query, MANDATE.c.ccmr_id, CCMR.c.id, reading.today), CCMR.c.id):
        above = ", ".join(sorted(crmr_names.get(row.id, ()), key=collation))
        detail = _said(_kind(row.kind, former=row.former), above, row.town, holder(row))
        title = _said(row.hospital, row.specialty)
        found = Found(Kind.CCMR, row.id, title, detail, (Kind.CCMR, row.id), bool(row.former))
        _sigles, names = _sorted_out(formers.get(row.id, ()))
        more = (row.title, row.kind, above, row.town, holder(row), *names)
        yield Entry(found, (row.code, initials(row.hospital)), (title,), more)


def _crmr_names(reading: Reading) -> dict[int, set[str]]:
    query = select(ATTACHMENT.c.ccmr_id, _CRMR_NAME).join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
    held = query.where(covers(ATTACHMENT, reading.today), reading.within(ATTACHMENT.c.ccmr_id))
    found: dict[int, set[str]] = defaultdict(set)
    for ccmr_id, name in reading.session.execute(held):
        found[ccmr_id].add(name)
    return found


def _kind(words: str, *, former: bool) -> str:
    return f"{words}, fermé" if former else words


def _said(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _sorted_out(formers: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Former sigles, and former names."""
    sigles = [value for field, value in formers if field in _SIGLES]
    return sigles, [value for field, value in formers if field not in _SIGLES]
