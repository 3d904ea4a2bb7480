"""The network of one day, counted by region and by filière.

A centre is a line of the register active on the day: a site of a CRMR, coordinating or constitutive, or a competence
centre. One attached to two CRMR counts once in the whole, and once in the count of each filière; it stands in the
region of the hospital that houses it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, Population, SiteRole
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.tables import ATTACHMENT, CCMR, CRMR, FSMR, HOSPITAL, MANDATE, SITE, covers

EVERY = 0
"""Stands for all filières together in the keys of ``Counts``."""
NO_FSMR = -1
"""Stands for no filière."""
NOWHERE = ""
"""Stands for the region of a centre whose hospital, or its region, is not known."""


@dataclass(slots=True)
class Tally:
    """What was counted. A CRMR is counted by its coordinating site. ``vacant`` are the centres that nobody leads.
    The four counts of public and ``active_file`` (patients) are of competence centres alone."""

    coordinating: int = 0
    constitutive: int = 0
    ccmrs: int = 0
    vacant: int = 0
    adults: int = 0
    children: int = 0
    both: int = 0
    public_unknown: int = 0
    active_file: int = 0
    active_file_unknown: int = 0

    @property
    def sites(self) -> int:
        """Sites of CRMR."""
        return self.coordinating + self.constitutive

    @property
    def centres(self) -> int:
        """Sites and competence centres."""
        return self.sites + self.ccmrs

    @property
    def public_known(self) -> int:
        """Competence centres that say whom they receive."""
        return self.ccmrs - self.public_unknown

    def add(self, other: Tally) -> None:
        """Count ``other`` in."""
        self.coordinating += other.coordinating
        self.constitutive += other.constitutive
        self.ccmrs += other.ccmrs
        self.vacant += other.vacant
        self.adults += other.adults
        self.children += other.children
        self.both += other.both
        self.public_unknown += other.public_unknown
        self.active_file += other.active_file
        self.active_file_unknown += other.active_file_unknown


@dataclass(frozen=True)
class Counts:
    """The tallies of ``on`` by (region, filière), regions by INSEE code; ``EVERY`` counts each centre once.
    ``sigles`` names the filières, in French order."""

    on: dt.date
    cells: Mapping[tuple[str, int], Tally]
    sigles: Mapping[int, str]

    def of(self, region: str, fsmr_id: int = EVERY) -> Tally:
        """The tally of a region; zero where nothing is."""
        return self.cells.get((region, fsmr_id), Tally())

    def national(self, fsmr_id: int = EVERY) -> Tally:
        """All regions together, with what stands in none."""
        return self._nations.get(fsmr_id, Tally())

    @cached_property
    def _nations(self) -> dict[int, Tally]:
        totals: dict[int, Tally] = defaultdict(Tally)
        for (_region, fsmr_id), tally in self.cells.items():
            totals[fsmr_id].add(tally)
        return dict(totals)

    def fsmr_ids(self) -> list[int]:
        """The filières in French order, then ``NO_FSMR`` where a centre belongs to none."""
        return [*self.sigles, NO_FSMR] if NO_FSMR in self._nations else list(self.sigles)

    def sigle(self, fsmr_id: int) -> str:
        """The name of a filière, in words also for ``EVERY`` and ``NO_FSMR``."""
        if fsmr_id == EVERY:
            return "Toutes les filières"
        return self.sigles.get(fsmr_id, "Sans filière")


def counts_on(session: Session, on: dt.date) -> Counts:
    """Count the network of ``on``, in eight statements whatever its size."""
    former = Formers(session, on, ("fsmr", "crmr", "ccmr"))
    regions = {row.id: row.region for row in session.execute(select(HOSPITAL.c.id, HOSPITAL.c.region))}
    places = {hospital_id: region if region in REGIONS else NOWHERE for hospital_id, region in regions.items()}
    fsmr_of = {
        row.id: row.fsmr_id or NO_FSMR
        for row in former.rows("crmr", session.execute(select(CRMR.c.id, CRMR.c.fsmr_id)))
    }
    led = _led(session, on)
    cells: dict[tuple[str, int], Tally] = defaultdict(Tally)
    in_activity = _count_sites(session, on, cells, places, fsmr_of, led)
    _count_ccmrs(session, on, former, cells, places, {crmr_id: fsmr_of[crmr_id] for crmr_id in in_activity}, led)
    sigles = former.rows("fsmr", session.execute(select(FSMR.c.id, FSMR.c.sigle)))
    in_order = sorted(sigles, key=lambda row: collation(row.sigle))
    return Counts(on, dict(cells), {row.id: row.sigle for row in in_order})


def _led(session: Session, on: dt.date) -> dict[str, set[int]]:
    """The seats that somebody holds on ``on``: ids of CRMR, sites and CCMR by function."""
    held: dict[str, set[int]] = defaultdict(set)
    columns = (MANDATE.c.function, MANDATE.c.crmr_id, MANDATE.c.site_id, MANDATE.c.ccmr_id)
    query = select(*columns).where(covers(MANDATE, on), MANDATE.c.function != Function.ANIMATEUR.value)
    for function, crmr_id, site_id, ccmr_id in session.execute(query).all():
        held[function].add(crmr_id or site_id or ccmr_id)
    return held


def _count_sites(
    session: Session, on: dt.date, cells: dict[tuple[str, int], Tally], places: Mapping[int, str],
    fsmr_of: Mapping[int, int], led: Mapping[str, set[int]],
) -> set[int]:  # fmt: skip
    """Count the sites; gives the CRMR that have one."""
    coordinated, headed = led.get(Function.COORDONNATEUR, set()), led.get(Function.RESPONSABLE_SITE, set())
    alike: Counter[tuple[str, int, bool, bool]] = Counter()
    in_activity: set[int] = set()
    query = select(SITE.c.id, SITE.c.crmr_id, SITE.c.role, SITE.c.hospital_id).where(covers(SITE, on))
    for site_id, crmr_id, role, hospital_id in session.execute(query).all():
        in_activity.add(crmr_id)
        leads = role == SiteRole.COORDONNATEUR
        vacant = crmr_id not in coordinated if leads else site_id not in headed
        alike[places.get(hospital_id, NOWHERE), fsmr_of[crmr_id], leads, vacant] += 1
    for (region, fsmr_id, leads, vacant), count in alike.items():
        tally = Tally(coordinating=count * leads, constitutive=count * (not leads), vacant=count * vacant)
        for each in (EVERY, fsmr_id):
            cells[region, each].add(tally)
    return in_activity


def _count_ccmrs(
    session: Session, on: dt.date, former: Formers, cells: dict[tuple[str, int], Tally],
    places: Mapping[int, str], fsmr_of: Mapping[int, int], led: Mapping[str, set[int]],
) -> None:  # fmt: skip
    attached, nothing = _attached(session, on, fsmr_of), frozenset({NO_FSMR})
    headed = led.get(Function.RESPONSABLE_CCMR, set())
    alike: dict[tuple[str, frozenset[int], str | None, bool], Tally] = defaultdict(Tally)
    columns = (CCMR.c.id, CCMR.c.hospital_id, CCMR.c.population, CCMR.c.active_file)
    for row in former.rows("ccmr", session.execute(select(*columns).where(covers(CCMR, on))).all()):
        region = places.get(row.hospital_id, NOWHERE)
        tally = alike[region, attached.get(row.id, nothing), row.population, row.id not in headed]
        tally.ccmrs += 1
        if row.active_file is None:
            tally.active_file_unknown += 1
        else:
            tally.active_file += row.active_file
    for (region, fsmr_ids, population, vacant), tally in alike.items():
        tally.vacant = tally.ccmrs * vacant
        setattr(tally, _PUBLIC.get(population or "", "public_unknown"), tally.ccmrs)
        for each in (EVERY, *fsmr_ids):
            cells[region, each].add(tally)


_PUBLIC = {Population.ADULTE.value: "adults", Population.ENFANT.value: "children", Population.MIXTE.value: "both"}
"""Where a tally counts each public."""


def _attached(session: Session, on: dt.date, fsmr_of: Mapping[int, int]) -> dict[int, frozenset[int]]:
    """The filières of each CCMR on ``on``, through the CRMR in activity to which it is attached."""
    alone = {fsmr_id: frozenset({fsmr_id}) for fsmr_id in fsmr_of.values()}
    found: dict[int, frozenset[int]] = {}
    query = select(ATTACHMENT.c.ccmr_id, ATTACHMENT.c.crmr_id).where(covers(ATTACHMENT, on))
    for ccmr_id, crmr_id in session.execute(query).all():
        if crmr_id not in fsmr_of:
            continue
        one = alone[fsmr_of[crmr_id]]
        found[ccmr_id] = found[ccmr_id] | one if ccmr_id in found else one
    return found


def regions_in_order(codes: Iterable[str] = tuple(REGIONS)) -> Iterator[tuple[str, str]]:
    """(INSEE code, name) of regions, in French order."""
    yield from sorted(((code, REGIONS[code].name) for code in codes), key=lambda each: collation(each[1]))
