"""What the register and the papers say of the centre, as the situation tells it (``crmr``, ``site``, ``ccmr``,
``fsmr``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from crmr_desk.model.dossiers.facts_answers import Situation, hospital_facts
from crmr_desk.model.dossiers.facts_centre import Centre, named_sites
from crmr_desk.model.dossiers.rows import IN_HAND
from crmr_desk.model.network.centres_on import AttachmentOn, CcmrOn, FullFsmrOn
from crmr_desk.model.network.snapshot import CrmrOn, LabelOn, SiteOn
from crmr_desk.model.store.schema import Piece
from crmr_desk.model.terms import last_day

Papers = Mapping[tuple[str, str], Piece]
"""Papers noted in a dossier, by (kind, of)."""

LABEL_YEARS: Final = 5
"""How long a label runs when its act prints no end (A1 A-c)."""
_AGREEMENTS: Final = ("site_agreement", "coordonnateur_agreement")
"""Papers that are given or refused; the refusal is a fact of the site or of the attachment, not a paper in hand."""


def centre_facts(centre: Centre, papers: Papers | None) -> Situation:
    """The objects of the situation that the register fills. ``papers`` None: nothing is known of the papers."""
    facts: Situation = {}
    if centre.crmr is not None:
        facts["crmr"] = _crmr(centre.crmr, papers)
    if centre.site is not None:
        facts["site"] = _site(centre.site, centre.crmr, papers)
    if centre.ccmr is not None:
        facts["ccmr"] = _ccmr(centre.ccmr, papers)
    if centre.fsmr is not None:
        facts["fsmr"] = _fsmr(centre.fsmr)
    return facts


def received(papers: Papers) -> Iterator[Situation]:
    """The papers in hand, agreements refused apart."""
    for (kind, of), piece in papers.items():
        refused = kind in _AGREEMENTS and piece.opinion == "unfavourable"
        if piece.state not in IN_HAND or refused:
            continue
        optional = {"of": of or None, "opinion": piece.opinion, "signed": piece.signed, "vouches": piece.vouches}
        yield {"piece": kind, **{key: value for key, value in optional.items() if value is not None}}


def _crmr(crmr: CrmrOn, papers: Papers | None) -> Situation:
    label = crmr.label or crmr.last_label
    earlier = [one for one in crmr.labels if label is not None and one.start < label.start]
    known: Situation = {
        "label": _period(label),
        "previous_label": _period(earlier[-1]) if earlier else None,
        "label_renewed": crmr.label is not None and bool(earlier),
        "multi_site": crmr.multi_site,
        "constitutive_sites": [_constitutive(name, site, papers) for name, site in named_sites(crmr).items()],
        "fsmr": crmr.fsmr is not None,
    }
    if label is not None and label.end is None:
        known["label_years"] = LABEL_YEARS
    if crmr.fsmr is not None:
        known |= {"fsmr_name": crmr.fsmr.sigle, "fsmr_crmr_count": crmr.fsmr.crmr_count}
    if crmr.coordinating is not None:
        known |= {"hospital": hospital_facts(crmr.coordinating.hospital), "unit": crmr.coordinating.unit}
    return known


def _constitutive(name: str, site: SiteOn, papers: Papers | None) -> Situation:
    facts = {"name": name, "hospital": hospital_facts(site.hospital), "vacant": site.holder is None}
    return facts | _agreement("agreement", "site_agreement", (name,), papers)


def _site(site: SiteOn, crmr: CrmrOn | None, papers: Papers | None) -> Situation:
    facts: Situation = {"name": site.hospital.name, "hospital": hospital_facts(site.hospital)}
    if site.ground:
        facts["ground"] = site.ground
    crmr_name = crmr.name if crmr is not None else ""
    return facts | _agreement("coordonnateur_agreement", "coordonnateur_agreement", ("", crmr_name), papers)


def _ccmr(ccmr: CcmrOn, papers: Papers | None) -> Situation:
    alone = len(ccmr.attachments) == 1
    facts: Situation = {
        "hospital": hospital_facts(ccmr.hospital),
        "attachments": [_attachment(one, papers, alone=alone) for one in ccmr.attachments],
    }
    return facts | ({"active_file": ccmr.active_file} if ccmr.active_file is not None else {})


def _attachment(one: AttachmentOn, papers: Papers | None, *, alone: bool) -> Situation:
    facts: Situation = {"crmr": one.name, "fsmr": one.fsmr or None, "label": _whole_period(one.label)}
    of = (one.name, "") if alone else (one.name,)
    return facts | _agreement("coordonnateur_agreement", "coordonnateur_agreement", of, papers)


def _fsmr(fsmr: FullFsmrOn) -> Situation:
    return {
        "name": fsmr.sigle,
        "crmr_count": fsmr.crmr_count,
        "ccmr_count": fsmr.ccmr_count,
        "designation": _whole_period(fsmr.designation or fsmr.last_designation),
    }


def _agreement(fact: str, kind: str, of: tuple[str, ...], papers: Papers | None) -> Situation:
    """given, refused or missing, from the first of these papers in hand; nothing where nothing is known of papers."""
    if papers is None:
        return {}
    in_hand = (papers[kind, one] for one in of if (kind, one) in papers and papers[kind, one].state in IN_HAND)
    found = next(in_hand, None)
    if found is None:
        return {fact: "missing"}
    return {fact: "refused" if found.opinion == "unfavourable" else "given"}


def _period(period: LabelOn | None) -> list[str] | None:
    """First and last day; the first alone where the act prints no end."""
    if period is None:
        return None
    return [day.isoformat() for day in (period.start, period.end) if day is not None]


def _whole_period(period: LabelOn | None) -> list[str] | None:
    """First and last day, the last one computed where the act prints none."""
    if period is None:
        return None
    return [period.start.isoformat(), (period.end or last_day(period.start, LABEL_YEARS)).isoformat()]
