"""The answers typed in a dossier as parts of the situation: paths of any depth, and those that mean something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.store.references import ANSWERED_HOSPITALS

Situation = dict[str, Any]
Answers = Mapping[str, Any]

HOSPITALS: Final = ANSWERED_HOSPITALS
"""Answers that are the row of an establishment."""
NEW_HOSPITAL, SITE_HOSPITAL, WORKPLACE = HOSPITALS
EXISTS: Final = "exists"

_OF_THE_WINDOW: Final = frozenset({"changes_hospital", "same_person", "decision", "abandon", "applied", *HOSPITALS})
"""Answers, or first words of some, that are not copied as they are."""


def answered(answers: Answers) -> Situation:
    """The document that the paths of the answers describe: "crmr.missions.expertise" is three deep; "x.exists" says
    that there is an x, of which the other answers tell more, or none."""
    document: Situation = {}
    for path, value in answers.items():
        *way, last = path.split(".")
        if path in _OF_THE_WINDOW or (way and way[0] in _OF_THE_WINDOW):
            continue
        part = document
        for word in way:
            part = part.setdefault(word, {})
        if last != EXISTS:
            part[last] = value
    for path, exists in answers.items():
        if path.endswith(f".{EXISTS}") and not exists:
            document[path.partition(".")[0]] = None
    return document


def move(answers: Answers, new_hospital: HospitalRow | None) -> Situation:
    """Where the seat or the site goes: nowhere, to a known establishment, to one that nobody has named yet."""
    if answers.get("changes_hospital") is False:
        return {NEW_HOSPITAL: None}
    if new_hospital is not None:
        return {NEW_HOSPITAL: hospital_facts(new_hospital)}
    return {NEW_HOSPITAL: {}} if answers.get("changes_hospital") else {}


def decision(answers: Answers) -> Situation:
    """What was decided, and on which day."""
    outcome, day = answers.get("decision.outcome"), answers.get("decision.date")
    if outcome is None:
        return {"decision": None}
    return {"decision": {"outcome": outcome} | ({"date": day} if day else {})}


def hospital_facts(hospital: HospitalRow) -> Situation:
    """An establishment as the situation tells it; nothing is known of one that is to be told."""
    if not hospital.known:
        return {}
    return {"name": hospital.name, "et": hospital.finess_et, "ej": hospital.finess_ej, "region": hospital.region}
