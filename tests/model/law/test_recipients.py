"""Who is written to: ordered by the text, offered beyond it, or lifted with a reason."""

from __future__ import annotations

from crmr_desk.model.law import packs
from tests.model.law.situations import ABSENT, RENNES, Json, answer, designation, multi_site, single_site


def _ordered(data: Json, column: str) -> list[tuple[str, bool]]:
    return [(one.who, one.ordered) for one in getattr(answer(data), column)]


def test_a_succession_notifies_both_coordonnateurs_and_the_director() -> None:
    three = [("former_coordonnateur", True), ("new_coordonnateur", True), ("current_director", True)]
    assert _ordered(single_site(), "notified") == three
    assert _ordered(multi_site(), "notified") == three


def test_a_succession_informs_the_agency_then_orphanet_by_the_text() -> None:
    assert _ordered(single_site(), "informed") == [("ars", True), ("orphanet", True)]
    assert _ordered(multi_site(), "informed") == [("ars", True), ("orphanet", True)]


def test_a_designation_notifies_two_and_offers_to_inform_the_others() -> None:
    assert _ordered(designation(), "notified") == [("coordonnateur", True), ("current_director", True)]
    assert _ordered(designation(), "informed") == [("ars", False), ("orphanet", False)]


def test_copies_are_the_letter_of_cessation_and_courtesies() -> None:
    assert _ordered(single_site(), "copies") == [("dgos", True), ("fsmr", False)]
    assert _ordered(multi_site(), "copies") == [("dgos", True), ("fsmr", False), ("site_heads", False)]
    assert _ordered(designation(), "copies") == [("fsmr", False)]
    assert [one.of for one in answer(single_site()).copies if one.who == "dgos"] == ["cessation_letter"]


def test_a_designation_in_several_sites_offers_a_copy_to_their_heads() -> None:
    data = designation({"crmr.multi_site": True, "crmr.constitutive_sites": [{"name": "Rouen"}]})
    assert ("site_heads", False) in _ordered(data, "copies")


def test_a_single_site_that_moves_concerns_both_directors_and_both_agencies() -> None:
    data = single_site({"new_hospital": RENNES})
    assert ("new_director", True) in _ordered(data, "notified")
    assert _ordered(data, "informed") == [("current_ars", True), ("new_ars", True), ("orphanet", True)]


def test_a_move_within_a_region_concerns_one_agency() -> None:
    data = single_site({"new_hospital": {"name": "CH de Saint-Nazaire", "ej": "440000057", "region": "52"}})
    assert ("ars", True) in _ordered(data, "informed")


def test_a_legal_entity_of_two_regions_concerns_two_agencies() -> None:
    lyon = {"name": "Hôpital Lyon Sud", "et": "690784137", "ej": "690781810", "region": "84"}
    hyeres = {"name": "Hôpital Renée Sabran", "et": "830100566", "ej": "690781810", "region": "93"}
    data = multi_site({"crmr.hospital": lyon, "new_hospital": hyeres})
    assert answer(data).scenario == "succession_multi_site"
    assert _ordered(data, "informed") == [("current_ars", True), ("new_ars", True), ("orphanet", True)]


def test_nobody_writes_to_the_dead() -> None:
    former = answer(single_site({"incumbent.end_reason": "death"})).notified[0]
    assert (former.who, former.lifted) == ("former_coordonnateur", True)
    assert former.reason == "L’ancien coordonnateur est décédé."


def test_an_empty_seat_has_no_former_coordonnateur() -> None:
    data = single_site({"incumbent": None, "cessation_letter": None, "proposal": ABSENT})
    former = answer(data).notified[0]
    assert (former.lifted, former.reason) == (True, "Il n’y a pas de coordonnateur sortant.")


def test_somebody_who_left_is_still_written_to() -> None:
    assert not any(one.lifted for one in answer(single_site()).notified)


def test_a_refusal_is_notified_by_general_law_and_announces_no_designation() -> None:
    for data in (single_site(), multi_site(), designation()):
        refused = answer({**data, "decision": {"outcome": "unfavourable"}})
        assert {one.letter for one in refused.notified} <= {"refusal_former", "refusal_candidate", "refusal_director"}
        assert not any(one.ordered or one.lifted for one in refused.notified)
        assert all(one.lifted and one.reason for one in refused.informed)
        assert all(one.lifted for one in refused.copies if one.letter)


def test_each_letter_suits_its_reader() -> None:
    pack = packs.load_named("2016")
    for data in (single_site(), multi_site(), designation()):
        answered = answer(data)
        for one in (*answered.notified, *answered.informed):
            form = "personal" if one.who.endswith("coordonnateur") else "administrative"
            assert pack.letter(one.letter).form == form


def test_the_director_general_decides_on_what_the_director_sends() -> None:
    for data in (single_site(), multi_site(), designation()):
        answered = answer(data)
        assert (answered.sender, answered.addressee) == (("current_director",), ("dgos_for_decision",))
        assert answered.decided_by == ("dgos_visa",)
