"""How one paper stands: received, missing or to be redone. The fact and its paper are two places for one truth."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.situation import CessationLetter, ReceivedPiece, Situation
from crmr_desk.model.law.slots import Slot

AGREEMENTS: Final = ("site_agreement", "coordonnateur_agreement")
"""Papers by which somebody agrees, or refuses."""
_SENSE_TOLD: Final = {"given": "favourable", "refused": "unfavourable"}


def state_of(slot: Slot, papers: list[ReceivedPiece], situation: Situation, findings: FindingList) -> str | None:
    """received, missing, non_compliant, or None while nobody says; what is wrong with it is added to ``findings``."""
    if slot.rule.id in AGREEMENTS:
        state = _agreement_state(slot, papers, situation, findings)
    elif slot.rule.id == "cessation_letter":
        state = _letter_state(situation, papers, findings)
    else:
        state = _paper_state(slot, papers, situation, findings)
    if state == "missing" and not slot.vacant:
        findings.add("piece_missing", piece=slot.rule.id, of=slot.of, place=slot.rule.place)
    return state


def optional_state(slot: Slot, papers: list[ReceivedPiece], findings: FindingList) -> str:
    """received, or not_required: a paper that the text does not list never blocks, and what it says is shown."""
    if "unfavourable" in _senses(slot, papers):
        findings.add("opinion_unfavourable", "optional", piece=slot.rule.id, of=slot.of, place=slot.rule.place)
    return "received" if papers or slot.told in _SENSE_TOLD else "not_required"


def _absent(situation: Situation) -> str | None:
    return None if situation.received is UNKNOWN else "missing"


def _paper_state(slot: Slot, papers: list[ReceivedPiece], situation: Situation, findings: FindingList) -> str | None:
    if not papers and slot.told not in _SENSE_TOLD:
        return _absent(situation)
    rule = slot.rule
    flaws = []
    if rule.signature and not any(paper.signed is True for paper in papers):
        flaws.append("unsigned" if any(paper.signed is False for paper in papers) else "signature_unknown")
    if rule.commitment and not any(paper.vouches is True for paper in papers):
        lacking = any(paper.vouches is False for paper in papers)
        flaws.append("without_commitment" if lacking else "commitment_unknown")
    if rule.opinion and not _opinion_is_enough(slot, papers, findings):
        flaws.append("sense_unknown")
    for flaw in flaws:
        if flaw != "sense_unknown" or not _senses(slot, papers):
            findings.add("piece_non_compliant", flaw, piece=rule.id, of=slot.of, place=rule.place)
    return "non_compliant" if flaws else "received"


def _senses(slot: Slot, papers: list[ReceivedPiece]) -> set[str]:
    """What the papers say, and what the situation tells of them."""
    told = {_SENSE_TOLD[slot.told]} if slot.told in _SENSE_TOLD else set()
    return {paper.opinion for paper in papers if isinstance(paper.opinion, str)} | told


def _opinion_is_enough(slot: Slot, papers: list[ReceivedPiece], findings: FindingList) -> bool:
    """Whether the opinion satisfies its rule; what it says against the candidate is a finding in any case."""
    rule, senses = slot.rule, _senses(slot, papers)
    if {"favourable", "unfavourable"} <= senses:
        findings.add("contradiction", "opinions", piece=rule.id, of=slot.of)
    if rule.opinion != "favourable":
        if "unfavourable" in senses:
            findings.add("opinion_unfavourable", "noted", piece=rule.id, of=slot.of, place=rule.place)
        return True
    if senses - {"favourable"}:
        findings.add(
            "opinion_unfavourable",
            "required_favourable",
            severity="blocking",
            piece=rule.id,
            of=slot.of,
            place=rule.place,
        )
    return senses == {"favourable"}


def _letter_state(situation: Situation, papers: list[ReceivedPiece], findings: FindingList) -> str | None:
    letter = situation.cessation_letter
    if letter is None and papers:
        findings.add("contradiction", "cessation_letter", piece="cessation_letter")
    if isinstance(letter, CessationLetter) and letter.effective is None:
        findings.add("piece_non_compliant", "no_end_date", piece="cessation_letter")
        return "non_compliant"
    if isinstance(letter, CessationLetter) or papers:
        return "received"
    return "missing" if letter is None else _absent(situation)


def _agreement_state(
    slot: Slot, papers: list[ReceivedPiece], situation: Situation, findings: FindingList
) -> str | None:
    """The fact or the paper is enough; where they disagree that is a finding of its own."""
    paper, of = slot.rule.id, slot.of
    senses = {one.opinion for one in papers}
    given = slot.told == "given" or (bool(papers) and "unfavourable" not in senses)
    refused = slot.told == "refused" or "unfavourable" in senses
    if given and (refused or slot.told == "missing"):
        findings.add("contradiction", "agreement", piece=paper, of=of, words={"site": of})
    if given and slot.vacant:
        findings.add("contradiction", "vacant_agreement", piece=paper, of=of, words={"site": of})
    if given:
        return "received"
    if refused:
        findings.add(
            "agreement_refused",
            "site" if paper == "site_agreement" else "coordonnateur",
            piece=paper,
            of=of,
            words={"site": of},
        )
        return "non_compliant"
    return "missing" if slot.told == "missing" or slot.vacant else _absent(situation)
