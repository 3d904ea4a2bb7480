"""Which procedure applies: the scenario whose conditions all hold, one outside the pack, or what must be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crmr_desk.model.law.condition_words import value_word
from crmr_desk.model.law.rules import OutsideRule, Pack, PieceRule, RecipientRule, ScenarioRule
from crmr_desk.model.law.situation import Situation
from crmr_desk.model.law.vocabulary import FACTS, OPINIONS_ASKED

_FIRST_QUESTIONS = ("request", "function", "crmr.label_renewed")


@dataclass(frozen=True, slots=True)
class Route:
    """Exactly one of these: a ``scenario``; a procedure ``outside`` the pack; ``questions`` to ask first, with the
    ``core`` that the possible scenarios share once the request is known; or none, where the text describes nothing of
    the kind."""

    scenario: ScenarioRule | None = None
    outside: OutsideRule | None = None
    questions: tuple[str, ...] = ()
    core: ScenarioRule | None = None

    @property
    def rule(self) -> ScenarioRule | None:
        return self.scenario or self.core


def route(situation: Situation, pack: Pack) -> Route:
    """The procedure of ``situation``; never a guess."""
    for scenario in pack.scenarios:
        if scenario.when.hold(situation) is True:
            return Route(scenario=scenario)
    for outside in pack.outside:
        if outside.when.hold(situation) is True:
            return Route(outside=outside)
    scenarios = [rule for rule in pack.scenarios if rule.when.hold(situation) is None]
    others = [rule for rule in pack.outside if rule.when.hold(situation) is None]
    conditions = [rule.when for rule in scenarios] + [rule.when for rule in others]
    asked = {fact for when in conditions for fact in when.open_questions(situation)}
    first = tuple(fact for fact in _FIRST_QUESTIONS if fact in asked)
    questions = first or tuple(fact for fact in FACTS if fact in asked)
    return Route(questions=questions, core=None if first or not scenarios else common_core(scenarios, others))


@dataclass(frozen=True, slots=True)
class Other:
    """A procedure of the pack that does not apply, and why: one French sentence, with the place of the procedure."""

    scenario_id: str
    title: str
    reason: str
    place: str


def others(situation: Situation, pack: Pack) -> tuple[Other, ...]:
    """Every procedure of the pack but those of ``situation``, in order, each with the first condition that fails, or
    with the first question that leaves it open."""
    taken = route(situation, pack).scenario
    beside = {also.scenario for also in taken.also if also.when.hold(situation) is True} if taken else set()
    left = [rule for rule in pack.scenarios if rule is not taken and rule.id not in beside]
    return tuple(Other(rule.id, rule.title, _reason(rule, situation, pack), rule.place) for rule in left)


def _reason(rule: ScenarioRule, situation: Situation, pack: Pack) -> str:
    failing = rule.when.first_failing(situation)
    if failing:
        name, value = failing
        sentence = pack.conditions[name][value_word(value)]
        return f"{sentence[:1].upper()}{sentence[1:]}."
    fact = pack.facts[rule.when.open_questions(situation)[0]]
    return pack.phrases["still_open"].format(question=fact.label)


def common_core(scenarios: list[ScenarioRule], outside: list[OutsideRule]) -> ScenarioRule:
    """What all the possible procedures have in common, as a scenario without an identifier."""
    first, *rest = scenarios
    same_sender = not outside and all(rule.sender == first.sender for rule in rest)
    return replace(
        first,
        id="",
        sender=first.sender if same_sender else (),
        decided_by=tuple(who for who in first.decided_by if all(who in rule.decided_by for rule in rest)),
        pieces=tuple(_shared_pieces(scenarios, outside)),
        notified=_shared(first.notified, [rule.notified for rule in rest]),
        informed=_shared(first.informed, [rule.informed for rule in rest]),
        copies=_shared(first.copies, [rule.copies for rule in rest]),
        checks=tuple(check for check in first.checks if all(check in rule.checks for rule in rest)),
        term="none" if any(rule.term == "none" for rule in scenarios) else first.term,
        also=(),
        effects=(),
    )


def _shared_pieces(scenarios: list[ScenarioRule], outside: list[OutsideRule]) -> Iterator[PieceRule]:
    """Each paper that all of them list, asked for as by the one that asks the least."""
    for name in dict.fromkeys(piece.id for piece in scenarios[0].pieces):
        held = [[piece for piece in rule.pieces if piece.id == name] for rule in scenarios]
        if all(held) and all(name in rule.pieces for rule in outside):
            yield min((piece for pieces in held for piece in pieces), key=_demand)


def _demand(piece: PieceRule) -> tuple[bool, bool, int]:
    """How much a rule asks: a paper at all, one from each of several, an opinion of a given sense."""
    return piece.required, bool(piece.each), OPINIONS_ASKED[::-1].index(piece.opinion) if piece.opinion else 0


def _shared(
    recipients: tuple[RecipientRule, ...], others: list[tuple[RecipientRule, ...]]
) -> tuple[RecipientRule, ...]:
    return tuple(one for one in recipients if all(one.who in (other.who for other in rule) for rule in others))
