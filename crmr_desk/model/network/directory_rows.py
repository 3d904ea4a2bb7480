"""What the directory shows of people and establishments: small frozen rows. Standard library only, so that a view may
import it before the database is there. Dates are inclusive; ``None`` as an end means "no end known".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crmr_desk.model.kinds import Labelled
from crmr_desk.model.network.directions import Contact
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.rows import Badge, Bar, Fact, HospitalRow, PersonRow


class Standing(Labelled):
    """Whether somebody holds a function on the day shown."""

    IN_OFFICE = "in_office", "En fonction"
    FORMER = "former", "Anciens"
    NONE = "none", "Sans fonction"


@dataclass(frozen=True, slots=True)
class PersonListed:
    """A line of the list of people. ``words`` say the functions held, or the last one; ``age_limit`` is the birthday of
    65 or 68 to reckon with (A3 §1) and ``age_on`` its day, empty where there is none."""

    id: int
    code: str
    name: str
    order: tuple[str, str]
    rpps: str
    email: str
    standing: Standing
    words: str
    age_limit: str
    age_on: dt.date | None
    also: str
    """Folded words that lead here beside those shown."""

    @property
    def search(self) -> str:
        """Folded words by which the person is found."""
        shown = fold(f"{self.name} {self.code} {self.words}")
        return " ".join((shown, self.rpps, self.email, self.also))


@dataclass(frozen=True, slots=True)
class HospitalListed:
    """A line of the list of establishments. ``sites`` and ``ccmrs`` count those that it houses on the day shown;
    ``is_chu``: it belongs to a university hospital."""

    id: int
    name: str
    town: str
    region: str
    region_name: str
    finess_et: str
    finess_ej: str
    is_chu: bool
    sites: int
    ccmrs: int
    also: str
    """Folded words that lead here beside those shown."""

    @property
    def search(self) -> str:
        """Folded words by which the establishment is found."""
        shown = f"{self.name} {self.town} {self.region_name} {self.finess_et} {self.finess_ej}"
        return f"{fold(shown)} {self.also}"


@dataclass(frozen=True, slots=True)
class Held:
    """Something that a person holds, held or is proposed for: a mandate, a place in a team, a dossier. ``centre`` is
    the (kind, row id) that it leads to; ``dossier_id`` the dossier for a candidacy."""

    table: str
    row_id: int
    what: str
    start: dt.date | None
    end: dt.date | None
    badge: Badge
    centre: tuple[str, int] | None = None
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to judge about a row. ``place`` cites the text, « hors texte » what the text does not rule."""

    text: str
    place: str
    tone: str = "warn"


@dataclass(frozen=True, slots=True)
class MergedDouble:
    """A double that leads here: what it is called, and its numbers."""

    id: int
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Everything that the directory shows of one person on one date. ``merged_into`` is (id, name) for a double."""

    person: PersonRow
    on: dt.date
    badges: tuple[Badge, ...]
    identity: tuple[Fact, ...]
    bars: tuple[Bar, ...]
    held: tuple[Held, ...]
    remarks: tuple[Remark, ...]
    doubles: tuple[MergedDouble, ...]
    merged_into: tuple[int, str] | None
    related: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Housed:
    """A centre that an establishment houses on the date, housed, or will house."""

    kind: str
    row_id: int
    title: str
    role: str
    responsable: str
    person_id: int | None
    start: dt.date
    end: dt.date | None
    badge: Badge


@dataclass(frozen=True, slots=True)
class Formerly:
    """What a field was until a day, included."""

    label: str
    value: str
    until: dt.date


@dataclass(frozen=True, slots=True)
class DossierNamed:
    """A dossier that concerns an establishment."""

    id: int
    number: str
    what: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class HospitalSheet:
    """Everything that the directory shows of one establishment on one date. ``same_entity`` are the others under its
    legal number; ``merged_into`` is (id, name) for a double."""

    hospital: HospitalRow
    direction: Contact
    version: int
    on: dt.date
    badges: tuple[Badge, ...]
    identity: tuple[Fact, ...]
    formerly: tuple[Formerly, ...]
    housed: tuple[Housed, ...]
    same_entity: tuple[HospitalRow, ...]
    dossiers: tuple[DossierNamed, ...]
    doubles: tuple[MergedDouble, ...]
    merged_into: tuple[int, str] | None
    related: tuple[tuple[str, int], ...]
