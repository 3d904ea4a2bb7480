"""What every scenario file of every pack must keep: a new file inherits these tests by being there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from crmr_desk.model.law import packs, vocabulary
from crmr_desk.model.law.answer import Answer
from crmr_desk.model.law.mandate_term import NAMES_NOBODY
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.law.requests import function
from crmr_desk.model.law.rules import Journey, Pack, RecipientRule, ScenarioRule
from crmr_desk.model.law.situation import from_json
from tests.model.law.situations import ABSENT, Json, changed, without_piece
from tests.model.law.whole import PLACES, STANDS_IN_THE_WAY, WHOLE

BOUND_BY: Final = {"attachments": "ccmr.attachments", "designation": "fsmr.designation", "no_mandate": ""}
"""The fact that bounds a mandate where it is not the label of the centre."""
SEATS_TAKEN_OVER: Final = ("constitutive_site", "ccmr", "animateur")
"""Seats in which a designation ends the mandate of whoever holds them."""
CONSULTED: Final = ("fsmr_opinion", "site_opinion", "coordonnateur_opinion")
"""Opinions that never block."""
EXPIRED: Final = ["2018-01-01", "2022-12-31"]

SLIPS: Final[dict[str, tuple[str, Json]]] = {
    "effect_within_label": ("effect_after_label", {"start": "2040-01-01"}),
    "sender": ("wrong_sender", {"sent_by": "crmr"}),
    "addressee": ("wrong_addressee", {"sent_to": "ars"}),
    "contradictions": ("contradiction", {"sent_on": "2026-02-10", "received_on": "2026-02-01"}),
    "decision": ("decision_pending", {"decision": None}),
    "label": ("label_expired", {"crmr.label": EXPIRED}),
    "known_label": ("label_expired", {"crmr.label": EXPIRED}),
    "attached_labels": ("label_expired", {"ccmr.attachments": [{"crmr": "R01", "label": EXPIRED}]}),
    "fsmr_designated": ("label_expired", {"fsmr.designation": EXPIRED}),
    "committee_cut_off": ("sent_after_cut_off", {"sent_on": "2026-05-03"}),
    "same_person": ("contradiction", {"same_person": True, "request": "succession", "new_hospital": None}),
}
"""For each check, what a scenario that makes it has to see, and how that comes about."""
SLIPS_OF_A_SUCCESSION: Final[dict[str, Json]] = {
    "notice_too_short": {"cessation_letter.effective": "2026-07-14"},
    "letter_due": {"cessation_letter": None, "incumbent.end": "2026-12-31"},
    "wrong_addressee": {"cessation_letter.addressed_to": "ars"},
    "contradiction": {"same_person": True, "new_hospital": None},
}


def _scenarios() -> Iterator[tuple[Pack, ScenarioRule]]:
    for name in packs.shipped():
        pack = packs.load_named(name)
        yield from ((pack, rule) for rule in pack.scenarios)


EVERY: Final = [pytest.param(pack, rule, id=f"{pack.id}-{rule.id}") for pack, rule in _scenarios()]


def _answer(data: Json, pack: Pack) -> Answer:
    return qualify(from_json(data)[0], pack)


def _whole(pack: Pack, rule: ScenarioRule) -> Json:
    return WHOLE[pack.id, rule.id]()


def _asked(rule: ScenarioRule) -> list[str]:
    """What has to be known: the status of whoever A3 §1 binds, and what bounds the mandate."""
    bound = BOUND_BY.get(rule.term, "crmr.label")
    status = "candidate.status" if _names_somebody(rule) and rule.term != "designation" else ""
    return [fact for fact in (status, bound) if fact]


def _succeeds(rule: ScenarioRule) -> bool:
    return "former_coordonnateur" in [one.who for one in rule.notified]


def _names_somebody(rule: ScenarioRule) -> bool:
    return rule.term not in NAMES_NOBODY


def _journey(pack: Pack, whole: Json) -> Journey:
    led_by = function(from_json(whole)[0])
    return pack.journey(whole["request"], led_by if isinstance(led_by, str) else "coordonnateur")


def _letters(recipients: tuple[RecipientRule, ...]) -> set[str]:
    return {kind for one in recipients for kind in (one.letter, one.refusal) if kind}


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_its_pieces_are_known_and_labelled(pack: Pack, rule: ScenarioRule) -> None:
    for piece in rule.pieces:
        assert pack.pieces[piece.id].label
        assert not piece.each or "{of}" in pack.pieces[piece.id].of_label


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_every_place_that_it_cites_is_explained(pack: Pack, rule: ScenarioRule) -> None:
    cited = [rule.place, *(item.place for item in rule.pieces), *(item.place for item in rule.recipients)]
    assert all(place in pack.places for place in cited)


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_what_the_text_orders_is_cited_where_the_text_describes_the_scenario(pack: Pack, rule: ScenarioRule) -> None:
    ordered = [one.place for one in rule.recipients if one.ordered]
    papers = [piece.place for piece in rule.pieces if piece.required and pack.places[piece.place].in_instruction]
    cited = {rule.place, *ordered, *papers}
    assert cited == {PLACES[pack.id, rule.id]}


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_a_piece_that_is_only_offered_is_not_said_to_be_in_the_text(pack: Pack, rule: ScenarioRule) -> None:
    for piece in rule.pieces:
        asked_by_the_call = rule.id == "labelling" and piece.place == "appel à projets"
        assert piece.required == (pack.places[piece.place].in_instruction or asked_by_the_call)


def test_a_mandate_opens_and_that_of_a_former_coordonnateur_closes() -> None:
    for _pack, rule in _scenarios():
        succeeds = _succeeds(rule)
        opens = rule.term not in ("unchanged", "no_mandate")
        assert ("close_former_mandate" in rule.effects) == (succeeds or rule.id in SEATS_TAKEN_OVER)
        assert ("open_mandate" in rule.effects) == opens
        assert (rule.term in ("label_remainder", "none")) == succeeds


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_each_step_of_its_journey_says_why(pack: Pack, rule: ScenarioRule) -> None:
    journey = _journey(pack, _whole(pack, rule))
    for step in journey.steps:
        why = pack.why(journey, step.id, rule.id)
        assert why.paragraphs
        assert why.places
        assert all(place in pack.places for place in why.places)


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_it_says_why_its_own_papers_are_asked_for(pack: Pack, rule: ScenarioRule) -> None:
    if not rule.pieces:
        return
    journey = _journey(pack, _whole(pack, rule))
    assert pack.why(journey, "pieces", rule.id).paragraphs != pack.why(journey, "pieces", None).paragraphs


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_an_opinion_has_its_strength_and_no_other_paper_has_one(pack: Pack, rule: ScenarioRule) -> None:
    for piece in rule.pieces:
        assert bool(piece.opinion) == piece.id.endswith("_opinion"), pack.id
        consultative = piece.id in CONSULTED and rule.id != "labelling"
        assert (piece.opinion == "consultative") == consultative


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_every_recipient_has_a_letter(pack: Pack, rule: ScenarioRule) -> None:
    for one in rule.recipients:
        assert one.letter or one.who == "dgos"
    for kind in _letters(rule.recipients):
        assert pack.letter(kind).kind == kind


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_a_refusal_is_notified_with_reasons_and_remedies(pack: Pack, rule: ScenarioRule) -> None:
    for one in [who for who in rule.notified if who.refusal or "conclusion" not in dict(who.when.accepted)]:
        refusal = pack.letter(one.refusal)
        assert refusal.remedies
        assert any("{decision_reasons}" in paragraph for paragraph in refusal.body)
        assert not pack.places[refusal.place].in_instruction


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_what_lies_beyond_the_text_is_not_said_to_be_ordered(pack: Pack, rule: ScenarioRule) -> None:
    for one in rule.recipients:
        assert one.ordered == pack.places[one.place].in_instruction


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_a_whole_dossier_is_this_scenario_and_nothing_stands_in_the_way(pack: Pack, rule: ScenarioRule) -> None:
    answer = _answer(_whole(pack, rule), pack)
    assert answer.scenario == rule.id
    assert answer.complete is (True if rule.decided_by else None)
    assert answer.eligible is (True if "candidate" in _whole(pack, rule) else None)
    assert tuple(one.id for one in answer.blocking) == STANDS_IN_THE_WAY.get((pack.id, rule.id), ())
    assert answer.deduced


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_only_one_scenario_fits_a_whole_dossier(pack: Pack, rule: ScenarioRule) -> None:
    situation = from_json(_whole(pack, rule))[0]
    fitting = [other.id for other in pack.scenarios if other.when.hold(situation) is True]
    outside = [other.procedure for other in pack.outside if other.when.hold(situation) is True]
    assert (fitting, outside) == ([rule.id], [])


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_each_required_piece_taken_away_is_the_one_that_is_missing(pack: Pack, rule: ScenarioRule) -> None:
    whole = _whole(pack, rule)
    for piece in [one for one in _answer(whole, pack).pieces if one.required]:
        fact = {"cessation_letter": None} if piece.id == "cessation_letter" else {}
        poorer = _answer(changed(without_piece(whole, piece.id, piece.of), fact), pack)
        assert [(one.id, one.piece, one.of) for one in poorer.blocking] == [("piece_missing", piece.id, piece.of)]
        assert poorer.complete is False


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_what_is_unknown_is_asked_and_never_favourable(pack: Pack, rule: ScenarioRule) -> None:
    for fact in _asked(rule):
        answer = _answer(changed(_whole(pack, rule), {fact: ABSENT}), pack)
        assert ("unknown_answer", fact) in [(one.id, one.of) for one in answer.blocking]
        assert answer.eligible is not True or fact != "candidate.status"


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_each_slip_is_seen(pack: Pack, rule: ScenarioRule) -> None:
    whole = _whole(pack, rule)
    slips = [SLIPS[check] for check in rule.checks if check in SLIPS]
    for finding, slip in [*slips, *(SLIPS_OF_A_SUCCESSION.items() if "notice" in rule.checks else ())]:
        assert finding in [one.id for one in _answer(changed(whole, slip), pack).findings]


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_nobody_writes_to_a_former_coordonnateur_who_died_or_never_was(pack: Pack, rule: ScenarioRule) -> None:
    gone: list[Json] = [{"incumbent": {"end_reason": "death"}}, {"incumbent": None, "cessation_letter": None}]
    for facts in gone:
        notified = _answer(changed(_whole(pack, rule), facts), pack).notified
        assert [one.who for one in notified if one.lifted] == (["former_coordonnateur"] if _succeeds(rule) else [])


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_without_the_list_of_papers_the_pieces_are_asked_and_nothing_is_missing(pack: Pack, rule: ScenarioRule) -> None:
    answer = _answer(changed(_whole(pack, rule), {"received": ABSENT}), pack)
    assert answer.complete is (None if rule.pieces or not rule.decided_by else True)
    situation = from_json(_whole(pack, rule))[0]
    due = {piece.id for piece in rule.pieces if piece.required and piece.when.hold(situation) is not False}
    assert {piece.id for piece in answer.pieces if piece.required} == due
    assert not {"piece_missing", "piece_non_compliant"} & {one.id for one in answer.blocking}


@pytest.mark.parametrize(("pack", "rule"), EVERY)
def test_its_mandate_ends_with_the_label_or_the_designation(pack: Pack, rule: ScenarioRule) -> None:
    whole = _whole(pack, rule)
    answer = _answer(whole, pack)
    ends = answer.mandate_end_choices if rule.term == "none" else (answer.mandate_end,)
    bounds = {"attachments": "2026-12-31", "designation": "2028-12-31", "no_mandate": None}
    expected = bounds[rule.term] if rule.term in bounds else whole["crmr"]["label"][1]
    assert [end.isoformat() for end in ends if end] == ([expected] if expected else [])
    assert rule.term != "none" or answer.mandate_end is None


def test_every_scenario_of_every_pack_has_a_whole_dossier_here() -> None:
    assert {(pack.id, rule.id) for pack, rule in _scenarios()} == set(WHOLE)
    assert set(PLACES) == set(WHOLE)


def test_the_scenarios_keep_the_order_of_the_vocabulary() -> None:
    for name in packs.shipped():
        held = [rule.id for rule in packs.load_named(name).scenarios]
        assert held == [word for word in vocabulary.SCENARIOS if word in held]


def test_a_multi_site_succession_asks_what_a_single_site_one_asks_and_the_agreements() -> None:
    pack = packs.load_named("2016")
    single, multi = pack.scenario("succession_single_site"), pack.scenario("succession_multi_site")
    assert [piece for piece in multi.pieces if piece.id != "site_agreement"] == list(single.pieces)
    assert [one for one in single.notified if one.who != "new_director"] == list(multi.notified)
    assert single.informed == multi.informed
    assert [one for one in multi.copies if one.who != "site_heads"] == list(single.copies)
    assert [check for check in multi.checks if check != "vacant_seats"] == list(single.checks)
    assert set(single.when.accepted) ^ set(multi.when.accepted) == {
        ("multi_site", (False,)),
        ("multi_site", (True,)),
        ("changes_hospital", (False,)),
    }


def test_a_succession_with_change_of_hospital_offers_what_the_text_does_not_list() -> None:
    pack = packs.load_named("2016")
    offered = [piece.id for piece in pack.scenario("succession_new_hospital").pieces if not piece.required]
    assert offered == ["fsmr_opinion", "site_agreement"]
