"""Every centre of the network on a date as one line of a workbook: where it is, what it does, who leads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CcmrKind, Function, Population, SiteRole, Status
from crmr_desk.model.network.hospitals import hospital_row
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import TO_BE_TOLD, HospitalRow
from crmr_desk.model.network.snapshot import NetworkOn, network_on
from crmr_desk.model.network.tables import PERSON, AnyRow

FSMR_NATURE = "Filière"


class Leader(NamedTuple):
    """Who sits there, and from when to when, both days included. Empty texts and None for a vacant seat."""

    title: str = ""
    first_name: str = ""
    last_name: str = ""
    status: str = ""
    email: str = ""
    rpps: str = ""
    start: dt.date | None = None
    end: dt.date | None = None


class CentreRow(NamedTuple):
    """One seat: a filière, a reference centre (with its coordinating site), a constitutive site or a CCMR.

    ``code`` is that of the reference centre, not of its coordinating site. ``centre`` is the acronym, or the title, of
    the reference centre, those to which a CCMR is attached joined by « ; ». ``label_end`` is the last day of the label
    on which the centre rests, the latest of several.
    """

    function: Function
    row_id: int
    nature: str
    code: str
    fsmr: str
    centre: str
    title: str
    hospital: HospitalRow
    leader: Leader
    unit: str = ""
    specialty: str = ""
    population: str = ""
    active_file: int | None = None
    label_end: dt.date | None = None


def centres_on(session: Session, on: dt.date) -> list[CentreRow]:
    """Every centre of the network on ``on``, filières left out, in the French order of hospitals; eleven statements."""
    return _sorted(_Lines(network_on(session, on), session))


def network_rows_on(session: Session, on: dt.date) -> list[CentreRow]:
    """The filières that are designated on ``on`` or have a reference centre then, by acronym, then every centre as
    ``centres_on`` gives them; eleven statements."""
    lines = _Lines(network_on(session, on), session)
    return [*sorted(lines.fsmrs(), key=lambda row: collation(row.fsmr)), *_sorted(lines)]


def _sorted(lines: _Lines) -> list[CentreRow]:
    rows = [*lines.crmrs(), *lines.ccmrs()]
    return sorted(rows, key=lambda row: (collation(row.hospital.name), collation(row.centre), row.nature, row.code))


class _Lines:
    """The lines of one date, and what they are made of."""

    def __init__(self, network: NetworkOn, session: Session) -> None:
        self._network = network
        self._sigles = {row.id: str(row.sigle) for row in network.fsmrs}
        self._names = {row.id: str(row.acronym or row.title) for row in network.crmrs}
        self._fsmr_of = {row.id: self._sigles.get(row.fsmr_id, "") for row in network.crmrs}
        self._hospitals = {row.id: hospital_row(row, network.on) for row in network.hospitals.values()}
        reached = select(PERSON.c.id, PERSON.c.email, PERSON.c.rpps)
        self._reached = {row.id: row for row in session.execute(reached)}
        self._label_ends = dict(self._ends_of_labels())

    def fsmrs(self) -> Iterator[CentreRow]:
        for row in self._network.fsmrs_there:
            yield CentreRow(
                **self._seat(Function.ANIMATEUR, row.id, FSMR_NATURE),
                code=row.sigle,
                fsmr=row.sigle,
                centre=row.sigle,
                title=row.name,
                hospital=self._hospitals.get(row.seat_id, TO_BE_TOLD),
            )

    def crmrs(self) -> Iterator[CentreRow]:
        for crmr in self._network.crmrs:
            label_end = self._label_end([crmr.id])
            for site in self._network.sites[crmr.id]:
                coordinating = site.role == SiteRole.COORDONNATEUR
                seat = (Function.COORDONNATEUR, crmr.id) if coordinating else (Function.RESPONSABLE_SITE, site.id)
                yield CentreRow(
                    **self._seat(*seat, SiteRole(site.role).label),
                    code=crmr.code if coordinating else site.code,
                    fsmr=self._fsmr_of[crmr.id],
                    centre=self._names[crmr.id],
                    title=crmr.title,
                    hospital=self._hospitals.get(site.hospital_id, TO_BE_TOLD),
                    unit=site.unit,
                    label_end=label_end,
                )

    def ccmrs(self) -> Iterator[CentreRow]:
        for ccmr in self._network.ccmrs.values():
            crmr_ids = sorted(self._network.attachments.get(ccmr.id, ()), key=lambda each: collation(self._names[each]))
            fsmrs = dict.fromkeys(self._fsmr_of[crmr_id] for crmr_id in crmr_ids)
            yield CentreRow(
                **self._seat(Function.RESPONSABLE_CCMR, ccmr.id, CcmrKind(ccmr.kind).label),
                code=ccmr.code,
                fsmr=_listed(fsmrs),
                centre=_listed(self._names[crmr_id] for crmr_id in crmr_ids),
                title=ccmr.title,
                hospital=self._hospitals.get(ccmr.hospital_id, TO_BE_TOLD),
                specialty=ccmr.specialty,
                population=Population(ccmr.population).label if ccmr.population else "",
                active_file=ccmr.active_file,
                label_end=self._label_end(crmr_ids),
            )

    def _seat(self, function: Function, row_id: int, nature: str) -> dict[str, Any]:
        held = self._network.holders.get((function, row_id))
        leader = Leader() if held is None else self._leader(held)
        return {"function": function, "row_id": row_id, "nature": nature, "leader": leader}

    def _leader(self, held: AnyRow) -> Leader:
        reached = self._reached[held.person_id]
        return Leader(
            title=held.title,
            first_name=held.first_name,
            last_name=held.last_name,
            status=Status(held.status).label if held.status else "",
            email=reached.email or "",
            rpps=reached.rpps or "",
            start=held.start,
            end=held.end,
        )

    def _ends_of_labels(self) -> Iterator[tuple[int, dt.date]]:
        """The last day of the label of each reference centre that has one on the day."""
        on = self._network.on
        for crmr_id, labels in self._network.labels.items():
            ends = [label.end for label in labels if label.end is not None and label.start <= on <= label.end]
            if ends:
                yield crmr_id, max(ends)

    def _label_end(self, crmr_ids: list[int]) -> dt.date | None:
        return max((self._label_ends[each] for each in crmr_ids if each in self._label_ends), default=None)


def _listed(names: Any) -> str:
    return "\u202f; ".join(name for name in names if name)
