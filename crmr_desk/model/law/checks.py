"""What a scenario looks at beside the pieces and the candidate: one function for each word of its ``checks``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from crmr_desk.model.law import ccmr_checks, committee_checks, fsmr_checks, missions, site_checks
from crmr_desk.model.law.contradictions import check_contradictions
from crmr_desk.model.law.examination import Examination
from crmr_desk.model.law.hospitals import changes_hospital, internal_move, moving_site, one_legal_entity
from crmr_desk.model.law.incumbent import letter_written, limit_of, succession_follows
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.mandate_term import covers, earliest_effect
from crmr_desk.model.law.proposals import same_person
from crmr_desk.model.law.requests import label_renewed
from crmr_desk.model.law.sites import site_names
from crmr_desk.model.law.situation import CessationLetter, Decision, on_day
from crmr_desk.model.terms import short_date

_DIRECTORS_OF_SEATS: Final = ("site_director", "ccmr_director")
"""Whom a situation about a site or a CCMR may call the current director as well."""
_HEADS_OF_SEAT: Final = ("coordonnateur", "responsable_site")


def _label(case: Examination) -> None:
    if on_day(case.situation.today) is None:
        case.findings.ask("today")
    if case.label.state == "unknown":
        case.findings.ask("crmr.label")
    _known_label(case)


def _known_label(case: Examination) -> None:
    """What stands against the label, where it is known."""
    label, findings = case.label, case.findings
    if label.state in ("none", "pending", "not_published"):
        findings.add("label_missing", label.state)
    elif label.state == "expired" and label.end:
        findings.add("label_expired", "label", date=label.end, words={"end": short_date(label.end)})


def _effect_within_label(case: Examination) -> None:
    start, label = on_day(case.situation.start), case.label
    if start is None or label.end is None or not label.is_current:
        return
    first = short_date(label.start) if label.start else ""
    words = {"start": short_date(start), "end": short_date(label.end), "label_start": first}
    of_fsmr = "_designation" if case.rule.term == "designation" else ""
    if start > label.end:
        case.findings.add("effect_after_label", f"after{of_fsmr}", date=label.end, words=words)
    elif label.start and start < label.start and not covers(case.situation.centre.previous_label, start):
        case.findings.add("effect_after_label", f"before{of_fsmr}", date=label.start, words=words)


def _notice(case: Examination) -> None:
    """Days missing are counted from the end of the activity to the day six months after the letter (A3 §2b)."""
    letter, earliest = case.situation.cessation_letter, earliest_effect(case.situation)
    if not isinstance(letter, CessationLetter):
        return
    written, announced = on_day(letter.date), on_day(letter.effective)
    known = [day for day in (announced, on_day(case.situation.start)) if day]
    if written is None or earliest is None:
        case.findings.ask("cessation_letter.date")
    elif not known:
        if letter.effective is UNKNOWN:
            case.findings.ask("cessation_letter.effective")
    elif (end := min(known)) < earliest:
        variant = "announced" if end == announced else "effect"
        days = (earliest - end).days
        phrases = case.findings.pack.phrases
        missing = phrases["day_missing"] if days == 1 else phrases["days_missing"].format(days=days)
        words = {
            "letter": short_date(written),
            "earliest": short_date(earliest),
            "end": short_date(end),
            "missing": missing,
        }
        case.findings.add("notice_too_short", variant, piece="cessation_letter", days=days, date=earliest, words=words)


def _letter_due(case: Examination) -> None:
    """A coordonnateur at a limit who has written nothing (A3 §1, §2b)."""
    situation, limit = case.situation, limit_of(case.situation)
    written = letter_written(situation)
    unwritten = written is False or (written is UNKNOWN and succession_follows(situation))
    if limit and unwritten:
        words = {"due": short_date(limit.due), "limit": short_date(limit.day)}
        case.findings.add("letter_due", limit.reason, date=limit.due, words=words)


def _cessation_letter(case: Examination) -> None:
    letter = case.situation.cessation_letter
    if not isinstance(letter, CessationLetter):
        return
    if isinstance(letter.addressed_to, str) and letter.addressed_to != "director":
        case.findings.add("wrong_addressee", "cessation_letter", piece="cessation_letter")
    if letter.copy_to_dgos is False or letter.copy_to_dgos is None:
        case.findings.add("wrong_addressee", "no_copy", piece="cessation_letter", of="dgos")


def _sender(case: Examination) -> None:
    """One of several senders is enough, and so is one who sends with him."""
    situation, expected = case.situation, case.rule.sender
    beside = situation.sent_with
    together = [situation.sent_by, *(beside if isinstance(beside, list | tuple) else [beside])]
    accepted = [*expected, *("current_director" for who in expected if who in _DIRECTORS_OF_SEATS)]
    if isinstance(situation.sent_by, str) and expected and not any(who in together for who in accepted):
        _add_wrong_sender(case, "dossier", situation.sent_by, expected)


def _request_for_move(case: Examination) -> None:
    """Whoever leads the site asks for its relocation (A1 A-c); the coordonnateur leads the coordinating one."""
    asked_by = case.situation.requested_by
    heads = ("responsable_site",) if moving_site(case.situation) == "constitutive" else _HEADS_OF_SEAT
    if isinstance(asked_by, str) and asked_by not in heads:
        _add_wrong_sender(case, "request", asked_by, heads[:1])


def _add_wrong_sender(case: Examination, variant: str, sender: str, expected: tuple[str, ...]) -> None:
    phrases = {name: words.phrase for name, words in case.findings.pack.who.items()}
    phrases["crmr"] = case.findings.pack.phrases["crmr"]
    words = {"sender": phrases.get(sender, sender), "expected": " et ".join(phrases[name] for name in expected)}
    case.findings.add("wrong_sender", variant, words=words)


def _addressee(case: Examination) -> None:
    if isinstance(case.situation.sent_to, str) and case.situation.sent_to != "dgos":
        case.findings.add("wrong_addressee", "dossier")


def _hospital_move(case: Examination) -> None:
    beside = [also for also in case.rule.also if also.scenario == "relocation"]
    if internal_move(case.situation):
        case.findings.add("internal_move_not_named", "site" if case.rule.id == "relocation" else "seat")
    elif any(also.when.hold(case.situation) is True for also in beside):
        case.findings.add("single_site_move")


def _move_known(case: Examination) -> None:
    """A relocation is one of a known site, to another hospital."""
    new = case.situation.new_hospital
    if moving_site(case.situation) is UNKNOWN:
        case.findings.ask("subject")
    if new is UNKNOWN:
        case.findings.ask("new_hospital")
    elif changes_hospital(case.situation) is False and not internal_move(case.situation):
        case.findings.add("contradiction", "no_move")


def _single_directoire(case: Examination) -> None:
    """Inside one legal entity two directoires cannot be had: the single one is accepted."""
    if one_legal_entity(case.situation):
        case.findings.add("single_directoire", "other" if internal_move(case.situation) else "aphp")


def _vacant_seats(case: Examination) -> None:
    situation = case.situation
    agreements = [piece for piece in case.rule.pieces if piece.each == "constitutive_site" and piece.required]
    needed = any(piece.when.hold(situation) is True for piece in agreements)
    variant, severity = ("agreement_needed", "blocking") if needed else ("noted", "warning")
    for name, site in site_names(situation):
        if site.is_vacant:
            case.findings.add("seat_vacant", variant, severity=severity, of=name, words={"site": name})


def _same_person(case: Examination) -> None:
    """Nobody succeeds himself; a new label may well renew the mandate of the same person."""
    if case.situation.request != "renewal" and same_person(case.situation) is True:
        case.findings.add("contradiction", "same_person")


def _decision(case: Examination) -> None:
    decision = case.situation.decision
    if decision is None:
        case.findings.add("decision_pending", "none")
    elif isinstance(decision, Decision):
        if decision.outcome == "adjourned":
            case.findings.add("decision_pending", "adjourned", severity="warning")
        elif decision.outcome == "unfavourable":
            recorded = not any(who.startswith("dgos") for who in case.rule.decided_by)
            case.findings.add("decision_unfavourable", "recorded" if recorded else "ours")
        elif decision.outcome != "favourable":
            case.findings.add("decision_pending", "outcome_unknown")


def _renewed_label(case: Examination) -> None:
    """The text describes the designation for a new centre; a renewed label calls for one as well (A1 A-c)."""
    if label_renewed(case.situation) is True and case.situation.centre.new is not True:
        case.findings.add("renewed_label")


def _contradictions(case: Examination) -> None:
    check_contradictions(case.situation, case.findings)


CHECKS: Final[Mapping[str, Callable[[Examination], None]]] = {
    "label": _label,
    "effect_within_label": _effect_within_label,
    "notice": _notice,
    "letter_due": _letter_due,
    "cessation_letter": _cessation_letter,
    "sender": _sender,
    "addressee": _addressee,
    "hospital_move": _hospital_move,
    "move_known": _move_known,
    "request_for_move": _request_for_move,
    "single_directoire": _single_directoire,
    "vacant_seats": _vacant_seats,
    "same_person": _same_person,
    "contradictions": _contradictions,
    "decision": _decision,
    "renewed_label": _renewed_label,
    "known_label": _known_label,
    "known_designation": fsmr_checks.known_designation,
    "attached_labels": ccmr_checks.attached_labels,
    "designated_by": ccmr_checks.designated_by,
    "fsmr_designated": fsmr_checks.fsmr_designated,
    "governance": fsmr_checks.governance,
    "fsmr_size": fsmr_checks.fsmr_size,
    "site_kind": site_checks.site_kind,
    "site_grounds": site_checks.site_grounds,
    "missions": missions.missions,
    "obligations": missions.obligations,
    "active_file": missions.active_file,
    "network": missions.network,
    "committee_cut_off": committee_checks.check_cut_off,
}


def run_checks(case: Examination) -> None:
    """Every check that the scenario lists, in its order."""
    for name in case.rule.checks:
        CHECKS[name](case)
