"""The words that a step has for a question: a decision of a director is no visa."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crmr_desk import resources
from crmr_desk.model.law import packs
from tests.model.law.centres import animateur, responsable_site
from tests.model.law.situations import Json, single_site, situation


def _labels(function: str, data: Json) -> dict[str, str]:
    pack = packs.load_named("2016")
    step = pack.journey("succession", function).step("decision")
    return {rule.id: rule.label for rule in pack.questions_of(step, situation(data))}


def test_a_decision_is_named_after_whoever_takes_it() -> None:
    assert _labels("responsable_site", responsable_site())["decision.date"] == "Date de la décision du directeur"
    assert _labels("animateur", animateur())["decision.outcome"] == "Décision de la gouvernance"
    assert _labels("coordonnateur", single_site())["decision.date"] == "Date du visa"


def test_the_choices_of_a_question_are_worded_too() -> None:
    pack = packs.load_named("2016")
    step = pack.journey("designation", "responsable_ccmr").step("decision")
    (outcome,) = [rule for rule in pack.questions_of(step, situation(responsable_site())) if rule.choices]
    assert {choice.value: choice.label for choice in outcome.choices}["favourable"] == "Désignation validée"
    assert pack.questions["decision.outcome"].choices[0].label == "Avis favorable"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('question = "decision.date"', 'question = "proposal"', "proposal"),
        ("favourable = ", "splendid = ", "splendid"),
    ],
)
def test_words_for_what_a_step_does_not_ask_are_refused(tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = tmp_path / "2016"
    shutil.copytree(resources.path("rules", "2016"), folder)
    file = folder / "journeys" / "designation-responsable_site.toml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(packs.PackError) as refused:
        packs.load(folder)
    (mistake,) = refused.value.mistakes
    assert mistake.file == "journeys/designation-responsable_site.toml"
    assert named in mistake.sentence
