"""Responsables of constitutive sites and of CCMR, and the creation of a site (A3 §3, A3 §4, A1 A-c)."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.law.answer import to_json
from crmr_desk.model.law.findings import Finding
from tests.model.law.centres import LABEL, OTHER_LABEL, responsable_ccmr, responsable_site, site_creation
from tests.model.law.situations import ABSENT, NANTES, RENNES, Json, answer, blocking, found, without_piece

EXPIRED = ["2018-01-01", "2022-12-31"]


def _of(data: Json, name: str) -> list[Finding]:
    return [finding for finding in answer(data).findings if finding.id == name]


@pytest.mark.parametrize("data", [responsable_site(), responsable_ccmr()])
def test_the_dgos_takes_note_of_a_responsable_and_sends_no_decision(data: Json) -> None:
    answered = answer(data)
    assert answered.addressee == ("dgos_for_information",)
    assert answered.notified == ()
    assert [(one.who, one.ordered) for one in answered.informed] == [("ars", True), ("orphanet", True)]
    receipt = answered.copies[0]
    assert (receipt.who, receipt.ordered) == (answered.sender[0], False)
    assert receipt.letter.endswith("_receipt")


def test_the_director_decides_in_agreement_with_the_coordonnateur() -> None:
    assert to_json(answer(responsable_site()))["decided_by"] == ["site_director", "coordonnateur"]
    assert to_json(answer(responsable_ccmr()))["decided_by"] == ["ccmr_director", "coordonnateur"]


@pytest.mark.parametrize("request_", ["designation", "succession", "renewal"])
def test_a_designation_a_succession_and_a_renewal_are_one_procedure(request_: str) -> None:
    assert answer(responsable_site({"request": request_})).scenario == "constitutive_site"
    assert answer(responsable_ccmr({"request": request_})).scenario == "ccmr"


def test_the_function_tells_the_structure_where_the_subject_is_that_of_every_succession() -> None:
    data = responsable_site({"subject": "coordonnateur", "site.kind": "laboratory"})
    assert [one.severity for one in _of(data, "laboratory_or_imaging")] == ["blocking"]
    assert answer(responsable_ccmr({"subject": "coordonnateur"})).scenario == "ccmr"


def test_the_subject_is_enough_where_nobody_names_the_function() -> None:
    assert answer(responsable_site({"function": ABSENT})).scenario == "constitutive_site"
    assert answer(responsable_ccmr({"function": ABSENT})).scenario == "ccmr"


def test_no_notice_of_six_months_is_asked_of_a_responsable() -> None:
    letter = {"date": "2026-02-01", "effective": "2026-03-01"}
    assert not {"notice_too_short", "letter_due"} & found(responsable_site({"cessation_letter": letter}))


@pytest.mark.parametrize("sender", ["current_director", "site_director"])
def test_the_director_of_the_site_may_be_called_the_current_one(sender: str) -> None:
    assert "wrong_sender" not in found(responsable_site({"sent_by": sender}))
    assert "wrong_sender" in found(responsable_ccmr({"sent_by": "coordonnateur"}))


def test_a_professeur_consultant_over_68_may_lead_a_site_if_the_instructor_says_why() -> None:
    consultant = {
        "status": "PR-CONSULTANT",
        "birth_date": "1957-01-01",
        "ars_authorisation": True,
        "clinical_activity_in_crmr": True,
    }
    for data in (responsable_site({"candidate": consultant}), responsable_ccmr({"candidate": consultant})):
        (over,) = _of(data, "consultant_over_68")
        assert over.severity == "warning"
        assert answer(data).eligible is True


def test_the_conditions_of_status_bind_a_responsable() -> None:
    assert answer(responsable_site({"candidate": {"status": "MCU-PH"}})).eligible is False
    assert answer(responsable_ccmr({"candidate": {"status": "PH"}})).eligible is None


@pytest.mark.parametrize(
    ("said", "papers", "state", "complete"),
    [
        ("given", ABSENT, "received", True),
        ("refused", ABSENT, "non_compliant", False),
        ("missing", ABSENT, "missing", False),
        (None, ABSENT, "missing", False),
        (ABSENT, ABSENT, None, None),
        (ABSENT, [], "missing", False),
        (ABSENT, [{"piece": "coordonnateur_agreement", "of": "R01"}], "received", True),
    ],
)
def test_the_agreement_is_a_fact_or_a_paper(said: object, papers: object, state: str | None, complete: object) -> None:
    data = responsable_site({"site.coordonnateur_agreement": said, "received": papers})
    assert [piece.state for piece in answer(data).pieces] == [state]
    assert answer(data).complete is complete


def test_a_coordonnateur_who_refuses_blocks_and_is_told_in_words() -> None:
    (refused,) = _of(responsable_site({"site.coordonnateur_agreement": "refused", "received": []}), "agreement_refused")
    assert (refused.severity, refused.place) == ("blocking", "A3 §3")
    assert "coordonnateur" in refused.text


def test_an_agreement_said_refused_and_given_on_paper_is_a_contradiction() -> None:
    assert "contradiction" in found(responsable_site({"site.coordonnateur_agreement": "refused"}))


def test_every_coordonnateur_of_a_ccmr_agrees_and_the_missing_one_is_named() -> None:
    data = without_piece(responsable_ccmr(), "coordonnateur_agreement", "R02")
    assert blocking(data) == [("piece_missing", "coordonnateur_agreement", "R02")]
    assert answer(data).complete is False


def test_a_ccmr_of_several_crmr_shows_each_end_and_proposes_the_earliest() -> None:
    answered = answer(responsable_ccmr())
    assert answered.mandate_end == dt.date(2026, 12, 31)
    assert answered.mandate_end_choices == (dt.date(2026, 12, 31), dt.date(2028, 9, 30))
    chosen = answer(responsable_ccmr({"chosen_end": "2028-09-30"}))
    assert chosen.mandate_end == dt.date(2028, 9, 30)
    assert ("contradiction", "", "") in blocking(responsable_ccmr({"chosen_end": "2030-01-01"}))


def test_both_filieres_of_a_ccmr_are_offered_a_copy() -> None:
    copies = [(one.who, one.of, one.ordered) for one in answer(responsable_ccmr()).copies]
    assert copies[1:] == [("fsmr", "BRAIN-TEAM", False), ("fsmr", "FILNEMUS", False)]


def test_one_crmr_leaves_no_choice() -> None:
    one = [{"crmr": "R01", "label": ["2023-10-01", None]}]
    answered = answer(responsable_ccmr({"ccmr.attachments": one}))
    assert (answered.mandate_end, answered.mandate_end_choices) == (dt.date(2028, 9, 30), ())
    nameless = responsable_ccmr({"ccmr.attachments": one, "received": [{"piece": "coordonnateur_agreement"}]})
    assert answer(nameless).complete is True


@pytest.mark.parametrize("none", [[], None])
def test_a_ccmr_without_attachment_is_blocked_in_a_clear_sentence(none: object) -> None:
    data = responsable_ccmr({"ccmr.attachments": none, "received": ABSENT})
    (told,) = _of(data, "no_attachment")
    assert told.severity == "blocking"
    assert "aucun centre de référence" in told.text
    assert (answer(data).complete, answer(data).mandate_end) == (False, None)


def test_attachments_that_nobody_tells_are_asked() -> None:
    answered = answer(responsable_ccmr({"ccmr.attachments": ABSENT}))
    assert [(one.id, one.of) for one in answered.blocking][:1] == [("unknown_answer", "ccmr.attachments")]
    assert answered.mandate_end is None


def test_a_label_that_has_expired_or_never_was_is_told_of_its_crmr() -> None:
    attachments = [
        {"crmr": "R01", "label": LABEL, "coordonnateur_agreement": "given"},
        {"crmr": "R02", "label": EXPIRED, "coordonnateur_agreement": "given"},
        {"crmr": "R03", "label": None, "coordonnateur_agreement": "given"},
    ]
    data = responsable_ccmr({"ccmr.attachments": attachments, "received": ABSENT})
    assert blocking(data) == [("label_expired", "", "R02"), ("label_missing", "", "R03")]
    assert answer(data).mandate_end == dt.date(2028, 9, 30)
    assert answer(data).complete is True


def test_a_label_that_nobody_knows_leaves_the_end_open() -> None:
    data = responsable_ccmr({"ccmr.attachments": [{"crmr": "R01", "label": OTHER_LABEL}, {"crmr": "R02"}]})
    assert answer(data).mandate_end is None
    assert ("unknown_answer", "", "ccmr.attachments.label") in blocking(data)


def test_a_designation_that_is_not_the_directors_is_none() -> None:
    (told,) = _of(responsable_site({"site.designated_by": "coordonnateur"}), "not_designated")
    assert told.severity == "blocking"
    assert "not_designated" in found(responsable_ccmr({"ccmr.designated_by": "other"}))
    assert "not_designated" not in found(responsable_ccmr({"ccmr.designated_by": ABSENT}))
    assert "decision_pending" in found(responsable_ccmr({"ccmr.designated_by": None}))


def test_nobody_succeeds_himself_but_a_new_label_may_renew_the_same_person() -> None:
    assert "contradiction" in found(responsable_site({"same_person": True}))
    assert "contradiction" not in found(responsable_site({"same_person": True, "request": "renewal"}))


def test_whoever_follows_his_site_asks_for_its_relocation() -> None:
    moved = {"request": "succession", "site.hospital": RENNES, "new_hospital": NANTES}
    assert answer(responsable_site({**moved, "same_person": True})).scenario == "relocation"
    replaced = answer(responsable_site({**moved, "same_person": False}))
    assert (replaced.scenario, replaced.also) == ("constitutive_site", "relocation")


def test_a_refusal_that_is_only_recorded_has_nobody_to_notify() -> None:
    data = responsable_site({"decision": {"outcome": "unfavourable", "date": "2026-02-10"}})
    (told,) = _of(data, "decision_unfavourable")
    assert "enregistrée" in told.text
    assert all(one.lifted for one in (*answer(data).informed, *answer(data).copies))
    assert answer(data).mandate_end is None


def test_a_laboratory_blocks_a_constitutive_site_and_nothing_of_a_ccmr() -> None:
    (told,) = _of(responsable_site({"site.kind": "laboratory"}), "laboratory_or_imaging")
    assert (told.severity, told.place) == ("blocking", "A1 A-c")
    assert "laboratory_or_imaging" not in found(responsable_ccmr({"site": {"kind": "laboratory"}}))


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        ({"site.kind": "laboratory"}, "laboratory_or_imaging"),
        ({"site.kind": "imaging", "site.outpatient_clinic": ABSENT}, "laboratory_or_imaging"),
        ({"site.kind": "other", "site.description": "Laboratoire de génétique"}, "laboratory_or_imaging"),
        ({"site.outpatient_clinic": False}, "no_outpatient_clinic"),
        ({"site.ground": "autre", "site.ground_text": "notoriété"}, "ground_not_provided_for"),
        ({"site.ground": "commodité"}, "ground_not_provided_for"),
        ({"site.ground": None}, "ground_not_provided_for"),
        ({"site.ground": "meme_activite", "site.ground_justification": "none"}, "ground_not_provided_for"),
        ({"site.ground": "meme_activite", "site.ground_justification": None}, "ground_not_provided_for"),
        ({"site.same_activity": True, "site.ground_justification": "prevalence"}, "contradiction"),
        ({"site.ground": "pediatrie_adulte", "site.same_population": True}, "contradiction"),
    ],
)
def test_a_site_is_created_on_three_grounds_only_and_is_a_clinical_unit(facts: Json, finding: str) -> None:
    assert finding in [one for one, _piece, _of in blocking(site_creation(facts))]


@pytest.mark.parametrize(
    "facts",
    [
        {"site.ground": "pediatrie_adulte", "site.same_population": False},
        {"site.ground": "meme_activite", "site.ground_justification": "prevalence", "site.same_activity": True},
        {"site.ground": "meme_activite", "site.ground_justification": "territory"},
        {"site.ground": "meme_activite", "site.ground_justification": "diversity", "site.same_population": True},
        {"site.ground": ABSENT, "site.same_activity": True, "site.ground_justification": "diversity"},
    ],
)
def test_each_of_the_three_grounds_is_enough(facts: Json) -> None:
    assert blocking(site_creation(facts)) == []


def test_the_territory_justifies_poorly_a_site_in_the_same_town() -> None:
    facts = {"site.ground": "meme_activite", "site.ground_justification": "territory", "site.same_town": True}
    (told,) = _of(site_creation(facts), "ground_not_provided_for")
    assert told.severity == "warning"


@pytest.mark.parametrize("fact", ["site.kind", "site.outpatient_clinic", "site.ground"])
def test_what_nobody_says_of_a_new_site_is_asked(fact: str) -> None:
    assert blocking(site_creation({fact: ABSENT})) == [("unknown_answer", "", fact)]


def test_the_same_activity_is_to_be_justified() -> None:
    assert blocking(site_creation({"site.ground": "meme_activite"})) == [
        ("unknown_answer", "", "site.ground_justification")
    ]


def test_a_creation_opens_the_site_and_an_empty_seat_and_names_nobody() -> None:
    answered = answer(site_creation())
    assert [(one.scenario, one.of) for one in answered.follow_ups] == [("constitutive_site", "Rennes")]
    assert (answered.mandate_end, answered.eligible, answered.pieces) == (None, None, ())
    assert "unknown_answer" not in found(site_creation())


def test_the_text_names_no_recipient_of_a_creation() -> None:
    answered = answer(site_creation())
    recipients = (*answered.notified, *answered.informed, *answered.copies)
    assert recipients
    assert not any(one.ordered for one in recipients)


@pytest.mark.parametrize("request_", ["designation", "succession", "renewal"])
@pytest.mark.parametrize(("count", "shown"), [(24, True), (0, True), (None, True), (25, False), (ABSENT, False)])
def test_an_active_file_below_25_is_shown_when_a_responsable_is_named_and_never_blocks(
    request_: str, count: object, shown: bool
) -> None:
    data = responsable_ccmr({"request": request_, "ccmr.active_file": count})
    assert ("active_file_below_25" in found(data)) is shown
    assert blocking(data) == []
