"""The filière: how many CRMR it federates, its designation, and who designates its animateur (A1 C, A3 §5)."""

from __future__ import annotations

from crmr_desk.model.law.examination import Examination
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.mandate_term import period_on
from crmr_desk.model.law.situation import on_day
from crmr_desk.model.law.structures import CRMR_FLOOR, the_fsmr
from crmr_desk.model.terms import short_date


def fsmr_size(case: Examination) -> None:
    """Fewer than three CRMR: a warning from the day on which it happens, since the text admits a single disease; in
    the way of a project that does not plead one (A1 C-c)."""
    fsmr, centre, findings = the_fsmr(case.situation), case.situation.centre, case.findings
    counts = (fsmr.crmr_count, centre.fsmr_crmr_count)
    count = next((number for number in counts if isinstance(number, int | float)), None)
    if count is None or count >= CRMR_FLOOR:
        return
    refused = case.rule.id == "not_admissible"
    single = True in (fsmr.single_disease, centre.fsmr_single_disease)
    variant, severity = ("project", "blocking") if refused else ("in_office", "warning")
    phrase = "no_crmr" if count == 0 else "one_crmr" if count == 1 else "few_crmr"
    words = {"count": findings.pack.phrases[phrase].format(count=f"{count:g}")}
    findings.add("fsmr_below_three", variant, severity=severity, words=words)
    if single:
        findings.add("fsmr_single_disease")
    elif refused and fsmr.single_disease is UNKNOWN:
        findings.ask("fsmr.single_disease")


def fsmr_designated(case: Examination) -> None:
    """The mandate of the animateur is that of the designation of the FSMR (A1 C-d, A3 §5)."""
    designation, findings = case.label, case.findings
    if on_day(case.situation.today) is None:
        findings.ask("today")
    if designation.state == "unknown":
        findings.ask("fsmr.designation")
    elif designation.state == "none":
        findings.add("label_missing", "no_designation")
    elif designation.state == "expired" and designation.end:
        findings.add("label_expired", "designation", date=designation.end, words={"end": short_date(designation.end)})


def known_designation(case: Examination) -> None:
    """A designation that has run out: nothing renews it by itself (A1 C-d)."""
    designation = period_on(the_fsmr(case.situation).designation, case.situation.today)
    if designation.state == "expired" and designation.end:
        words = {"end": short_date(designation.end)}
        case.findings.add("label_expired", "designation", severity="warning", date=designation.end, words=words)


def governance(case: Examination) -> None:
    """The animateur comes from the governance of the FSMR (A3 §5)."""
    said = the_fsmr(case.situation).by_governance
    if said is False or said is None:
        case.findings.add("not_designated", "governance")
