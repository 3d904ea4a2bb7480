"""Reading a situation: absent is unknown, null is none, and nothing that cannot be read passes for known."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.law.centres import Crmr
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.situation import Situation, from_json
from tests.model.law.situations import Json, answer, changed, found, single_site, situation

WHOLE_FORMAT: Json = {
    "today": "2026-02-20",
    "pack": "2016",
    "request": "succession",
    "function": "coordonnateur",
    "subject": "coordonnateur",
    "crmr": {
        "label": ["2023-10-01", "2028-09-30"],
        "label_pending": False,
        "label_published": True,
        "label_years": 5,
        "label_renewed": False,
        "previous_label": None,
        "new": False,
        "multi_site": True,
        "fsmr": True,
        "fsmr_name": "BRAIN-TEAM",
        "fsmr_crmr_count": 4,
        "fsmr_single_disease": False,
        "unit": "Neurologie",
        "hospital": {"name": "CHU de Nantes", "et": "440000289", "ej": "440000271", "region": "52"},
        "constitutive_sites": [
            {"name": "Rouen", "hospital": {}, "vacant": False, "vacant_for": "P3M", "agreement": "given"}
        ],
        "missions": {
            "coordination": True,
            "expertise": True,
            "recours": True,
            "recherche": True,
            "enseignement": True,
        },
        "mission_delegated_to": "fsmr",
        "annual_report_filed": True,
        "bndmr_filled": True,
    },
    "site": {
        "name": "Rouen",
        "hospital": {},
        "kind": "clinical",
        "description": "…",
        "outpatient_clinic": True,
        "ground": "complementarite",
        "ground_text": "…",
        "ground_justification": "prevalence",
        "same_activity": True,
        "same_population": True,
        "same_town": True,
        "designated_by": "current_director",
        "coordonnateur_agreement": "given",
        "annual_report_filed": True,
        "bndmr_filled": True,
    },
    "ccmr": {
        "hospital": {},
        "attachments": [
            {"crmr": "R01", "fsmr": "…", "label": ["2023-10-01", "2028-09-30"], "coordonnateur_agreement": "given"}
        ],
        "designated_by": "current_director",
        "active_file": 31,
        "annual_report_filed": None,
        "bndmr_filled": True,
    },
    "fsmr": {
        "name": "…",
        "crmr_count": 2,
        "ccmr_count": 9,
        "single_disease": True,
        "project": False,
        "designation": ["2023-10-01", "2028-09-30"],
        "by_governance": True,
    },
    "cessation_letter": {
        "date": "2026-01-15",
        "effective": "2026-09-01",
        "addressed_to": "director",
        "copy_to_dgos": True,
    },
    "proposal": "agreed",
    "coordonnateur_candidate": {"name": "…"},
    "director_candidate": {"name": "…"},
    "directors_agree": {"current": True, "new": True},
    "new_hospital": None,
    "new_unit": None,
    "same_person": False,
    "sent_by": "current_director",
    "sent_with": None,
    "requested_by": "responsable_site",
    "sent_to": "dgos",
    "sent_on": "2026-02-01",
    "received_on": "2026-02-03",
    "start": "2026-09-01",
    "candidate": {
        "name": "…",
        "status": "PU-PH",
        "status_text": "…",
        "full_time": True,
        "quota": 100,
        "birth_date": "1970-05-04",
        "ars_authorisation": None,
        "clinical_activity_in_crmr": None,
        "clinical_activity": None,
        "extension_of_activity": False,
        "practises_at": {},
        "heads_site": None,
        "proposed_by": "coordonnateur",
    },
    "incumbent": {
        "status": "PU-PH",
        "birth_date": "1960-01-01",
        "clinical_activity_in_crmr": None,
        "ars_authorisation": None,
        "end": "2026-08-31",
        "end_reason": "death",
    },
    "received": [
        {"piece": "proposal_letter", "vouches": True},
        {"piece": "motivation_letter", "signed": True},
        {"piece": "directoire_opinion", "of": "current", "opinion": "favourable"},
        {"piece": "site_agreement", "of": "Rouen"},
    ],
    "decision": {"outcome": "favourable", "date": "2026-05-02"},
}


def test_every_key_of_the_format_is_known_and_read() -> None:
    told, unknown = from_json(WHOLE_FORMAT)
    assert unknown == []
    assert told.unreadable == ()


def test_absent_is_unknown_and_null_is_none() -> None:
    told = situation({"new_hospital": None, "crmr": {"label": None, "constitutive_sites": []}})
    assert told.new_hospital is None
    assert told.candidate is UNKNOWN
    assert isinstance(told.crmr, Crmr)
    assert told.crmr.label is None
    assert told.crmr.constitutive_sites == ()
    assert told.crmr.multi_site is UNKNOWN


def test_a_situation_of_which_nothing_is_said_is_wholly_unknown() -> None:
    assert situation({}) == Situation()


def test_unknown_keys_are_reported_with_their_path_and_refuse_nothing() -> None:
    data = changed(single_site(), {"shoes": 1, "candidate.shoe_size": 43})
    told, unknown = from_json(data)
    assert unknown == ["candidate.shoe_size", "shoes"]
    assert told.unknown_keys == ("candidate.shoe_size", "shoes")
    answered = answer(data)
    assert answered.scenario == "succession_single_site"
    noted = [(one.severity, one.of) for one in answered.findings if one.id == "unknown_key"]
    assert noted == [("info", "candidate.shoe_size"), ("info", "shoes")]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("start", "2026-13-45"),
        ("start", "demain"),
        ("start", 20260901),
        ("candidate.birth_date", True),
        ("candidate.full_time", "oui"),
        ("candidate.quota", "100"),
        ("candidate", "Dr Rouvière"),
        ("crmr.label", "cinq ans"),
        ("crmr.label", []),
        ("crmr.constitutive_sites", {"name": "Rouen"}),
        ("crmr.constitutive_sites", ["Rouen"]),
        ("request", "successions"),
        ("proposal", "yes"),
        ("received", [{"piece": "letter"}]),
        ("decision", {"outcome": "yes"}),
    ],
)
def test_a_value_that_cannot_be_read_counts_as_unknown_and_is_said(path: str, value: object) -> None:
    data = changed(single_site(), {path: value})
    noted = [one.of for one in answer(data).findings if one.id == "unreadable_value"]
    assert len(noted) == 1
    assert noted[0].startswith(path)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_living_person_saw_or_will_see_is_unreadable(day: str) -> None:
    told, _unknown = from_json({"start": day, "candidate": {"birth_date": day}, "cessation_letter": {"date": day}})
    assert told.unreadable == ("start", "candidate.birth_date", "cessation_letter.date")


def test_a_date_is_a_day_of_the_calendar() -> None:
    assert situation({"start": "2026-09-01"}).start == dt.date(2026, 9, 1)
    assert situation({"start": "2025-02-29"}).start is UNKNOWN


@pytest.mark.parametrize("data", [None, [], "succession", 3])
def test_something_else_than_an_object_is_refused_with_a_sentence(data: object) -> None:
    with pytest.raises(UserError, match="objet JSON"):
        from_json(data)  # type: ignore[arg-type]


def test_a_missing_end_of_label_is_not_a_missing_label() -> None:
    assert "unreadable_value" not in found(single_site({"crmr.label": ["2023-10-01", None]}))
    assert "unreadable_value" not in found(single_site({"crmr.label": ["2023-10-01"]}))
