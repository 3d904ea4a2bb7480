"""What the wizard and the home page see of a dossier: frozen rows, French sentences ready to show.

Standard library only. Everything here is computed for the day that the caller passes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine
from crmr_desk.model.kinds import Stage


class StepKind(StrEnum):
    """The closed list of pages that the wizard can draw."""

    QUESTIONS = "questions"
    PIECES = "pieces"
    FINDINGS = "findings"
    DECISION = "decision"
    LETTERS = "letters"
    SUMMARY = "summary"
    CANDIDACIES = "candidacies"


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
    NUMBER = "number"


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
    """State of a paper in the check-list. One that is received, to be checked or compliant is in hand."""

    MISSING = "missing"
    RECEIVED = "received"
    TO_CHECK = "to_check"
    COMPLIANT = "compliant"
    TO_REDO = "to_redo"
    NOT_REQUIRED = "not_required"


IN_HAND = frozenset({PieceState.RECEIVED, PieceState.TO_CHECK, PieceState.COMPLIANT})
"""The states of a paper that has come in and is not to be redone."""


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
    in_dossier: bool = True
    """False for the letter of cessation, which comes before the dossier: its line is a place for the scan."""


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
    """draft, final, sent, acknowledged or lifted."""
    sent_on: dt.date | None
    file_name: str
    blanks: tuple[str, ...]
    """French names of merge fields that have no value; empty when the letter is whole."""
    purpose: str = "decision"
    """decision, or exchange for what is written before it."""
    acknowledged_on: dt.date | None = None
    reason: str = ""
    """Why it was lifted after the decision."""


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion or agreement that the check-list asks for, and the request made for it, if any. (``kind``, ``of``) is
    the key of its paper. ``state`` is to_ask, waited, late, received or unanswered; ``outcome`` is that of the paper
    (favourable, reserved, unfavourable) or empty."""

    kind: str
    of: str
    label: str
    body: str
    """The body to be asked, in words: "Directoire du CHU de Rouen"."""
    required: bool
    place: str
    state: str
    asked_on: dt.date | None
    due_on: dt.date | None
    reminded_on: dt.date | None
    reminders: int
    outcome: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage on the track of a dossier (a Stage value), with the day on which it was reached, None when it was not
    or when no act dates it."""

    stage: str
    label: str
    on: dt.date | None
    reached: bool


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act that takes the dossier to its next stage, or back. ``id`` is declare_complete, reopen, begin_examination,
    send_to_visa, return_from_visa or close. ``dated``: it takes a day, ``proposed_on`` at first; ``reason_asked``: it
    takes a written reason. ``blockers`` is everything that stands in its way, each with the step that cures it."""

    id: str
    label: str
    dated: bool
    reason_asked: bool
    proposed_on: dt.date | None
    blockers: tuple[FindingLine, ...]
    leads_to: str
    """The Stage that it reaches."""
    leads_to_label: str
    """What the procedure calls that stage."""


@dataclass(frozen=True, slots=True)
class OtherScenario:
    """A scenario that does not apply, and why, in a sentence."""

    title: str
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One thing that applying the decision does. ``sign`` is +, - or = (neither adds nor removes); ``group`` is
    mandats, reseau (sites, labels, designations), echeances or dossier."""

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
    """open, decided, closed or abandoned."""
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
    stage: str = Stage.ANNOUNCED
    stages: tuple[StageLine, ...] = ()
    acts: tuple[ActLine, ...] = ()
    """What can be done next with the dossier as a whole; the decision itself is applied on the last page."""
    opinions: tuple[OpinionLine, ...] = ()
    exchanges: tuple[LetterLine, ...] = ()
    """Letters written before the decision: requests, reminders, acknowledgement of receipt, adjournments."""
    others: tuple[OtherScenario, ...] = ()
    recorded: bool = False
    """Whether the decision belongs to a director or a governance, and is recorded here."""
    concluded: bool = False
    """Whether nobody decides: a follow-up, which has a conclusion."""
    to_verify: str = ""
    """The mark of a rule pack that nobody has confirmed ("à vérifier"); empty for one in force."""
    instructor: str = ""
    note: str = ""
    hold_until: dt.date | None = None
    hold_reason: str = ""
    candidacies: tuple[CandidacyLine, ...] = ()
    """The structures of an application to a labelling campaign, the centre first."""
    campaign: str = ""
    """The campaign that the application answers; empty for another request."""
