"""What lists of dossiers show: one frozen row each. Standard library only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DossierListRow:
    """One line of the Dossiers page, read without judging the dossier. ``stage_number`` counts from 1 on the track of
    ``stage_count`` stages; ``next_on`` is the nearest day on which something of this dossier is due."""

    id: int
    number: str
    title: str
    centre: str
    fsmr: str
    scenario_title: str
    stage: str
    stage_label: str
    """What the procedure calls that stage."""
    stage_number: int
    stage_count: int
    waiting_for: str
    opinions_in: int
    opinions_asked: int
    next_on: dt.date | None
    next_what: str
    opened_on: dt.date
    closed_on: dt.date | None
    instructor: str
    hold_until: dt.date | None
    note: str
    pack: str


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of the list of dossiers."""

    id: int
    number: str
    title: str
    centre: str
    scenario_title: str
    step_title: str
    step_number: int
    step_count: int
    waiting_for: str
    opened_on: dt.date
    state: str
    instructor: str
