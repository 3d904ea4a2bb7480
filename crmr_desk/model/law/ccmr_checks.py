"""The responsable of a site or of a CCMR: who validates, and the labels of the CRMR on which he depends (A3 §3, §4)."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.law.attachments import attached, has_attachment, label_ends
from crmr_desk.model.law.examination import Examination
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.situation import on_day
from crmr_desk.model.law.structures import the_ccmr, the_site
from crmr_desk.model.terms import short_date

DIRECTORS: Final = ("current_director", "site_director", "ccmr_director", "director")
"""Words for the director of the hospital that houses the site or the CCMR."""


def attached_labels(case: Examination) -> None:
    """A CCMR has at least one CRMR, and each of them a label that runs (A1 B-c, A3 §4)."""
    findings = case.findings
    if has_attachment(case.situation) is False:
        findings.add("no_attachment")
    if on_day(case.situation.today) is None:
        findings.ask("today")
    for one in attached(case.situation):
        if one.label.state == "unknown":
            findings.ask("ccmr.attachments.label")
        elif one.label.state == "none":
            findings.add("label_missing", "attachment", of=one.name)
        elif one.label.state == "expired" and one.label.end:
            end = one.label.end
            findings.add("label_expired", "attachment", of=one.name, date=end, words={"end": short_date(end)})
    ends, chosen = label_ends(case.situation), case.situation.chosen_end
    if chosen is not UNKNOWN and chosen is not None and chosen not in ends:
        findings.add("contradiction", "chosen_end")


def designated_by(case: Examination) -> None:
    """The director of the hospital validates the designation; whoever else does it does not bind the DGOS."""
    site = case.rule.id == "constitutive_site"
    said = the_site(case.situation).designated_by if site else the_ccmr(case.situation).designated_by
    if isinstance(said, str) and said not in DIRECTORS:
        case.findings.add("not_designated", "director")
    elif said is None:
        case.findings.add("decision_pending", "none")
