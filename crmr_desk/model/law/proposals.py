"""Who proposes whom: what the situation says, or what the names in it show."""

from __future__ import annotations

from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.names import same_name
from crmr_desk.model.law.situation import Named, Situation


def proposal(situation: Situation) -> str | Unknown:
    """One of the proposals of A3 §2b. ``none``: the coordonnateur proposes nobody; ``no_consensus``: nobody has a
    name on which the two agree."""
    if isinstance(situation.proposal, str):
        return situation.proposal
    if situation.proposal is None:
        return "none"
    return _shown_by_names(situation) or _shown_by_proposer(situation)


def named_by_director(situation: Situation) -> bool | Unknown:
    """Whether a name is there although the coordonnateur proposes nobody."""
    if isinstance(situation.director_candidate, Named) or situation.person is not None:
        return True
    return False if situation.director_candidate is None else UNKNOWN


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


def _named(situation: Situation) -> list[Named]:
    both = (situation.coordonnateur_candidate, situation.director_candidate)
    return [one for one in both if isinstance(one, Named)]


def _shown_by_names(situation: Situation) -> str | None:
    if situation.coordonnateur_candidate is None:
        return "no_consensus" if situation.director_candidate is None else "none"
    named = _named(situation)
    if len(named) == 2 and all(isinstance(one.name, str) for one in named):
        return "agreed" if same_name(named[0].name, named[1].name) else "director_disagrees"
    return None


def _shown_by_proposer(situation: Situation) -> str | Unknown:
    person = situation.person
    shown = {"coordonnateur": "agreed", "current_director": "none", "dgos": "no_consensus"}
    if person is None or not isinstance(person.proposed_by, str):
        return UNKNOWN
    return shown[person.proposed_by]
