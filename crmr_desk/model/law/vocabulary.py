"""The closed lists that a rule pack may use. A word that is not here is refused by the loader.

A scenario made of these words costs no Python; a new word is added here with the code that gives it a meaning.
"""

from __future__ import annotations

from typing import Final

SCENARIOS: Final = (
    "designation_new_crmr",
    "succession_single_site",
    "succession_multi_site",
    "succession_new_hospital",
    "succession_no_proposal",
    "succession_disagreement",
    "succession_transfer_refused",
    "dgos_instruction",
    "constitutive_site",
    "ccmr",
    "animateur",
    "relocation",
    "site_creation",
    "labelling",
    "follow_up",
    "fsmr_follow_up",
    "fsmr_designation",
    "fsmr_instruction",
    "not_admissible",
)
ANSWERED_AS: Final = {
    "fsmr_follow_up": "follow_up",
    "fsmr_designation": "follow_up",
    "fsmr_instruction": "dgos_instruction",
}
"""Scenarios that ``crmr-desk qualify`` calls by another one's identifier: A2 §2 treats the follow-up, the suppression
and the designation of a FSMR in one breath, and a project of a single disease is left to the DGOS (A1 C-c)."""

REQUESTS: Final = (
    "designation",
    "succession",
    "renewal",
    "relocation",
    "site_creation",
    "labelling",
    "follow_up",
    "fsmr_designation",
)
FUNCTIONS: Final = ("coordonnateur", "responsable_site", "responsable_ccmr", "animateur")
SUBJECTS: Final = ("coordonnateur", "crmr", "site", "ccmr", "fsmr")
PROPOSALS: Final = ("agreed", "none", "director_disagrees", "director_refuses_transfer", "no_consensus")
STATUSES: Final = ("PU-PH", "PH", "MCU-PH", "PHC", "PR-CONSULTANT", "PU", "OTHER")
END_REASONS: Final = ("death", "departure", "retirement", "age")
OUTCOMES: Final = ("favourable", "unfavourable", "adjourned")
CONCLUSIONS: Final = ("compliant", "reminder", "revision", "suppression")
"""How a follow-up ends: nothing to say, a reminder, the perimeter of a FSMR revised, its designation ended."""

PIECES: Final = (
    "cessation_letter",
    "proposal_letter",
    "motivation_letter",
    "cv",
    "set_up_report",
    "directoire_opinion",
    "director_opinion",
    "fsmr_opinion",
    "site_agreement",
    "coordonnateur_agreement",
    "ars_authorisation",
    "patients_opinion",
    "commitment_grid",
    "site_opinion",
    "coordonnateur_opinion",
)
OPINIONS: Final = ("favourable", "reserved", "unfavourable")
OPINIONS_ASKED: Final = ("favourable", "any", "consultative")
"""``favourable``: no other sense will do; ``any``: the opinion, whatever it says; ``consultative``: never binding."""
PIECE_EACH: Final = ("constitutive_site", "hospital", "attachment", "site")
"""What a piece may be due from, once each: every constitutive site; the hospital that a site leaves and the one that
receives it (``of`` is then ``current`` or ``new``); every CRMR of a CCMR; the CRMR of the one site concerned."""
MOVING_SITES: Final = ("coordinating", "constitutive")
"""Which site a request is about."""

WHO: Final = (
    "former_coordonnateur",
    "new_coordonnateur",
    "coordonnateur",
    "current_director",
    "new_director",
    "site_director",
    "ccmr_director",
    "responsable_site",
    "ars",
    "current_ars",
    "new_ars",
    "orphanet",
    "dgos",
    "dgos_for_decision",
    "dgos_for_information",
    "dgos_for_instruction",
    "animateur",
    "animateur_director",
    "fsmr",
    "fsmr_governance",
    "site_heads",
    "csl",
    "responsable_ccmr",
    "patients",
)
RECIPIENT_EACH: Final = ("fsmr_of_ccmr",)
"""Of what a recipient may be written to, once each: every FSMR of a CCMR."""
DECIDED_BY: Final = (
    "coordonnateur",
    "dgos_visa",
    "dgos_validation",
    "dgos_instruction",
    "site_director",
    "ccmr_director",
    "fsmr_governance",
    "dgos_after_csl",
)

LIFT_REASONS: Final = ("incumbent_died", "no_incumbent")
"""Why the rules themselves lift a recipient."""

TERMS: Final = ("label", "label_remainder", "unchanged", "none", "attachments", "designation", "no_mandate")
"""How long the mandate runs: the five years of the label (A3 §2a), or what is left of them (A3 §2b). ``unchanged``: the
mandate in office goes on to the end of the label. ``none``: the text fixes none, the instructor is offered one.
``attachments``: the first label of the CRMR to end (A3 §4). ``designation``: that of the FSMR (A3 §5). ``no_mandate``:
nobody is named."""
EFFECTS: Final = (
    "close_former_mandate",
    "open_mandate",
    "move_site",
    "create_site",
    "grant_labels",
    "open_designation",
    "end_designation",
)
"""What a favourable decision does to the register. ``move_site``: the site goes to the new hospital, where it does (see
``hospitals``); a single site moves by its relocation. ``create_site`` opens a constitutive site and an empty seat,
``grant_labels`` what the outcomes of an application grant, ``open_designation`` the five years of a FSMR;
``end_designation`` ends these where the follow-up concludes to its suppression."""
CHECKS: Final = (
    "label",
    "effect_within_label",
    "notice",
    "letter_due",
    "cessation_letter",
    "sender",
    "addressee",
    "hospital_move",
    "move_known",
    "request_for_move",
    "single_directoire",
    "vacant_seats",
    "same_person",
    "contradictions",
    "decision",
    "renewed_label",
    "known_label",
    "attached_labels",
    "designated_by",
    "fsmr_designated",
    "known_designation",
    "governance",
    "fsmr_size",
    "site_kind",
    "site_grounds",
    "missions",
    "obligations",
    "active_file",
    "network",
    "committee_cut_off",
)
"""What is looked at beside the pieces and the eligibility, which every scenario has."""

STEP_KINDS: Final = ("questions", "pieces", "findings", "decision", "letters", "summary", "candidacies")
QUESTION_KINDS: Final = ("date", "text", "choice", "yes_no", "person", "hospital", "number")
QUESTIONS: Final = (
    "cessation_letter.exists",
    "cessation_letter.date",
    "cessation_letter.effective",
    "cessation_letter.addressed_to",
    "cessation_letter.copy_to_dgos",
    "incumbent.end_reason",
    "crmr.label_published",
    "crmr.fsmr",
    "changes_hospital",
    "new_hospital",
    "new_unit",
    "same_person",
    "requested_by",
    "directors_agree.current",
    "directors_agree.new",
    "proposal",
    "director_candidate.exists",
    "candidate",
    "candidate.status",
    "candidate.full_time",
    "candidate.birth_date",
    "candidate.ars_authorisation",
    "candidate.clinical_activity_in_crmr",
    "sent_by",
    "sent_to",
    "sent_on",
    "received_on",
    "start",
    "candidate.practises_at",
    "chosen_end",
    "site.designated_by",
    "ccmr.designated_by",
    "fsmr.by_governance",
    "site.hospital",
    "site.name",
    "site.kind",
    "site.outpatient_clinic",
    "site.ground",
    "site.ground_justification",
    "site.same_activity",
    "site.same_population",
    "site.ground_text",
    "crmr.missions.coordination",
    "crmr.missions.expertise",
    "crmr.missions.recours",
    "crmr.missions.recherche",
    "crmr.missions.enseignement",
    "crmr.mission_delegated_to",
    "crmr.annual_report_filed",
    "crmr.bndmr_filled",
    "crmr.fsmr_single_disease",
    "fsmr.project",
    "fsmr.crmr_count",
    "fsmr.single_disease",
    "fsmr.annual_report_filed",
    "follow_up.conclusion",
    "follow_up.fsmr_conclusion",
    "decision.outcome",
    "decision.date",
    "decision.signatory",
    "decision.reasons",
    "committee.cut_off",
    "committee.meets_on",
)
"""What a page of the wizard may ask: paths of the situation, and five that the window alone needs
(``cessation_letter.exists``, ``changes_hospital``, ``director_candidate.exists``, ``decision.signatory``,
``decision.reasons``)."""

FACTS: Final = (
    "today",
    "request",
    "function",
    "subject",
    "crmr.new",
    "crmr.label_renewed",
    "crmr.constitutive_sites",
    "crmr.label",
    "cessation_letter",
    "ccmr.attachments",
    "ccmr.attachments.label",
    "site.coordonnateur_agreement",
    "fsmr.designation",
    *QUESTIONS,
)
"""What a blocking question may be about; each has French words in the pack."""

ADDED: Final = frozenset(
    {
        "patients_opinion",
        "commitment_grid",
        "site_opinion",
        "coordonnateur_opinion",
        "csl",
        "responsable_ccmr",
        "patients",
        "dgos_after_csl",
        "committee.cut_off",
        "committee.meets_on",
        "sent_after_cut_off",
    }
)
"""Words that the rules followed since 2018 add: a pack that does not use them need not explain them."""

EXCHANGES: Final = (
    "request_pieces",
    "acknowledgement",
    "request_opinion",
    "request_agreement",
    "reminder_opinion",
    "reminder_agreement",
    "adjournment_candidate",
    "adjournment_former",
    "adjournment_director",
)
"""The letters that the life of a dossier asks for, whatever its procedure: each pack has them."""
LETTER_FORMS: Final = ("administrative", "personal")
PACK_STATES: Final = ("in_force", "to_verify")

SEVERITIES: Final = ("blocking", "warning", "info")
