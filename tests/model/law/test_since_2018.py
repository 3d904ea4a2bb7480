"""What the pack of 2018 asks otherwise, and the mark that it carries wherever it shows."""

from __future__ import annotations

import re
from typing import Final

import pytest

from crmr_desk.model.law import packs
from crmr_desk.model.law.answer import Answer
from crmr_desk.model.law.qualify import qualify
from tests.model.law import since_2018
from tests.model.law.situations import ABSENT, LARIBOISIERE, NECKER, Json, situation, without_piece

PACK: Final = packs.load_named("2018")


def _answer(data: Json) -> Answer:
    return qualify(situation(data), PACK)


def _found(answer: Answer) -> list[str]:
    return [finding.id for finding in answer.findings]


def test_the_default_stays_that_of_2016() -> None:
    assert packs.DEFAULT == "2016"


def test_every_answer_says_that_the_rules_are_to_be_verified() -> None:
    for data in (since_2018.single_site(), {}):
        (mark,) = [one for one in _answer(data).findings if one.id == "rules_to_verify"]
        assert (mark.severity, "Règles suivies depuis 2018" in mark.text) == ("info", True)
    assert "rules_to_verify" not in _found(qualify(situation(since_2018.single_site()), packs.load_named("2016")))


def test_the_source_and_every_place_say_that_they_are_to_be_verified() -> None:
    assert PACK.source.startswith("Source secondaire")
    for place in PACK.places.values():
        assert not place.in_instruction or "à vérifier" in place.long
        assert not place.inherited or not place.in_instruction or "repris de 2016" in place.long


def test_no_letter_claims_a_text_that_was_not_read() -> None:
    assert PACK.instruction == ""
    for letter in PACK.letters.values():
        assert letter.body
        words = " ".join((letter.subject, *letter.body, letter.closing, *letter.enclosures))
        assert not re.search(r"\{instruction\}|\{place\}|DGOS/PF4|[Aa]nnexe|l’instruction (du|de) \d", words), (
            letter.kind
        )


def test_a_dossier_comes_through_the_filiere_to_the_committee() -> None:
    answer = _answer(since_2018.single_site())
    assert (answer.sender, answer.addressee, answer.decided_by) == (("fsmr",), ("csl",), ("dgos_after_csl",))
    assert [one.who for one in answer.notified if one.ordered] == ["new_coordonnateur"]
    assert not any(one.ordered for one in (*answer.informed, *answer.copies))


@pytest.mark.parametrize(
    ("sent_on", "found"), [("2026-05-02", False), ("2026-05-03", True)], ids=["on the last day", "on the day after"]
)
def test_a_dossier_sent_after_the_cut_off_day_is_not_examined(sent_on: str, found: bool) -> None:
    answer = _answer(since_2018.single_site({"sent_on": sent_on, "received_on": ABSENT}))
    assert ("sent_after_cut_off" in [one.id for one in answer.blocking]) == found


@pytest.mark.parametrize(
    ("changes", "fact"), [({"committee": ABSENT}, "committee.cut_off"), ({"sent_on": ABSENT}, "sent_on")]
)
def test_both_days_have_to_be_known(changes: Json, fact: str) -> None:
    asked = [one.of for one in _answer(since_2018.single_site(changes)).blocking if one.id == "unknown_answer"]
    assert asked == [fact]


def test_no_notice_of_six_months_is_counted() -> None:
    whole = since_2018.single_site({"cessation_letter.effective": "2026-02-28", "start": "2026-03-01"})
    assert "notice_too_short" not in _found(_answer(whole))


@pytest.mark.parametrize("status", ["PU-PH", "MCU-PH"])
def test_a_mcu_ph_is_admitted_beside_a_pu_ph(status: str) -> None:
    assert _answer(since_2018.single_site({"candidate.status": status})).eligible is True


def test_another_status_is_refused_with_those_that_are_admitted() -> None:
    answer = _answer(since_2018.single_site({"candidate.status": "PHC"}))
    (refused,) = answer.blocking
    assert "PU-PH, MCU-PH, ou praticien hospitalier à temps plein" in refused.text
    assert (refused.place, answer.eligibility.place) == ("Depuis 2022, statuts", "Depuis 2022, statuts")
    part_time = since_2018.single_site({"candidate.status": "PH", "candidate.full_time": False})
    assert [one.id for one in _answer(part_time).blocking] == ["part_time"]


def test_the_ages_of_professeurs_consultants_have_not_changed() -> None:
    old: Json = {
        "candidate.status": "PR-CONSULTANT",
        "candidate.birth_date": "1957-01-01",
        "candidate.ars_authorisation": True,
        "candidate.clinical_activity_in_crmr": True,
    }
    assert [one.id for one in _answer(since_2018.single_site(old)).blocking] == ["consultant_over_68"]


def test_the_opinion_of_the_director_or_that_of_the_directoire_is_enough() -> None:
    neither = without_piece(since_2018.single_site(), "director_opinion")
    assert [(one.id, one.piece) for one in _answer(neither).blocking] == [("piece_missing", "director_opinion")]
    directoire = {"piece": "directoire_opinion", "opinion": "favourable"}
    either = _answer({**neither, "received": [*neither["received"], directoire]})
    assert (either.blocking, either.complete) == ((), True)


def test_each_hospital_gives_its_opinion_when_the_seat_moves_inside_the_aphp_too() -> None:
    whole = since_2018.new_hospital({"crmr.hospital": LARIBOISIERE, "new_hospital": NECKER})
    answer = _answer(whole)
    assert answer.scenario == "succession_new_hospital"
    assert [piece.of for piece in answer.pieces if piece.id == "director_opinion"] == ["current", "new"]
    poorer = _answer(without_piece(whole, "director_opinion", "new"))
    assert [(one.piece, one.of) for one in poorer.blocking if one.id == "piece_missing"] == [
        ("director_opinion", "new")
    ]


def test_sites_and_coordonnateurs_are_consulted_and_never_block() -> None:
    for whole, piece in (
        (since_2018.multi_site(), "site_opinion"),
        (since_2018.responsable_site(), "coordonnateur_opinion"),
    ):
        against = [{**one, "opinion": "unfavourable"} if one["piece"] == piece else one for one in whole["received"]]
        answer = _answer({**whole, "received": against})
        assert "opinion_unfavourable" in _found(answer)
        assert answer.blocking == ()


@pytest.mark.parametrize("proposal", ["none", "director_disagrees", "director_refuses_transfer", "no_consensus"])
def test_a_successor_who_is_not_agreed_on_is_examined_like_any_other(proposal: str) -> None:
    assert _answer(since_2018.single_site({"proposal": proposal})).scenario == "succession_single_site"


def test_a_designation_asks_no_letter_of_departure() -> None:
    asked = [one.id for one in _answer(since_2018.responsable_site({"request": "designation"})).pieces if one.required]
    assert "cessation_letter" not in asked
    assert {"motivation_letter", "patients_opinion", "commitment_grid"} <= set(asked)


def test_what_the_source_does_not_speak_of_is_taken_over_and_says_so() -> None:
    assert PACK.scenario("labelling") == packs.load_named("2016").scenario("labelling")
    assert PACK.origins["labelling.toml"] == "2016"
    assert "repris de 2016" in PACK.place_label("A2 §1")
