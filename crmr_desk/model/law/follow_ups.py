"""The procedures that a decision calls for afterwards: seats that it leaves or opens empty."""

from __future__ import annotations

from collections.abc import Iterator

from crmr_desk.model.law.answer import FollowUp
from crmr_desk.model.law.mandate_term import label_on, period_on
from crmr_desk.model.law.requests import function
from crmr_desk.model.law.rules import ScenarioRule
from crmr_desk.model.law.site_checks import site_name
from crmr_desk.model.law.sites import site_names
from crmr_desk.model.law.situation import Situation
from crmr_desk.model.law.structures import the_fsmr


def follow_ups(situation: Situation, rule: ScenarioRule) -> tuple[FollowUp, ...]:
    """What comes next, if the decision is favourable; nothing while the procedure itself is not known."""
    return tuple(_next(situation, rule)) if rule.id else ()


def _next(situation: Situation, rule: ScenarioRule) -> Iterator[FollowUp]:
    if "open_mandate" in rule.effects and function(situation) == "coordonnateur":
        heads = situation.person.heads_site if situation.person else None
        if isinstance(heads, str) and heads:  # an animateur may keep his site: the text asks nothing of him
            yield FollowUp("constitutive_site", heads)
    if "create_site" in rule.effects:
        yield FollowUp("constitutive_site", site_name(situation))
    if "grant_labels" in rule.effects:
        yield from _seats_of_a_label(situation)
    if situation.request == "follow_up":
        yield from _terms_that_have_run_out(situation)


def _terms_that_have_run_out(situation: Situation) -> Iterator[FollowUp]:
    """A label is renewed by a labelling, a FSMR by a new designation; neither goes on by itself."""
    fsmr = the_fsmr(situation)
    if label_on(situation).state == "expired":
        yield FollowUp("labelling", "")
    if period_on(fsmr.designation, situation.today).state == "expired":
        yield FollowUp("fsmr_designation", fsmr.name if isinstance(fsmr.name, str) else "")


def _seats_of_a_label(situation: Situation) -> Iterator[FollowUp]:
    """A label opens no mandate: a new CRMR waits for its coordonnateur, a vacant site for its responsable."""
    if situation.centre.new is True:
        yield FollowUp("designation_new_crmr", "")
    for name, site in site_names(situation):
        if site.is_vacant:
            yield FollowUp("constitutive_site", name)
