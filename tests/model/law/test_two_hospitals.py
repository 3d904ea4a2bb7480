"""Opinions of both hospitals: one of each kind from each, favourable where the text wants it, one directoire inside a
legal entity."""

from __future__ import annotations

import pytest

from tests.model.law.situations import (
    ABSENT,
    LARIBOISIERE,
    NECKER,
    Json,
    answer,
    blocking,
    changed,
    found,
    new_hospital,
    no_proposal,
    relocation,
    transfer_refused,
    without_piece,
)

BOTH = [("director_opinion", "current"), ("director_opinion", "new")]
FOUR = [*BOTH, ("directoire_opinion", "current"), ("directoire_opinion", "new")]
INSIDE_APHP: Json = {"crmr.hospital": LARIBOISIERE, "new_hospital": NECKER}


def _required(data: Json) -> list[tuple[str, str]]:
    return [(piece.id, piece.of) for piece in answer(data).pieces if piece.required]


def _paper(data: Json, piece: str, of: str, **facts: object) -> Json:
    whole = without_piece(data, piece, of)
    whole["received"].append({"piece": piece, "of": of, **facts})
    return whole


def test_both_directors_and_both_directoires_give_their_opinion() -> None:
    assert [one for one in _required(new_hospital()) if one[0].startswith("dir")] == FOUR
    assert _required(relocation()) == FOUR


def test_the_four_opinions_are_favourable_in_a_succession_and_of_any_sense_in_a_relocation() -> None:
    asked = {piece.opinion_required for piece in answer(new_hospital()).pieces if (piece.id, piece.of) in FOUR}
    assert asked == {"favourable"}
    assert {piece.opinion_required for piece in answer(relocation()).pieces} == {"any"}


@pytest.mark.parametrize(("piece", "of"), FOUR)
@pytest.mark.parametrize("opinion", ["reserved", "unfavourable"])
def test_an_opinion_that_has_to_be_favourable_and_is_not_blocks(piece: str, of: str, opinion: str) -> None:
    data = _paper(new_hospital(), piece, of, opinion=opinion)
    assert blocking(data) == [("opinion_unfavourable", piece, of)]
    assert answer(data).complete is False


@pytest.mark.parametrize(("piece", "of"), FOUR)
def test_an_opinion_whose_sense_nobody_states_is_not_favourable(piece: str, of: str) -> None:
    data = _paper(new_hospital(), piece, of)
    assert blocking(data) == [("piece_non_compliant", piece, of)]
    assert answer(data).complete is False
    assert blocking(_paper(relocation(), piece, of)) == []


@pytest.mark.parametrize(("piece", "of"), FOUR)
def test_an_unfavourable_opinion_on_a_relocation_is_shown_and_never_blocks(piece: str, of: str) -> None:
    data = _paper(relocation(), piece, of, opinion="unfavourable")
    assert [(one.id, one.severity, one.of) for one in answer(data).findings] == [
        ("opinion_unfavourable", "warning", of)
    ]
    assert answer(data).complete is True


def test_an_opinion_is_told_as_a_fact_or_as_a_paper() -> None:
    data = without_piece(without_piece(new_hospital(), *BOTH[0]), *BOTH[1])
    assert blocking(data) == [("piece_missing", *BOTH[0]), ("piece_missing", *BOTH[1])]
    assert blocking(changed(data, {"directors_agree": {"current": True, "new": True}})) == []
    refused = changed(data, {"directors_agree": {"current": True, "new": False}})
    assert blocking(refused) == [("opinion_unfavourable", "director_opinion", "new")]


def test_the_fact_and_the_paper_that_disagree_are_a_contradiction() -> None:
    data = new_hospital({"directors_agree": {"new": False}})
    assert ("contradiction", "director_opinion", "new") in blocking(data)


def test_a_hospital_may_be_named() -> None:
    data = new_hospital()
    for paper in data["received"][-4:]:
        paper["of"] = {"current": "CHU de Nantes", "new": "chu de rennes"}[paper["of"]]
    assert answer(data).complete is True


def test_an_opinion_of_nobody_named_counts_for_neither_of_two_hospitals() -> None:
    data = without_piece(new_hospital(), *BOTH[0])
    data["received"].append({"piece": "director_opinion", "opinion": "favourable"})
    assert blocking(data) == [("piece_missing", *BOTH[0])]


@pytest.mark.parametrize("of", ["current", "new", None])
def test_inside_aphp_the_single_directoire_is_accepted_for_both(of: str | None) -> None:
    for data in (new_hospital(INSIDE_APHP), relocation(INSIDE_APHP)):
        alone = without_piece(without_piece(data, "directoire_opinion", "new"), "directoire_opinion", "current")
        assert [one for one, _piece, _of in blocking(alone)] == ["piece_missing", "piece_missing"]
        alone["received"].append({"piece": "directoire_opinion", "of": of, "opinion": "favourable"})
        answered = answer(alone)
        assert answered.complete is True
        assert [(one.id, one.severity) for one in answered.findings] == [("single_directoire", "info")]


def test_inside_aphp_both_directions_are_still_asked() -> None:
    assert blocking(without_piece(new_hospital(INSIDE_APHP), *BOTH[1])) == [("piece_missing", *BOTH[1])]


def test_elsewhere_one_directoire_does_not_speak_for_the_other() -> None:
    data = without_piece(new_hospital(), "directoire_opinion", "new")
    assert blocking(data) == [("piece_missing", "directoire_opinion", "new")]
    assert "single_directoire" not in found(data)


def test_a_relocation_inside_a_legal_entity_that_the_text_does_not_name_needs_one_opinion_of_each() -> None:
    hcl: Json = {
        "crmr.hospital": {"name": "Hôpital Lyon Sud", "et": "690784137", "ej": "690781810", "region": "84"},
        "new_hospital": {"name": "Groupement Est", "et": "690784152", "ej": "690781810", "region": "84"},
    }
    data = relocation(
        {**hcl, "received": [{"piece": f"{one}_opinion", "of": "current"} for one in ("director", "directoire")]}
    )
    answered = answer(data)
    assert (answered.scenario, answered.complete, answered.blocking) == ("relocation", True, ())
    assert found(data) == {"internal_move_not_named", "single_directoire"}


def test_the_opinion_of_the_filiere_and_the_agreements_are_offered_where_the_text_does_not_list_them() -> None:
    offered = [(piece.id, piece.of, piece.state) for piece in answer(new_hospital()).pieces if not piece.required]
    assert offered == [
        ("fsmr_opinion", "", "not_required"),
        ("site_agreement", "Rouen", "not_required"),
        ("site_agreement", "Lille", "not_required"),
    ]
    data = new_hospital()
    data["received"].append({"piece": "fsmr_opinion", "opinion": "favourable"})
    assert [piece.state for piece in answer(data).pieces if piece.id == "fsmr_opinion"] == ["received"]


def test_what_is_only_offered_never_blocks_and_is_shown_when_it_is_against() -> None:
    sites = [{"name": "Rouen", "agreement": "refused"}, {"name": "Lille", "vacant": True}]
    data = new_hospital({"crmr.constitutive_sites": sites})
    data["received"].append({"piece": "fsmr_opinion", "opinion": "unfavourable"})
    assert [(one.id, one.severity, one.piece, one.of) for one in answer(data).findings] == [
        ("opinion_unfavourable", "warning", "fsmr_opinion", ""),
        ("opinion_unfavourable", "warning", "site_agreement", "Rouen"),
        ("seat_vacant", "warning", "", "Lille"),
    ]
    assert answer(data).complete is True


def test_without_an_agreed_successor_the_pieces_are_those_of_the_case_that_applies() -> None:
    sites: Json = {"crmr.constitutive_sites": [{"name": "Rouen", "agreement": "given"}], "crmr.multi_site": True}
    moves: Json = {"new_hospital": {"name": "CHU de Rennes", "ej": "350005179", "region": "53"}}
    same = [("cessation_letter", ""), ("motivation_letter", ""), ("cv", ""), ("directoire_opinion", "")]
    assert _required(no_proposal()) == [*same, ("fsmr_opinion", "")]
    assert _required(no_proposal(sites)) == [*same, ("fsmr_opinion", ""), ("site_agreement", "Rouen")]
    assert _required(no_proposal({**sites, **moves})) == [*same[:3], *FOUR]
    assert _required(no_proposal(moves)) == [*same, ("fsmr_opinion", "")]
    assert answer(no_proposal(moves)).also == "relocation"


def test_a_transfer_that_is_refused_leaves_the_seat_where_it_is() -> None:
    data = transfer_refused()
    assert not set(FOUR) & set(_required(data))
    assert ("site_agreement", "Rouen") in _required(data)
    assert [one.who for one in answer(data).informed] == ["ars", "orphanet"]
    assert (answer(data).also, found(data)) == (None, set())


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"crmr.multi_site": ABSENT, "crmr.constitutive_sites": ABSENT}, "crmr.constitutive_sites"),
        ({"crmr.multi_site": True, "crmr.constitutive_sites": [{}], "new_hospital": ABSENT}, "changes_hospital"),
    ],
)
def test_what_decides_between_the_cases_is_asked(changes: Json, fact: str) -> None:
    data = no_proposal(changes)
    assert answer(data).scenario == "succession_no_proposal"
    assert ("unknown_answer", "", fact) in blocking(data)
    assert answer(data).complete is None
    assert not set(FOUR) & set(_required(data))
