"""The structures that are reminded, as they stand today: who leads each, in which establishment, and what its letter
merges of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crmr_desk.model.dossiers.wording import (
    ccmr_named,
    centre_named,
    centre_short,
    fsmr_named,
    listed,
    unit_at,
)
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.network.hospitals import hospital_row
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import TO_BE_TOLD, HospitalRow
from crmr_desk.model.network.snapshot import NetworkOn
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import french_date

_DIRECTED: Mapping[Function, str] = {
    Function.COORDONNATEUR: "current_director",
    Function.RESPONSABLE_SITE: "site_director",
    Function.RESPONSABLE_CCMR: "ccmr_director",
    Function.ANIMATEUR: "animateur_director",
}


@dataclass(frozen=True, slots=True)
class Structure:
    """A centre, a site or a filière. ``hospital`` is TO_BE_TOLD while none is known; ``head`` is the mandate and person
    in its seat today, None where it is vacant."""

    kind: CentreKind
    id: int
    name: str
    within: tuple[tuple[str, int], ...]
    fsmrs: tuple[str, ...]
    hospital: HospitalRow
    function: Function
    seat_id: int
    head: AnyRow | None
    facts: Mapping[str, str]
    closed_on: dt.date | None = None
    """Its last day, where that has gone by: nobody leads it any more, and its establishment is written to."""
    opens_on: dt.date | None = None
    """Its first day, where that is to come."""

    @property
    def seat(self) -> tuple[str, int]:
        """(function, id of its centre): the coordonnateur leads the coordinating site."""
        return self.function.value, self.seat_id

    @property
    def crmr_id(self) -> int:
        """The reference centre of which a follow-up of the structure speaks; 0 for a CCMR and a filière."""
        if self.kind in (CentreKind.CCMR, CentreKind.FSMR):
            return 0
        return next(row_id for kind, row_id in self.within if kind == CentreKind.CRMR)

    @property
    def director(self) -> str:
        """Under which role the director of its establishment is written to."""
        return _DIRECTED[self.function]


class Structures:
    """Every structure of the network of one day, with what is closed or to open; nothing is read here."""

    def __init__(self, network: NetworkOn) -> None:
        self._network = network

    def of(self, kind: str, row_id: int) -> Structure:
        """The structure of a sheet, which the network of the day must have (``reading.known_in``)."""
        if kind == CentreKind.CRMR:
            return self._crmr(self._crmr_rows[row_id])
        if kind == CentreKind.SITE:
            return self._site(self._site_rows[row_id])
        if kind == CentreKind.CCMR:
            return self._ccmr(self._network.ccmrs[row_id])
        return self._fsmr(self._fsmr_rows[row_id])

    @cached_property
    def _crmr_rows(self) -> dict[int, AnyRow]:
        return {row.id: row for row in self._network.crmrs}

    @cached_property
    def _fsmr_rows(self) -> dict[int, AnyRow]:
        return {row.id: row for row in self._network.fsmrs}

    @cached_property
    def _site_rows(self) -> dict[int, AnyRow]:
        return {site.id: site for sites in self._network.sites.values() for site in sites}

    @cached_property
    def _hospitals(self) -> dict[int, HospitalRow]:
        return {row.id: hospital_row(row, self._network.on) for row in self._network.hospitals.values()}

    def _hospital(self, row: AnyRow) -> HospitalRow:
        return self._hospitals.get(row.hospital_id, TO_BE_TOLD)

    def _crmr(self, crmr: AnyRow) -> Structure:
        seat, facts = self._coordinating(crmr.id), self._crmr_facts(crmr)
        closed_on, opens_on = self._away(seat)
        return Structure(
            CentreKind.CRMR, crmr.id, crmr.acronym or crmr.title, self._above(crmr), self._sigles([crmr]),
            self._hospital(seat) if seat is not None else TO_BE_TOLD, Function.COORDONNATEUR, crmr.id,
            self._head(Function.COORDONNATEUR, crmr.id, seat),
            {**facts, "structure": f"le centre de référence {facts['centre_named']}"}, closed_on, opens_on,
        )  # fmt: skip

    def _site(self, site: AnyRow) -> Structure:
        crmr, hospital = self._crmr_rows[site.crmr_id], self._hospital(site)
        coordinating = site.role == SiteRole.COORDONNATEUR
        function = Function.COORDONNATEUR if coordinating else Function.RESPONSABLE_SITE
        seat_id = crmr.id if coordinating else site.id
        facts = self._crmr_facts(crmr)
        where = f" ({unit_at(site.unit, hospital)})" if hospital.known or site.unit else ""
        words = (
            f"le site coordonnateur du centre de référence {facts['centre_named']}"
            if coordinating
            else f"le site constitutif{where} du centre de référence {facts['centre_short']}"
        )
        own = {} if coordinating else {"site_named": unit_at(site.unit, hospital), "site_hospital": _known(hospital)}
        closed_on, opens_on = self._away(site)
        return Structure(
            CentreKind.SITE, site.id, self._site_name(crmr, hospital, coordinating=coordinating),
            ((CentreKind.SITE, site.id), *self._above(crmr)), self._sigles([crmr]), hospital, function, seat_id,
            self._head(function, seat_id, site), {**facts, **own, "structure": words}, closed_on, opens_on,
        )  # fmt: skip

    @staticmethod
    def _site_name(crmr: AnyRow, hospital: HospitalRow, *, coordinating: bool) -> str:
        name = str(crmr.acronym or crmr.title)
        return name if coordinating else f"{name}, {hospital.name}"

    def _ccmr(self, ccmr: AnyRow) -> Structure:
        crmrs = [self._crmr_rows[crmr_id] for crmr_id in self._network.attachments.get(ccmr.id, ())]
        hospital, (closed_on, opens_on) = self._hospital(ccmr), self._away(ccmr)
        named = (
            ccmr_named(ccmr.title, ccmr.specialty, hospital) if hospital.known else centre_named(ccmr.title, "", None)
        )
        above = dict.fromkeys(pair for crmr in crmrs for pair in self._above(crmr))
        facts = {
            "centre_title": ccmr.title,
            "centre_code": ccmr.code,
            "ccmr_named": named,
            "attached_centres": listed([crmr.acronym or crmr.title for crmr in crmrs]) if crmrs else "",
            "fsmr": listed(list(self._sigles(crmrs))) if crmrs else "",
            "structure": f"le centre de compétences {named}",
            **_place(hospital),
        }
        name = f"{hospital.name}, {ccmr.specialty}" if ccmr.specialty else hospital.name
        return Structure(
            CentreKind.CCMR, ccmr.id, name, ((CentreKind.CCMR, ccmr.id), *above), self._sigles(crmrs), hospital,
            Function.RESPONSABLE_CCMR, ccmr.id, self._head(Function.RESPONSABLE_CCMR, ccmr.id, ccmr), facts,
            closed_on, opens_on,
        )  # fmt: skip

    def _fsmr(self, fsmr: AnyRow) -> Structure:
        hospital = self._hospitals.get(fsmr.seat_id, TO_BE_TOLD)
        named = fsmr_named(fsmr.sigle, fsmr.name)
        facts = {"fsmr": fsmr.sigle, "fsmr_named": named, "structure": f"la filière {named}", **_place(hospital)}
        return Structure(
            CentreKind.FSMR, fsmr.id, fsmr.sigle, ((CentreKind.FSMR, fsmr.id),), (fsmr.sigle,), hospital,
            Function.ANIMATEUR, fsmr.id, self._head(Function.ANIMATEUR, fsmr.id, None), facts,
        )  # fmt: skip

    def _crmr_facts(self, crmr: AnyRow) -> dict[str, str]:
        seat = self._coordinating(crmr.id)
        hospital = self._hospital(seat) if seat is not None else TO_BE_TOLD
        fsmr = self._fsmr_rows.get(crmr.fsmr_id)
        label = self._label(crmr.id)
        return {
            "centre_title": crmr.title,
            "centre_acronym": crmr.acronym,
            "centre_named": centre_named(crmr.title, crmr.acronym, hospital if hospital.known else None),
            "centre_short": centre_short(crmr.title, crmr.acronym),
            "centre_code": crmr.code,
            "unit": seat.unit if seat is not None else "",
            "label_start": french_date(label.start) if label is not None else "",
            "label_end": french_date(label.end) if label is not None and label.end is not None else "",
            "fsmr": fsmr.sigle if fsmr is not None else "",
            "fsmr_named": fsmr_named(fsmr.sigle, fsmr.name) if fsmr is not None else "",
            **_place(hospital),
        }

    def _label(self, crmr_id: int) -> AnyRow | None:
        """The latest begun by the day: the one that runs, or that ran last."""
        begun = [label for label in self._network.labels.get(crmr_id, ()) if label.start <= self._network.on]
        return begun[-1] if begun else None

    def _coordinating(self, crmr_id: int) -> AnyRow | None:
        """The one of the day, else the last that was; those of the day come first."""
        sites = self._network.sites.get(crmr_id, ())
        return next((site for site in sites if site.role == SiteRole.COORDONNATEUR), None)

    def _above(self, crmr: AnyRow) -> tuple[tuple[str, int], ...]:
        fsmr = ((CentreKind.FSMR, crmr.fsmr_id),) if crmr.fsmr_id is not None else ()
        return ((CentreKind.CRMR, crmr.id), *fsmr)

    def _sigles(self, crmrs: list[AnyRow]) -> tuple[str, ...]:
        found = {self._fsmr_rows[crmr.fsmr_id].sigle for crmr in crmrs if crmr.fsmr_id in self._fsmr_rows}
        return tuple(sorted(found, key=collation))

    def _head(self, function: Function, seat_id: int, place: AnyRow | None) -> AnyRow | None:
        """Who leads it; nobody what is closed, or to open."""
        return None if any(self._away(place)) else self._network.holders.get((function.value, seat_id))

    def _away(self, place: AnyRow | None) -> tuple[dt.date | None, dt.date | None]:
        """The last day of a site or a CCMR where it has gone by, and the first where it is to come."""
        if place is None:
            return None, None
        on, start, end = self._network.on, place.start, place.end
        closed = end is not None and end < on
        return end if closed else None, start if start is not None and start > on else None


def _known(hospital: HospitalRow) -> str:
    return hospital.name if hospital.known else ""


def _place(hospital: HospitalRow) -> dict[str, str]:
    return {
        "hospital": _known(hospital),
        "hospital_finess": hospital.finess_et,
        "hospital_town": hospital.town,
        "ars": hospital.ars,
    }
