"""Why each other procedure does not apply: one French sentence, in words of the pack, never an identifier."""

from __future__ import annotations

import pytest

from crmr_desk.model.law import packs, vocabulary
from crmr_desk.model.law.finding_words import FINDINGS
from crmr_desk.model.law.routing import others
from tests.model.law.situations import ABSENT, RENNES, Json, multi_site, single_site, situation
from tests.model.law.whole import WHOLE


def _reasons(data: Json) -> dict[str, str]:
    return {one.scenario_id: one.reason for one in others(situation(data), packs.load_named("2016"))}


@pytest.mark.parametrize(("pack", "scenario"), WHOLE, ids="-".join)
def test_every_other_procedure_says_why_it_does_not_apply(pack: str, scenario: str) -> None:
    held = packs.load_named(pack)
    told = others(situation(WHOLE[pack, scenario]()), held)
    assert [one.scenario_id for one in told] == [rule.id for rule in held.scenarios if rule.id != scenario]
    for one in told:
        assert one.title == held.scenario(one.scenario_id).title
        assert one.place in held.places
        assert one.reason.endswith(".")
        assert one.reason[0].isupper()


def test_no_identifier_is_shown() -> None:
    identifiers = {*vocabulary.SCENARIOS, *vocabulary.REQUESTS, *FINDINGS} - {"succession", "labelling"}
    for data in (single_site(), multi_site({"new_hospital": ABSENT}), {}):
        for reason in _reasons(data).values():
            assert not identifiers & set(reason.lower().replace(".", "").split())
            assert "_" not in reason


def test_the_first_condition_that_fails_is_the_reason() -> None:
    reasons = _reasons(single_site())
    assert reasons["succession_multi_site"] == "Le centre n’a pas de site constitutif."
    assert reasons["succession_new_hospital"] == "Le centre n’a pas de site constitutif."
    assert reasons["relocation"] == "La demande est une succession."
    moved = _reasons(multi_site({"new_hospital": RENNES}))
    assert moved["succession_multi_site"] == "Le siège change d’établissement."
    assert _reasons(multi_site())["succession_new_hospital"] == "Le siège ne change pas d’établissement."


def test_what_is_still_open_is_told_as_a_question() -> None:
    reason = _reasons(multi_site({"new_hospital": ABSENT}))["succession_new_hospital"]
    assert reason.startswith("Cela dépend d’une réponse qui manque")
    assert "le maintien du site coordonnateur" in reason


def test_a_procedure_that_goes_on_at_once_is_not_said_to_fail() -> None:
    assert "relocation" not in _reasons(single_site({"new_hospital": RENNES}))
