"""The check-list: what is asked, what is in hand, and what either of two places may say."""

from __future__ import annotations

import pytest

from tests.model.law.situations import (
    ABSENT,
    Json,
    answer,
    blocking,
    changed,
    designation,
    found,
    multi_site,
    single_site,
    with_paper,
    without_piece,
)

FIVE = ["proposal_letter", "motivation_letter", "cv", "directoire_opinion", "fsmr_opinion"]


def _states(data: Json) -> dict[tuple[str, str], str | None]:
    return {(piece.id, piece.of): piece.state for piece in answer(data).pieces}


def _sites(*sites: Json, received: object = None) -> Json:
    data = single_site({"crmr.multi_site": True, "crmr.constitutive_sites": list(sites)})
    return data if received is None else changed(data, {"received": received})


def test_a_first_designation_has_five_pieces_the_visa_is_none_of_them() -> None:
    pieces = answer(designation()).pieces
    assert [piece.id for piece in pieces] == [
        "motivation_letter",
        "cv",
        "set_up_report",
        "directoire_opinion",
        "fsmr_opinion",
    ]
    assert not any(piece.signature_required for piece in pieces)


def test_a_succession_has_five_pieces_beside_the_letter_of_cessation() -> None:
    pieces = answer(single_site()).pieces
    assert [piece.id for piece in pieces if piece.in_dossier] == FIVE
    assert [piece.id for piece in pieces if not piece.in_dossier] == ["cessation_letter"]


def test_a_multi_site_centre_adds_one_agreement_for_each_site() -> None:
    assert [piece.of for piece in answer(multi_site()).pieces if piece.id == "site_agreement"] == ["Rouen", "Lille"]


def test_the_strength_of_each_opinion_is_told() -> None:
    strengths = {piece.id: piece.opinion_required for piece in answer(single_site()).pieces if piece.opinion_required}
    assert strengths == {"directoire_opinion": "any", "fsmr_opinion": "consultative"}


def test_an_empty_or_null_list_of_papers_means_that_none_came() -> None:
    empty: tuple[object, ...] = ([], None)
    for nothing in empty:
        data = single_site({"received": nothing})
        assert answer(data).complete is False
        assert blocking(data) == [("piece_missing", piece, "") for piece in FIVE]


def test_an_absent_list_says_nothing_of_the_papers() -> None:
    answered = answer(multi_site({"received": ABSENT}))
    assert answered.complete is None
    assert {piece.state for piece in answered.pieces if piece.in_dossier} == {None}
    assert answered.blocking == ()


@pytest.mark.parametrize("opinion", ["favourable", "reserved", "unfavourable", None])
@pytest.mark.parametrize("piece", ["directoire_opinion", "fsmr_opinion"])
def test_an_opinion_is_received_whatever_it_says(piece: str, opinion: str | None) -> None:
    data = with_paper(single_site(), piece, **({"opinion": opinion} if opinion else {}))
    answered = answer(data)
    assert answered.complete is True
    assert answered.blocking == ()
    assert ("opinion_unfavourable" in found(data)) is (opinion == "unfavourable")


@pytest.mark.parametrize("of", ["current", "CHU de Nantes", None])
def test_the_opinion_of_the_only_hospital_need_not_be_named(of: str | None) -> None:
    assert answer(with_paper(single_site(), "directoire_opinion", of=of)).complete is True


def test_the_opinion_of_another_hospital_does_not_count() -> None:
    data = with_paper(single_site(), "directoire_opinion", of="new", opinion="favourable")
    assert blocking(data) == [("piece_missing", "directoire_opinion", "")]


@pytest.mark.parametrize("facts", [{"signed": False}, {}, {"signed": None}])
def test_a_successor_signs_the_letter_of_motivation(facts: Json) -> None:
    data = with_paper(single_site(), "motivation_letter", **facts)
    assert blocking(data) == [("piece_non_compliant", "motivation_letter", "")]
    assert _states(data)["motivation_letter", ""] == "non_compliant"
    assert answer(data).complete is False


def test_a_first_coordonnateur_need_not_sign_it() -> None:
    data = with_paper(designation(), "motivation_letter", signed=False)
    assert answer(data).complete is True


@pytest.mark.parametrize("facts", [{"vouches": False}, {}])
def test_the_letter_of_proposal_vouches_for_the_skills(facts: Json) -> None:
    data = with_paper(single_site(), "proposal_letter", **facts)
    assert blocking(data) == [("piece_non_compliant", "proposal_letter", "")]
    assert answer(data).complete is False


def test_one_good_copy_of_a_paper_is_enough() -> None:
    data = with_paper(single_site(), "motivation_letter", signed=False)
    data["received"].append({"piece": "motivation_letter", "signed": True})
    assert answer(data).complete is True


def test_two_copies_of_an_opinion_that_disagree_are_a_contradiction() -> None:
    data = single_site()
    data["received"].append({"piece": "directoire_opinion", "opinion": "unfavourable"})
    assert blocking(data) == [("contradiction", "directoire_opinion", "")]


def test_the_cessation_letter_told_as_a_fact_or_as_a_paper_is_enough() -> None:
    assert _states(single_site())["cessation_letter", ""] == "received"
    as_paper = single_site({"cessation_letter": ABSENT})
    as_paper["received"].append({"piece": "cessation_letter"})
    assert _states(as_paper)["cessation_letter", ""] == "received"
    assert answer(as_paper).complete is True


def test_a_cessation_letter_never_written_is_missing() -> None:
    assert blocking(single_site({"cessation_letter": None})) == [("piece_missing", "cessation_letter", "")]
    assert answer(single_site({"cessation_letter": None})).earliest_effect is None


def test_a_cessation_letter_denied_and_in_hand_is_a_contradiction() -> None:
    data = single_site({"cessation_letter": None})
    data["received"].append({"piece": "cessation_letter"})
    assert blocking(data) == [("contradiction", "cessation_letter", "")]


def test_a_cessation_letter_without_a_date_of_end_is_to_be_redone() -> None:
    data = single_site({"cessation_letter.effective": None})
    assert blocking(data) == [("piece_non_compliant", "cessation_letter", "")]


def test_the_dead_write_no_letter() -> None:
    data = single_site({"cessation_letter": None, "incumbent.end_reason": "death"})
    answered = answer(data)
    assert _states(data)["cessation_letter", ""] == "not_required"
    assert answered.complete is True
    assert "dgos" not in [one.who for one in answered.copies]


def test_a_centre_without_filiere_needs_no_opinion_of_one() -> None:
    for data in (single_site({"crmr.fsmr": False}), designation({"crmr.fsmr": False})):
        answered = answer(without_piece(data, "fsmr_opinion"))
        assert [(one.id, one.severity) for one in answered.findings] == [("fsmr_opinion_not_applicable", "info")]
        assert answered.complete is True
        assert [piece.state for piece in answered.pieces if piece.id == "fsmr_opinion"] == ["not_required"]
        assert "fsmr" not in [one.who for one in answered.copies]


def test_a_filiere_of_which_nothing_is_said_still_gives_its_opinion() -> None:
    data = without_piece(single_site({"crmr.fsmr": ABSENT, "crmr.fsmr_name": ABSENT}), "fsmr_opinion")
    assert blocking(data) == [("piece_missing", "fsmr_opinion", "")]


def test_a_paper_that_is_no_longer_asked_for_is_kept_and_marked() -> None:
    data = single_site()
    data["received"].append({"piece": "director_opinion", "of": "new", "opinion": "favourable"})
    kept = answer(data).pieces[-1]
    assert (kept.id, kept.of, kept.required, kept.state) == ("director_opinion", "new", False, "not_required")
    assert answer(data).complete is True


@pytest.mark.parametrize(
    ("site", "papers", "state", "findings"),
    [
        ({"agreement": "given"}, [], "received", []),
        ({}, [{"of": "Rouen"}], "received", []),
        ({}, [{"of": "rouen", "opinion": "favourable"}], "received", []),
        ({}, [{}], "received", []),
        ({}, [{"of": "Lyon"}], "missing", ["piece_missing"]),
        ({}, [], "missing", ["piece_missing"]),
        ({"agreement": "missing"}, [], "missing", ["piece_missing"]),
        ({"agreement": "refused"}, [], "non_compliant", ["agreement_refused"]),
        ({}, [{"of": "Rouen", "opinion": "unfavourable"}], "non_compliant", ["agreement_refused"]),
        ({"vacant": True}, [], "missing", ["seat_vacant"]),
        ({"vacant": True, "agreement": "missing"}, [], "missing", ["seat_vacant"]),
        ({"agreement": "refused"}, [{"of": "Rouen"}], "received", ["contradiction"]),
        ({"agreement": "missing"}, [{"of": "Rouen"}], "received", ["contradiction"]),
        ({"agreement": "given"}, [{"of": "Rouen", "opinion": "unfavourable"}], "received", ["contradiction"]),
        ({"vacant": True, "agreement": "given"}, [], "received", ["contradiction", "seat_vacant"]),
    ],
)
def test_the_agreement_of_a_site(site: Json, papers: list[Json], state: str, findings: list[str]) -> None:
    received = [*single_site()["received"], *({"piece": "site_agreement", **paper} for paper in papers)]
    data = _sites({"name": "Rouen", **site}, received=received)
    assert _states(data)["site_agreement", "Rouen"] == state
    assert sorted(one for one, _piece, _of in blocking(data)) == findings
    assert {of for _one, _piece, of in blocking(data)} <= {"Rouen"}


def test_an_agreement_known_to_be_missing_is_missing_even_without_the_list_of_papers() -> None:
    data = changed(_sites({"name": "Rouen", "agreement": "missing"}), {"received": ABSENT})
    assert blocking(data) == [("piece_missing", "site_agreement", "Rouen")]
    assert answer(data).complete is None


def test_an_unnamed_site_goes_by_its_hospital_or_its_rank() -> None:
    data = _sites({"hospital": {"name": "CHU de Rouen"}}, {"agreement": "given"})
    assert [of for one, of in _states(data) if one == "site_agreement"] == ["CHU de Rouen", "n°\u00a02"]


def test_two_sites_of_one_name_need_two_agreements() -> None:
    agreements = [{"piece": "site_agreement", "of": "Lyon"}, {"piece": "site_agreement", "of": "Lyon"}]
    data = _sites({"name": "Lyon"}, {"name": "Lyon"}, received=[*single_site()["received"], agreements[0]])
    assert blocking(data) == [("piece_missing", "site_agreement", "Lyon")]
    data["received"].append(agreements[1])
    assert answer(data).complete is True


def test_constitutive_sites_that_are_not_named_are_asked_for() -> None:
    data = multi_site({"crmr.constitutive_sites": ABSENT})
    assert ("unknown_answer", "", "crmr.constitutive_sites") in blocking(data)


def test_a_vacant_site_in_a_first_designation_is_only_noted() -> None:
    site = {"name": "Rouen", "vacant": True}
    answered = answer(designation({"crmr.multi_site": True, "crmr.constitutive_sites": [site]}))
    assert [(one.id, one.severity, one.of) for one in answered.findings] == [("seat_vacant", "warning", "Rouen")]
