"""The rules applied to a situation: which procedure, which papers, who, until when, and what stands in the way."""

from __future__ import annotations

from crmr_desk.model.law.answer import Answer
from crmr_desk.model.law.attachments import attached
from crmr_desk.model.law.bounds import bound_on, end_of_mandate, ends_to_choose
from crmr_desk.model.law.centres import Hospital
from crmr_desk.model.law.checks import run_checks
from crmr_desk.model.law.conditions import PREDICATES
from crmr_desk.model.law.eligibility import Eligibility, judge
from crmr_desk.model.law.examination import Examination
from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.follow_ups import follow_ups
from crmr_desk.model.law.hospitals import changes_hospital, current_hospital, moving_site
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.mandate_term import NAMES_NOBODY, LabelOn, earliest_effect
from crmr_desk.model.law.pieces import examine
from crmr_desk.model.law.recipients import Recipients, recipients
from crmr_desk.model.law.routing import Route, route
from crmr_desk.model.law.rules import Pack, ScenarioRule
from crmr_desk.model.law.sites import site_names
from crmr_desk.model.law.situation import Situation, on_day
from crmr_desk.model.terms import short_date


def qualify(situation: Situation, pack: Pack) -> Answer:
    """What ``pack`` says of ``situation``. Never raises for a situation that ``from_json`` made; what is unknown is
    asked and never counts as favourable."""
    taken = route(situation, pack)
    label = bound_on(situation, taken.rule.term if taken.rule else "")
    findings = FindingList(pack, _place(taken))
    _note_reading(situation, findings)
    if pack.to_verify:
        findings.add("rules_to_verify", words={"pack": pack.title})
    for question in taken.questions:
        findings.ask(question)
    if taken.rule is None and not taken.questions:
        _name_outside(taken, findings)
    eligibility = _eligibility(situation, taken, label, findings)
    if taken.rule is None:
        return _without_procedure(situation, eligibility, findings)
    return _in_procedure(situation, taken.rule, label, eligibility, findings)


def _in_procedure(
    situation: Situation, rule: ScenarioRule, label: LabelOn, eligibility: Eligibility, findings: FindingList
) -> Answer:
    pieces, complete = examine(situation, rule, findings)
    if complete and not (rule.id and rule.decided_by):  # a follow-up has no dossier; a core may ask for more
        complete = None
    run_checks(Examination(situation, rule, label, findings))
    to = recipients(situation, rule, findings.pack)
    return Answer(
        scenario=rule.id or None,
        also=next((also.scenario for also in rule.also if also.when.hold(situation) is True), None),
        follow_ups=follow_ups(situation, rule),
        place=rule.place,
        sender=rule.sender,
        addressee=rule.addressee,
        decided_by=rule.decided_by,
        pieces=pieces,
        notified=to.notified,
        informed=to.informed,
        copies=to.copies,
        mandate_end=end_of_mandate(situation, rule.term, label),
        mandate_end_choices=ends_to_choose(situation, rule.term, label),
        earliest_effect=earliest_effect(situation),
        eligibility=eligibility,
        complete=complete,
        findings=findings.sorted(),
        deduced=_deduced(situation, rule, findings.pack) if rule.id else "",
    )


def _without_procedure(situation: Situation, eligibility: Eligibility, findings: FindingList) -> Answer:
    """What stands whatever the procedure: the candidate, and the notice of a letter."""
    nobody = Recipients()
    return Answer(
        scenario=None,
        also=None,
        follow_ups=(),
        place="",
        sender=(),
        addressee=(),
        decided_by=(),
        pieces=(),
        notified=nobody.notified,
        informed=nobody.informed,
        copies=nobody.copies,
        mandate_end=None,
        mandate_end_choices=(),
        earliest_effect=earliest_effect(situation),
        eligibility=eligibility,
        complete=None,
        findings=findings.sorted(),
        deduced="",
    )


def _eligibility(situation: Situation, taken: Route, label: LabelOn, findings: FindingList) -> Eligibility:
    if taken.rule is not None and taken.rule.term == "no_mandate":
        return Eligibility(None, findings.pack.phrases["no_candidate"], taken.rule.place)
    function = PREDICATES["function"].read(situation)
    if taken.rule is not None and taken.rule.term not in NAMES_NOBODY and situation.candidate is UNKNOWN:
        findings.ask("candidate")
    horizon = label.end if label.is_current else None
    return judge(situation, str(function), horizon, findings)


def _place(taken: Route) -> str:
    if taken.rule:
        return taken.rule.place
    return taken.outside.place if taken.outside else "A3"


def _name_outside(taken: Route, findings: FindingList) -> None:
    if taken.outside:
        findings.add("outside_pack", "known", words={"procedure": taken.outside.procedure})
    else:
        findings.add("outside_pack", "not_provided_for")


def _note_reading(situation: Situation, findings: FindingList) -> None:
    for key in situation.unknown_keys:
        findings.add("unknown_key", of=key, words={"key": key})
    for key in situation.unreadable:
        findings.add("unreadable_value", of=key, words={"key": key})


def _deduced(situation: Situation, rule: ScenarioRule, pack: Pack) -> str:
    today = on_day(situation.today)
    return rule.sentence.format(
        today=short_date(today) if today else "…",
        seat=_seat(situation, pack),
        sites=_sites(situation, pack),
        attached=_attached(situation, pack),
    )


def _seat(situation: Situation, pack: Pack) -> str:
    moves = changes_hospital(situation)
    if moves is UNKNOWN:
        return pack.phrases["seat_unknown"]
    hospital = situation.new_hospital if moves else current_hospital(situation)
    name = hospital.name if isinstance(hospital, Hospital) else None
    site = "site" if moving_site(situation) == "constitutive" else "seat"
    words = pack.phrases[f"{site}_moved" if moves else f"{site}_unchanged"]
    return words.format(hospital=f" ({name})" if isinstance(name, str) and name else "")


def _sites(situation: Situation, pack: Pack) -> str:
    count = len(site_names(situation))
    if count == 0:
        return pack.phrases["unnamed_sites"]
    return pack.phrases["one_site"] if count == 1 else pack.phrases["several_sites"].format(count=count)


def _attached(situation: Situation, pack: Pack) -> str:
    count = len(attached(situation))
    if count == 0:
        return pack.phrases["no_attachment"]
    return pack.phrases["one_attachment"] if count == 1 else pack.phrases["several_attachments"].format(count=count)
