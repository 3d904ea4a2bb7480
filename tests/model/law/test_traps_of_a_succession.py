"""The traps that a succession, a designation or a relocation lays, one test each, in the order of the check-list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from crmr_desk.model.law import packs
from tests.model.law.situations import (
    ABSENT,
    LARIBOISIERE,
    NECKER,
    RENNES,
    Json,
    answer,
    blocking,
    changed,
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
    without_piece,
)
from tests.model.law.whole import WHOLE

SUCCESSIONS = (single_site, multi_site, new_hospital, no_proposal, disagreement, transfer_refused, instruction)
Make = Callable[..., Json]
LYON_SOUTH = {"name": "Hôpital Lyon Sud", "et": "690784137", "ej": "690781810", "region": "84"}
HYERES = {"name": "Hôpital Renée Sabran", "et": "830100566", "ej": "690781810", "region": "93"}


def _required(data: Json) -> list[str]:
    return [piece.id for piece in answer(data).pieces if piece.required and piece.in_dossier]


# Terms and dates


@pytest.mark.parametrize("make", SUCCESSIONS)
def test_a_short_notice_is_counted_to_the_day_and_closes_no_dossier(make: Make) -> None:
    data = make({"cessation_letter.effective": "2026-07-01", "start": ABSENT})
    (short,) = [one for one in answer(data).findings if one.id == "notice_too_short"]
    assert (short.days, short.severity, short.date) == (14, "warning", dt.date(2026, 7, 15))
    assert answer(data).scenario == answer(make()).scenario


@pytest.mark.parametrize(
    ("written", "earliest"),
    [("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29"), ("2026-02-28", "2026-08-28")],
)
def test_six_months_are_months_of_the_calendar(written: str, earliest: str) -> None:
    assert str(answer(single_site({"cessation_letter.date": written})).earliest_effect) == earliest


def test_a_label_without_a_printed_end_runs_five_calendar_years() -> None:
    data = single_site({"crmr.label": ["2024-03-01"], "today": "2026-02-20"})
    assert str(answer(data).mandate_end) == "2029-02-28"


@pytest.mark.parametrize("make", SUCCESSIONS)
def test_a_successor_ends_with_the_label_and_not_five_years_later(make: Make) -> None:
    answered = answer(make({"start": "2026-09-01"}))
    ends = {end.isoformat() for end in (answered.mandate_end, *answered.mandate_end_choices) if end}
    assert ends == {"2028-09-30"}


@pytest.mark.parametrize(("pack", "scenario"), WHOLE, ids="-".join)
def test_a_label_that_has_expired_blocks(pack: str, scenario: str) -> None:
    if "label" in packs.load_named(pack).scenario(scenario).checks:
        data = changed(WHOLE[pack, scenario](), {"crmr.label": ["2018-01-01", "2022-12-31"]})
        assert "label_expired" in [one for one, _piece, _of in blocking(data)]
        assert answer(data).mandate_end is None


def test_the_text_fixes_no_date_of_effect_so_none_is_asked_of_the_letter_alone() -> None:
    assert found(single_site({"start": ABSENT})) == set()


# Structure


def test_mono_site_means_no_constitutive_site_and_competence_centres_do_not_count() -> None:
    data = single_site({"ccmr": {"active_file": 31}, "crmr.multi_site": ABSENT})
    assert answer(data).scenario == "succession_single_site"


def test_a_single_site_that_moves_is_relocated_beside_the_succession_and_the_tool_says_so() -> None:
    answered = answer(single_site({"new_hospital": RENNES}))
    assert (answered.scenario, answered.also) == ("succession_single_site", "relocation")
    (told,) = [one for one in answered.findings if one.id == "single_site_move"]
    assert "que pour un centre multi-sites" in told.text


def test_two_hospitals_of_aphp_are_two_establishments_with_one_directoire() -> None:
    answered = answer(new_hospital({"crmr.hospital": LARIBOISIERE, "new_hospital": NECKER}))
    assert answered.scenario == "succession_new_hospital"
    assert [(one.id, one.severity) for one in answered.findings] == [("single_directoire", "info")]


def test_two_hospitals_of_the_hcl_are_one_establishment_and_the_move_is_told() -> None:
    data = multi_site({"crmr.hospital": LYON_SOUTH, "new_hospital": {**LYON_SOUTH, "et": "690784152", "name": "Est"}})
    assert answer(data).scenario == "succession_multi_site"
    assert [(one.id, one.severity) for one in answer(data).findings] == [("internal_move_not_named", "warning")]


def test_the_agencies_follow_the_geographic_finess() -> None:
    data = multi_site({"crmr.hospital": LYON_SOUTH, "new_hospital": HYERES})
    assert [one.who for one in answer(data).informed] == ["current_ars", "new_ars", "orphanet"]


# Pieces and opinions


def test_a_first_designation_has_five_pieces_the_sixth_dash_is_the_outcome() -> None:
    assert len(_required(designation())) == 5


def test_the_letter_of_cessation_and_the_letter_of_proposal_are_two_documents() -> None:
    data = without_piece(single_site(), "proposal_letter")
    assert blocking(data) == [("piece_missing", "proposal_letter", "")]
    states = {piece.id: (piece.in_dossier, piece.state) for piece in answer(data).pieces}
    assert states["cessation_letter"] == (False, "received")


def test_a_site_whose_agreement_is_missing_is_named() -> None:
    (missing,) = answer(without_piece(multi_site(), "site_agreement", "Lille")).blocking
    assert (missing.id, missing.of) == ("piece_missing", "Lille")
    assert "Lille" in missing.text


@pytest.mark.parametrize("facts", [{"vacant": True}, {"agreement": "refused"}])
@pytest.mark.parametrize("make", [multi_site, disagreement, transfer_refused])
def test_a_site_that_is_vacant_or_refuses_blocks_and_goes_to_the_dgos(make: Make, facts: Json) -> None:
    data = make({"crmr.constitutive_sites": [{"name": "Rouen", **facts}]})
    data["received"] = [paper for paper in data["received"] if paper["piece"] != "site_agreement"]
    (finding,) = answer(data).blocking
    assert finding.id in ("seat_vacant", "agreement_refused")
    assert "la DGOS" in finding.todo


@pytest.mark.parametrize(
    ("data", "piece", "of", "blocks"),
    [
        (single_site(), "fsmr_opinion", "", False),
        (single_site(), "directoire_opinion", "", False),
        (new_hospital(), "directoire_opinion", "current", True),
        (relocation(), "directoire_opinion", "current", False),
    ],
)
def test_three_strengths_of_opinion(data: Json, piece: str, of: str, blocks: bool) -> None:
    against = without_piece(data, piece, of)
    against["received"].append({"piece": piece, "of": of or None, "opinion": "unfavourable"})
    (told,) = [one for one in answer(against).findings if one.id == "opinion_unfavourable"]
    assert (told.severity == "blocking") is blocks


def test_a_change_of_hospital_has_four_items_and_its_sender_is_the_new_director() -> None:
    assert list(dict.fromkeys(_required(new_hospital()))) == [
        "proposal_letter",
        "motivation_letter",
        "cv",
        "director_opinion",
        "directoire_opinion",
    ]
    assert answer(new_hospital()).sender == ("new_director",)
    assert "wrong_sender" in found(new_hospital({"sent_by": "current_director"}))


@pytest.mark.parametrize("make", [no_proposal, disagreement, transfer_refused])
def test_without_an_agreed_successor_the_sender_is_the_initial_director(make: Make) -> None:
    assert answer(make()).sender == ("current_director",)
    assert "wrong_sender" in found(make({"sent_by": "new_director"}))


def test_the_letter_of_proposal_is_excepted_where_it_cannot_exist() -> None:
    assert "proposal_letter" not in _required(no_proposal())
    assert "proposal_letter" in _required(disagreement())
    assert "proposal_letter" in _required(transfer_refused())


def test_the_ars_authorisation_is_a_further_piece_of_a_professeur_consultant_alone() -> None:
    consultant: Json = {"name": "Clément Rouvière", "status": "PR-CONSULTANT", "birth_date": "1960-05-04"}
    data = single_site({"candidate": {**consultant, "clinical_activity_in_crmr": True}})
    assert blocking(data) == [("unknown_answer", "", "candidate.ars_authorisation")]
    data["received"].append({"piece": "ars_authorisation"})
    assert blocking(data) == []
    assert "ars_authorisation" not in [piece.id for piece in answer(data).pieces]


@pytest.mark.parametrize(
    "data",
    [
        instruction(),
        no_proposal({"candidate": None, "director_candidate": None}),
        disagreement({"director_candidate": None}),
    ],
)
def test_absence_of_proposal_and_of_consensus_is_read_as_either_and_needs_no_dossier_of_a_hospital(data: Json) -> None:
    answered = answer(data)
    assert (answered.scenario, answered.addressee) == ("dgos_instruction", ("dgos_for_instruction",))
    assert answered.decided_by == ("dgos_instruction",)
    assert answered.mandate_end is None
    assert not _required(data)


def test_a_refusal_states_reasons_and_remedies_of_the_general_law() -> None:
    pack = packs.load_named("2016")
    for make in (*SUCCESSIONS, designation, relocation):
        for one in answer(make({"decision": {"outcome": "unfavourable"}})).notified:
            letter = pack.letter(one.letter)
            assert letter.remedies
            assert not pack.places[letter.place].in_instruction


# People and recipients


@pytest.mark.parametrize("make", [single_site, multi_site, no_proposal, disagreement, instruction])
def test_a_person_never_succeeds_himself(make: Make) -> None:
    assert ("contradiction", "", "") in blocking(make({"same_person": True}))
    named = make({"same_person": ABSENT, "candidate.name": "solene aubrac", "director_candidate": ABSENT})
    assert ("contradiction", "", "") in blocking(named)


@pytest.mark.parametrize("make", SUCCESSIONS)
def test_nobody_writes_to_a_coordonnateur_who_died_and_the_reason_is_told(make: Make) -> None:
    former = answer(make({"incumbent.end_reason": "death"})).notified[0]
    assert (former.who, former.lifted) == ("former_coordonnateur", True)
    assert former.reason


def test_directors_and_agencies_are_plural_when_the_seat_moves() -> None:
    answered = answer(new_hospital())
    assert [one.who for one in answered.notified][2:] == ["current_director", "new_director"]
    assert [one.who for one in answered.informed][:2] == ["current_ars", "new_ars"]


@pytest.mark.parametrize("make", [*SUCCESSIONS, designation, relocation])
def test_the_filiere_and_the_sites_are_told_by_courtesy_only(make: Make) -> None:
    for one in answer(make()).copies:
        assert one.ordered == (one.who == "dgos")


@pytest.mark.parametrize("make", [*SUCCESSIONS, designation, relocation])
def test_an_administration_and_a_physician_have_each_their_form_of_letter(make: Make) -> None:
    pack = packs.load_named("2016")
    for outcome in ("favourable", "unfavourable"):
        answered = answer(make({"decision": {"outcome": outcome}}))
        for one in (*answered.notified, *answered.informed):
            personal = one.who.endswith("coordonnateur") or one.who == "responsable_site"
            assert pack.letter(one.letter).form == ("personal" if personal else "administrative")


# Re-qualification


def test_a_dossier_whose_hospital_is_swapped_keeps_its_papers_and_gets_new_ones() -> None:
    answered = answer(multi_site({"new_hospital": RENNES, "sent_by": "new_director"}))
    states = {(piece.id, piece.of): (piece.required, piece.state) for piece in answered.pieces}
    assert states["cv", ""] == (True, "received")
    assert states["director_opinion", "new"] == (True, "missing")
    assert states["directoire_opinion", ""] == (False, "not_required")
    assert states["site_agreement", "Rouen"] == (False, "received")


def test_a_dossier_whose_centre_gets_a_site_asks_for_its_agreement() -> None:
    data = single_site({"crmr.multi_site": ABSENT, "crmr.constitutive_sites": [{"name": "Rouen"}]})
    assert blocking(data) == [("piece_missing", "site_agreement", "Rouen")]
