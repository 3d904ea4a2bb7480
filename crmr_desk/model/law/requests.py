"""What is asked for, as the text counts it: the word of the request, corrected by what the situation shows."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.law.hospitals import changes_hospital, moving_site
from crmr_desk.model.law.incumbent import succession_follows
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.mandate_term import label_on
from crmr_desk.model.law.proposals import same_person
from crmr_desk.model.law.sites import multi_site
from crmr_desk.model.law.situation import Situation, on_day

_FUNCTION_OF: Final = {
    "coordonnateur": "coordonnateur",
    "site": "responsable_site",
    "ccmr": "responsable_ccmr",
    "fsmr": "animateur",
}
_HEAD_OF: Final = {"coordinating": "coordonnateur", "constitutive": "responsable_site"}


def function(situation: Situation) -> str | Unknown:
    """The function concerned: as said, or that of the seat which leads the subject."""
    if isinstance(situation.function, str):
        return situation.function
    if situation.request == "relocation":
        return _HEAD_OF.get(str(moving_site(situation)), UNKNOWN)
    if situation.request in ("designation", "succession") and situation.subject == "crmr":
        return "coordonnateur"
    return _FUNCTION_OF.get(situation.subject, UNKNOWN) if isinstance(situation.subject, str) else UNKNOWN


def function_contradicts_subject(situation: Situation) -> bool:
    """Whether the function that is said leads another structure than the subject: a seat cannot be both. A CRMR as the
    subject contradicts no seat that lies within it."""
    said, subject = situation.function, situation.subject
    if situation.request not in ("designation", "succession", "renewal") or not isinstance(said, str):
        return False
    if subject == "crmr":
        return said == "animateur"
    return isinstance(subject, str) and said != _FUNCTION_OF.get(subject)


def request(situation: Situation) -> str | Unknown:
    """What is asked for. For a coordonnateur, in the course of a label, whatever names another person is a succession
    (A1 A-c); whoever follows the site asks for its relocation; a mandate is renewed only by a new label, and a label
    only by a labelling."""
    said = situation.request
    if not isinstance(said, str):
        return UNKNOWN
    if said == "relocation":
        return "succession" if _is_succession_with_move(situation) else said
    if said == "renewal" and situation.subject == "crmr" and not isinstance(situation.function, str):
        return "labelling"
    follows_site = same_person(situation) is True and changes_hospital(situation) is True
    if said == "succession" and follows_site and function(situation) in _HEAD_OF.values():
        return "relocation"
    if function(situation) != "coordonnateur":
        return said
    if succession_follows(situation):
        return "succession"
    if said == "renewal":
        return _renewal(situation)
    if said == "designation" and new_label(situation) is False:
        return "succession"
    return said


def missing_of_request(situation: Situation) -> str:
    """What leaves a request open although its word is known; empty where the word itself is missing."""
    return "crmr.label_renewed" if situation.request == "renewal" else ""


def new_label(situation: Situation) -> bool | Unknown:
    """Whether nobody was designated yet under the label that runs: the centre is new, or its label was renewed since.
    A renewal asks for the new term whoever is in office."""
    if label_renewed(situation) is True:
        return situation.request == "renewal" or not _held_under_label(situation)
    return situation.centre.new if isinstance(situation.centre.new, bool) else UNKNOWN


def label_renewed(situation: Situation) -> bool | Unknown:
    """Whether the label that runs follows another one; a label that has run out was not renewed."""
    said = situation.centre.label_renewed
    if isinstance(said, bool):
        return said
    return False if label_on(situation).state in ("expired", "none", "pending") else UNKNOWN


def _held_under_label(situation: Situation) -> bool:
    """Whether somebody is known to have held the seat since the label began."""
    start = label_on(situation).start
    end = on_day(situation.leaver.end) if situation.leaver else None
    return start is not None and end is not None and end >= start


def _renewal(situation: Situation) -> str | Unknown:
    """A new label calls for a designation; until then only the labelling can renew anything (A1 A-c, A2 §1)."""
    renewed = label_renewed(situation)
    if isinstance(renewed, bool):
        return "designation" if renewed else "labelling"
    return UNKNOWN


def _is_succession_with_move(situation: Situation) -> bool:
    """The seat of a centre of several sites moves, and somebody else takes it: a case of the succession (A3 §2b)."""
    return (
        multi_site(situation) is True and moving_site(situation) == "coordinating" and same_person(situation) is False
    )
