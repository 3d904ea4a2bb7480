"""Who proposes whom: what the situation says, or what the names in it show."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.law.hospitals import changes_hospital
from crmr_desk.model.law.incumbent import no_incumbent
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.names import same_name
from crmr_desk.model.law.situation import DirectorsAgree, Named, Situation

NOT_SAID: Final = "not_said"
"""Nothing says that the coordonnateur and the director do not agree: the ordinary procedure, with its pieces."""
_SHOWN_BY_PROPOSER: Final = {"coordonnateur": "agreed", "current_director": "none", "dgos": "no_consensus"}
_DIRECTORS_OWN: Final[dict[str, bool | Unknown]] = {"coordonnateur": UNKNOWN, "current_director": True, "dgos": False}


def proposal(situation: Situation) -> str:
    """One of the proposals of A3 §2b, or NOT_SAID. ``none``: the coordonnateur proposes nobody; ``no_consensus``:
    nobody has a name on which the two agree."""
    if isinstance(situation.proposal, str):
        return situation.proposal
    if situation.proposal is None:
        return "none"
    return (
        _shown_by_refusal(situation)
        or _shown_by_names(situation)
        or _shown_by_proposer(situation)
        or _shown_by_empty_seat(situation)
        or NOT_SAID
    )


def proposal_case(situation: Situation) -> str:
    """The proposal, once it is known whether the director has a name: without one there is no consensus, and the DGOS
    instructs (A3 §2b, "absence de proposition et de consensus", read as either)."""
    case = proposal(situation)
    alone = case in ("none", "director_disagrees", "director_refuses_transfer")
    return "no_consensus" if alone and named_by_director(situation) is False else case


def named_by_director(situation: Situation) -> bool | Unknown:
    """Whether the director of the hospital in which the seat stands has a candidate of his own."""
    if isinstance(situation.director_candidate, Named):
        return True
    if situation.director_candidate is None or situation.candidate is None:
        return False
    person = situation.person
    if person and isinstance(person.proposed_by, str):
        return _DIRECTORS_OWN[person.proposed_by]
    return True if person and proposal(situation) == "none" else UNKNOWN


def same_person(situation: Situation) -> bool | Unknown:
    """Whether the candidate is the person in office: as said, or because both bear the same name."""
    if isinstance(situation.same_person, bool):
        return situation.same_person
    candidate, leaver = situation.person, situation.leaver
    if candidate is None or leaver is None or not isinstance(leaver.name, str):
        return UNKNOWN
    return same_name(candidate.name, leaver.name)


def names_contradict(situation: Situation) -> bool:
    """Whether an agreed proposal comes with two different names."""
    names = [named.name for named in _named(situation) if isinstance(named.name, str)]
    if situation.person and isinstance(situation.person.name, str):
        names.append(situation.person.name)
    return situation.proposal == "agreed" and any(not same_name(names[0], name) for name in names[1:])


def disagreement_on_one_name(situation: Situation) -> bool:
    """Whether the two are said to disagree although they have the same name."""
    one, other = situation.coordonnateur_candidate, situation.director_candidate
    disagree = situation.proposal in ("director_disagrees", "no_consensus")
    return disagree and isinstance(one, Named) and isinstance(other, Named) and same_name(one.name, other.name)


def proposal_contradicts_name(situation: Situation) -> bool:
    """Whether the coordonnateur is said to propose somebody and nobody, at once."""
    if situation.proposal in ("agreed", "director_disagrees", "director_refuses_transfer"):
        return situation.coordonnateur_candidate is None
    named = situation.coordonnateur_candidate
    return situation.proposal in ("none", None) and isinstance(named, Named) and isinstance(named.name, str)


def _named(situation: Situation) -> list[Named]:
    both = (situation.coordonnateur_candidate, situation.director_candidate)
    return [one for one in both if isinstance(one, Named)]


def _shown_by_refusal(situation: Situation) -> str:
    """The director of the hospital that the seat would leave refuses its transfer."""
    said = situation.directors_agree
    refuses = isinstance(said, DirectorsAgree) and said.current is False
    return "director_refuses_transfer" if refuses and changes_hospital(situation) is True else ""


def _shown_by_names(situation: Situation) -> str:
    if situation.coordonnateur_candidate is None:
        return "no_consensus" if situation.director_candidate is None else "none"
    named = _named(situation)
    if len(named) == 2 and all(isinstance(one.name, str) for one in named):
        return "agreed" if same_name(named[0].name, named[1].name) else "director_disagrees"
    return ""


def _shown_by_proposer(situation: Situation) -> str:
    person = situation.person
    proposer = person.proposed_by if person else UNKNOWN
    return _SHOWN_BY_PROPOSER[proposer] if isinstance(proposer, str) else ""


def _shown_by_empty_seat(situation: Situation) -> str:
    """Nobody holds the seat and nobody left a letter: nobody can propose a successor."""
    return "none" if no_incumbent(situation) and situation.coordonnateur_candidate is UNKNOWN else ""
