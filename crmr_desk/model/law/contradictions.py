"""One fact told in two places, differently. Each is a finding; none is settled by the rules."""

from __future__ import annotations

from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.hospitals import legal_entity_contradicts_codes
from crmr_desk.model.law.mandate_term import label_ends_before_it_starts
from crmr_desk.model.law.proposals import disagreement_on_one_name, names_contradict, proposal_contradicts_name
from crmr_desk.model.law.requests import function_contradicts_subject
from crmr_desk.model.law.situation import Candidate, Situation, on_day


def check_contradictions(situation: Situation, findings: FindingList) -> None:
    """Add a finding for each pair of answers that cannot both be true."""
    told = {
        "multi_site": _sites(situation),
        "names": names_contradict(situation),
        "one_name": disagreement_on_one_name(situation),
        "proposal": proposal_contradicts_name(situation),
        "label_dates": label_ends_before_it_starts(situation),
        "label_pending": situation.centre.label_pending is True and situation.centre.label_published is True,
        "sending_dates": _dates(situation),
        "function": function_contradicts_subject(situation),
        "legal_entity": legal_entity_contradicts_codes(situation),
    }
    for variant, contradicts in told.items():
        if contradicts:
            findings.add("contradiction", variant)
    if situation.person:
        _about_candidate(situation.person, findings)


def _sites(situation: Situation) -> bool:
    sites, said = situation.centre.constitutive_sites, situation.centre.multi_site
    listed = sites if isinstance(sites, tuple) else ()
    return (sites is None or isinstance(sites, tuple)) and isinstance(said, bool) and said != bool(listed)


def _dates(situation: Situation) -> bool:
    sent, received = on_day(situation.sent_on), on_day(situation.received_on)
    return sent is not None and received is not None and received < sent


def _about_candidate(candidate: Candidate, findings: FindingList) -> None:
    if candidate.clinical_activity is False and candidate.clinical_activity_in_crmr is True:
        findings.add("contradiction", "clinical_activity")
    quota = candidate.quota if isinstance(candidate.quota, int | float) else None
    if quota is not None and isinstance(candidate.full_time, bool) and candidate.full_time != (quota >= 100):
        findings.add("contradiction", "full_time")
