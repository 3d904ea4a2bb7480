"""Who may hold the function (A3 §1): what is known decides, what is unknown is asked, nothing else counts.

The statuses admitted, and those that must be full time, are the pack's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.incumbent import LAST_AGE
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.situation import Candidate, Situation, on_day
from crmr_desk.model.law.vocabulary import STATUSES
from crmr_desk.model.terms import age_on, birthday, short_date

FIRST_AGE: Final = 65


@dataclass(frozen=True, slots=True)
class Eligibility:
    """``verdict`` is True, False, or None while it cannot be said; ``sentence`` says why, in French."""

    verdict: bool | None
    sentence: str
    place: str


@dataclass(slots=True)
class _Judgement:
    """Reasons against, and questions open, as they come; the first of each makes the sentence."""

    findings: FindingList
    against: list[str]
    open: list[str]

    def refuse(self, finding: str, reason: str, *, variant: str = "", severity: str = "", **words: str) -> None:
        self.findings.add(finding, variant, severity=severity, words=words)
        if severity != "warning":
            self.against.append(reason)

    def ask(self, fact: str, reason: str) -> None:
        self.findings.ask(fact)
        self.open.append(reason)


def judge(situation: Situation, function: str, horizon: dt.date | None, findings: FindingList) -> Eligibility:
    """The eligibility of the candidate for ``function``; ``horizon`` is the last day of the mandate."""
    sentences, place = findings.pack.phrases, findings.pack.eligibility.place
    if function == "animateur":
        findings.add("conditions_not_applicable")
        return Eligibility(True if situation.person else None, sentences["animateur"], "A3 §5")
    candidate = situation.person
    if candidate is None:
        return Eligibility(None, sentences["no_candidate"], place)
    judgement = _Judgement(findings, [], [])
    _judge_status(candidate, judgement, situation, function)
    _warn_of_ages(candidate, situation, horizon, findings)
    status = status_label(candidate, findings)
    for reasons, verdict in ((judgement.against, False), (judgement.open, None)):
        if reasons:
            return Eligibility(verdict, sentences[reasons[0]].format(status=status), place)
    age = _age_words(candidate, situation, horizon, findings)
    return Eligibility(True, sentences["eligible"].format(status=status, age=age), place)


def _judge_status(candidate: Candidate, judgement: _Judgement, situation: Situation, function: str) -> None:
    status, rule = candidate.status, judgement.findings.pack.eligibility
    if not isinstance(status, str) or not status:
        judgement.ask("candidate.status", "status_unknown")
    elif status not in rule.statuses:
        label = status_label(candidate, judgement.findings)
        judgement.refuse("status_not_provided_for", "status_not_provided_for", status=label, admitted=rule.named)
    elif status == "PR-CONSULTANT":
        _judge_consultant(candidate, judgement, situation, function)
    elif status in rule.full_time:
        _judge_full_time(candidate, judgement)


def _judge_full_time(candidate: Candidate, judgement: _Judgement) -> None:
    quota = candidate.quota if isinstance(candidate.quota, int | float) else None
    full_time = candidate.full_time
    if not isinstance(full_time, bool) and quota is not None:
        full_time = quota >= 100
    if full_time is True and quota is not None and quota < 100:
        judgement.open.append("full_time_unknown")  # a contradiction, which is a finding of its own
    elif full_time is False:
        judgement.refuse("part_time", "part_time")
    elif full_time is not True:
        judgement.ask("candidate.full_time", "full_time_unknown")


def _judge_consultant(candidate: Candidate, judgement: _Judgement, situation: Situation, function: str) -> None:
    authorised = _authorised(candidate, situation, judgement.findings)
    if authorised is None:
        judgement.ask("candidate.ars_authorisation", "authorisation_unknown")
    elif not authorised:
        judgement.refuse("consultant_without_ars_authorisation", "authorisation_missing")
    active = candidate.clinical_activity_in_crmr
    if active is UNKNOWN and candidate.clinical_activity is not False:
        judgement.ask("candidate.clinical_activity_in_crmr", "clinical_activity_unknown")
    elif active is not True:
        judgement.refuse("consultant_without_clinical_activity", "clinical_activity_missing")
    born, latest = on_day(candidate.birth_date), _latest_day(situation)
    if latest is None:
        judgement.ask("today", "day_unknown")
    if born is None or (latest and born >= latest):
        judgement.ask("candidate.birth_date", "birth_date_unknown")
    elif _is_over_last_age(candidate, situation):
        variant = "coordonnateur" if function == "coordonnateur" else "responsable"
        limit = birthday(born, LAST_AGE)
        severity = "" if function == "coordonnateur" else "warning"
        judgement.refuse(
            "consultant_over_68", "over_68", variant=variant, severity=severity, birthday=short_date(limit)
        )


def _authorised(candidate: Candidate, situation: Situation, findings: FindingList) -> bool | None:
    """Either the fact or its paper is enough; None when nobody says."""
    papers = situation.received if isinstance(situation.received, tuple) else ()
    mine = [paper for paper in papers if paper.piece == "ars_authorisation"]
    in_hand = any(paper.opinion != "unfavourable" for paper in mine)
    if in_hand and candidate.ars_authorisation is False:
        findings.add("contradiction", "authorisation", piece="ars_authorisation")
    if mine and not in_hand and candidate.ars_authorisation is True:
        findings.add("contradiction", "authorisation_refused", piece="ars_authorisation")
    if in_hand or candidate.ars_authorisation is True:
        return True
    return None if candidate.ars_authorisation is UNKNOWN else False


def _is_over_last_age(candidate: Candidate, situation: Situation) -> bool:
    """A professeur consultant who has turned 68 today, or will have when the function begins."""
    born, on = on_day(candidate.birth_date), _latest_day(situation)
    return candidate.status == "PR-CONSULTANT" and bool(born and on and birthday(born, LAST_AGE) <= on)


def _latest_day(situation: Situation) -> dt.date | None:
    """The later of today and the first day of the function, as far as they are known."""
    return max((day for day in (on_day(situation.today), on_day(situation.start)) if day), default=None)


def _warn_of_ages(candidate: Candidate, situation: Situation, horizon: dt.date | None, findings: FindingList) -> None:
    born, since = on_day(candidate.birth_date), on_day(situation.today) or on_day(situation.start)
    if born is None or since is None or horizon is None:
        return
    for age, name in ((FIRST_AGE, "turns_65"), (LAST_AGE, "turns_68")):
        day = birthday(born, age)
        already_refused = age == LAST_AGE and _is_over_last_age(candidate, situation)
        if since < day <= horizon and not already_refused:
            findings.add(name, date=day, words={"birthday": short_date(day), "end": short_date(horizon)})


def status_label(candidate: Candidate, findings: FindingList) -> str:
    """The French words of a status, as the question offers them; what was typed when it is none of these."""
    typed = candidate.status_text if isinstance(candidate.status_text, str) else ""
    status = candidate.status if isinstance(candidate.status, str) else ""
    labels = {choice.value: choice.label for choice in findings.pack.questions["candidate.status"].choices}
    if status in labels or not typed:
        return labels.get(status, status if status != STATUSES[-1] else findings.pack.phrases["other_status"])
    return typed


def _age_words(candidate: Candidate, situation: Situation, horizon: dt.date | None, findings: FindingList) -> str:
    born, on = on_day(candidate.birth_date), on_day(situation.today) or on_day(situation.start)
    phrases = findings.pack.phrases
    if born is None:
        return phrases["age_unknown"]
    if on is None or born >= on:
        return ""
    turns = ""
    if horizon and (day := birthday(born, FIRST_AGE)) > on:
        turns = phrases["age_after"] if day > horizon else phrases["age_before"].format(year=day.year)
    return phrases["age_known"].format(age=age_on(born, on), turns=turns)
