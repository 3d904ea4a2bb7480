"""What the lines call centres, people and establishments, read once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.differences.found import (
    ATTACHMENT_COLUMNS,
    FSMR_COLUMNS,
    Differing,
)
from crmr_desk.model.network.differences.states import Both, Pair
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.rows import TO_BE_TOLD
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CRMR,
    CRMR_COLUMNS,
    FSMR,
    HOSPITAL,
    PERSON,
    SITE,
    SITE_COLUMNS,
    AnyRow,
)

Place = tuple[str, str]
"""The acronym of the filière, empty outside of any, and the name of the centre."""


class Names:
    """The names of everything that differs, and of what it belongs to. A name that changed is the later one."""

    def __init__(self, differing: Differing) -> None:
        self._of = differing
        self._states = differing.states
        self._known: dict[tuple[CentreKind | None, int], Place] = {}

    def place(self, kind: CentreKind | None, row_id: int) -> Place:
        """Filière and name of a centre; kind None is an establishment."""
        known = self._known.get((kind, row_id))
        if known is None:
            known = self._known[kind, row_id] = self._place(kind, row_id)
        return known

    def person(self, person_id: int) -> str:
        """Pr Solène Aubrac."""
        row = self.people.of(person_id)
        return full_name(row.title, row.first_name, row.last_name) if row is not None else ""

    def hospital(self, hospital_id: int | None, rows: dict[int, AnyRow] | None = None) -> str:
        """The name of an establishment, in words also where there is none; ``rows`` are those of one side."""
        if hospital_id is None:
            return TO_BE_TOLD.name
        row = rows.get(hospital_id) if rows is not None else None
        row = row if row is not None else self.hospitals.of(hospital_id)
        return str(row.name) if row is not None else TO_BE_TOLD.name

    def crmr(self, crmr_id: int) -> str:
        """The acronym of a reference centre, else its title."""
        row = self.crmrs.of(crmr_id)
        return str(row.acronym or row.title) if row is not None else ""

    def fsmr(self, fsmr_id: int | None) -> str:
        """The acronym of a filière, empty outside of any."""
        row = self.fsmrs.of(fsmr_id) if fsmr_id is not None else None
        return str(row.sigle) if row is not None else ""

    @cached_property
    def people(self) -> Both:
        columns = (PERSON.c.id, PERSON.c.title, PERSON.c.first_name, PERSON.c.last_name)
        return self._states.by_id(PERSON, columns, (row.person_id for row in _rows(self._of.mandates)))

    @cached_property
    def sites(self) -> Both:
        ids = [row.site_id for row in _rows(self._of.mandates)] + [row.id for row in _rows(self._of.sites)]
        return self._states.by_id(SITE, SITE_COLUMNS, ids)

    @cached_property
    def ccmrs(self) -> Both:
        ids = [row.ccmr_id for row in _rows(self._of.mandates)] + [row.id for row in _rows(self._of.ccmrs)]
        ids += [row.ccmr_id for row in _rows(self._of.attachments)]
        return self._states.by_id(CCMR, CCMR_COLUMNS, ids)

    @cached_property
    def crmrs(self) -> Both:
        ids = [row.crmr_id for row in _rows(self._of.mandates)] + [row.id for row in _rows(self._of.crmrs)]
        ids += [row.crmr_id for pairs in (self._of.labels, self._of.attachments) for row in _rows(pairs)]
        ids += [row.crmr_id for rows in self.sites for row in rows.values()]
        ids += [crmr_id for found in self._attached.values() for crmr_id in found]
        return self._states.by_id(CRMR, CRMR_COLUMNS, ids)

    @cached_property
    def fsmrs(self) -> Both:
        ids = [row.fsmr_id for row in _rows(self._of.mandates)] + [row.id for row in _rows(self._of.fsmrs)]
        ids += [row.fsmr_id for row in _rows(self._of.designations)]
        ids += [row.fsmr_id for rows in self.crmrs for row in rows.values()]
        return self._states.by_id(FSMR, FSMR_COLUMNS, ids)

    @cached_property
    def hospitals(self) -> Both:
        ids = [row.hospital_id for both in (self.sites, self.ccmrs) for rows in both for row in rows.values()]
        ids += [row.seat_id for row in _rows(self._of.fsmrs)] + [row.id for row in _rows(self._of.hospitals)]
        return self._states.by_id(HOSPITAL, hospitals.COLUMNS, ids)

    @cached_property
    def _attached(self) -> dict[int, list[int]]:
        """The reference centres to which a competence centre is, was or will be attached: on the later day, else on
        the earlier one, else ever; the first of them gives its filière."""
        states = self._states
        ids = sorted(self.ccmrs.earlier.keys() | self.ccmrs.later.keys())
        both = states.found(ATTACHMENT, ATTACHMENT_COLUMNS, ATTACHMENT.c.ccmr_id, ids)
        ranked: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for rows, state, rank in ((both.later, states.later, 0), (both.earlier, states.earlier, 1)):
            for row in rows.values():
                holds = row.start <= state.on and (row.end is None or state.on <= row.end)
                ranked[row.ccmr_id].append((rank if holds else 2, row.id, row.crmr_id))
        return {
            ccmr_id: list(dict.fromkeys(crmr_id for rank, _id, crmr_id in sorted(found) if rank == min(found)[0]))
            for ccmr_id, found in ranked.items()
        }

    def _place(self, kind: CentreKind | None, row_id: int) -> Place:
        if kind is None:
            return "", self.hospital(row_id)
        if kind is CentreKind.FSMR:
            return self.fsmr(row_id), self.fsmr(row_id)
        if kind is CentreKind.CRMR:
            return self._fsmr_of(row_id), self.crmr(row_id)
        return self._place_of_site(row_id) if kind is CentreKind.SITE else self._place_of_ccmr(row_id)

    def _place_of_site(self, site_id: int) -> Place:
        site = self.sites.of(site_id)
        if site is None:
            return "", ""
        name = self.crmr(site.crmr_id)
        if site.role != SiteRole.COORDONNATEUR:
            name = f"{name}, site {self.hospital(site.hospital_id)}"
        return self._fsmr_of(site.crmr_id), name

    def _place_of_ccmr(self, ccmr_id: int) -> Place:
        ccmr = self.ccmrs.of(ccmr_id)
        if ccmr is None:
            return "", ""
        crmr_ids = self._attached.get(ccmr_id, [])
        first = f"{self.crmr(crmr_ids[0])}, " if crmr_ids else ""
        specialty = f" ({ccmr.specialty})" if ccmr.specialty else ""
        name = f"{first}{ccmr.kind} {self.hospital(ccmr.hospital_id)}{specialty}"
        return (self._fsmr_of(crmr_ids[0]) if crmr_ids else ""), name

    def _fsmr_of(self, crmr_id: int) -> str:
        row = self.crmrs.of(crmr_id)
        return self.fsmr(row.fsmr_id) if row is not None else ""


def _rows(pairs: Iterable[Pair]) -> Iterator[AnyRow]:
    return (row for pair in pairs for row in pair if row is not None)
