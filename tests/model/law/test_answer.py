"""The JSON of an answer keeps the shape that scripts read."""

from __future__ import annotations

import json

from crmr_desk.model.law.answer import to_json
from crmr_desk.model.law.finding_words import FINDINGS
from crmr_desk.model.law.vocabulary import DECIDED_BY, PIECES, SCENARIOS, SEVERITIES, WHO
from tests.model.law.situations import RENNES, answer, designation, multi_site, single_site

KEYS = [
    "scenario",
    "also",
    "follow_ups",
    "place",
    "sender",
    "addressee",
    "decided_by",
    "pieces",
    "notified",
    "informed",
    "copies",
    "mandate_end",
    "mandate_end_choices",
    "earliest_effect",
    "eligible",
    "complete",
    "findings",
]


def test_an_answer_has_every_key_and_no_other() -> None:
    for data in (single_site(), multi_site(), designation(), multi_site({"new_hospital": RENNES}), {}):
        told = to_json(answer(data))
        assert list(told) == KEYS
        for piece in told["pieces"]:
            assert list(piece) == [
                "id",
                "of",
                "required",
                "opinion_required",
                "signature_required",
                "in_dossier",
                "state",
            ]
        for one in (*told["notified"], *told["informed"], *told["copies"]):
            assert list(one) == ["who", "of", "ordered", "lifted", "reason"]
        for finding in told["findings"]:
            assert list(finding) == ["id", "severity", "piece", "of", "place", "text", "days", "date"]


def test_an_answer_is_plain_json() -> None:
    told = to_json(answer(multi_site({"cessation_letter.effective": "2026-07-01"})))
    assert json.loads(json.dumps(told)) == told
    assert told["mandate_end"] == "2028-09-30"
    assert told["earliest_effect"] == "2026-07-15"
    assert told["decided_by"] == "dgos_visa"
    assert [one["days"] for one in told["findings"] if one["id"] == "notice_too_short"] == [14]


def test_what_is_none_is_null() -> None:
    told = to_json(answer({}))
    nulls = ["scenario", "also", "place", "sender", "addressee", "decided_by", "mandate_end", "earliest_effect"]
    assert [told[key] for key in (*nulls, "eligible", "complete")] == [None] * 10
    assert to_json(answer(single_site()))["pieces"][0]["of"] is None


def test_every_word_of_an_answer_is_of_the_vocabulary() -> None:
    for data in (single_site({"new_hospital": RENNES}), multi_site(), designation({"received": []})):
        told = to_json(answer(data))
        assert told["scenario"] in SCENARIOS
        assert told["also"] in (None, *SCENARIOS)
        assert told["decided_by"] in DECIDED_BY
        assert {piece["id"] for piece in told["pieces"]} <= set(PIECES)
        assert {one["who"] for one in (*told["notified"], *told["informed"], *told["copies"])} <= set(WHO)
        assert {one["id"] for one in told["findings"]} <= set(FINDINGS)
        assert {one["severity"] for one in told["findings"]} <= set(SEVERITIES)
        assert all(one["text"] and one["place"] for one in told["findings"])


def test_the_heaviest_findings_come_first() -> None:
    weights = [
        SEVERITIES.index(one.severity) for one in answer(single_site({"received": [], "decision": None})).findings
    ]
    assert weights == sorted(weights)
