"""What the rules may find: for each finding, the variants of its text, the fields of these, and how far it may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FindingWord:
    """The shape that a finding of a pack must have. Without ``variants`` it has one text."""

    fields: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    may_block: bool = True


def _never_blocking(*fields: str, variants: tuple[str, ...] = ()) -> FindingWord:
    return FindingWord(fields, variants, may_block=False)


FINDINGS: Final[dict[str, FindingWord]] = {
    "piece_missing": FindingWord(("piece", "of")),
    "piece_non_compliant": FindingWord(
        ("piece", "of"),
        ("unsigned", "signature_unknown", "without_commitment", "commitment_unknown", "sense_unknown", "no_end_date"),
    ),
    "agreement_refused": FindingWord(("site", "piece"), ("site", "coordonnateur")),
    "seat_vacant": FindingWord(("site",), ("agreement_needed", "noted")),
    "notice_too_short": FindingWord(("missing", "letter", "earliest", "end"), ("announced", "effect")),
    "letter_due": _never_blocking("due", "limit", variants=("end", "turns_68", "over_68", "conditions_lost")),
    "label_missing": FindingWord(("of",), ("none", "pending", "not_published", "attachment", "no_designation")),
    "label_expired": FindingWord(("end", "of"), ("label", "attachment", "designation")),
    "effect_after_label": FindingWord(
        ("start", "end", "label_start"), ("after", "before", "after_designation", "before_designation")
    ),
    "status_not_provided_for": FindingWord(("status", "admitted")),
    "part_time": FindingWord(),
    "consultant_without_ars_authorisation": FindingWord(),
    "consultant_without_clinical_activity": FindingWord(),
    "consultant_over_68": FindingWord(("birthday",), ("coordonnateur", "responsable")),
    "conditions_not_applicable": _never_blocking(),
    "turns_65": _never_blocking("birthday", "end"),
    "turns_68": _never_blocking("birthday", "end"),
    "unknown_answer": FindingWord(("question",)),
    "wrong_sender": FindingWord(("sender", "expected"), ("dossier", "request")),
    "wrong_addressee": FindingWord((), ("dossier", "cessation_letter", "no_copy")),
    "opinion_unfavourable": FindingWord(("piece", "of"), ("required_favourable", "noted", "optional")),
    "rules_to_verify": _never_blocking("pack"),
    "sent_after_cut_off": FindingWord(("sent", "cut_off")),
    "internal_move_not_named": _never_blocking(variants=("seat", "site")),
    "single_site_move": _never_blocking(),
    "single_directoire": _never_blocking(variants=("aphp", "other")),
    "renewed_label": _never_blocking(),
    "fsmr_opinion_not_applicable": _never_blocking(),
    "decision_unfavourable": _never_blocking(variants=("ours", "recorded")),
    "decision_pending": _never_blocking(variants=("none", "adjourned", "outcome_unknown")),
    "contradiction": FindingWord(
        ("site", "piece"),
        (
            "multi_site",
            "cessation_letter",
            "agreement",
            "vacant_agreement",
            "authorisation",
            "authorisation_refused",
            "clinical_activity",
            "full_time",
            "same_person",
            "names",
            "one_name",
            "proposal",
            "no_move",
            "opinions",
            "label_dates",
            "sending_dates",
            "label_pending",
            "chosen_end",
            "ground_same_activity",
            "ground_same_population",
            "ground_other_activity",
            "function",
            "legal_entity",
        ),
    ),
    "no_attachment": FindingWord(),
    "not_designated": FindingWord((), ("director", "governance")),
    "laboratory_or_imaging": FindingWord((), ("constitutive", "coordinating")),
    "no_outpatient_clinic": FindingWord(),
    "ground_not_provided_for": FindingWord((), ("other", "unjustified", "same_town")),
    "mission_missing": FindingWord(("mission",), ("absent", "delegated", "one_delegated")),
    "territorial_organisation_missing": FindingWord(),
    "active_file_below_25": _never_blocking("count", variants=("few", "none")),
    "annual_report_due": _never_blocking("name", variants=("crmr", "site", "fsmr")),
    "bndmr_due": _never_blocking("name", variants=("crmr", "site", "ccmr")),
    "fsmr_below_three": FindingWord(("count",), ("in_office", "project")),
    "fsmr_single_disease": _never_blocking(),
    "outside_pack": FindingWord(("procedure",), ("known", "not_provided_for")),
    "unknown_key": _never_blocking("key"),
    "unreadable_value": _never_blocking("key"),
}
