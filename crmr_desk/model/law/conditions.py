"""The closed set of conditions on which a pack may hang a scenario, a piece, a recipient or a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.hospitals import changes_hospital, regions_differ
from crmr_desk.model.law.incumbent import (
    incumbent_died,
    letter_impossible,
    letter_written,
    no_incumbent,
    succession_follows,
)
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.proposals import named_by_director, proposal, same_person
from crmr_desk.model.law.situation import Situation

Value = str | bool
YES_NO: Final[tuple[Value, ...]] = (True, False)
UNKNOWN_WORD: Final = "unknown"
"""Written in a list of values, it lets the condition hold where nobody has said."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A named reading of the situation and its possible values. ``asks`` is the fact to ask for when it is unknown."""

    read: Callable[[Situation], Value | Unknown]
    values: tuple[Value, ...]
    asks: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """Every condition of one ``[when]`` table, with the values that satisfy each."""

    accepted: tuple[tuple[str, tuple[Value, ...]], ...] = ()

    def hold(self, situation: Situation) -> bool | None:
        """True when all hold, False when one does not, None while one of the rest is unknown."""
        verdicts = [self._holds(name, values, situation) for name, values in self.accepted]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def open_questions(self, situation: Situation) -> tuple[str, ...]:
        """The facts that would settle what is still unknown."""
        unknown = [name for name, values in self.accepted if self._holds(name, values, situation) is None]
        return tuple(PREDICATES[name].asks for name in unknown)

    @staticmethod
    def _holds(name: str, values: tuple[Value, ...], situation: Situation) -> bool | None:
        value = PREDICATES[name].read(situation)
        if isinstance(value, Unknown):
            return True if UNKNOWN_WORD in values else None
        return value in values


def multi_site(situation: Situation) -> bool | Unknown:
    """Whether a constitutive site is active; the list of sites is believed before the word."""
    sites = situation.centre.constitutive_sites
    if sites is None:
        return False
    if isinstance(sites, tuple):
        return bool(sites)
    said = situation.centre.multi_site
    return said if isinstance(said, bool) else UNKNOWN


def has_fsmr(situation: Situation) -> bool | Unknown:
    """Whether the CRMR belongs to a filière."""
    centre = situation.centre
    if isinstance(centre.fsmr, bool):
        return centre.fsmr
    if centre.fsmr is None:
        return False
    return True if isinstance(centre.fsmr_name, str) and centre.fsmr_name else UNKNOWN


def _moves_with_site(situation: Situation) -> bool | Unknown:
    """The same person follows the site to another hospital: a relocation, not a succession (A1 A-c)."""
    moves = changes_hospital(situation)
    if same_person(situation) is not True or moves is False:
        return False
    return moves


def _request(situation: Situation) -> Value | Unknown:
    """What is asked for; a follow-up that finds the coordonnateur at a limit asks for the succession."""
    if succession_follows(situation):
        return "succession"
    return situation.request if isinstance(situation.request, str) else UNKNOWN


def _function(situation: Situation) -> Value | Unknown:
    if isinstance(situation.function, str):
        return situation.function
    return "coordonnateur" if situation.subject == "coordonnateur" else UNKNOWN


def _new_crmr(situation: Situation) -> Value | Unknown:
    return situation.centre.new if isinstance(situation.centre.new, bool) else UNKNOWN


def _candidate_status(situation: Situation) -> Value | Unknown:
    status = situation.person.status if situation.person else UNKNOWN
    return status if isinstance(status, str) else UNKNOWN


def _has_candidate(situation: Situation) -> Value | Unknown:
    if situation.candidate is None:
        return False
    return True if situation.person else UNKNOWN


def _outcome(situation: Situation) -> Value | Unknown:
    if situation.decision is None or isinstance(situation.decision, Unknown):
        return UNKNOWN
    return situation.decision.outcome if isinstance(situation.decision.outcome, str) else UNKNOWN


PREDICATES: Final[Mapping[str, Predicate]] = {
    "request": Predicate(_request, words.REQUESTS, "request"),
    "function": Predicate(_function, words.FUNCTIONS, "function"),
    "new_crmr": Predicate(_new_crmr, YES_NO, "crmr.new"),
    "multi_site": Predicate(multi_site, YES_NO, "crmr.constitutive_sites"),
    "changes_hospital": Predicate(changes_hospital, YES_NO, "changes_hospital"),
    "moves_with_site": Predicate(_moves_with_site, YES_NO, "changes_hospital"),
    "regions_differ": Predicate(regions_differ, YES_NO, "new_hospital"),
    "proposal": Predicate(proposal, words.PROPOSALS, "proposal"),
    "named_by_director": Predicate(named_by_director, YES_NO, "candidate"),
    "fsmr": Predicate(has_fsmr, YES_NO, "crmr.fsmr"),
    "letter_written": Predicate(letter_written, YES_NO, "cessation_letter.exists"),
    "incumbent_died": Predicate(incumbent_died, YES_NO, "incumbent.end_reason"),
    "no_incumbent": Predicate(no_incumbent, YES_NO, "incumbent.end_reason"),
    "letter_impossible": Predicate(letter_impossible, YES_NO, "incumbent.end_reason"),
    "has_candidate": Predicate(_has_candidate, YES_NO, "candidate"),
    "candidate_status": Predicate(_candidate_status, words.STATUSES, "candidate.status"),
    "outcome": Predicate(_outcome, words.OUTCOMES, "decision.outcome"),
}
