"""From whom each paper of a scenario is due: nobody in particular, each constitutive site, or each of two hospitals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law.attachments import attached, has_attachment
from crmr_desk.model.law.centres import Hospital
from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.hospitals import current_hospital, internal_move, one_legal_entity
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.names import same_name
from crmr_desk.model.law.rules import PieceRule, ScenarioRule
from crmr_desk.model.law.sites import site_names
from crmr_desk.model.law.situation import DirectorsAgree, ReceivedPiece, Situation
from crmr_desk.model.law.structures import the_site

_SENSES: Final = {True: "given", False: "refused"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A paper that the scenario asks for. ``of`` is from whom, empty where nobody is named, and ``names`` are other
    words for the same one. ``told`` is what the situation says beside the papers: given, refused, missing or empty.
    ``vacant``: nobody holds the seat that would answer. ``shared``: the paper of the other hospital serves here too."""

    rule: PieceRule
    of: str = ""
    names: tuple[str, ...] = ()
    told: str = ""
    vacant: bool = False
    shared: bool = False


def slots_of(situation: Situation, rule: ScenarioRule, findings: FindingList) -> list[Slot]:
    """Every paper of ``rule``, once for each of those from whom it is due."""
    return [slot for piece in _asked(rule, situation) for slot in _slots(piece, situation, findings)]


def papers_for(slot: Slot, slots: list[Slot], papers: list[ReceivedPiece]) -> list[ReceivedPiece]:
    """The papers in hand for ``slot``; two seats that bear one name need one paper each."""
    fitting = [paper for paper in papers if _is_for(paper, slot, slots)]
    twins = [one for one in slots if one.rule is slot.rule and same_name(one.of, slot.of)]
    rank = next(rank for rank, one in enumerate(twins) if one is slot)
    mine = fitting[rank:] if slot is twins[-1] else fitting[rank : rank + 1]
    if slot.shared and not mine:
        return [paper for paper in papers if paper.piece == slot.rule.id]
    return mine


def _asked(rule: ScenarioRule, situation: Situation) -> Iterator[PieceRule]:
    """The papers of ``rule``. One that is described twice, for two cases, is taken in the case that applies."""
    seen: set[str] = set()
    for piece in rule.pieces:
        twins = [one for one in rule.pieces if one.id == piece.id and one.when.hold(situation) is not False]
        if piece in twins or (not twins and piece.id not in seen):
            seen.add(piece.id)
            yield piece


def _slots(piece: PieceRule, situation: Situation, findings: FindingList) -> Iterator[Slot]:
    holds = piece.when.hold(situation)
    if holds is None:
        for fact in piece.when.open_questions(situation):
            findings.ask(fact)
    if not piece.each:
        yield Slot(piece)
    if not piece.each or holds is not True:
        return
    due, asks = EACH[piece.each]
    slots = list(due(piece, situation))
    if not slots:
        findings.ask(asks)
    yield from slots or [Slot(piece)]


def _is_for(paper: ReceivedPiece, slot: Slot, slots: list[Slot]) -> bool:
    """Whether ``paper`` is the one of ``slot``; where one alone is asked he need not be named."""
    if paper.piece not in (slot.rule.id, slot.rule.instead):
        return False
    of = paper.of if isinstance(paper.of, str) else ""
    if not slot.of:
        return of != "new"
    if of:
        return any(same_name(of, name) for name in (slot.of, *slot.names))
    return sum(one.rule is slot.rule for one in slots) == 1


def _of_sites(piece: PieceRule, situation: Situation) -> Iterator[Slot]:
    for name, site in site_names(situation):
        told = site.agreement if isinstance(site.agreement, str) else ""
        yield Slot(piece, name, told=told, vacant=site.is_vacant)


def _of_hospitals(piece: PieceRule, situation: Situation) -> Iterator[Slot]:
    """The hospital that the site leaves, then the one that receives it. One legal entity has a single directoire; one
    that the text does not name, where each hospital of the AP-HP has a direction, a single director as well."""
    director = piece.id == "director_opinion"
    shared = internal_move(situation) if director else one_legal_entity(situation)
    said = situation.directors_agree if director else UNKNOWN
    agree = said if isinstance(said, DirectorsAgree) else DirectorsAgree()
    for of, hospital, sense in (
        ("current", current_hospital(situation), agree.current),
        ("new", situation.new_hospital, agree.new),
    ):
        name = hospital.name if isinstance(hospital, Hospital) else None
        names = (name,) if isinstance(name, str) and name else ()
        told = _SENSES[sense] if isinstance(sense, bool) else ""
        yield Slot(piece, of, names, told, shared=shared)


def _of_attachments(piece: PieceRule, situation: Situation) -> Iterator[Slot]:
    if has_attachment(situation) is False:
        yield Slot(piece, told="missing")
    yield from (Slot(piece, one.name, told=one.agreement) for one in attached(situation))


def _of_the_site(piece: PieceRule, situation: Situation) -> Iterator[Slot]:
    said = the_site(situation).coordonnateur_agreement
    yield Slot(piece, told="missing" if said is None else said if isinstance(said, str) else "")


EACH: Final[Mapping[str, tuple[Callable[[PieceRule, Situation], Iterator[Slot]], str]]] = {
    "constitutive_site": (_of_sites, "crmr.constitutive_sites"),
    "hospital": (_of_hospitals, "new_hospital"),
    "attachment": (_of_attachments, "ccmr.attachments"),
    "site": (_of_the_site, "site.coordonnateur_agreement"),
}
"""For each word of PIECE_EACH, those from whom a paper is due, and the fact to ask for where none is known."""
