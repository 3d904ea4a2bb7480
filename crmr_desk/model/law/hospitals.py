"""Does the site change hospital? AP-HP by the geographic FINESS, elsewhere by the legal one (A3 §2b)."""

from __future__ import annotations

import re
from typing import Final

from crmr_desk.model.law.centres import Hospital, Site
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.names import folded, same_name
from crmr_desk.model.law.situation import Situation

APHP_EJ: Final = "750712184"
"""Legal FINESS of the Assistance publique-Hôpitaux de Paris, within which each hospital counts as an establishment."""

_APHP_NAME: Final = re.compile(r"\bap ?hp\b|assistance publique hopitaux de paris")


def moving_site(situation: Situation) -> str | Unknown:
    """Which site the request is about: the coordinating one, or a constitutive one."""
    if situation.subject == "site" or situation.function == "responsable_site":
        return "constitutive"
    if situation.subject in ("crmr", "coordonnateur") or situation.function == "coordonnateur":
        return "coordinating"
    return "constitutive" if isinstance(situation.site, Site) else UNKNOWN


def current_hospital(situation: Situation) -> Hospital:
    """The hospital in which the site of the request stands; one of which nothing is known when none was given."""
    site, hospital = situation.site, situation.centre.hospital
    if moving_site(situation) == "constitutive" and isinstance(site, Site):
        hospital = site.hospital
    return hospital if isinstance(hospital, Hospital) else Hospital()


def changes_hospital(situation: Situation) -> bool | Unknown:
    """Whether the site goes to another establishment, as the text counts them."""
    current, new = current_hospital(situation), situation.new_hospital
    if new is None or (new is UNKNOWN and situation.request == "follow_up"):  # nobody asks for a move there
        return False
    if isinstance(new, Hospital):
        return _differ(current, new)
    candidate = situation.person
    if candidate and isinstance(candidate.practises_at, Hospital) and not _differ(current, candidate.practises_at):
        return False
    return UNKNOWN


def internal_move(situation: Situation) -> bool:
    """Whether the site moves between two places of one legal entity that the text does not name (HCL, AP-HM…)."""
    current, new = current_hospital(situation), situation.new_hospital
    if not isinstance(new, Hospital) or _differ(current, new):
        return False
    places = _codes_differ(current.et, new.et)
    if places is None:
        return new.same_legal_entity is True or _names_differ(current, new) is True
    return places


def one_legal_entity(situation: Situation) -> bool:
    """Whether the site moves inside one legal entity, which has one directoire: the AP-HP, or one of those above."""
    current, new = current_hospital(situation), situation.new_hospital
    if not isinstance(new, Hospital):
        return False
    return internal_move(situation) or (_are_aphp(current, new) and _differ(current, new))


def legal_entity_contradicts_codes(situation: Situation) -> bool:
    """Whether the two are said to be of one legal entity, or of two, against what their legal FINESS show."""
    new = situation.new_hospital
    if not isinstance(new, Hospital) or not isinstance(new.same_legal_entity, bool):
        return False
    return _codes_differ(current_hospital(situation).ej, new.ej) is new.same_legal_entity


def regions_differ(situation: Situation) -> bool:
    """Whether the move takes the site to another region, both being known: two ARS are then concerned."""
    new = situation.new_hospital
    return isinstance(new, Hospital) and _codes_differ(current_hospital(situation).region, new.region) is True


def _differ(current: Hospital, new: Hospital) -> bool:
    """A hospital given as new is another one, unless something known shows that it is the same establishment."""
    if _are_aphp(current, new):
        return _first_known(_codes_differ(current.et, new.et), _names_differ(current, new))
    entities = _codes_differ(current.ej, new.ej)
    if entities is None and isinstance(new.same_legal_entity, bool):
        entities = not new.same_legal_entity
    if entities is None and _codes_differ(current.et, new.et) is False:
        entities = False
    return _first_known(entities, _names_differ(current, new))


def _first_known(*differences: bool | None) -> bool:
    return next((difference for difference in differences if difference is not None), True)


def _codes_differ(one: object, other: object) -> bool | None:
    """None unless both are known."""
    if not (isinstance(one, str) and isinstance(other, str) and one and other):
        return None
    return one.upper() != other.upper()


def _names_differ(one: Hospital, other: Hospital) -> bool | None:
    """None unless both have a name."""
    if not (isinstance(one.name, str) and isinstance(other.name, str) and one.name and other.name):
        return None
    return not same_name(one.name, other.name)


def _are_aphp(current: Hospital, new: Hospital) -> bool:
    return _is_aphp(current) and (_is_aphp(new) or new.same_legal_entity is True)


def _is_aphp(hospital: Hospital) -> bool:
    if isinstance(hospital.ej, str):
        return hospital.ej == APHP_EJ
    return isinstance(hospital.name, str) and bool(_APHP_NAME.search(folded(hospital.name)))
