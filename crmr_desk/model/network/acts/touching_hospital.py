"""What depends on an establishment that closes."""

from __future__ import annotations

from sqlalchemy import select

from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.acts.lines import CANDIDACY, Lines, Offer
from crmr_desk.model.network.acts.rows import Fate, Option
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    DOSSIER,
    ERN,
    FSMR,
    MANDATE,
    NOTE,
    SITE,
    TEAM,
    AnyRow,
)

_MOVES, _CLOSES = Option(Fate.MOVE, "Passe dans un autre établissement"), Option(Fate.CLOSE, "Ferme ce jour-là")
_ALONG = Offer((Option(Fate.MOVE, "Suit le centre"), Option(Fate.CLOSE, "Prend fin ce jour-là")))
_RELOCATION = "Un site change d’établissement par un dossier de délocalisation (annexe 1, A\u00a0c)"


def closing(lines: Lines) -> None:
    """The sites and competence centres that it houses, with what follows them, and the filières led from it."""
    hospital_id = lines.planned.row_id
    but = frozenset({hospital_id})
    site = Offer((_MOVES, _CLOSES), _RELOCATION, "hospital", asked=True, but=but)
    alone = Offer((_MOVES,), f"{_RELOCATION}\u202f; un site coordonnateur ne ferme pas seul", "hospital", but=but)
    sites = lines.sites(
        SITE.c.hospital_id == hospital_id, lambda row: alone if row.role == SiteRole.COORDONNATEUR else site
    )
    ccmrs = lines.ccmrs(
        CCMR.c.hospital_id == hospital_id, Offer((_MOVES, _CLOSES), "", "hospital", asked=True, but=but)
    )
    _say_parts(lines, [row.id for row in sites], [row.id for row in ccmrs])
    for row_id in lines.session.scalars(select(FSMR.c.id).where(FSMR.c.seat_id == hospital_id)):
        lines.say("fsmr", row_id, "Siège de filière", Offer((_MOVES,), "", "hospital", but=but))
    lines.notes(NOTE.c.hospital_id == hospital_id)
    lines.formers(("hospital", [hospital_id]))


def _say_parts(lines: Lines, site_ids: list[int], ccmr_ids: list[int]) -> None:
    lines.mandates(MANDATE.c.site_id.in_(site_ids) | MANDATE.c.ccmr_id.in_(ccmr_ids), _ALONG, _of_centre)
    lines.team(TEAM.c.site_id.in_(site_ids) | TEAM.c.ccmr_id.in_(ccmr_ids), _ALONG, _of_centre)
    lines.erns(ERN.c.site_id.in_(site_ids), _ALONG, _of_site)
    lines.attachments(ATTACHMENT.c.ccmr_id.in_(ccmr_ids), Offer(), _of_ccmr)
    lines.dossiers(DOSSIER.c.site_id.in_(site_ids) | DOSSIER.c.ccmr_id.in_(ccmr_ids), _of_centre)
    open_ones = CANDIDACY.c.site_id.in_(site_ids) | CANDIDACY.c.ccmr_id.in_(ccmr_ids)
    lines.candidacies(open_ones, _of_centre)


def _of_site(row: AnyRow) -> str:
    return f"site/{row.site_id}"


def _of_ccmr(row: AnyRow) -> str:
    return f"ccmr/{row.ccmr_id}"


def _of_centre(row: AnyRow) -> str:
    return _of_site(row) if row.site_id is not None else _of_ccmr(row)
