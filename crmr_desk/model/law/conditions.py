"""The closed set of conditions on which a pack may hang a scenario, a piece, a recipient or a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.attachments import several_ends
from crmr_desk.model.law.hospitals import changes_hospital, moving_site, regions_differ
from crmr_desk.model.law.incumbent import (
    incumbent_died,
    letter_impossible,
    letter_written,
    no_incumbent,
)
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.proposals import NOT_SAID, proposal, proposal_case, same_person
from crmr_desk.model.law.requests import function, label_renewed, missing_of_request, new_label, request
from crmr_desk.model.law.sites import multi_site
from crmr_desk.model.law.situation import Decision, Situation
from crmr_desk.model.law.structures import (
    FSMR_SIZES,
    GROUNDS,
    STRUCTURES,
    about,
    conclusion,
    designates_fsmr,
    fsmr_is_small,
    fsmr_size,
    site_ground,
)

Value = str | bool
YES_NO: Final[tuple[Value, ...]] = (True, False)
UNKNOWN_WORD: Final = "unknown"
"""Written in a list of values, it lets the condition hold where nobody has said."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A named reading of the situation and its possible values. ``asks`` is the fact to ask for when it is unknown,
    unless ``asks_instead`` names one that the situation shows to be missing."""

    read: Callable[[Situation], Value | Unknown]
    values: tuple[Value, ...]
    asks: str
    asks_instead: Callable[[Situation], str] = lambda _situation: ""

    def open_fact(self, situation: Situation) -> str:
        """The path of the fact that would settle the reading."""
        return self.asks_instead(situation) or self.asks


@dataclass(frozen=True, slots=True)
class Conditions:
    """Every condition of one ``[when]`` table, with the values that satisfy each."""

    accepted: tuple[tuple[str, tuple[Value, ...]], ...] = ()

    def hold(self, situation: Situation) -> bool | None:
        """True when all hold, False when one does not, None while one of the rest is unknown."""
        told = True
        for name, values in self.accepted:
            verdict = self._holds(name, values, situation)
            if verdict is False:
                return False
            told = told and verdict is True
        return True if told else None

    def open_questions(self, situation: Situation) -> tuple[str, ...]:
        """The facts that would settle what is still unknown."""
        unknown = [name for name, values in self.accepted if self._holds(name, values, situation) is None]
        return tuple(PREDICATES[name].open_fact(situation) for name in unknown)

    def first_failing(self, situation: Situation) -> tuple[str, Value] | None:
        """The first condition that does not hold, in the order of the file, and its value; None when none fails."""
        for name, values in self.accepted:
            value = PREDICATES[name].read(situation)
            if not isinstance(value, Unknown) and value not in values:
                return name, value
        return None

    @staticmethod
    def _holds(name: str, values: tuple[Value, ...], situation: Situation) -> bool | None:
        value = PREDICATES[name].read(situation)
        if isinstance(value, Unknown):
            return True if UNKNOWN_WORD in values else None
        return value in values


def has_fsmr(situation: Situation) -> bool | Unknown:
    """Whether the CRMR belongs to a filière."""
    centre = situation.centre
    if isinstance(centre.fsmr, bool):
        return centre.fsmr
    if centre.fsmr is None:
        return False
    return True if isinstance(centre.fsmr_name, str) and centre.fsmr_name else UNKNOWN


def seat_moves(situation: Situation) -> bool | Unknown:
    """Whether the seat of a centre of several sites moves: the case that A3 §2b describes."""
    both = (multi_site(situation), changes_hospital(situation))
    if False in both:
        return False
    return UNKNOWN if UNKNOWN in both else True


def _missing_of_seat(situation: Situation) -> str:
    """Once the site is known to move, the sites of the centre decide."""
    return "crmr.constitutive_sites" if changes_hospital(situation) is True else ""


def _site_moves(situation: Situation) -> bool | Unknown:
    """Whether there is a new hospital to name: a relocation has one, be it known or not."""
    return True if situation.request == "relocation" else changes_hospital(situation)


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
    """The sense of the decision; a follow-up that has its conclusion is decided as it concludes."""
    if isinstance(situation.decision, Decision) and isinstance(situation.decision.outcome, str):
        return situation.decision.outcome
    return UNKNOWN if conclusion(situation) is UNKNOWN else "favourable"


def _takes_effect(situation: Situation) -> bool:
    """Whether there is a day of effect to type: a follow-up has one where it ends the designation of a FSMR."""
    return situation.request != "follow_up" or conclusion(situation) == "suppression"


def _reasons_due(situation: Situation) -> bool:
    """Whether the decision goes against somebody, who is owed its reasons by the general law."""
    return _outcome(situation) in ("unfavourable", "adjourned") or conclusion(situation) == "suppression"


PREDICATES: Final[Mapping[str, Predicate]] = {
    "request": Predicate(request, words.REQUESTS, "request", missing_of_request),
    "function": Predicate(function, words.FUNCTIONS, "function"),
    "new_crmr": Predicate(_new_crmr, YES_NO, "crmr.new"),
    "new_label": Predicate(new_label, YES_NO, "crmr.new"),
    "label_renewed": Predicate(label_renewed, YES_NO, "crmr.label_renewed"),
    "multi_site": Predicate(multi_site, YES_NO, "crmr.constitutive_sites"),
    "changes_hospital": Predicate(changes_hospital, YES_NO, "changes_hospital"),
    "site_moves": Predicate(_site_moves, YES_NO, "changes_hospital"),
    "seat_moves": Predicate(seat_moves, YES_NO, "changes_hospital", _missing_of_seat),
    "moving_site": Predicate(moving_site, words.MOVING_SITES, "subject"),
    "same_person": Predicate(same_person, YES_NO, "same_person"),
    "regions_differ": Predicate(regions_differ, YES_NO, "new_hospital"),
    "proposal": Predicate(proposal, (*words.PROPOSALS, NOT_SAID), "proposal"),
    "proposal_case": Predicate(proposal_case, (*words.PROPOSALS, NOT_SAID), "proposal"),
    "fsmr": Predicate(has_fsmr, YES_NO, "crmr.fsmr"),
    "letter_written": Predicate(letter_written, YES_NO, "cessation_letter.exists"),
    "incumbent_died": Predicate(incumbent_died, YES_NO, "incumbent.end_reason"),
    "no_incumbent": Predicate(no_incumbent, YES_NO, "incumbent.end_reason"),
    "letter_impossible": Predicate(letter_impossible, YES_NO, "incumbent.end_reason"),
    "has_candidate": Predicate(_has_candidate, YES_NO, "candidate"),
    "candidate_status": Predicate(_candidate_status, words.STATUSES, "candidate.status"),
    "outcome": Predicate(_outcome, words.OUTCOMES, "decision.outcome"),
    "about": Predicate(about, STRUCTURES, "subject"),
    "designates_fsmr": Predicate(designates_fsmr, YES_NO, "request"),
    "fsmr_size": Predicate(fsmr_size, FSMR_SIZES, "fsmr.crmr_count"),
    "fsmr_below_three": Predicate(fsmr_is_small, YES_NO, "fsmr.crmr_count"),
    "site_ground": Predicate(site_ground, (*GROUNDS, "autre"), "site.ground"),
    "several_ends": Predicate(several_ends, YES_NO, "ccmr.attachments"),
    "conclusion": Predicate(conclusion, words.CONCLUSIONS, "follow_up.conclusion"),
    "takes_effect": Predicate(_takes_effect, YES_NO, "decision.outcome"),
    "reasons_due": Predicate(_reasons_due, YES_NO, "decision.outcome"),
}
