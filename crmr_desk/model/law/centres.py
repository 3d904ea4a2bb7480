"""What an instructor knows of a centre, its label, its sites and the network around it, as frozen objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from crmr_desk.model.law.json_fields import (
    UNKNOWN,
    Day,
    Flag,
    Maybe,
    Notes,
    Number,
    Text,
    one_of,
    read,
    record,
    records,
)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, included; ``end`` is UNKNOWN or None where the act prints none."""

    start: Day = UNKNOWN
    end: Day = UNKNOWN


def period(value: Any, path: str, notes: Notes) -> Period:
    """``["2023-10-01", "2028-09-30"]``; the second may be null or left out."""
    if not isinstance(value, list | tuple) or not value or len(value) > 2:
        notes.unreadable.append(path)
        return Period()
    named = dict(zip(("start", "end"), value, strict=False))
    return read(Period, named, path, notes)


@dataclass(frozen=True, slots=True)
class Hospital:
    """An establishment: ``et`` and ``ej`` are its geographic and legal FINESS, ``region`` the INSEE code."""

    name: Text = UNKNOWN
    et: Text = UNKNOWN
    ej: Text = UNKNOWN
    region: Text = UNKNOWN
    same_legal_entity: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class ConstitutiveSite:
    """A constitutive site that is active on the date, and what its responsable says of the successor."""

    name: Text = UNKNOWN
    hospital: Annotated[Maybe[Hospital], record(Hospital)] = UNKNOWN
    vacant: Flag = UNKNOWN
    vacant_for: Text = UNKNOWN
    agreement: Annotated[Text, one_of(("given", "refused", "missing"))] = UNKNOWN

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the seat; how long it has been so is enough to say it."""
        return self.vacant is True or (self.vacant is UNKNOWN and isinstance(self.vacant_for, str))


@dataclass(frozen=True, slots=True)
class Missions:
    """The five missions of a CRMR (A1 A-b)."""

    coordination: Flag = UNKNOWN
    expertise: Flag = UNKNOWN
    recours: Flag = UNKNOWN
    recherche: Flag = UNKNOWN
    enseignement: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class Crmr:
    """The reference centre, its label and its sites."""

    label: Annotated[Maybe[Period], period] = UNKNOWN
    label_pending: Flag = UNKNOWN
    label_published: Flag = UNKNOWN
    label_years: Number = UNKNOWN
    label_renewed: Flag = UNKNOWN
    previous_label: Annotated[Maybe[Period], period] = UNKNOWN
    new: Flag = UNKNOWN
    multi_site: Flag = UNKNOWN
    fsmr: Flag = UNKNOWN
    fsmr_name: Text = UNKNOWN
    fsmr_crmr_count: Number = UNKNOWN
    fsmr_single_disease: Flag = UNKNOWN
    unit: Text = UNKNOWN
    hospital: Annotated[Maybe[Hospital], record(Hospital)] = UNKNOWN
    constitutive_sites: Annotated[Maybe[tuple[ConstitutiveSite, ...]], records(ConstitutiveSite)] = UNKNOWN
    missions: Annotated[Maybe[Missions], record(Missions)] = UNKNOWN
    mission_delegated_to: Text = UNKNOWN
    territorial_organisation: Flag = UNKNOWN
    annual_report_filed: Flag = UNKNOWN
    bndmr_filled: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class Site:
    """The constitutive site that a request is about."""

    name: Text = UNKNOWN
    hospital: Annotated[Maybe[Hospital], record(Hospital)] = UNKNOWN
    kind: Text = UNKNOWN
    description: Text = UNKNOWN
    outpatient_clinic: Flag = UNKNOWN
    ground: Text = UNKNOWN
    ground_text: Text = UNKNOWN
    ground_justification: Text = UNKNOWN
    same_activity: Flag = UNKNOWN
    same_population: Flag = UNKNOWN
    same_town: Flag = UNKNOWN
    designated_by: Text = UNKNOWN
    coordonnateur_agreement: Text = UNKNOWN
    annual_report_filed: Flag = UNKNOWN
    bndmr_filled: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class Attachment:
    """A CRMR to which a CCMR is attached."""

    crmr: Text = UNKNOWN
    fsmr: Text = UNKNOWN
    label: Annotated[Maybe[Period], period] = UNKNOWN
    coordonnateur_agreement: Text = UNKNOWN


@dataclass(frozen=True, slots=True)
class Ccmr:
    """The competence centre that a request is about."""

    hospital: Annotated[Maybe[Hospital], record(Hospital)] = UNKNOWN
    attachments: Annotated[Maybe[tuple[Attachment, ...]], records(Attachment)] = UNKNOWN
    designated_by: Text = UNKNOWN
    active_file: Number = UNKNOWN
    annual_report_filed: Flag = UNKNOWN
    bndmr_filled: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class Fsmr:
    """The filière that a request is about."""

    name: Text = UNKNOWN
    crmr_count: Number = UNKNOWN
    ccmr_count: Number = UNKNOWN
    single_disease: Flag = UNKNOWN
    project: Flag = UNKNOWN
    designation: Annotated[Maybe[Period], period] = UNKNOWN
    by_governance: Flag = UNKNOWN
    annual_report_filed: Flag = UNKNOWN
