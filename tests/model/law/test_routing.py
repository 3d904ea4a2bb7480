"""Which procedure applies, and when the rules rather ask or step aside."""

from __future__ import annotations

import pytest

from tests.model.law.situations import (
    ABSENT,
    LARIBOISIERE,
    NECKER,
    RENNES,
    Json,
    answer,
    blocking,
    designation,
    disagreement,
    found,
    instruction,
    multi_site,
    new_hospital,
    no_proposal,
    relocation,
    single_site,
    transfer_refused,
)


@pytest.mark.parametrize(
    ("data", "scenario"),
    [
        (single_site(), "succession_single_site"),
        (single_site({"crmr.constitutive_sites": None}), "succession_single_site"),
        (single_site({"crmr.constitutive_sites": ABSENT}), "succession_single_site"),
        (single_site({"crmr.multi_site": ABSENT}), "succession_single_site"),
        (single_site({"proposal": ABSENT}), "succession_single_site"),
        (single_site({"candidate": None}), "succession_single_site"),
        (single_site({"new_hospital": ABSENT}), "succession_single_site"),
        (single_site({"function": ABSENT}), "succession_single_site"),
        (multi_site(), "succession_multi_site"),
        (multi_site({"crmr.multi_site": ABSENT}), "succession_multi_site"),
        (multi_site({"crmr.constitutive_sites": ABSENT}), "succession_multi_site"),
        (new_hospital(), "succession_new_hospital"),
        (new_hospital({"crmr.hospital": LARIBOISIERE, "new_hospital": NECKER}), "succession_new_hospital"),
        (new_hospital({"proposal": ABSENT}), "succession_new_hospital"),
        (no_proposal(), "succession_no_proposal"),
        (no_proposal({"proposal": None}), "succession_no_proposal"),
        (no_proposal({"director_candidate": ABSENT}), "succession_no_proposal"),
        (no_proposal({"director_candidate": ABSENT, "candidate": ABSENT}), "succession_no_proposal"),
        (disagreement(), "succession_disagreement"),
        (disagreement({"director_candidate": ABSENT}), "succession_disagreement"),
        (transfer_refused(), "succession_transfer_refused"),
        (transfer_refused({"proposal": ABSENT, "directors_agree": {"current": False}}), "succession_transfer_refused"),
        (instruction(), "dgos_instruction"),
        (no_proposal({"candidate": None, "director_candidate": None}), "dgos_instruction"),
        (no_proposal({"candidate": None, "director_candidate": ABSENT}), "dgos_instruction"),
        (no_proposal({"director_candidate": ABSENT, "candidate.proposed_by": "dgos"}), "dgos_instruction"),
        (disagreement({"director_candidate": None}), "dgos_instruction"),
        (transfer_refused({"director_candidate": None}), "dgos_instruction"),
        (relocation(), "relocation"),
        (relocation({"subject": "coordonnateur"}), "relocation"),
        (relocation({"same_person": ABSENT}), "relocation"),
        (single_site({"new_hospital": RENNES, "same_person": True}), "relocation"),
        (designation(), "designation_new_crmr"),
        (designation({"crmr.new": ABSENT}), "designation_new_crmr"),
        (designation({"crmr.multi_site": ABSENT, "crmr.constitutive_sites": ABSENT}), "designation_new_crmr"),
    ],
)
def test_the_facts_decide_on_the_scenario(data: Json, scenario: str) -> None:
    assert answer(data).scenario == scenario


def test_competence_centres_are_no_sites() -> None:
    assert answer(single_site({"ccmr": {"active_file": 31}})).scenario == "succession_single_site"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (single_site({"request": "labelling", "subject": "fsmr"}), "ne décrit pas de procédure"),
    ],
)
def test_what_the_text_does_not_describe_is_said_and_never_guessed(data: Json, said: str) -> None:
    answered = answer(data)
    outside = [one for one in answered.findings if one.id == "outside_pack"]
    assert answered.scenario is None
    assert [one.severity for one in outside] == ["blocking"]
    assert said in outside[0].text
    assert (answered.pieces, answered.notified) == ((), ())
    assert (answered.informed, answered.copies) == ((), ())
    assert (answered.sender, answered.addressee, answered.decided_by) == ((), (), ())
    assert (answered.mandate_end, answered.complete) == (None, None)


def test_outside_the_pack_the_candidate_and_the_notice_are_still_answered() -> None:
    answered = answer(multi_site({"request": "labelling", "subject": "fsmr", "candidate.status": "PHC"}))
    assert answered.eligible is False
    assert str(answered.earliest_effect) == "2026-07-15"
    assert [one.id for one in answered.blocking] == ["outside_pack", "status_not_provided_for"]


def test_sites_unknown_the_common_core_is_answered_with_a_question() -> None:
    answered = answer(single_site({"crmr.multi_site": ABSENT, "crmr.constitutive_sites": ABSENT}))
    assert answered.scenario is None
    assert [piece.id for piece in answered.pieces] == [
        "cessation_letter",
        "proposal_letter",
        "motivation_letter",
        "cv",
        "directoire_opinion",
        "fsmr_opinion",
    ]
    assert (answered.sender, answered.addressee) == (("current_director",), ("dgos_for_decision",))
    assert answered.mandate_end is not None
    assert answered.complete is None
    assert [(one.id, one.of) for one in answered.blocking] == [("unknown_answer", "crmr.constitutive_sites")]


def test_a_multi_site_centre_whose_move_is_unknown_gets_what_both_procedures_share() -> None:
    answered = answer(multi_site({"new_hospital": ABSENT}))
    assert answered.scenario is None
    assert answered.sender == ()
    assert [piece.id for piece in answered.pieces if piece.required] == [
        "cessation_letter",
        "proposal_letter",
        "motivation_letter",
        "cv",
        "directoire_opinion",
    ]
    assert [piece.opinion_required for piece in answered.pieces if piece.id == "directoire_opinion"] == ["any"]
    assert [(one.id, one.of) for one in answered.blocking] == [("unknown_answer", "changes_hospital")]


@pytest.mark.parametrize("fact", ["request", "function"])
def test_an_unknown_request_or_function_is_asked_before_anything_else(fact: str) -> None:
    data = single_site({fact: ABSENT, "subject": ABSENT})
    answered = answer(data)
    assert answered.scenario is None
    assert answered.pieces == ()
    assert answered.eligible is True
    assert blocking(data) == [("unknown_answer", "", fact)]


def test_names_show_who_proposes_when_nobody_says() -> None:
    same = {"proposal": ABSENT, "coordonnateur_candidate": {"name": "Clément Rouvière"}}
    agreed = {**same, "director_candidate": {"name": "clement rouviere"}}
    disagreed = {**same, "director_candidate": {"name": "Inès Valadier"}}
    nobody = {"proposal": ABSENT, "coordonnateur_candidate": None}
    assert answer(single_site(agreed)).scenario == "succession_single_site"
    assert answer(single_site(disagreed)).scenario == "succession_disagreement"
    assert answer(single_site(nobody)).scenario == "succession_no_proposal"


@pytest.mark.parametrize(
    ("proposer", "scenario"),
    [
        ("coordonnateur", "succession_single_site"),
        ("current_director", "succession_no_proposal"),
        ("dgos", "dgos_instruction"),
    ],
)
def test_the_proposer_of_the_candidate_counts_too(proposer: str, scenario: str) -> None:
    data = single_site({"proposal": ABSENT, "candidate.proposed_by": proposer})
    assert answer(data).scenario == scenario


def test_from_an_empty_seat_nobody_proposes() -> None:
    data = no_proposal({"proposal": ABSENT, "incumbent": None, "cessation_letter": None})
    assert answer(data).scenario == "succession_no_proposal"


def test_a_single_site_that_moves_is_a_succession_beside_a_relocation() -> None:
    answered = answer(single_site({"new_hospital": RENNES}))
    assert (answered.scenario, answered.also) == ("succession_single_site", "relocation")
    moved = next(one for one in answered.findings if one.id == "single_site_move")
    assert (moved.severity, moved.place) == ("warning", "A1 A-c")
    assert answered.blocking == ()
    assert "siège déplacé (CHU de Rennes)" in answered.deduced


def test_an_internal_move_is_a_succession_with_a_warning() -> None:
    laennec = {"name": "Hôpital Laennec", "et": "440000297", "ej": "440000271", "region": "52"}
    for data in (single_site({"new_hospital": laennec}), multi_site({"new_hospital": laennec})):
        answered = answer(data)
        assert answered.scenario is not None
        assert answered.also is None
        assert "internal_move_not_named" in found(data)
        assert answered.blocking == ()


def test_the_wizard_says_in_a_sentence_what_was_deduced() -> None:
    deduced = answer(single_site()).deduced
    assert deduced.endswith(": aucun site constitutif au 20/02/2026, siège inchangé (CHU de Nantes).")
    assert "2 sites constitutifs au 20/02/2026" in answer(multi_site()).deduced


def test_a_seat_that_the_candidate_leaves_is_a_procedure_to_follow() -> None:
    answered = answer(multi_site({"candidate.heads_site": "Rouen"}))
    assert [(one.scenario, one.of) for one in answered.follow_ups] == [("constitutive_site", "Rouen")]
    assert answer(multi_site()).follow_ups == ()
