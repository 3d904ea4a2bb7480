"""What an instructor knows, as frozen objects: UNKNOWN where nobody has said, None where the answer is "none".

The shape is that of the JSON of ``crmr-desk qualify``; dates are inclusive. No database, no clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from crmr_desk.model.errors import UserError
from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.centres import Ccmr, Crmr, Fsmr, Hospital, Site
from crmr_desk.model.law.json_fields import (
    UNKNOWN,
    Day,
    Flag,
    Maybe,
    Notes,
    Number,
    Text,
    anything,
    one_of,
    read,
    record,
    records,
)


@dataclass(frozen=True, slots=True)
class CessationLetter:
    """The letter by which the coordonnateur says that the activity ends (A3 §2b)."""

    date: Day = UNKNOWN
    effective: Day = UNKNOWN
    addressed_to: Annotated[Text, one_of(("director", "dgos", "ars", "other"))] = UNKNOWN
    copy_to_dgos: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of whom only the name counts."""

    name: Text = UNKNOWN


@dataclass(frozen=True, slots=True)
class DirectorsAgree:
    """What the two directors say of a change of hospital."""

    current: Flag = UNKNOWN
    new: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class Candidate:
    """The person to be named, and what A3 §1 asks of that person. ``quota`` is in per cent of full time."""

    name: Text = UNKNOWN
    status: Text = UNKNOWN
    status_text: Text = UNKNOWN
    full_time: Flag = UNKNOWN
    quota: Number = UNKNOWN
    birth_date: Day = UNKNOWN
    ars_authorisation: Flag = UNKNOWN
    clinical_activity_in_crmr: Flag = UNKNOWN
    clinical_activity: Flag = UNKNOWN
    extension_of_activity: Flag = UNKNOWN
    practises_at: Annotated[Maybe[Hospital], record(Hospital)] = UNKNOWN
    heads_site: Text = UNKNOWN
    proposed_by: Annotated[Text, one_of(("coordonnateur", "current_director", "dgos"))] = UNKNOWN


@dataclass(frozen=True, slots=True)
class Incumbent:
    """The person in office."""

    name: Text = UNKNOWN
    status: Text = UNKNOWN
    birth_date: Day = UNKNOWN
    clinical_activity_in_crmr: Flag = UNKNOWN
    ars_authorisation: Flag = UNKNOWN
    end: Day = UNKNOWN
    end_reason: Annotated[Text, one_of(words.END_REASONS)] = UNKNOWN


@dataclass(frozen=True, slots=True)
class ReceivedPiece:
    """A paper in hand. ``of`` says whose, where several are due."""

    piece: Annotated[Text, one_of(words.PIECES)] = UNKNOWN
    of: Text = UNKNOWN
    opinion: Annotated[Text, one_of(words.OPINIONS)] = UNKNOWN
    signed: Flag = UNKNOWN
    vouches: Flag = UNKNOWN


@dataclass(frozen=True, slots=True)
class Decision:
    """What the director general decided, and the day of the visa."""

    outcome: Annotated[Text, one_of(words.OUTCOMES)] = UNKNOWN
    date: Day = UNKNOWN


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """How a follow-up ends, for a centre or for a filière. The text names no such outcomes: they are the window's."""

    conclusion: Annotated[Text, one_of(words.CONCLUSIONS)] = UNKNOWN
    fsmr_conclusion: Annotated[Text, one_of(words.CONCLUSIONS)] = UNKNOWN


@dataclass(frozen=True, slots=True)
class Committee:
    """The next comité de suivi de la labellisation (rules since 2018): the last day, included, on which a dossier may
    be sent to be examined there, and the day on which it meets."""

    cut_off: Day = UNKNOWN
    meets_on: Day = UNKNOWN


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the rules look at. ``chosen_end`` is the last day of the mandate where the text leaves a choice.
    ``unknown_keys`` and ``unreadable`` are paths that the reading left aside."""

    today: Day = UNKNOWN
    pack: Text = UNKNOWN
    request: Annotated[Text, one_of(words.REQUESTS)] = UNKNOWN
    function: Annotated[Text, one_of(words.FUNCTIONS)] = UNKNOWN
    subject: Annotated[Text, one_of(words.SUBJECTS)] = UNKNOWN
    crmr: Annotated[Maybe[Crmr], record(Crmr)] = UNKNOWN
    site: Annotated[Maybe[Site], record(Site)] = UNKNOWN
    ccmr: Annotated[Maybe[Ccmr], record(Ccmr)] = UNKNOWN
    fsmr: Annotated[Maybe[Fsmr], record(Fsmr)] = UNKNOWN
    cessation_letter: Annotated[Maybe[CessationLetter], record(CessationLetter)] = UNKNOWN
    proposal: Annotated[Text, one_of(words.PROPOSALS)] = UNKNOWN
    coordonnateur_candidate: Annotated[Maybe[Named], record(Named)] = UNKNOWN
    director_candidate: Annotated[Maybe[Named], record(Named)] = UNKNOWN
    directors_agree: Annotated[Maybe[DirectorsAgree], record(DirectorsAgree)] = UNKNOWN
    new_hospital: Annotated[Maybe[Hospital], record(Hospital)] = UNKNOWN
    new_unit: Text = UNKNOWN
    same_person: Flag = UNKNOWN
    sent_by: Text = UNKNOWN
    sent_with: Annotated[Any, anything] = UNKNOWN
    requested_by: Text = UNKNOWN
    sent_to: Text = UNKNOWN
    sent_on: Day = UNKNOWN
    received_on: Day = UNKNOWN
    start: Day = UNKNOWN
    candidate: Annotated[Maybe[Candidate], record(Candidate)] = UNKNOWN
    incumbent: Annotated[Maybe[Incumbent], record(Incumbent)] = UNKNOWN
    received: Annotated[Maybe[tuple[ReceivedPiece, ...]], records(ReceivedPiece)] = UNKNOWN
    decision: Annotated[Maybe[Decision], record(Decision)] = UNKNOWN
    follow_up: Annotated[Maybe[FollowUpFacts], record(FollowUpFacts)] = UNKNOWN
    chosen_end: Day = UNKNOWN
    committee: Annotated[Maybe[Committee], record(Committee)] = UNKNOWN
    unknown_keys: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def centre(self) -> Crmr:
        """The CRMR; one of which nothing is known when none was given."""
        return self.crmr if isinstance(self.crmr, Crmr) else Crmr()

    @property
    def person(self) -> Candidate | None:
        """The candidate, when there is one."""
        return self.candidate if isinstance(self.candidate, Candidate) else None

    @property
    def leaver(self) -> Incumbent | None:
        """The person in office, when something is known of that person."""
        return self.incumbent if isinstance(self.incumbent, Incumbent) else None


def from_json(data: Mapping[str, Any]) -> tuple[Situation, list[str]]:
    """The situation that ``data`` tells, and the paths of the keys that nobody knows ("candidate.shoe_size").

    Raises UserError when ``data`` is not a JSON object.
    """
    if not isinstance(data, Mapping):
        raise UserError("Une situation est un objet JSON, entre accolades.")
    notes = Notes()
    situation = read(Situation, data, "", notes)
    told_apart = replace(situation, unknown_keys=tuple(notes.unknown_keys), unreadable=tuple(notes.unreadable))
    return told_apart, notes.unknown_keys


def on_day(value: object) -> dt.date | None:
    """``value`` when it is a date."""
    return value if isinstance(value, dt.date) else None
