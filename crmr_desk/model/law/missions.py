"""What a centre owes in the course of its label: five missions, an annual report, the national data bank (A1 A)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from crmr_desk.model.law.centres import Ccmr, Crmr, Fsmr, Missions, Site
from crmr_desk.model.law.conditions import has_fsmr
from crmr_desk.model.law.examination import Examination
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.site_checks import site_name
from crmr_desk.model.law.sites import multi_site
from crmr_desk.model.law.situation import Situation, on_day
from crmr_desk.model.law.structures import about

MISSIONS: Final = tuple(field.name for field in fields(Missions))
ACTIVE_FILE_FLOOR: Final = 25
"""Patients that a CCMR follows at least, by the call for projects and not by the instruction."""
FIRST_FSMR_REPORT: Final = 2017
"""The year of the first annual report of the FSMR (A2 §2)."""


def missions(case: Examination) -> None:
    """All five missions, fulfilled by the CRMR itself: its constitutive sites take part in them, its FSMR does not
    stand in for it (A1 A-b). They are asked of an applicant; of a centre in office only what is known is looked at."""
    situation, findings = case.situation, case.findings
    delegated = situation.centre.mission_delegated_to
    to_site = delegated == "site" and multi_site(situation) is not False
    elsewhere = isinstance(delegated, str) and not to_site
    lacking = [] if to_site else _lacking(situation)
    for name in lacking:
        words = {"mission": findings.pack.phrases[f"mission_{name}"]}
        findings.add("mission_missing", "delegated" if elsewhere else "absent", of=name, words=words)
    if elsewhere and not lacking:
        findings.add("mission_missing", "one_delegated")
    if case.rule.id == "labelling" and about(situation) == "crmr":
        for fact in _open(situation):
            findings.ask(fact)


def _lacking(situation: Situation) -> list[str]:
    told = situation.centre.missions
    if told is None:
        return list(MISSIONS)
    if not isinstance(told, Missions):
        return []
    return [name for name in MISSIONS if getattr(told, name) in (False, None)]


def _open(situation: Situation) -> list[str]:
    told = situation.centre.missions
    if told is None:
        return []
    known = told if isinstance(told, Missions) else Missions()
    return [f"crmr.missions.{name}" for name in MISSIONS if getattr(known, name) is UNKNOWN]


def obligations(case: Examination) -> None:
    """The annual report of the CRMR, of its constitutive sites and of the FSMR, never of a CCMR; the data bank of the
    CRMR, its sites and its CCMR (A1 A-c, A1 B-b, A1 C-d, A2 §2)."""
    unnamed = case.findings.pack.phrases["unnamed_site"]
    for kind, facts, of in _described(case.situation):
        if _reports(facts, case.situation) and facts.annual_report_filed in (False, None):
            place = "A2 §2" if kind == "fsmr" else "A1 A-c"
            case.findings.add("annual_report_due", kind, place=place, of=of, words={"name": of or unnamed})
        if not isinstance(facts, Fsmr) and facts.bndmr_filled in (False, None):
            place = "A1 B-b" if kind == "ccmr" else "A1 A-c"
            case.findings.add("bndmr_due", kind, place=place, of=of, words={"name": of or unnamed})


def _described(situation: Situation) -> Iterator[tuple[str, Crmr | Site | Ccmr | Fsmr, str]]:
    """Each structure that the situation tells of, with the name that its finding bears."""
    if isinstance(situation.crmr, Crmr):
        yield "crmr", situation.crmr, ""
    if isinstance(situation.site, Site):
        yield "site", situation.site, site_name(situation)
    if isinstance(situation.ccmr, Ccmr):
        yield "ccmr", situation.ccmr, ""
    if isinstance(situation.fsmr, Fsmr):
        yield "fsmr", situation.fsmr, ""


def _reports(facts: Crmr | Site | Ccmr | Fsmr, situation: Situation) -> bool:
    """Whether an annual report is owed: never by a CCMR, by a FSMR since 2017."""
    today = on_day(situation.today)
    if isinstance(facts, Fsmr):
        return today is None or today.year >= FIRST_FSMR_REPORT
    return not isinstance(facts, Ccmr)


def active_file(case: Examination) -> None:
    """Fewer than 25 patients: a warning, which the call for projects asks for and not the instruction."""
    ccmr = case.situation.ccmr
    if not isinstance(ccmr, Ccmr) or ccmr.active_file is UNKNOWN:
        return
    count = ccmr.active_file
    if count is None:
        case.findings.add("active_file_below_25", "none")
    elif isinstance(count, int | float) and count < ACTIVE_FILE_FLOOR:
        case.findings.add("active_file_below_25", "few", words={"count": f"{count:g}"})


def network(case: Examination) -> None:
    """The territorial organisation, and the FSMR whose favourable opinion the call for projects asks for."""
    if case.situation.centre.territorial_organisation is False:
        case.findings.add("territorial_organisation_missing")
    if about(case.situation) == "crmr" and has_fsmr(case.situation) is False:
        case.findings.add("fsmr_opinion_not_applicable", piece="fsmr_opinion")
