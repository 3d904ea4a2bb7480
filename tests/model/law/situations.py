"""Situations to start from: whole and sound dossiers, changed fact by fact. People are invented."""

from __future__ import annotations

import copy
from typing import Any, Final

from crmr_desk.model.law import packs
from crmr_desk.model.law.answer import Answer
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.law.situation import Situation, from_json

Json = dict[str, Any]

ABSENT: Final = object()
"""Given as a value, it takes the key away: nobody has said."""

NANTES: Final = {"name": "CHU de Nantes", "et": "440000289", "ej": "440000271", "region": "52"}
RENNES: Final = {"name": "CHU de Rennes", "et": "350000741", "ej": "350005179", "region": "53"}
LARIBOISIERE: Final = {"name": "Hôpital Lariboisière", "et": "750100042", "ej": "750712184", "region": "11"}
NECKER: Final = {"name": "Hôpital Necker", "et": "750100208", "ej": "750712184", "region": "11"}

_SUCCESSION: Final[Json] = {
    "today": "2026-02-20",
    "pack": "2016",
    "request": "succession",
    "function": "coordonnateur",
    "subject": "coordonnateur",
    "crmr": {
        "label": ["2023-10-01", "2028-09-30"],
        "label_published": True,
        "multi_site": False,
        "fsmr": True,
        "fsmr_name": "BRAIN-TEAM",
        "hospital": NANTES,
        "constitutive_sites": [],
    },
    "cessation_letter": {
        "date": "2026-01-15",
        "effective": "2026-09-01",
        "addressed_to": "director",
        "copy_to_dgos": True,
    },
    "proposal": "agreed",
    "new_hospital": None,
    "same_person": False,
    "sent_by": "current_director",
    "sent_to": "dgos",
    "start": "2026-09-01",
    "candidate": {"name": "Clément Rouvière", "status": "PU-PH", "birth_date": "1970-05-04"},
    "incumbent": {"name": "Solène Aubrac", "status": "PU-PH", "end_reason": "departure"},
    "received": [
        {"piece": "proposal_letter", "vouches": True},
        {"piece": "motivation_letter", "signed": True},
        {"piece": "cv"},
        {"piece": "directoire_opinion", "opinion": "favourable"},
        {"piece": "fsmr_opinion", "opinion": "favourable"},
    ],
    "decision": {"outcome": "favourable", "date": "2026-05-02"},
}


def single_site(changes: Json | None = None) -> Json:
    """A succession without change of hospital in a centre of one site."""
    return changed(_SUCCESSION, changes)


def multi_site(changes: Json | None = None) -> Json:
    """The same with two constitutive sites that agree."""
    sites = [{"name": "Rouen", "vacant": False}, {"name": "Lille", "vacant": False}]
    whole = changed(_SUCCESSION, {"crmr.multi_site": True, "crmr.constitutive_sites": sites})
    whole["received"] += [{"piece": "site_agreement", "of": name["name"]} for name in sites]
    return changed(whole, changes)


def new_hospital(changes: Json | None = None) -> Json:
    """A succession in a centre of several sites whose seat moves from Nantes to Rennes."""
    whole = multi_site({"new_hospital": RENNES, "sent_by": "new_director"})
    dropped = ("directoire_opinion", "fsmr_opinion", "site_agreement")
    kept = [paper for paper in whole["received"] if paper["piece"] not in dropped]
    opinions = [
        {"piece": piece, "of": of, "opinion": "favourable"}
        for piece in ("director_opinion", "directoire_opinion")
        for of in ("current", "new")
    ]
    return changed(changed(whole, {"received": kept + opinions}), changes)


def no_proposal(changes: Json | None = None) -> Json:
    """The coordonnateur proposes nobody, the director has a candidate."""
    whole = single_site({"proposal": "none", "director_candidate": {"name": "Clément Rouvière"}})
    return changed(without_piece(whole, "proposal_letter"), changes)


def disagreement(changes: Json | None = None) -> Json:
    """The director proposes somebody else than the coordonnateur."""
    names = {"coordonnateur_candidate": {"name": "Inès Valadier"}, "director_candidate": {"name": "Clément Rouvière"}}
    return changed(multi_site({"proposal": "director_disagrees", **names}), changes)


def transfer_refused(changes: Json | None = None) -> Json:
    """The coordonnateur's successor works in Rennes; the director of Nantes keeps the centre and proposes his own."""
    names = {"coordonnateur_candidate": {"name": "Inès Valadier"}, "director_candidate": {"name": "Clément Rouvière"}}
    whole = multi_site({"proposal": "director_refuses_transfer", "new_hospital": RENNES, **names})
    return changed(whole, changes)


def instruction(changes: Json | None = None) -> Json:
    """Nobody has a name on which the two agree: the DGOS names its own candidate."""
    return changed(single_site({"proposal": "no_consensus", "received": []}), changes)


def relocation(changes: Json | None = None) -> Json:
    """The coordinating site follows the coordonnateur from Nantes to Rennes."""
    gone = ("function", "cessation_letter", "proposal", "candidate", "incumbent")
    facts: Json = {
        "request": "relocation",
        "subject": "crmr",
        "new_hospital": RENNES,
        "same_person": True,
        "requested_by": "coordonnateur",
        "received": new_hospital()["received"][-4:],
        **dict.fromkeys(gone, ABSENT),
    }
    return changed(single_site(facts), changes)


def designation(changes: Json | None = None) -> Json:
    """The first coordonnateur of a new centre."""
    papers = ["motivation_letter", "cv", "set_up_report", "directoire_opinion", "fsmr_opinion"]
    whole = changed(
        _SUCCESSION,
        {
            "request": "designation",
            "crmr.new": True,
            "cessation_letter": ABSENT,
            "proposal": ABSENT,
            "incumbent": ABSENT,
            "received": [{"piece": paper} for paper in papers],
        },
    )
    return changed(whole, changes)


def changed(data: Json, changes: Json | None) -> Json:
    """A copy of ``data`` with the values at the dotted paths of ``changes``."""
    whole = copy.deepcopy(data)
    for path, value in (changes or {}).items():
        *way, last = path.split(".")
        inner = whole
        for part in way:
            inner = inner[part]
        if value is ABSENT:
            inner.pop(last, None)
        else:
            inner[last] = copy.deepcopy(value)
    return whole


def situation(data: Json) -> Situation:
    return from_json(data)[0]


def answer(data: Json) -> Answer:
    return qualify(situation(data), packs.load_named("2016"))


def found(data: Json) -> set[str]:
    """The identifiers of the findings."""
    return {finding.id for finding in answer(data).findings}


def blocking(data: Json) -> list[tuple[str, str, str]]:
    """(id, piece, of) of the blocking findings, in order."""
    return [(finding.id, finding.piece, finding.of) for finding in answer(data).blocking]


def without_piece(data: Json, piece: str, of: str = "") -> Json:
    """``data`` without one of its papers."""
    kept = [paper for paper in data["received"] if (paper["piece"], paper.get("of", "")) != (piece, of)]
    return changed(data, {"received": kept})


def with_paper(data: Json, piece: str, **facts: Any) -> Json:
    """``data`` with one paper replaced."""
    whole = without_piece(data, piece)
    whole["received"].append({"piece": piece, **facts})
    return whole
