"""What the lines call centres, people and establishments, read once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.differences.found import (
    ATTACHMENT_COLUMNS,
    FSMR_COLUMNS,
    PLACES,
    Differing,
)
from crmr_desk.model.network.differences.states import Both, Pair
from crmr_desk.model.network.names import fold, full_name
from crmr_desk.model.network.rows import TO_BE_TOLD
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CRMR,
    CRMR_COLUMNS,
    FSMR,
    HOSPITAL,
    PERSON,
    SEAT_COLUMN,
    SITE,
    AnyRow,
)

_SITE_COLUMNS = (SITE.c.id, SITE.c.crmr_id, SITE.c.role, SITE.c.hospital_id)
_CCMR_COLUMNS = (CCMR.c.id, CCMR.c.kind, CCMR.c.hospital_id, CCMR.c.specialty)


class Place(NamedTuple):
    """The acronym of the filière, empty outside of any, the name of the centre, and how it is sorted."""

    fsmr: str
    name: str
    order: str


_NOWHERE = Place("", "", "")


class Names:
    """The names of everything that differs, and of what it belongs to. A name that changed is the later one."""

    def __init__(self, differing: Differing) -> None:
        self._of = differing
        self._states = differing.states
        self._known: dict[tuple[CentreKind | None, int], Place] = {}
        # Read at once: the statements are the same whatever differs.
        mandates = list(_rows(differing.mandates))
        members = {row.person_id for row in _rows(differing.members)}
        self.people = self._read_people({row[PLACES["person_id"]] for row in mandates} | members)
        self._seats = {name: {row[PLACES[name]] for row in mandates} for name in SEAT_COLUMN.values()}
        self.sites, self.ccmrs = self._read_sites(), self._read_ccmrs()
        self._attached = self._read_attached()
        self.crmrs = self._read_crmrs()
        self.fsmrs, self.hospitals = self._read_fsmrs(), self._read_hospitals()

    def place(self, kind: CentreKind | None, row_id: int) -> Place:
        """Filière and name of a centre; kind None is an establishment."""
        known = self._known.get((kind, row_id))
        if known is None:
            known = self._known[kind, row_id] = self._place(kind, row_id)
        return known

    def hospital(self, hospital_id: int | None) -> str:
        """The name of an establishment, in words also where there is none."""
        return self._hospitals.get(hospital_id, TO_BE_TOLD.name)

    def hospital_then(self, hospital_id: int | None) -> str:
        """The name that an establishment had on the earlier side."""
        row = self.hospitals.earlier.get(hospital_id) if hospital_id is not None else None
        return str(row.name) if row is not None else self.hospital(hospital_id)

    def crmr(self, crmr_id: int) -> str:
        """The acronym of a reference centre, else its title."""
        return self._crmrs.get(crmr_id, _NOWHERE)[1]

    def fsmr(self, fsmr_id: int | None) -> str:
        """The acronym of a filière, empty outside of any."""
        return self._fsmrs.get(fsmr_id, "")

    @cached_property
    def _hospitals(self) -> dict[int | None, str]:
        return {row.id: row.name for row in self.hospitals.either.values()}

    @cached_property
    def _fsmrs(self) -> dict[int | None, str]:
        return {row.id: row.sigle for row in self.fsmrs.either.values()}

    @cached_property
    def _crmrs(self) -> dict[int, Place]:
        found = ((row.id, self.fsmr(row.fsmr_id), row.acronym or row.title) for row in self.crmrs.either.values())
        return {crmr_id: Place(fsmr, name, fold(name)) for crmr_id, fsmr, name in found}

    def _read_people(self, ids: set[int | None]) -> dict[int, str]:
        """Some people by id: Pr Solène Aubrac."""
        columns = (PERSON.c.id, PERSON.c.title, PERSON.c.first_name, PERSON.c.last_name)
        both = self._states.by_id(PERSON, columns, ids)
        return {row[0]: full_name(row[1], row[2], row[3]) for row in both.either.values()}

    def _read_sites(self) -> Both:
        ids = self._seats["site_id"] | {row.id for row in _rows(self._of.sites)}
        ids |= {row.site_id for pairs in (self._of.erns, self._of.members) for row in _rows(pairs)}
        return self._states.by_id(SITE, _SITE_COLUMNS, ids)

    def _read_ccmrs(self) -> Both:
        ids = self._seats["ccmr_id"] | {row.id for row in _rows(self._of.ccmrs)}
        ids |= {row.ccmr_id for row in _rows(self._of.members)}
        return self._states.by_id(CCMR, _CCMR_COLUMNS, ids | {row.ccmr_id for row in _rows(self._of.attachments)})

    def _read_crmrs(self) -> Both:
        ids = self._seats["crmr_id"] | {row.id for row in _rows(self._of.crmrs)} | set(self._attached.values())
        ids |= {
            row.crmr_id for pairs in (self._of.labels, self._of.attachments, self._of.diseases) for row in _rows(pairs)
        }
        return self._states.by_id(CRMR, CRMR_COLUMNS, ids | {row.crmr_id for row in self.sites.every()})

    def _read_fsmrs(self) -> Both:
        ids = self._seats["fsmr_id"] | {row.id for row in _rows(self._of.fsmrs)}
        ids |= {row.fsmr_id for row in _rows(self._of.designations)}
        return self._states.by_id(FSMR, FSMR_COLUMNS, ids | {row.fsmr_id for row in self.crmrs.every()})

    def _read_hospitals(self) -> Both:
        ids = {row.hospital_id for both in (self.sites, self.ccmrs) for row in both.every()}
        ids |= {row.seat_id for row in _rows(self._of.fsmrs)} | {row.id for row in _rows(self._of.hospitals)}
        return self._states.by_id(HOSPITAL, hospitals.COLUMNS, ids)

    def _read_attached(self) -> dict[int, int]:
        """The reference centre under which a competence centre is told: the first one to which it is attached on the
        later day, else on the earlier one, else ever."""
        both = self._states.found(ATTACHMENT, ATTACHMENT_COLUMNS, ATTACHMENT.c.ccmr_id, sorted(self.ccmrs.either))
        ranked: dict[int, tuple[int, int, int]] = {}
        sides = ((both.later, self._states.later, 0), (both.earlier, self._states.earlier, 1))
        for rows, state, rank in sides:
            for row_id, ccmr_id, crmr_id, start, end in rows.values():
                holds = start <= state.on and (end is None or state.on <= end)
                found = (rank if holds else 2, row_id, crmr_id)
                ranked[ccmr_id] = min(found, ranked.get(ccmr_id, found))
        return {ccmr_id: crmr_id for ccmr_id, (_rank, _row_id, crmr_id) in ranked.items()}

    def _place(self, kind: CentreKind | None, row_id: int) -> Place:
        if kind is CentreKind.SITE:
            return self._place_of_site(row_id)
        if kind is CentreKind.CCMR:
            return self._place_of_ccmr(row_id)
        if kind is CentreKind.CRMR:
            return self._crmrs.get(row_id, _NOWHERE)
        if kind is CentreKind.FSMR:
            return Place(self.fsmr(row_id), self.fsmr(row_id), "")
        return Place("", self.hospital(row_id), fold(self.hospital(row_id)))

    def _place_of_site(self, site_id: int) -> Place:
        site = self.sites.either.get(site_id)
        if site is None:
            return _NOWHERE
        crmr = self._crmrs.get(site.crmr_id, _NOWHERE)
        if site.role == SiteRole.COORDONNATEUR:
            return crmr
        hospital = self.hospital(site.hospital_id)
        return Place(crmr.fsmr, f"{crmr.name}, site {hospital}", f"{crmr.order} site {fold(hospital)}")

    def _place_of_ccmr(self, ccmr_id: int) -> Place:
        ccmr = self.ccmrs.either.get(ccmr_id)
        if ccmr is None:
            return _NOWHERE
        crmr = self._crmrs.get(self._attached.get(ccmr_id, 0), _NOWHERE)
        hospital, specialty = self.hospital(ccmr.hospital_id), ccmr.specialty
        name = f"{ccmr.kind} {hospital} ({specialty})" if specialty else f"{ccmr.kind} {hospital}"
        order = f"{crmr.order} {fold(ccmr.kind)} {fold(hospital)} {fold(specialty)}"
        return Place(crmr.fsmr, f"{crmr.name}, {name}" if crmr.name else name, order)


def _rows(pairs: Iterable[Pair]) -> Iterator[AnyRow]:
    return (row for pair in pairs for row in pair if row is not None)
