"""The papers of a dossier: which are asked for, how each stands, and whether the dossier is complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crmr_desk.model.law.centres import ConstitutiveSite, Hospital
from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.names import same_name
from crmr_desk.model.law.papers import Slot, state_of
from crmr_desk.model.law.rules import PieceRule, ScenarioRule
from crmr_desk.model.law.situation import ReceivedPiece, Situation


@dataclass(frozen=True, slots=True)
class PieceAnswer:
    """One line of the check-list. ``of`` is the site, else empty. ``opinion_required`` is favourable, any,
    consultative or empty. ``state`` is received, missing, non_compliant or not_required; None while nothing is known
    of the papers. ``commitment_required``: the letter must vouch for the successor's skills."""

    id: str
    of: str
    required: bool
    opinion_required: str
    signature_required: bool
    commitment_required: bool
    in_dossier: bool
    state: str | None
    place: str


def site_names(situation: Situation) -> list[tuple[str, ConstitutiveSite]]:
    """Each constitutive site with what it is called: its name, its hospital, or its rank."""
    sites = situation.centre.constitutive_sites
    return [(_site_name(site, rank), site) for rank, site in enumerate(sites, 1)] if isinstance(sites, tuple) else []


def examine(
    situation: Situation, rule: ScenarioRule, findings: FindingList
) -> tuple[tuple[PieceAnswer, ...], bool | None]:
    """The check-list, and whether it is complete: None while nothing is known of the papers received."""
    slots = list(_slots(situation, rule, findings))
    papers = situation.received or ()
    known = list(papers) if isinstance(papers, tuple) else []
    answers, used = [], []
    for slot in slots:
        mine = _papers_for(slot, slots, known, situation)
        used += mine
        answers.append(_answer(slot, mine, situation, findings))
    strangers = [paper for paper in known if not any(paper is one for one in used)]
    answers += _kept(strangers)
    if situation.received is UNKNOWN:
        return tuple(answers), None
    return tuple(answers), all(line.state == "received" for line in answers if line.required)


def _slots(situation: Situation, rule: ScenarioRule, findings: FindingList) -> Iterator[Slot]:
    for piece in rule.pieces:
        if not piece.each:
            yield Slot(piece)
            continue
        named = site_names(situation)
        if not named:
            findings.ask("crmr.constitutive_sites")
            yield Slot(piece)
        yield from (Slot(piece, name, site) for name, site in named)


def _site_name(site: ConstitutiveSite, rank: int) -> str:
    if isinstance(site.name, str) and site.name:
        return site.name
    hospital = site.hospital
    if isinstance(hospital, Hospital) and isinstance(hospital.name, str) and hospital.name:
        return hospital.name
    return f"n°\u00a0{rank}"


def _papers_for(
    slot: Slot, slots: list[Slot], papers: list[ReceivedPiece], situation: Situation
) -> list[ReceivedPiece]:
    """The papers of ``slot``; sites that bear one name need one paper each."""
    fitting = [paper for paper in papers if _is_for(paper, slot, situation)]
    twins = [one for one in slots if one.rule is slot.rule and same_name(one.of, slot.of)]
    rank = next(rank for rank, one in enumerate(twins) if one is slot)
    return fitting[rank:] if slot is twins[-1] else fitting[rank : rank + 1]


def _is_for(paper: ReceivedPiece, slot: Slot, situation: Situation) -> bool:
    """Whether ``paper`` is the one of ``slot``; the only constitutive site need not be named."""
    if paper.piece != slot.rule.id:
        return False
    of = paper.of if isinstance(paper.of, str) else ""
    if slot.site is None:
        return of != "new"
    return same_name(of, slot.of) or (not of and len(site_names(situation)) == 1)


def _answer(slot: Slot, papers: list[ReceivedPiece], situation: Situation, findings: FindingList) -> PieceAnswer:
    holds = slot.rule.when.hold(situation)
    required = slot.rule.required and holds is not False
    if holds is False and slot.rule.otherwise:
        findings.add(slot.rule.otherwise, piece=slot.rule.id)
    state = state_of(slot, papers, situation, findings) if required else "not_required"
    if not slot.rule.required and holds is not False and papers:
        state = "received"
    return _line(slot.rule, slot.of, required, state)


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
