"""How far a dossier is: each step with its state and one line of facts. Derived, never stored."""

from __future__ import annotations

from collections.abc import Mapping

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.candidacy_findings import application_blockers
from crmr_desk.model.dossiers.completeness import lacking_pieces
from crmr_desk.model.dossiers.findings import finding_lines, to_lift
from crmr_desk.model.dossiers.questions import asked, value_of
from crmr_desk.model.dossiers.records import APPLIED
from crmr_desk.model.dossiers.rows import IN_HAND, FindingLine, PieceLine, PieceState, Step, StepKind, StepState
from crmr_desk.model.law.rules import StepRule
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.terms import short_date

_SEEN_ELSEWHERE = frozenset({"unknown_answer", "piece_missing", "piece_non_compliant"})
"""Findings that the pages of questions and pieces show by themselves."""

_SEAT = {True: ", siège déplacé", False: ", siège inchangé", None: ""}
_OUTCOMES = {"favourable": "Visa favorable", "unfavourable": "Refus", "adjourned": "Ajournement"}
_VALIDATED = {"favourable": "Décision favorable", "unfavourable": "Refus", "adjourned": "Ajournement"}
_CONCLUDED = {"favourable": "Conclusion écrite", "unfavourable": "Conclusion écrite", "adjourned": "Ajournement"}
_RECORDED = {"favourable": "Décision enregistrée", "unfavourable": "Refus enregistré", "adjourned": "Ajournement"}


def steps_of(a: Assessment, pieces: tuple[PieceLine, ...], letters: int) -> tuple[Step, ...]:
    """The steps in order; the first that is not done is the current one."""
    steps: list[Step] = []
    for rule in a.journey.steps:
        state = _state(a, rule, pieces, before_done=all(step.state is StepState.DONE for step in steps))
        steps.append(Step(rule.id, StepKind(rule.kind), rule.title, _line(a, rule, pieces, letters), state))
    return tuple(steps)


def to_settle(a: Assessment) -> tuple[FindingLine, ...]:
    """Findings that wait for the instructor on the findings page."""
    return tuple(line for line in finding_lines(a) if to_lift(line) and line.id not in _SEEN_ELSEWHERE)


def _state(a: Assessment, rule: StepRule, pieces: tuple[PieceLine, ...], *, before_done: bool) -> StepState:
    if a.dossier.state in APPLIED:
        return StepState.DONE
    if rule.kind == StepKind.FINDINGS and to_settle(a):
        return StepState.ATTENTION
    if rule.kind == StepKind.PIECES and any(piece.state is PieceState.TO_REDO for piece in pieces):
        return StepState.ATTENTION
    if _is_done(a, rule, before_done=before_done):
        return StepState.DONE
    return StepState.CURRENT if before_done else StepState.TODO


def _is_done(a: Assessment, rule: StepRule, *, before_done: bool) -> bool:
    if rule.kind in (StepKind.QUESTIONS, StepKind.DECISION):
        return all(value_of(a, question.id) is not None for question in asked(a, rule) if question.required)
    if rule.kind == StepKind.PIECES:
        return a.rule is not None and not lacking_pieces(a)
    if rule.kind == StepKind.CANDIDACIES:
        return not application_blockers(a)
    # Findings and letters are settled when nothing before them is open; the last page is done by applying it.
    return before_done and rule.kind != StepKind.SUMMARY


def _line(a: Assessment, rule: StepRule, pieces: tuple[PieceLine, ...], letters: int) -> str:
    if rule.kind == StepKind.PIECES:
        return _pieces_line(a, pieces)
    if rule.kind == StepKind.CANDIDACIES:
        return _candidacies_line(a)
    if rule.kind == StepKind.FINDINGS:
        open_findings = len(to_settle(a))
        return f"{open_findings} à lever" if open_findings else _lifted_line(a)
    if rule.kind == StepKind.DECISION:
        day = a.day("decision.date")
        word = _outcomes(a).get(a.outcome or "", _decision_waited(a))
        return f"{word}, {short_date(day)}" if a.outcome and day else word
    if rule.kind == StepKind.LETTERS:
        return f"{letters} destinataire{'s' if letters > 1 else ''}"
    if rule.kind == StepKind.SUMMARY:
        verb = "Appliqué" if a.dossier.state in APPLIED else "Abandonné"
        return "Rien n’est écrit avant" if a.dossier.state == OPEN else f"{verb} le {short_date(a.today)}"
    return _questions_line(a, rule)


def _outcomes(a: Assessment) -> Mapping[str, str]:
    if a.concluded:
        return _CONCLUDED
    return _RECORDED if a.recorded else _OUTCOMES if a.is_visa else _VALIDATED


def _decision_waited(a: Assessment) -> str:
    """What the dossier waits for before its decision is known."""
    if a.concluded:
        return "Conclusion à écrire"
    if a.recorded:
        return "Décision à enregistrer"
    return "Visa du directeur général" if a.is_visa else "Décision de la DGOS"


def _pieces_line(a: Assessment, pieces: tuple[PieceLine, ...]) -> str:
    if a.rule is None:
        return "Procédure à préciser"
    required = [piece for piece in pieces if piece.required]
    redo = sum(piece.state is PieceState.TO_REDO for piece in required)
    if redo:
        return f"{redo} à refaire"
    unchecked = sum(piece.state is PieceState.TO_CHECK for piece in required)
    if unchecked:
        return f"{unchecked} à vérifier"
    received = sum(piece.state in IN_HAND for piece in required)
    return f"{received} reçue{'s' if received > 1 else ''} sur {len(required)}" if required else "Aucune pièce demandée"


def _candidacies_line(a: Assessment) -> str:
    lines = a.application.lines if a.application is not None else ()
    waiting = sum(line.outcome is None for line in lines)
    count = f"{len(lines)} structure{'s' if len(lines) > 1 else ''}"
    return f"{count}, {waiting} sans issue" if waiting else count


def _lifted_line(a: Assessment) -> str:
    lifted = sum(bool(line.lifted_reason) for line in finding_lines(a))
    return f"{lifted} levé{'s' if lifted > 1 else ''} avec motif" if lifted else "Rien à lever"


def _questions_line(a: Assessment, rule: StepRule) -> str:
    """The fact that says most about this page of questions."""
    if "candidate" in rule.questions and a.facts.candidate is not None:
        verdict = {True: "éligible", False: "non éligible", None: "à compléter"}[a.answer.eligible]
        return f"{a.facts.candidate.name}, {verdict}"
    if "changes_hospital" in rule.questions and a.facts.crmr is not None:
        sites = "Multi-sites" if a.facts.crmr.multi_site else "Mono-site"
        return sites + _SEAT[a.dossier.answers.get("changes_hospital")]
    if "cessation_letter.date" in rule.questions and (day := a.day("cessation_letter.date")):
        return f"Lettre du {short_date(day)}"
    waiting = sum(value_of(a, question.id) is None for question in asked(a, rule) if question.required)
    if not waiting:
        return "Complet"
    return "1 réponse attendue" if waiting == 1 else f"{waiting} réponses attendues"
