"""What the wizard and the home page see of a dossier: frozen rows, French sentences ready to show.

Standard library only. Everything here is computed for the day that the caller passes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """The closed list of pages that the wizard can draw."""

    QUESTIONS = "questions"
    PIECES = "pieces"
    FINDINGS = "findings"
    DECISION = "decision"
    LETTERS = "letters"
    SUMMARY = "summary"


class StepState(StrEnum):
    """How a step stands: the badge at its left."""

    DONE = "done"
    CURRENT = "current"
    ATTENTION = "attention"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Step:
    """One line at the left of the wizard: title, and one line of facts ("Lettre du 12/11/2026")."""

    id: str
    kind: StepKind
    title: str
    line: str
    state: StepState


class QuestionKind(StrEnum):
    """The closed list of fields that a page of questions can draw."""

    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PERSON = "person"
    HOSPITAL = "hospital"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that is stored and the French words for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One field. ``id`` is the path of the situation that it fills; ``value`` is None while unanswered, else
    an ISO date, a text, a choice's value, True/False, or a row id (person, hospital)."""

    id: str
    kind: QuestionKind
    label: str
    value: str | bool | int | None
    help: str = ""
    place: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = True
    problem: str = ""
    """One French sentence when the value contradicts something; empty when fine."""


class PieceState(StrEnum):
    """State of a paper in the check-list."""

    MISSING = "missing"
    RECEIVED = "received"
    TO_REDO = "to_redo"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One paper of the check-list. (``kind``, ``of``) is its key within the dossier."""

    kind: str
    of: str
    label: str
    detail: str
    place: str
    required: bool
    state: PieceState
    received_on: dt.date | None
    opinion: str | None
    """favourable, reserved, unfavourable, or None when it states no sense."""
    opinion_asked: str | None
    """None for a plain paper; favourable, any or consultative for an opinion; agreement for one that is given
    (favourable) or refused (unfavourable)."""
    signature_asked: bool
    signed: bool | None
    vouches_asked: bool
    vouches: bool | None
    note: str
    file_id: int | None
    file_name: str


class Severity(StrEnum):
    """Weight of a finding."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What the law says of this dossier. A blocking one can be lifted with a reason; ``go_to`` names the step
    that can cure it, empty where none can."""

    id: str
    piece: str
    of: str
    severity: Severity
    title: str
    text: str
    place: str
    liftable: bool
    go_to: str
    lifted_reason: str = ""
    lifted_by: str = ""
    lifted_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One cell of the recipients grid. (``who``, ``of``) is its key. ``part`` is notified, informed or courtesy."""

    who: str
    of: str
    name: str
    detail: str
    part: str
    place: str
    ordered: bool
    included: bool
    channel: str
    reason: str
    letter_kind: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter, composed in memory before the decision is applied (``id`` None) or kept afterwards."""

    id: int | None
    number: str
    kind: str
    who: str
    of: str
    title: str
    addressee: str
    channel: str
    state: str
    """draft, final or sent."""
    sent_on: dt.date | None
    file_name: str
    blanks: tuple[str, ...]
    """French names of merge fields that have no value; empty when the letter is whole."""


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One thing that applying the decision does. ``sign`` is +, - or = (neither adds nor removes); ``group`` is
    mandats, echeances or dossier."""

    group: str
    sign: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Why:
    """The right side of the wizard at one step."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]
    """(heading, sentence) pairs."""
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Eligibility:
    """``verdict`` True, False or None (not known yet), with the sentence and the place that say why."""

    verdict: bool | None
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class DossierView:
    """The whole dossier as the wizard draws it on one day."""

    id: int
    version: int
    number: str
    title: str
    centre: str
    centre_kind: str
    centre_id: int
    pack_title: str
    state: str
    """open, decided or abandoned."""
    scenario: str | None
    scenario_title: str
    deduced: str
    steps: tuple[Step, ...]
    step: str
    questions: tuple[tuple[str, tuple[Question, ...]], ...]
    """(step id, its questions) for every step that asks some, whatever its kind."""
    pieces: tuple[PieceLine, ...]
    findings: tuple[FindingLine, ...]
    eligibility: Eligibility | None
    recipients: tuple[RecipientLine, ...]
    letters: tuple[LetterLine, ...]
    effects: tuple[EffectLine, ...]
    summary: str
    """The sentence of the last page; empty while it cannot be said."""
    whys: tuple[tuple[str, Why], ...]
    blockers: tuple[FindingLine, ...]
    """What keeps the last button grey; empty when the decision can be applied."""
    mandate_start: dt.date | None
    mandate_end: dt.date | None
    outside: bool = False
    """Whether the answers lead to a procedure that the rules do not hold: ``deduced`` says which."""
    abandoned: str = ""
    """When and why the dossier was abandoned, in a sentence; empty for one that was not."""


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of the list of dossiers."""

    id: int
    number: str
    title: str
    centre: str
    scenario_title: str
    step_title: str
    step_number: int
    step_count: int
    waiting_for: str
    opened_on: dt.date
    state: str
    instructor: str
