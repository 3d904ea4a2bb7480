"""The follow-up of centres and filières: what they owe, and the letters that are offered (A1 A-c, A1 B-b, A2 §2)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmr_desk.model.law import packs, vocabulary
from crmr_desk.model.law.answer import to_json
from crmr_desk.model.law.finding_words import FINDINGS
from crmr_desk.model.law.qualify import qualify
from crmr_desk.model.law.situation import from_json
from tests.model.law.centres import follow_up, fsmr_follow_up
from tests.model.law.situations import ABSENT, Json, answer, blocking, found

CCMR_LATE: Json = {
    "subject": "ccmr",
    "crmr": ABSENT,
    "ccmr": {"active_file": 12, "annual_report_filed": False, "bndmr_filled": False},
}
SITE_LATE: Json = {
    "subject": "site",
    "site": {"name": "Rennes", "annual_report_filed": False, "bndmr_filled": False},
}


@pytest.mark.parametrize("data", [follow_up(), fsmr_follow_up(), follow_up(CCMR_LATE), follow_up(SITE_LATE)])
def test_a_bare_follow_up_has_no_sender_no_pieces_and_no_recipients(data: Json) -> None:
    answered = to_json(answer(data))
    assert answered["scenario"] == "follow_up"
    assert (answered["sender"], answered["addressee"], answered["decided_by"]) == (None, None, None)
    assert [answered[column] for column in ("pieces", "notified", "informed", "copies")] == [[], [], [], []]
    assert (answered["mandate_end"], answered["complete"], answered["eligible"]) == (None, None, None)


def test_the_annual_report_is_never_asked_of_a_ccmr() -> None:
    assert found(follow_up(CCMR_LATE)) == {"bndmr_due", "active_file_below_25"}
    assert blocking(follow_up(CCMR_LATE)) == []


def test_report_and_data_bank_are_due_from_the_centre_and_from_its_site() -> None:
    late = follow_up({"crmr.annual_report_filed": False, "crmr.bndmr_filled": None, "site": SITE_LATE["site"]})
    due = [(one.id, one.of, one.severity) for one in answer(late).findings]
    assert due == [
        ("annual_report_due", "", "warning"),
        ("bndmr_due", "", "warning"),
        ("annual_report_due", "Rennes", "warning"),
        ("bndmr_due", "Rennes", "warning"),
    ]


def test_the_filiere_reports_since_2017() -> None:
    late = {"fsmr.annual_report_filed": False}
    assert found(fsmr_follow_up(late)) == {"annual_report_due"}
    assert found(fsmr_follow_up({**late, "today": "2016-12-31"})) == set()


def test_what_nobody_says_of_a_centre_in_office_is_not_held_against_it() -> None:
    unknown = dict.fromkeys(("crmr.missions", "crmr.annual_report_filed", "crmr.bndmr_filled"), ABSENT)
    assert found(follow_up(unknown)) == set()


def test_the_structure_is_known_by_what_is_described_of_it() -> None:
    assert answer(follow_up({"subject": ABSENT})).scenario == "follow_up"
    assert answer(fsmr_follow_up({"subject": ABSENT})).scenario == "fsmr_follow_up"
    nothing = {"request": "follow_up"}
    assert answer(nothing).scenario is None
    assert ("unknown_answer", "", "subject") in blocking(nothing)


def test_a_label_or_a_designation_that_has_run_out_calls_for_its_own_procedure() -> None:
    over = ["2018-01-01", "2022-12-31"]
    centre, filiere = follow_up({"crmr.label": over}), fsmr_follow_up({"fsmr.designation": over})
    assert [(one.scenario, one.of) for one in answer(centre).follow_ups] == [("labelling", "")]
    assert [(one.scenario, one.of) for one in answer(filiere).follow_ups] == [("fsmr_designation", "BRAIN-TEAM")]
    assert blocking(centre) == [("label_expired", "", "")]
    assert blocking(filiere) == []
    assert answer({"today": "2026-02-20", "request": "renewal", "subject": "crmr"}).scenario == "labelling"


def test_a_reminder_is_offered_once_the_follow_up_concludes_to_one() -> None:
    reminded = answer(follow_up({"follow_up": {"conclusion": "reminder"}}))
    assert [(one.who, one.letter, one.ordered) for one in reminded.informed] == [
        ("coordonnateur", "reminder_coordonnateur", False),
        ("current_director", "reminder_director", False),
    ]
    assert answer(follow_up({"follow_up": {"conclusion": "compliant"}})).informed == ()


@pytest.mark.parametrize(
    ("conclusion", "letters"),
    [
        ("compliant", []),
        ("reminder", ["reminder_animateur"]),
        ("revision", ["revision_animateur"]),
        ("suppression", ["suppression_animateur", "suppression_governance"]),
    ],
)
def test_each_conclusion_about_a_filiere_has_its_letters(conclusion: str, letters: list[str]) -> None:
    answered = answer(fsmr_follow_up({"follow_up": {"fsmr_conclusion": conclusion}}))
    assert [one.letter for one in answered.notified] == letters
    assert not any(one.ordered for one in (*answered.notified, *answered.informed))


def test_a_suppression_states_its_reasons_by_the_general_law() -> None:
    pack = packs.load_named("2016")
    for kind in ("suppression_animateur", "suppression_governance"):
        letter = pack.letter(kind)
        assert letter.remedies
        assert "{decision_reasons}" in " ".join(letter.body)
        assert not pack.places[letter.place].in_instruction


def test_the_day_and_the_reasons_are_asked_where_a_filiere_is_suppressed() -> None:
    pack = packs.load_named("2016")
    step = pack.journey("follow_up", "animateur").step("decision")

    def asked(conclusion: str | None) -> set[str]:
        told = {"follow_up": {"fsmr_conclusion": conclusion}} if conclusion else {}
        return {rule.id for rule in pack.questions_of(step, from_json(fsmr_follow_up(told))[0])}

    assert asked(None) == {"follow_up.fsmr_conclusion"}
    signed = {"follow_up.fsmr_conclusion", "decision.date", "decision.signatory"}
    assert asked("reminder") == signed
    assert asked("suppression") == signed | {"decision.reasons", "start"}


FLAG = st.none() | st.booleans()
PERIOD = st.none() | st.lists(st.sampled_from(["2023-10-01", "2028-09-30", "hier"]), max_size=3)
COUNT = st.none() | st.integers(-1, 40)
AGREED = st.none() | st.sampled_from(["given", "refused", "missing", "peut-être"])


def _maybe(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.fixed_dictionaries({}, optional=parts)


STRUCTURES = st.fixed_dictionaries(
    {"today": st.just("2026-02-20")},
    optional={
        "request": st.sampled_from(vocabulary.REQUESTS),
        "function": st.none() | st.sampled_from(vocabulary.FUNCTIONS),
        "subject": st.none() | st.sampled_from(vocabulary.SUBJECTS),
        "crmr": _maybe(
            label=PERIOD,
            fsmr=FLAG,
            fsmr_crmr_count=COUNT,
            missions=_maybe(expertise=FLAG, recherche=FLAG),
            mission_delegated_to=st.none() | st.sampled_from(["site", "fsmr", "other"]),
            annual_report_filed=FLAG,
            territorial_organisation=FLAG,
        ),
        "site": _maybe(
            name=st.sampled_from(["Rennes", ""]),
            kind=st.none() | st.sampled_from(["clinical", "laboratory", "other"]),
            outpatient_clinic=FLAG,
            ground=st.none() | st.sampled_from(["complementarite", "meme_activite", "commodité"]),
            ground_justification=st.none() | st.sampled_from(["prevalence", "none"]),
            same_activity=FLAG,
            coordonnateur_agreement=AGREED,
            designated_by=st.none() | st.sampled_from(["current_director", "other"]),
        ),
        "ccmr": _maybe(
            attachments=st.none()
            | st.lists(_maybe(crmr=st.sampled_from(["R01", ""]), label=PERIOD, coordonnateur_agreement=AGREED)),
            active_file=COUNT,
            bndmr_filled=FLAG,
        ),
        "fsmr": _maybe(crmr_count=COUNT, single_disease=FLAG, project=FLAG, designation=PERIOD, by_governance=FLAG),
        "follow_up": _maybe(
            conclusion=st.sampled_from(vocabulary.CONCLUSIONS), fsmr_conclusion=st.sampled_from(vocabulary.CONCLUSIONS)
        ),
        "candidate": _maybe(status=st.sampled_from(vocabulary.STATUSES)),
        "chosen_end": st.sampled_from(["2028-09-30", "2031-01-01"]),
        "received": st.none() | st.lists(_maybe(piece=st.sampled_from(vocabulary.PIECES)), max_size=3),
    },
)


@settings(max_examples=100, deadline=None)
@given(STRUCTURES)
def test_whatever_is_said_of_a_structure_has_one_scenario_or_a_reason(data: dict[str, Any]) -> None:
    pack = packs.load_named("2016")
    situation, _unknown = from_json(data)
    answered = qualify(situation, pack)
    fitting = [rule.id for rule in pack.scenarios if rule.when.hold(situation) is True]
    assert len(fitting) <= 1
    assert answered.scenario == (fitting[0] if fitting else None)
    assert answered.scenario or {"outside_pack", "unknown_answer"} & {one.id for one in answered.blocking}
    assert all(FINDINGS[one.id].may_block for one in answered.blocking)
    unknown = [piece for piece in answered.pieces if piece.required and piece.state != "received"]
    assert answered.complete is not True or not unknown


def test_a_site_that_nobody_names_is_told_of_in_a_whole_sentence() -> None:
    answered = answer(follow_up({"subject": "site", "site": {"annual_report_filed": False, "bndmr_filled": False}}))
    texts = [finding.text for finding in answered.findings]
    assert len(texts) == 2
    assert all(text.startswith("Le site constitutif n") for text in texts)
