"""The words of a pack: they match what the window draws, and they are good French."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest

from crmr_desk import resources
from crmr_desk.model.dossiers.rows import QuestionKind, Severity, StepKind
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, Status
from crmr_desk.model.law import ccmr_checks, checks, conditions, packs, structures, vocabulary
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.rules import Pack
from tests.model.law.situations import designation, single_site, situation

PACKS = [packs.load_named(name) for name in packs.shipped()]
EVERY = pytest.mark.parametrize("pack", PACKS, ids=[pack.id for pack in PACKS])


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def test_the_closed_lists_are_those_that_the_window_draws() -> None:
    assert set(vocabulary.STEP_KINDS) == {kind.value for kind in StepKind}
    assert set(vocabulary.QUESTION_KINDS) == {kind.value for kind in QuestionKind}
    assert set(vocabulary.FUNCTIONS) == {function.value for function in Function}
    assert set(vocabulary.SEVERITIES) <= {severity.value for severity in Severity}


def test_every_check_and_condition_has_its_function() -> None:
    assert set(checks.CHECKS) == set(vocabulary.CHECKS)
    assert {predicate.asks for predicate in conditions.PREDICATES.values()} <= set(vocabulary.FACTS)


@EVERY
def test_the_statuses_offered_are_those_of_the_register(pack: Pack) -> None:
    offered = [choice.value for choice in pack.questions["candidate.status"].choices]
    assert set(offered) == {status.value for status in Status}


@EVERY
def test_a_choice_offers_words_that_the_situation_understands(pack: Pack) -> None:
    words = {
        "proposal": vocabulary.PROPOSALS,
        "decision.outcome": vocabulary.OUTCOMES,
        "incumbent.end_reason": vocabulary.END_REASONS,
        "cessation_letter.addressed_to": ("director", "dgos", "ars", "other"),
        "sent_by": (*vocabulary.WHO, "crmr"),
        "requested_by": vocabulary.WHO,
        "sent_to": ("dgos", "ars", "other"),
        "site.designated_by": (*ccmr_checks.DIRECTORS, "coordonnateur", "other"),
        "ccmr.designated_by": (*ccmr_checks.DIRECTORS, "coordonnateur", "other"),
        "site.kind": ("clinical", "laboratory", "imaging", "other"),
        "site.ground": (*structures.GROUNDS, "autre"),
        "site.ground_justification": (*structures.JUSTIFICATIONS, "none"),
        "crmr.mission_delegated_to": ("site", "fsmr", "other"),
        "follow_up.conclusion": vocabulary.CONCLUSIONS,
        "follow_up.fsmr_conclusion": vocabulary.CONCLUSIONS,
        "candidate.status": vocabulary.STATUSES,
    }
    choices = {name: rule.choices for name, rule in pack.questions.items() if rule.choices}
    assert set(choices) == set(words)
    for name, offered in choices.items():
        assert {choice.value for choice in offered} <= set(words[name])


@EVERY
def test_every_question_is_asked_somewhere(pack: Pack) -> None:
    asked = {name for journey in pack.journeys for step in journey.steps for name in step.questions}
    base = packs.load_named(pack.extends).questions if pack.extends else {}
    assert asked <= set(pack.questions)
    assert {name for name, rule in pack.questions.items() if base.get(name) != rule} <= asked


def test_the_succession_has_the_eight_steps_of_the_wizard() -> None:
    journey = packs.load_named("2016").journey("succession", "coordonnateur")
    assert [step.title for step in journey.steps] == [
        "Point de départ",
        "Situation",
        "Candidat",
        "Pièces du dossier",
        "Constats",
        "Décision",
        "Courriers",
        "Récapitulatif",
    ]


def test_a_designation_asks_for_the_label_and_the_filiere_and_no_letter_of_cessation() -> None:
    journey = packs.load_named("2016").journey("designation", "coordonnateur")
    asked = [name for step in journey.steps for name in step.questions]
    assert asked[:2] == ["crmr.label_published", "crmr.fsmr"]
    assert not any(name.startswith("cessation_letter") for name in asked)


def test_a_journey_that_does_not_exist_yet_is_refused_in_french() -> None:
    with pytest.raises(UserError, match="ne contient pas encore cette démarche"):
        packs.load_named("2016").journey("renewal", "coordonnateur")


def test_a_question_is_asked_where_it_decides_something() -> None:
    pack = packs.load_named("2016")
    step = pack.journey("succession", "coordonnateur").step("candidate")

    def asked(**facts: object) -> set[str]:
        told = situation(single_site({"candidate": {"name": "Clément Rouvière", **facts}}))
        return {rule.id.partition(".")[2] for rule in pack.questions_of(step, told)} - {""}

    assert asked(status="PU-PH") == {"status", "birth_date"}
    assert asked(status="PH") == {"status", "birth_date", "full_time"}
    consultant = {"status", "birth_date", "ars_authorisation", "clinical_activity_in_crmr"}
    assert asked(status="PR-CONSULTANT") == consultant
    nobody = situation(designation({"candidate": None}))
    assert [rule.id for rule in pack.questions_of(step, nobody)] == ["candidate"]


def test_the_scenario_adds_its_words_to_the_step() -> None:
    pack = packs.load_named("2016")
    journey = pack.journey("succession", "coordonnateur")
    plain, single = pack.why(journey, "pieces", None), pack.why(journey, "pieces", "succession_single_site")
    multi = pack.why(journey, "pieces", "succession_multi_site")
    assert "cinq" not in dict(plain.paragraphs)["Ce que demande l’instruction à cette étape"]
    assert "cinq" in dict(single.paragraphs)["Ce que demande l’instruction à cette étape"]
    assert [heading for heading, _ in single.paragraphs] == [heading for heading, _ in plain.paragraphs]
    assert "Un accord par site" in dict(multi.paragraphs)
    assert single.places == ("A3 §2b, mono-site",)


def test_a_place_has_a_long_form_for_its_badge() -> None:
    pack = packs.load_named("2016")
    assert pack.place_label("A3 §2b").replace("\N{NO-BREAK SPACE}", " ") == "Annexe 3, § 2 b"
    assert pack.place_label("A9 §9") == "A9 §9"


@EVERY
def test_each_letter_speaks_to_its_reader(pack: Pack) -> None:
    for letter in pack.letters.values():
        assert letter.subject[0].islower()
        assert letter.salutation.endswith(",")
        assert bool(letter.closing) == (letter.form == "personal")
        assert letter.general_law or not letter.remedies
        assert "{decision_reasons}" in " ".join(letter.body) or not letter.remedies
        assert letter.remedies or not letter.kind.startswith("refusal_")


@EVERY
def test_a_refusal_never_rests_on_the_instruction(pack: Pack) -> None:
    for letter in pack.letters.values():
        if letter.remedies:
            assert not any(pack.places[code].in_instruction for code in (letter.place, *letter.general_law))
            assert "{instruction}" not in " ".join(letter.body)


@EVERY
def test_orphanet_gets_a_sheet_with_the_letter(pack: Pack) -> None:
    for letter in pack.letters.values():
        assert bool(letter.sheet) == letter.kind.endswith("_orphanet")


@EVERY
def test_every_merge_field_in_use_has_a_french_name(pack: Pack) -> None:
    for letter in pack.letters.values():
        words = [letter.subject, letter.salutation, *letter.body, letter.closing, *letter.enclosures]
        used = re.findall(r"\{(\w+)\}", " ".join([*words, *(line.value for line in letter.sheet)]))
        assert set(used) <= set(MERGE_FIELDS)


@EVERY
def test_the_texts_have_french_typography(pack: Pack) -> None:
    for path in resources.path("rules", pack.id).rglob("*.toml"):
        for text in _texts(tomllib.loads(path.read_text("utf-8"))):
            assert not re.search(r" [:;?!»]|« |'|§ \d|[^\N{NARROW NO-BREAK SPACE}]»", text), text
            assert not re.search(r"[^\N{NO-BREAK SPACE}]:(?!//)", text), text
