"""The papers of a dossier: which are asked for, how each stands, and whether the dossier is complete."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.papers import AGREEMENTS, optional_state, state_of
from crmr_desk.model.law.rules import PieceRule, ScenarioRule
from crmr_desk.model.law.situation import ReceivedPiece, Situation
from crmr_desk.model.law.slots import Slot, papers_for, slots_of


@dataclass(frozen=True, slots=True)
class PieceAnswer:
    """One line of the check-list. ``of`` is the site or the CRMR, ``current`` or ``new`` for one of two hospitals, else
    empty. ``opinion_required`` is favourable, any, consultative or empty. ``state`` is received, missing, non_compliant
    or not_required; None while nothing is known of the papers. ``commitment_required``: the letter must vouch for the
    successor's skills."""

    id: str
    of: str
    required: bool
    opinion_required: str
    signature_required: bool
    commitment_required: bool
    in_dossier: bool
    state: str | None
    place: str


def examine(
    situation: Situation, rule: ScenarioRule, findings: FindingList
) -> tuple[tuple[PieceAnswer, ...], bool | None]:
    """The check-list, and whether it is complete: None while nothing is known of the papers received."""
    slots = slots_of(situation, rule, findings)
    papers = situation.received or ()
    known = list(papers) if isinstance(papers, tuple) else []
    answers, used = [], []
    for slot in slots:
        mine = papers_for(slot, slots, known)
        used += mine
        answers.append(_answer(slot, mine, situation, findings))
    strangers = [paper for paper in known if not any(paper is one for one in used)]
    answers += _kept(strangers)
    return tuple(answers), _complete([line for line in answers if line.required], situation, rule)


def _complete(required: list[PieceAnswer], situation: Situation, rule: ScenarioRule) -> bool | None:
    """Whether all is there; None as well while an answer that is missing may call for more papers. Agreements are
    facts, known without a list of papers; other papers are not."""
    states = [line.state for line in required]
    only_agreements = all(piece.id in AGREEMENTS for piece in rule.pieces)
    if situation.received is UNKNOWN and not only_agreements:
        return None
    if any(state in ("missing", "non_compliant") for state in states):
        return False
    may_grow = any(piece.when.hold(situation) is None for piece in rule.pieces)
    return None if may_grow or None in states else True


def _answer(slot: Slot, papers: list[ReceivedPiece], situation: Situation, findings: FindingList) -> PieceAnswer:
    rule, asked = slot.rule, slot.rule.when.hold(situation) is not False
    state: str | None = "not_required"
    if not asked and rule.otherwise:
        findings.add(rule.otherwise, piece=rule.id)
    if asked and rule.required:
        state = state_of(slot, papers, situation, findings)
    elif asked:
        state = optional_state(slot, papers, findings)
    return _line(rule, slot.of, asked and rule.required, state)


def _kept(papers: list[ReceivedPiece]) -> list[PieceAnswer]:
    """Papers in hand that the scenario does not ask for: kept, and marked. Evidence of eligibility is no piece."""
    lines = []
    for paper in papers:
        if isinstance(paper.piece, str) and paper.piece != "ars_authorisation":
            of = paper.of if isinstance(paper.of, str) else ""
            lines.append(_line(PieceRule(paper.piece, ""), of, False, "not_required"))
    return lines


def _line(rule: PieceRule, of: str, required: bool, state: str | None) -> PieceAnswer:
    return PieceAnswer(
        id=rule.id,
        of=of,
        required=required,
        opinion_required=rule.opinion,
        signature_required=rule.signature,
        commitment_required=rule.commitment,
        in_dossier=rule.in_dossier,
        state=state,
        place=rule.place,
    )
