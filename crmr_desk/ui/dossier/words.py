"""The French words, tones and icons of the wizard, in one place. No widget and no database here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from crmr_desk.model.dossiers.rows import (
    IN_HAND,
    DossierView,
    FindingLine,
    PieceLine,
    PieceState,
    Question,
    Severity,
    Step,
    StepKind,
)

NARROW = "\u202f"
NO_BREAK = "\u00a0"

OPINIONS = {"favourable": "favorable", "reserved": "avec réserves", "unfavourable": "défavorable"}
AGREEMENT = "agreement"
"""What the check-list asks where somebody gives or refuses an agreement."""
AGREEMENTS = {"favourable": "donné", "unfavourable": "refusé"}
PARTS = {"notified": ("Notifié", "accent"), "informed": ("Informé", "info"), "courtesy": ("Courtoisie", "mute")}
LETTER_STATES = {
    "draft": ("À envoyer", "mute", "send"),
    "final": ("À signer", "mute", "pencil"),
    "to_sign": ("À la signature", "info", "hourglass"),
    "signed": ("À envoyer", "mute", "send"),
    "sent": ("Envoyé", "ok", "circle-check"),
    "acknowledged": ("Accusé reçu", "ok", "circle-check"),
    "lifted": ("Levé", "mute", "minus"),
    "replaced": ("Remplacé", "mute", "history"),
}
SEVERITY_ICONS = {
    Severity.BLOCKING: ("circle-x", "stop", "Bloquant"),
    Severity.WARNING: ("alert-triangle", "warn", "Constat"),
    Severity.INFO: ("info-circle", "info", "Pour information"),
    Severity.OK: ("circle-check", "ok", "En règle"),
}
SHORTEST_REASON = 10
"""Characters below which a reason would say nothing to the colleague who reads it in two years."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: its word, its tone and its icon."""

    word: str
    tone: str
    icon: str


PIECE_LOOKS = {
    PieceState.MISSING: Look("Manquante", "mute", "circle-dashed"),
    PieceState.RECEIVED: Look("Reçue", "ok", "circle-check"),
    PieceState.TO_CHECK: Look("À vérifier", "info", "eye"),
    PieceState.COMPLIANT: Look("Conforme", "ok", "check"),
    PieceState.TO_REDO: Look("À refaire", "warn", "rotate-clockwise"),
    PieceState.NOT_REQUIRED: Look("Sans objet", "mute", "minus"),
}

REFUSED = Look("Refusé", "stop", "circle-x")


def piece_look(line: PieceLine) -> Look:
    """How a paper is shown: an agreement that is refused is not a paper to be redone."""
    refused = line.opinion_asked == AGREEMENT and line.opinion == "unfavourable"
    return REFUSED if refused and line.state is PieceState.TO_REDO else PIECE_LOOKS[line.state]


def senses(line: PieceLine) -> tuple[str, dict[str, str]]:
    """The noun of what is asked ("Avis", "Accord"), and the words for all that it may say ("favorable")."""
    return ("Accord", AGREEMENTS) if line.opinion_asked == AGREEMENT else ("Avis", OPINIONS)


_DESTINATIONS = {
    StepKind.PIECES: "les pièces",
    StepKind.CANDIDACIES: "les structures",
    StepKind.FINDINGS: "les constats",
    StepKind.DECISION: "la décision",
    StepKind.LETTERS: "les courriers",
    StepKind.SUMMARY: "le récapitulatif",
}
_CONCLUSION = "Conclusion"
"""The title of the page where a follow-up ends: nobody decides."""


def read_date(text: str) -> dt.date | None:
    """The day typed as day, month, year with any separator, or as eight digits; None when nothing is typed.

    Raises ValueError with a French sentence when the text is no day of the calendar.
    """
    text = text.strip()
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text) or re.fullmatch(r"(\d\d)(\d\d)(\d{4})", text)
    if not found:
        raise ValueError("Date illisible. Tapez jour/mois/année, par exemple 01/05/2027.")
    day, month, year = (int(part) for part in found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"Le {text} n’existe pas au calendrier.") from None


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 pièce", "3 pièces", "1 736 lignes": the plural adds an s unless it is given."""
    number = f"{count:,}".replace(",", "\u202f")
    return f"{number}{NO_BREAK}{one if abs(count) < 2 else many or one + 's'}"


def destination(step: Step, *, recorded: bool = False) -> str:
    """Where the primary button leads, with its article ("les constats"). ``recorded``: the decision is not ours."""
    if recorded and step.kind is StepKind.DECISION:
        return "l’enregistrement"
    if step.kind is StepKind.DECISION and step.title == _CONCLUSION:
        return "la conclusion"
    return _DESTINATIONS.get(step.kind) or f"«{NARROW}{step.title}{NARROW}»"


def reason_problem(reason: str) -> str:
    """Why this reason cannot be kept yet; empty when it can."""
    if len(reason.strip()) < SHORTEST_REASON:
        return f"Écrivez un motif d’au moins {SHORTEST_REASON} caractères"
    return ""


def pieces_count(pieces: tuple[PieceLine, ...]) -> str:
    """ "3 reçues sur 5", counting required papers only."""
    due = [piece for piece in pieces if piece.required and piece.state is not PieceState.NOT_REQUIRED]
    received = sum(piece.state in IN_HAND for piece in due)
    return f"{received}{NO_BREAK}{'reçue' if received < 2 else 'reçues'} sur {len(due)}"


def seen_elsewhere(view: DossierView, finding: FindingLine) -> bool:
    """Whether an open finding only repeats what a line of the check-list or a question without answer shows."""
    awaited = {(piece.kind, piece.of) for piece in view.pieces if piece.state in _AWAITED}
    asked = {question.id for _step, questions in view.questions for question in questions if question.value is None}
    blocking = finding.severity is Severity.BLOCKING and finding.lifted_on is None
    return blocking and ((finding.piece, finding.of) in awaited or finding.of in asked)


_AWAITED = (PieceState.MISSING, PieceState.TO_REDO)


def in_order(view: DossierView) -> tuple[FindingLine, ...]:
    """What the candidate's eligibility adds to the findings, when it is established and no finding says it."""
    known = view.eligibility
    if known is None or known.verdict is not True or any(each.severity is Severity.OK for each in view.findings):
        return ()
    return (
        FindingLine(
            "", "", "", Severity.OK, "Candidat éligible", known.sentence, known.place, liftable=False, go_to=""
        ),
    )


def findings_to_lift(view: DossierView) -> int:
    """How many findings still wait for the instructor on the page of findings."""
    return sum(
        finding.liftable and not finding.lifted_on and not seen_elsewhere(view, finding) for finding in view.findings
    )


def questions_of(view: DossierView, step_id: str) -> tuple[Question, ...]:
    """The questions of a step; empty when it has none."""
    return dict(view.questions).get(step_id, ())


def unanswered(view: DossierView, step_id: str) -> int:
    """How many required questions of a step have no answer yet."""
    return sum(question.required and question.value in (None, "") for question in questions_of(view, step_id))


def short_place(place: str) -> str:
    """ "A3 §2b" as a narrow column shows it: "A3 § 2 b"; "hors texte" without a place."""
    spaced = re.sub(r"§\s*(\d+)\s*([a-z]?)", f"§{NO_BREAK}\\1{NO_BREAK}\\2", place).strip()
    return spaced or "hors texte"


def awaits_pieces(view: DossierView) -> bool:
    """Whether a required paper is missing or to be redone."""
    return any(piece.required and piece.state in _AWAITED for piece in view.pieces)


def next_message(view: DossierView, step: Step) -> tuple[str, str]:
    """Icon and sentence of the bottom bar for a step; both empty when there is nothing to say."""
    if step.kind is StepKind.PIECES and awaits_pieces(view):
        return "info-circle", "Vous pouvez continuer\u00a0: les pièces manquantes seront redemandées avant la décision."
    if step.kind is StepKind.FINDINGS and findings_to_lift(view):
        return (
            "info-circle",
            "Vous pouvez continuer\u00a0: les constats restants retiennent seulement le dernier bouton.",
        )
    missing = unanswered(view, step.id)
    if step.kind in (StepKind.QUESTIONS, StepKind.DECISION) and missing:
        return "info-circle", f"Vous pouvez continuer\u00a0: il manque encore {plural(missing, 'réponse')}."
    return "", ""
