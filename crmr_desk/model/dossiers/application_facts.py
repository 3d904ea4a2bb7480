"""An application with all that granting it needs, as plain facts. Standard library and rows only.

Dates are inclusive at both ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, Outcome
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network.holders import Holder
from crmr_desk.model.network.rows import HospitalRow

SEAT_OF: Final = {
    "crmr": Function.COORDONNATEUR,
    "constitutif": Function.RESPONSABLE_SITE,
    "ccmr": Function.RESPONSABLE_CCMR,
}
"""The seat that leads each structure; a coordinating site is led by the coordonnateur of its centre."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the campaign grants: the period of the label, both days included, and the order that opens it."""

    name: str
    opens_on: dt.date
    closes_on: dt.date
    start: dt.date
    end: dt.date
    act: str


@dataclass(frozen=True, slots=True)
class FormerLabel:
    """The label that the application follows. ``printed``: its end stands in the register; else it is five years."""

    id: int
    end: dt.date
    printed: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day of a row of the register."""

    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A CCMR attached to a CRMR, for a period."""

    id: int
    ccmr_id: int
    crmr_id: int
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Application:
    """One application. It holds no row of the session in which it was read."""

    terms: Terms
    crmr_id: int
    crmr_code: str
    crmr_name: str
    former: FormerLabel | None
    lines: tuple[CandidacyLine, ...]
    houses: Mapping[int, HospitalRow]
    """The hospitals of ``lines``, by id."""
    periods: Mapping[tuple[str, int], Period]
    """Of the sites and CCMR of the register among ``lines``, by (kind, row id)."""
    seats: Mapping[tuple[Function, int], tuple[Holder, ...]]
    """Every mandate of the seats of the structures, in order of time."""
    attachments: tuple[AttachmentRow, ...]
    """Those of the CCMR among ``lines``, to any CRMR."""
    left_out: tuple[str, ...]
    """Sites and CCMR of the centre that are open on the day and are not in the application."""

    @property
    def centre(self) -> CandidacyLine:
        """The line of the reference centre itself."""
        return next(line for line in self.lines if line.kind == CentreKind.CRMR)

    @property
    def seat_hospital(self) -> HospitalRow | None:
        """Where the centre has its seat: the coordinating site labelled, else the first that applies."""
        seats = [line for line in self.lines if line.structure == "coordonnateur"]
        chosen = next((line for line in seats if line.outcome is Outcome.LABELLED), seats[0] if seats else None)
        return self.houses.get(chosen.hospital_id or 0) if chosen is not None else None

    @property
    def former_end(self) -> dt.date:
        """Last day, included, of what the former label gave: its end, or the eve of the new one where none is known."""
        return self.former.end if self.former is not None else self.terms.start - dt.timedelta(days=1)

    @property
    def labelled(self) -> tuple[CandidacyLine, ...]:
        """The structures that get the label."""
        return tuple(line for line in self.lines if line.outcome is Outcome.LABELLED)

    def seat(self, line: CandidacyLine) -> tuple[Holder, ...]:
        """The mandates of the seat that leads a structure; none for a coordinating site or one to be created."""
        function = SEAT_OF.get(line.structure)
        if function is None or line.row_id is None:
            return ()
        return self.seats.get((function, line.row_id), ())
