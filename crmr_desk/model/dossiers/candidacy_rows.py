"""What the screens see of labelling campaigns and of the structures of an application: frozen rows, in French.

Standard library only. Dates are inclusive at both ends.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What becomes of one structure of an application."""

    LABELLED = "labelled"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OUTCOME_WORDS = {
    Outcome.LABELLED: "Labellisé",
    Outcome.REFUSED: "Refusé",
    Outcome.WITHDRAWN: "Retiré",
}


DECISIONS = {
    Outcome.LABELLED: "favourable",
    Outcome.REFUSED: "unfavourable",
    Outcome.WITHDRAWN: "unfavourable",
}
"""What the outcome of the centre makes of its dossier: without the centre, nothing of an application is granted."""


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A labelling campaign on one day, with its progress. ``state`` is to_come, open (applications come in),
    examination, settled once every application of it is decided, or closed when nobody has applied."""

    id: int
    version: int
    name: str
    opens_on: dt.date
    closes_on: dt.date
    label_start: dt.date
    label_end: dt.date
    label_years: int
    act: str
    state: str
    applications: int
    settled: int
    labelled: int
    """Centres labelled, among the applications settled."""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application of a campaign: the dossier of one reference centre. ``outcome`` is that of the centre; the
    counts are of all its structures."""

    dossier_id: int
    number: str
    centre: str
    fsmr: str
    new: bool
    state: str
    outcome: str | None
    structures: int
    settled: int
    labelled: int
    refused: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class EligibleCentre:
    """A reference centre that may still apply to a campaign; ``obstacle`` says why it cannot, empty when it can."""

    crmr_id: int
    name: str
    title: str
    fsmr: str
    label_end: dt.date | None
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class NewCentre:
    """A reference centre that applies without being in the register."""

    title: str
    acronym: str = ""
    fsmr_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewStructure:
    """A site or CCMR that joins an application: one of the register by its id, or one to be created. ``role`` and
    ``ground`` are a site's."""

    kind: str
    site_id: int | None = None
    ccmr_id: int | None = None
    title: str = ""
    hospital_id: int | None = None
    unit: str = ""
    role: str = ""
    ground: str | None = None
    active_file: int | None = None


@dataclass(frozen=True, slots=True)
class FreeStructure:
    """A site or CCMR of the register that may still join an application."""

    row_id: int
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of a structure. ``met`` is None while nobody has looked; ``measured`` when the active file or a
    paper answers in place of the instructor. ``required``: without it the structure is labelled only with a reason;
    ``judged_elsewhere``: the rules of the procedure already say so."""

    id: str
    label: str
    help: str
    place: str
    required: bool
    met: bool | None
    evidence: str
    measured: bool
    judged_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class CandidacyLine:
    """One structure of an application. ``structure`` is crmr, coordonnateur, constitutif or ccmr. ``row_id`` is its
    row in the register (site or CCMR; the centre itself for crmr), None for one to be created."""

    id: int
    version: int
    kind: str
    structure: str
    name: str
    """Unique within the application: the key of its findings."""
    detail: str
    row_id: int | None
    existing: bool
    title: str
    hospital_id: int | None
    hospital: str
    unit: str
    ground: str | None
    active_file: int | None
    holder: str
    criteria: tuple[CriterionLine, ...]
    outcome: Outcome | None
    reason: str
    problem: str = ""
    """What has changed in the register since the application was opened, in a sentence; empty when nothing has."""

    @property
    def unmet(self) -> tuple[CriterionLine, ...]:
        """Criteria found not to be met."""
        return tuple(each for each in self.criteria if each.met is False)

    @property
    def unseen(self) -> tuple[CriterionLine, ...]:
        """Required criteria at which nobody has looked yet."""
        return tuple(each for each in self.criteria if each.required and each.met is None)
