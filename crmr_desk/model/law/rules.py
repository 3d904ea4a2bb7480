"""A rule pack as frozen objects: what the files of ``resources/rules/<pack>/`` say, once checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from crmr_desk.model.errors import UserError
from crmr_desk.model.law.conditions import Conditions
from crmr_desk.model.law.criteria import CriterionRule
from crmr_desk.model.law.pack_words import EligibilityRule, FactWords, FindingRule, PieceWords, Place, WhoWords
from crmr_desk.model.law.question_rules import QuestionRule, Wording
from crmr_desk.model.law.situation import Situation

TO_VERIFY: Final = "À vérifier"


@dataclass(frozen=True, slots=True)
class StepWhy:
    """The right side of the wizard at one step: a title, (heading, sentence) pairs, and places."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]
    places: tuple[str, ...]

    def with_words_of(self, other: StepWhy | None) -> StepWhy:
        """This one where ``other`` replaces the sentence of a heading that it repeats, and adds its further ones."""
        if other is None:
            return self
        replaced = dict(other.paragraphs)
        kept = tuple((heading, replaced.pop(heading, sentence)) for heading, sentence in self.paragraphs)
        places = other.places or self.places
        return StepWhy(other.title or self.title, (*kept, *replaced.items()), places)


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of the wizard. ``kind`` is a StepKind value, ``questions`` are ids of the pack's questions, ``wordings``
    its own words for some of them."""

    id: str
    kind: str
    title: str
    questions: tuple[str, ...]
    why: StepWhy
    wordings: tuple[Wording, ...] = ()

    def in_its_words(self, rule: QuestionRule) -> QuestionRule:
        """``rule`` as this step words it."""
        return next((words.of(rule) for words in self.wordings if words.question == rule.id), rule)


@dataclass(frozen=True, slots=True)
class Journey:
    """The steps of a request about a function, in order."""

    request: str
    function: str
    title: str
    steps: tuple[StepRule, ...]

    @property
    def name(self) -> str:
        """That of its file, without suffix."""
        return f"{self.request}-{self.function}"

    def step(self, step_id: str) -> StepRule:
        """Raises KeyError for a step that the journey does not have."""
        return {step.id: step for step in self.steps}[step_id]


@dataclass(frozen=True, slots=True)
class PieceRule:
    """A paper that a scenario asks for. ``each``: once for every one of those that a word of PIECE_EACH names. Where
    ``when`` fails it is not asked, and ``otherwise`` is the finding that says so. One paper may have two rules, for two
    cases. One that is not ``required`` is offered: the text does not list it. A paper of the kind ``instead`` serves as
    well."""

    id: str
    place: str
    required: bool = True
    each: str = ""
    instead: str = ""
    opinion: str = ""
    signature: bool = False
    commitment: bool = False
    in_dossier: bool = True
    when: Conditions = field(default_factory=Conditions)
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class LiftRule:
    """When a recipient is lifted by the rules themselves; ``reason`` is a phrase of the pack."""

    when: Conditions
    reason: str


@dataclass(frozen=True, slots=True)
class RecipientRule:
    """Somebody whom the decision reaches. ``letter`` and ``refusal`` are kinds of letters, empty for none.
    ``each``: once for every one of those that a word of RECIPIENT_EACH names."""

    who: str
    place: str
    ordered: bool
    of: str = ""
    each: str = ""
    letter: str = ""
    refusal: str = ""
    when: Conditions = field(default_factory=Conditions)
    lifted: tuple[LiftRule, ...] = ()


@dataclass(frozen=True, slots=True)
class AlsoRule:
    """A second procedure that goes on at once."""

    scenario: str
    when: Conditions


@dataclass(frozen=True, slots=True)
class ScenarioRule:
    """One procedure of the instruction. ``sentence`` is how the wizard says what it deduced."""

    id: str
    title: str
    place: str
    sentence: str
    when: Conditions
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    decided_by: tuple[str, ...]
    pieces: tuple[PieceRule, ...]
    notified: tuple[RecipientRule, ...]
    informed: tuple[RecipientRule, ...]
    copies: tuple[RecipientRule, ...]
    checks: tuple[str, ...]
    term: str
    effects: tuple[str, ...]
    also: tuple[AlsoRule, ...] = ()
    step_whys: Mapping[str, StepWhy] = field(default_factory=dict)

    @property
    def recipients(self) -> tuple[RecipientRule, ...]:
        return (*self.notified, *self.informed, *self.copies)


@dataclass(frozen=True, slots=True)
class OutsideRule:
    """A procedure of the instruction that the pack does not hold yet; it is named, never guessed. ``pieces`` are those
    that it shares with the scenarios of the pack: the common core while nobody can tell them apart."""

    procedure: str
    place: str
    when: Conditions
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet that goes with a letter; ``value`` may hold merge fields."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """The words of a letter, with {fields}. ``form`` is administrative or personal; a letter with ``remedies`` carries
    a decision against which the addressee may turn. ``general_law`` marks places that are not the instruction's."""

    kind: str
    title: str
    form: str
    subject: str
    salutation: str
    body: tuple[str, ...]
    closing: str
    enclosures: tuple[str, ...]
    remedies: bool
    place: str
    general_law: tuple[str, ...]
    sheet: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole rule pack. ``status`` is in_force or to_verify; ``applies_from`` is its first day; ``source`` says where
    its rules were read; ``extends`` is the pack that gives what it leaves out, or empty."""

    id: str
    title: str
    status: str
    applies_from: dt.date
    source: str
    extends: str
    instruction: str
    """The reference that letters cite; empty when there is none that they may."""
    places: Mapping[str, Place]
    eligibility: EligibilityRule
    pieces: Mapping[str, PieceWords]
    who: Mapping[str, WhoWords]
    findings: Mapping[str, FindingRule]
    facts: Mapping[str, FactWords]
    decided_by: Mapping[str, str]
    phrases: Mapping[str, str]
    remedies: tuple[str, ...]
    questions: Mapping[str, QuestionRule]
    journeys: tuple[Journey, ...]
    scenarios: tuple[ScenarioRule, ...]
    outside: tuple[OutsideRule, ...]
    conditions: Mapping[str, Mapping[str, str]]
    """What each value of a condition says of a situation, by condition and value."""
    letters: Mapping[str, LetterTemplate]
    criteria: tuple[CriterionRule, ...] = ()
    """What a labelling application is examined on (A2 §1)."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """The pack from which each file comes, by its name: this one, or one that it extends."""

    @property
    def to_verify(self) -> str:
        """The mark of a pack that nobody has confirmed, in French; empty for one in force."""
        return TO_VERIFY if self.status == "to_verify" else ""

    @property
    def marked_title(self) -> str:
        """The title as a page or a sheet shows it, with the mark where there is one."""
        return f"{self.title}, {self.to_verify.lower()}" if self.to_verify else self.title

    def journey(self, request: str, function: str) -> Journey:
        """Raises UserError when the pack has no journey for this request."""
        for journey in self.journeys:
            if (journey.request, journey.function) == (request, function):
                return journey
        raise UserError(f"Le jeu de règles «\u202f{self.title}\u202f» ne contient pas encore cette démarche.")

    def scenario(self, scenario_id: str) -> ScenarioRule:
        """Raises UserError when the pack does not hold this scenario."""
        for scenario in self.scenarios:
            if scenario.id == scenario_id:
                return scenario
        raise UserError(
            f"Le jeu de règles «\u202f{self.title}\u202f» ne contient pas la procédure «\u202f{scenario_id}\u202f»."
        )

    def letter(self, kind: str) -> LetterTemplate:
        """Raises UserError when the pack has no such letter."""
        if kind not in self.letters:
            raise UserError(
                f"Le jeu de règles «\u202f{self.title}\u202f» n’a pas de modèle de courrier «\u202f{kind}\u202f»."
            )
        return self.letters[kind]

    def questions_of(self, step: StepRule, situation: Situation) -> tuple[QuestionRule, ...]:
        """The questions of ``step`` that are to be asked in ``situation``, in order."""
        shown = (rule for name in step.questions if (rule := self.questions[name]).is_shown(situation))
        return tuple(step.in_its_words(rule) for rule in shown)

    def why(self, journey: Journey, step_id: str, scenario_id: str | None) -> StepWhy:
        """The right side of ``step_id``, with the words that the scenario adds once it is known."""
        why = journey.step(step_id).why
        if scenario_id is None:
            return why
        return why.with_words_of(self.scenario(scenario_id).step_whys.get(step_id))

    def place_label(self, code: str) -> str:
        """The long form of a place for a badge; the code itself when the pack does not explain it."""
        return self.places[code].long if code in self.places else code
