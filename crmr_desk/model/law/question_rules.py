"""The fields that a page may ask for, and the words that one step of a journey has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crmr_desk.model.law.conditions import Conditions
from crmr_desk.model.law.situation import Situation


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """A value that a question offers, and its French label."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """One field of a page. ``kind`` is a QuestionKind value; it is asked where ``shown_when`` holds."""

    id: str
    kind: str
    label: str
    help: str
    place: str
    required: bool
    choices: tuple[ChoiceRule, ...]
    shown_when: Conditions

    def is_shown(self, situation: Situation) -> bool:
        """Whether the question is to be asked; an open condition leaves it out."""
        return self.shown_when.hold(situation) is True


@dataclass(frozen=True, slots=True)
class Wording:
    """Other words for a question at one step: a decision of a director is no visa. What is empty stays as it is;
    ``choices`` are labels by value."""

    question: str
    label: str = ""
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    def of(self, rule: QuestionRule) -> QuestionRule:
        """``rule`` in these words."""
        choices = tuple(replace(one, label=self.choices.get(one.value, one.label)) for one in rule.choices)
        return replace(rule, label=self.label or rule.label, help=self.help or rule.help, choices=choices)
