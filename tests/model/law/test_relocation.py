"""The relocation of a site that follows whoever leads it (A1 A-c): what is asked, who is told, what stays."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.model.law.situations import ABSENT, NANTES, RENNES, Json, answer, blocking, found, relocation

ROUEN: Json = {"name": "CHU de Rouen", "et": "760000166", "ej": "760780239", "region": "28"}


def _constitutive(changes: Json | None = None) -> Json:
    """The site of Rouen goes to Rennes with its responsable."""
    site = {"name": "Rouen", "hospital": ROUEN, "kind": "clinical", "outpatient_clinic": True}
    facts: Json = {"subject": "site", "requested_by": "responsable_site", "site": site}
    return relocation({**facts, **(changes or {})})


def test_the_two_directors_transmit_and_the_dgos_validates() -> None:
    answered = answer(relocation())
    assert (answered.sender, answered.addressee) == (("current_director", "new_director"), ("dgos_for_decision",))
    assert (answered.decided_by, answered.place) == (("dgos_validation",), "A1 A-c")


@pytest.mark.parametrize(("data", "head"), [(relocation(), "coordonnateur"), (_constitutive(), "responsable_site")])
def test_every_recipient_is_beyond_the_text(data: Json, head: str) -> None:
    answered = answer(data)
    assert [one.who for one in answered.notified] == [head, "current_director", "new_director"]
    assert [one.who for one in answered.informed] == ["current_ars", "new_ars", "orphanet"]
    assert not any(one.ordered for one in (*answered.notified, *answered.informed, *answered.copies))


def test_within_a_region_one_agency_is_informed() -> None:
    data = relocation({"new_hospital": {**RENNES, "region": "52"}})
    assert [one.who for one in answer(data).informed] == ["ars", "orphanet"]


def test_the_regions_of_a_constitutive_site_are_its_own() -> None:
    data = _constitutive({"new_hospital": {"name": "CH du Havre", "ej": "760780726", "region": "28"}})
    assert [one.who for one in answer(data).informed] == ["ars", "orphanet"]
    assert "site constitutif déplacé (CH du Havre)" in answer(data).deduced


def test_the_coordonnateur_hears_of_a_constitutive_site_and_the_sites_of_the_seat() -> None:
    sites: Json = {"crmr.multi_site": True, "crmr.constitutive_sites": [{"name": "Rouen"}]}
    assert [one.who for one in answer(_constitutive(sites)).copies] == ["coordonnateur", "fsmr"]
    assert [one.who for one in answer(relocation(sites)).copies] == ["fsmr", "site_heads"]


def test_the_mandate_goes_on_to_the_end_of_the_label_and_no_candidate_is_asked() -> None:
    answered = answer(relocation())
    assert answered.mandate_end == dt.date(2028, 9, 30)
    assert answered.eligible is None
    assert answered.earliest_effect is None
    assert answer(relocation({"decision": {"outcome": "unfavourable"}})).mandate_end is None


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (relocation({"sent_by": "current_director"}), False),
        (relocation({"sent_by": "new_director"}), False),
        (relocation({"sent_by": "coordonnateur"}), True),
        (relocation({"sent_by": "coordonnateur", "sent_with": ["new_director"]}), False),
        (relocation({"requested_by": "responsable_site"}), False),
        (relocation({"requested_by": "new_director"}), True),
        (relocation({"requested_by": ABSENT, "sent_by": ABSENT}), False),
        (_constitutive(), False),
        (_constitutive({"requested_by": "coordonnateur"}), True),
    ],
)
def test_whoever_leads_the_site_asks_and_a_director_sends(data: Json, wrong: bool) -> None:
    assert ("wrong_sender" in found(data)) is wrong


def test_a_relocation_to_the_same_hospital_is_a_contradiction() -> None:
    for stays in (None, NANTES):
        assert [one for one, _piece, _of in blocking(relocation({"new_hospital": stays}))] == ["contradiction"]


@pytest.mark.parametrize(("fact", "absent"), [("new_hospital", ("new_hospital",)), ("subject", ("subject",))])
def test_the_site_and_its_new_hospital_are_asked(fact: str, absent: tuple[str, ...]) -> None:
    data = relocation(dict.fromkeys(absent, ABSENT))
    assert ("unknown_answer", "", fact) in blocking(data)


def test_a_refusal_leaves_the_site_where_it_is_with_reasons_and_remedies() -> None:
    refused = answer(relocation({"decision": {"outcome": "unfavourable"}}))
    letters = {one.letter for one in refused.notified}
    assert letters == {"refusal_relocation_head", "refusal_relocation_director"}
    assert all(one.lifted for one in refused.informed)


@pytest.mark.parametrize("subject", ["ccmr", "fsmr"])
def test_the_text_relocates_sites_alone(subject: str) -> None:
    data = relocation({"subject": subject})
    assert answer(data).scenario is None
    assert found(data) == {"outside_pack"}


def test_a_move_inside_one_legal_entity_is_said_without_a_rule_of_succession() -> None:
    (finding,) = [
        one
        for one in answer(relocation({"new_hospital": {**NANTES, "et": "440000305"}})).findings
        if one.id == "internal_move_not_named"
    ]
    assert finding.text.startswith("Le site change de lieu")
    assert "siège" not in finding.text
