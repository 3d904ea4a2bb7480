"""The rows of the register that lines are matched with, as small tuples."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from crmr_desk.model.network.names import fold, full_name


class Hospital(NamedTuple):
    """A geographic establishment. ``region`` is the INSEE code."""

    id: int
    version: int
    finess_et: str
    finess_ej: str
    name: str
    town: str
    region: str


class Person(NamedTuple):
    """Somebody of the register; ``code`` is their key in exchange workbooks."""

    id: int
    version: int
    code: str
    title: str
    first_name: str
    last_name: str
    rpps: str | None
    status: str | None
    full_time: bool | None
    email: str | None

    @property
    def name(self) -> str:
        """Ready to print: Pr Solène Aubrac."""
        return full_name(self.title, self.first_name, self.last_name)


class Crmr(NamedTuple):
    """A reference centre and its periods of label, in order of time; ``fsmr`` is the sigle of its filière."""

    id: int
    version: int
    code: str
    title: str
    acronym: str
    fsmr_id: int | None
    fsmr: str
    labels: tuple[tuple[dt.date, dt.date | None], ...]

    @property
    def name(self) -> str:
        """Acronym, or title."""
        return self.acronym or self.title


class Centre(NamedTuple):
    """A seat that a line may speak of: a coordinating site under its CRMR (``kind`` crmr, ``id`` and ``code`` those of
    the CRMR), a constitutive site (site), a competence centre (ccmr).

    ``nature`` is coordonnateur, constitutif, CCMR or CRC. ``row_id`` and ``version`` are those of the row that the
    hospital, the unit and the rest belong to (the site for a CRMR), ``row_code`` its code. ``crmrs`` are the reference
    centres it belongs or is attached to on the day of the index, or on its last day once it is closed. Both days of the
    period are included.
    """

    kind: str
    id: int
    code: str
    nature: str
    title: str
    hospital_id: int | None
    crmrs: tuple[Crmr, ...]
    row_id: int
    row_code: str
    version: int
    unit: str
    specialty: str
    population: str | None
    active_file: int | None
    start: dt.date
    end: dt.date | None

    @property
    def key(self) -> tuple[str, int]:
        """(kind, id): what a choice names."""
        return self.kind, self.id

    @property
    def acronyms(self) -> set[str]:
        """The folded acronyms and codes by which a line may name it: its own, and those of its reference centres."""
        names = (self.code, self.row_code, *(name for crmr in self.crmrs for name in (crmr.acronym, crmr.code)))
        return {fold(name) for name in names if name}

    @property
    def titles(self) -> set[str]:
        """Its folded titles: its own, and those of its reference centres."""
        return {fold(title) for title in (self.title, *(crmr.title for crmr in self.crmrs)) if title}

    def open_on(self, day: dt.date) -> bool:
        """Whether ``day`` lies within its period."""
        return self.start <= day and (self.end is None or day <= self.end)


class Holding(NamedTuple):
    """A mandate in a seat; both days included, ``end`` None where nobody knows it."""

    id: int
    version: int
    person_id: int
    name: str
    start: dt.date
    end: dt.date | None
