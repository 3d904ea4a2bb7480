"""How one paper stands: received, missing or to be redone. The fact and its paper are two places for one truth."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.model.law.centres import ConstitutiveSite
from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.rules import PieceRule
from crmr_desk.model.law.situation import CessationLetter, ReceivedPiece, Situation


@dataclass(frozen=True, slots=True)
class Slot:
    """A paper that the scenario asks for, and the site that it is due from, if any."""

    rule: PieceRule
    of: str = ""
    site: ConstitutiveSite | None = None


def state_of(slot: Slot, papers: list[ReceivedPiece], situation: Situation, findings: FindingList) -> str | None:
    """received, missing, non_compliant, or None while nobody says; what is wrong with it is added to ``findings``."""
    if slot.site is not None:
        state = _agreement_state(slot.site, slot.of, papers, situation, findings)
    elif slot.rule.id == "cessation_letter":
        state = _letter_state(situation, papers, findings)
    else:
        state = _paper_state(slot, papers, situation, findings)
    if state == "missing" and not (slot.site and slot.site.vacant is True):
        findings.add("piece_missing", piece=slot.rule.id, of=slot.of, place=slot.rule.place)
    return state


def _absent(situation: Situation) -> str | None:
    return None if situation.received is UNKNOWN else "missing"


def _paper_state(slot: Slot, papers: list[ReceivedPiece], situation: Situation, findings: FindingList) -> str | None:
    if not papers:
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
        if flaw != "sense_unknown" or not _senses(papers):
            findings.add("piece_non_compliant", flaw, piece=rule.id, of=slot.of, place=rule.place)
    return "non_compliant" if flaws else "received"


def _senses(papers: list[ReceivedPiece]) -> set[str]:
    return {paper.opinion for paper in papers if isinstance(paper.opinion, str)}


def _opinion_is_enough(slot: Slot, papers: list[ReceivedPiece], findings: FindingList) -> bool:
    """Whether the opinion satisfies its rule; what it says against the candidate is a finding in any case."""
    rule, senses = slot.rule, _senses(papers)
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
    site: ConstitutiveSite, of: str, papers: list[ReceivedPiece], situation: Situation, findings: FindingList
) -> str | None:
    """The fact or the paper is enough; where they disagree that is a finding of its own."""
    senses = _senses(papers)
    given = site.agreement == "given" or (bool(papers) and "unfavourable" not in senses)
    refused = site.agreement == "refused" or "unfavourable" in senses
    if given and (refused or site.agreement == "missing"):
        findings.add("contradiction", "agreement", piece="site_agreement", of=of, words={"site": of})
    if given and site.vacant is True:
        findings.add("contradiction", "vacant_agreement", piece="site_agreement", of=of, words={"site": of})
    if given:
        return "received"
    if refused:
        findings.add("agreement_refused", piece="site_agreement", of=of, words={"site": of})
        return "non_compliant"
    return "missing" if site.agreement == "missing" or site.vacant is True else _absent(situation)
