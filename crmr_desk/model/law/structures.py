"""What a request is about: a CRMR, a constitutive site, a CCMR or a FSMR, as said or as the facts show."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.law.centres import Ccmr, Fsmr, Site
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.situation import FollowUpFacts, Situation

CRMR_FLOOR: Final = 3
"""How many CRMR a FSMR federates at least (A1 C-c)."""

_SUBJECT_OF: Final = {
    "coordonnateur": "crmr",
    "responsable_site": "site",
    "responsable_ccmr": "ccmr",
    "animateur": "fsmr",
}
STRUCTURES: Final = ("crmr", "site", "ccmr", "fsmr")
"""What a request may be about."""
FSMR_SIZES: Final = ("enough", "single_disease", "too_small")
GROUNDS: Final = ("complementarite", "pediatrie_adulte", "meme_activite")
"""The three grounds on which a constitutive site may exist (A1 A-c)."""
JUSTIFICATIONS: Final = ("prevalence", "territory", "diversity")
"""What may justify a constitutive site with the activity of the coordinating one (A1 A-c)."""


def the_site(situation: Situation) -> Site:
    """The constitutive site; one of which nothing is known when none was given."""
    return situation.site if isinstance(situation.site, Site) else Site()


def the_ccmr(situation: Situation) -> Ccmr:
    """The competence centre; one of which nothing is known when none was given."""
    return situation.ccmr if isinstance(situation.ccmr, Ccmr) else Ccmr()


def the_fsmr(situation: Situation) -> Fsmr:
    """The filière; one of which nothing is known when none was given."""
    return situation.fsmr if isinstance(situation.fsmr, Fsmr) else Fsmr()


def about(situation: Situation) -> str | Unknown:
    """crmr, site, ccmr or fsmr: as said, else by the function, else by the only structure that is described."""
    if situation.subject in STRUCTURES:
        return str(situation.subject)
    if isinstance(situation.function, str):
        return _SUBJECT_OF[situation.function]
    if situation.subject == "coordonnateur":
        return "crmr"
    told = {"crmr": situation.crmr, "site": situation.site, "ccmr": situation.ccmr, "fsmr": situation.fsmr}
    described = [name for name, facts in told.items() if facts is not None and facts is not UNKNOWN]
    alone = [name for name in described if name != "crmr"] or described  # a site or a CCMR comes with its CRMR
    return alone[0] if len(alone) == 1 else UNKNOWN


def designates_fsmr(situation: Situation) -> bool | Unknown:
    """Whether it is the filière itself that asks to be designated, and not a person at its head."""
    request = situation.request
    if not isinstance(request, str):
        return UNKNOWN
    if request == "fsmr_designation":
        return True
    of_a_project = the_fsmr(situation).project is True and about(situation) == "fsmr"
    return of_a_project and request in ("designation", "follow_up") and not isinstance(situation.function, str)


def fsmr_size(situation: Situation) -> str | Unknown:
    """enough, single_disease or too_small, for a FSMR that asks to be designated (A1 C-c). One that is designated
    already is only warned; that a disease is single counts once somebody says so."""
    fsmr = the_fsmr(situation)
    count = fsmr.crmr_count
    if fsmr.project is False:
        return "enough"
    if not isinstance(count, int | float):
        return UNKNOWN
    if count >= CRMR_FLOOR:
        return "enough"
    return "single_disease" if fsmr.single_disease is True else "too_small"


def fsmr_is_small(situation: Situation) -> bool | Unknown:
    """Whether the FSMR, that of the CRMR where none is described, federates fewer than three of them."""
    counts = (the_fsmr(situation).crmr_count, situation.centre.fsmr_crmr_count)
    count = next((number for number in counts if isinstance(number, int | float)), None)
    return UNKNOWN if count is None else count < CRMR_FLOOR


def conclusion(situation: Situation) -> str | Unknown:
    """How a follow-up ends: compliant, reminder, revision or suppression."""
    facts = situation.follow_up
    if not isinstance(facts, FollowUpFacts):
        return UNKNOWN
    return next((said for said in (facts.conclusion, facts.fsmr_conclusion) if isinstance(said, str)), UNKNOWN)


def site_ground(situation: Situation) -> str | Unknown:
    """The ground on which a constitutive site is asked for; ``autre`` for any that the text does not know. Where
    nobody names one, the same activity is a ground of its own (A1 A-c)."""
    site = the_site(situation)
    if isinstance(site.ground, str):
        return site.ground if site.ground in GROUNDS else "autre"
    if site.ground is None:
        return "autre"
    return "meme_activite" if site.same_activity is True else UNKNOWN
