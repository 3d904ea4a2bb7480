"""What the screens see of the network: small frozen rows with ids, in French where a reader sees them.

Dates are inclusive; ``None`` as an end means "no end known". Standard library only, so that a view may import it
before the database is there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from crmr_desk.model.network.arrangement import NO_TRAITS, Traits

if TYPE_CHECKING:
    from crmr_desk.model.network.sheet_rows import DiseaseLine, ErnLine


class NodeState(StrEnum):
    """What an icon of the tree says of a centre on the date shown."""

    VACANT = "vacant"
    LABEL_EXPIRING = "label_expiring"
    LABEL_EXPIRED = "label_expired"
    AGE = "age"
    DOSSIER = "dossier"
    BELOW_THREE = "below_three"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the network tree. ``id`` is its place in the list returned, ``parent`` the place of its parent
    (-1 for a root); ``kind`` is a CentreKind value, or ``group`` for the line that gathers the CCMR of a CRMR and
    ``region``/``hospital``, ``specialty`` or ``population`` in the trees by these."""

    id: int
    parent: int
    kind: str
    row_id: int
    title: str
    detail: str = ""
    count: str = ""
    states: tuple[NodeState, ...] = ()
    notes: tuple[str, ...] = ()
    """One French sentence for each state, in the same order (tooltip and accessible text)."""
    search: str = ""
    """What the filter scans beside title and detail, as written: names, town, FINESS, holder of the seat."""
    finess: str = ""
    """Geographic FINESS of the hospital that houses the centre (the coordinating one for a CRMR)."""
    inherited: tuple[NodeState, ...] = ()
    """Those of ``states`` that speak only for centres below: shown, but not counted a second time."""
    traits: Traits = NO_TRAITS
    """What a filter asks of the centre."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the identity card: a French label and its value; ``place`` cites the text where a rule is shown.
    ``held`` are the values of the register that it says, as (table, row id, field): where they come from is known.
    ``edit`` is the one of them that can be changed where it is shown, None with the reason in ``fixed``; ``leads`` is
    the centre or the hospital (kind, row id) that it names."""

    label: str
    value: str
    place: str = ""
    held: tuple[tuple[str, int, str], ...] = ()
    edit: tuple[str, int, str] | None = None
    fixed: str = ""
    leads: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A short state in words. ``tone`` is one of ok, warn, stop, info, mute, accent; ``icon`` a Tabler name."""

    text: str
    tone: str
    icon: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period on the time line. ``tone`` is past, current or proposed."""

    lane: str
    text: str
    start: dt.date
    end: dt.date | None
    tone: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a seat of the centre on the date, or announced for later. ``age`` is for the screen alone."""

    person_id: int
    mandate_id: int
    name: str
    function: str
    lines: tuple[str, ...]
    badge: Badge | None = None
    age: str = ""


@dataclass(frozen=True, slots=True)
class CentreLine:
    """A site or competence centre in the tables of a sheet."""

    kind: str
    row_id: int
    hospital: str
    responsable: str
    vacant: bool
    public: str
    specialty: str
    active_file: int | None
    role: str
    end: dt.date | None
    badge: Badge
    person_id: int = 0
    """Who leads it, 0 for a vacant seat."""
    hospital_id: int = 0
    """Where it is, 0 where nobody has told."""


@dataclass(frozen=True, slots=True)
class AttachedTo:
    """A reference centre to which a competence centre is attached on the date (A1 B-c)."""

    crmr_id: int
    name: str
    fsmr: str
    coordonnateur: str
    person_id: int
    start: dt.date
    end: dt.date | None
    label_end: dt.date | None
    badge: Badge


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How much the tabs of a sheet hold, for their titles."""

    team: int = 0
    dossiers: int = 0
    letters: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A period of label, or of designation for a FSMR."""

    start: dt.date
    end: dt.date | None
    act: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class CentreSheet:
    """Everything that the right half of the network page shows of one centre on one date."""

    kind: str
    row_id: int
    on: dt.date
    breadcrumb: tuple[str, ...]
    title: str
    summary: str
    badges: tuple[Badge, ...]
    identity: tuple[Fact, ...]
    bars: tuple[Bar, ...]
    people: tuple[PersonLine, ...]
    labels: tuple[LabelLine, ...]
    sites: tuple[CentreLine, ...]
    ccmrs: tuple[CentreLine, ...]
    seat: str
    """Function of the seat that leads this centre (a Function value)."""
    holder_mandate_id: int | None
    open_dossier_id: int | None
    open_dossier_title: str = ""
    """What the button says that takes the dossier up again ("Reprendre la succession")."""
    above: tuple[tuple[str, int] | None, ...] = ()
    """For each part of ``breadcrumb`` the centre (kind, row id) that it names, None where it names none or several."""
    related: tuple[tuple[str, int], ...] = field(default=())
    """(table, row id) of every row shown: the history and the live view follow these."""
    placed: bool = True
    """False for a site or a competence centre whose hospital is still to be told."""
    attached: tuple[AttachedTo, ...] = ()
    """Of a competence centre alone."""
    diseases: tuple[DiseaseLine, ...] = ()
    erns: tuple[ErnLine, ...] = ()
    counts: SheetCounts = SheetCounts()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a form offers or shows them. ``name`` is ready to print: "Pr Solène Aubrac"."""

    id: int
    code: str
    title: str
    first_name: str
    last_name: str
    name: str
    rpps: str | None
    birth_date: dt.date | None
    status: str | None
    full_time: bool | None
    email: str | None
    functions: tuple[str, ...] = ()
    """Functions held on the date asked for, in French ("Coordination du CRMR CERVCO")."""
    version: int = 0
    """Given back to ``save_person``, it refuses to overwrite a colleague's change."""


@dataclass(frozen=True, slots=True)
class HospitalRow:
    """A geographic establishment. ``region`` is the INSEE code, ``ars`` the agency's French name."""

    id: int
    finess_et: str
    finess_ej: str
    name: str
    town: str
    region: str
    ars: str

    @property
    def known(self) -> bool:
        """False for ``TO_BE_TOLD`` alone."""
        return self.id != 0


TO_BE_TOLD = HospitalRow(id=0, finess_et="", finess_ej="", name="Établissement à préciser", town="", region="", ars="")
"""Stands for the hospital of a centre that a national list brought in without one."""
