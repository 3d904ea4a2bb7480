"""What the rules answer: one frozen object, and its JSON as ``crmr-desk qualify`` prints it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crmr_desk.model.law.eligibility import Eligibility
from crmr_desk.model.law.findings import Finding
from crmr_desk.model.law.pieces import PieceAnswer
from crmr_desk.model.law.recipients import RecipientAnswer
from crmr_desk.model.law.vocabulary import ANSWERED_AS


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A procedure that the decision calls for afterwards: a seat that it leaves vacant, for instance."""

    scenario: str
    of: str


@dataclass(frozen=True, slots=True)
class Answer:
    """``scenario`` is None where nothing applies, or while a question is open; ``also`` is a second procedure at once.
    ``complete`` speaks of the papers only, None while nothing is known of them. ``deduced`` is the sentence of the
    wizard, empty without a scenario. Dates are included."""

    scenario: str | None
    also: str | None
    follow_ups: tuple[FollowUp, ...]
    place: str
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    decided_by: tuple[str, ...]
    pieces: tuple[PieceAnswer, ...]
    notified: tuple[RecipientAnswer, ...]
    informed: tuple[RecipientAnswer, ...]
    copies: tuple[RecipientAnswer, ...]
    mandate_end: dt.date | None
    mandate_end_choices: tuple[dt.date, ...]
    earliest_effect: dt.date | None
    eligibility: Eligibility
    complete: bool | None
    findings: tuple[Finding, ...]
    deduced: str

    @property
    def eligible(self) -> bool | None:
        return self.eligibility.verdict

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that must be cured, or lifted with a reason."""
        return tuple(finding for finding in self.findings if finding.severity == "blocking")


def to_json(answer: Answer) -> dict[str, Any]:
    """Plain JSON values: ISO dates, null for what is none or unknown, one sender as a text and several as a list."""
    return {
        "scenario": _public(answer.scenario),
        "also": answer.also,
        "follow_ups": [{"scenario": _public(one.scenario), "of": one.of or None} for one in answer.follow_ups],
        "place": answer.place or None,
        "sender": _one_or_list(answer.sender),
        "addressee": _one_or_list(answer.addressee),
        "decided_by": _one_or_list(answer.decided_by),
        "pieces": [_piece(piece) for piece in answer.pieces],
        "notified": [_recipient(one) for one in answer.notified],
        "informed": [_recipient(one) for one in answer.informed],
        "copies": [_recipient(one) for one in answer.copies],
        "mandate_end": _day(answer.mandate_end),
        "mandate_end_choices": [_day(day) for day in answer.mandate_end_choices],
        "earliest_effect": _day(answer.earliest_effect),
        "eligible": answer.eligible,
        "complete": answer.complete,
        "findings": [_finding(finding) for finding in answer.findings],
    }


def _public(scenario: str | None) -> str | None:
    """The identifier under which the formats know a scenario."""
    return ANSWERED_AS.get(scenario, scenario) if scenario else None


def _piece(piece: PieceAnswer) -> dict[str, Any]:
    return {
        "id": piece.id,
        "of": piece.of or None,
        "required": piece.required,
        "opinion_required": piece.opinion_required or None,
        "signature_required": piece.signature_required,
        "in_dossier": piece.in_dossier,
        "state": piece.state,
    }


def _recipient(one: RecipientAnswer) -> dict[str, Any]:
    return {
        "who": one.who,
        "of": one.of or None,
        "ordered": one.ordered,
        "lifted": one.lifted,
        "reason": one.reason or None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "severity": finding.severity,
        "piece": finding.piece or None,
        "of": finding.of or None,
        "place": finding.place,
        "text": finding.text,
        "days": finding.days,
        "date": _day(finding.date),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _one_or_list(words: Sequence[str]) -> str | list[str] | None:
    if len(words) == 1:
        return words[0]
    return list(words) or None
