"""What depends on a site."""

from __future__ import annotations

from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.acts.lines import CANDIDACY, Lines, Offer
from crmr_desk.model.network.acts.offers import ENDS, STAYS, ends_or_goes, follows_or_leaves
from crmr_desk.model.network.acts.rows import Fate, Option
from crmr_desk.model.network.periods import beyond
from crmr_desk.model.network.tables import DOSSIER, ERN, MANDATE, NOTE, SITE, TEAM, AnyRow

_TAKES_OVER = (
    "Un centre de référence a un site coordonnateur (annexe 1, A\u00a0c)\u00a0: un site constitutif prend la"
    " coordination le lendemain, et son responsable cesse de l’être. L’instruction ne décrit pas ce passage"
)
_ALONE = "C’est son seul site\u00a0: fermez le centre de référence, ou délocalisez ce site"


def closing(lines: Lines) -> None:
    """A site that closes. The coordinating one leaves its place to another site of the centre."""
    site = _site(lines)
    if site.role == SiteRole.COORDONNATEUR:
        _say_coordination(lines, site)
        lines.mandates(MANDATE.c.crmr_id == site.crmr_id, Offer(why="Le coordonnateur conduit le centre, non ce site"))
    elsewhere = ends_or_goes("site", "Passe à un autre site", site.id)
    lines.mandates(MANDATE.c.site_id == site.id, ENDS)
    lines.team(TEAM.c.site_id == site.id, elsewhere)
    lines.erns(ERN.c.site_id == site.id, elsewhere)
    lines.dossiers(DOSSIER.c.site_id == site.id)
    _say_dossiers_of_crmr(lines, site)
    _say_the_rest(lines, site.id)


def moving(lines: Lines) -> None:
    """A site that goes on in another hospital: the head is the same, unless the user says that they stay behind."""
    site = _site(lines)
    if site.role == SiteRole.COORDONNATEUR:
        why = "Le coordonnateur conduit le centre\u00a0: son mandat n’est pas touché"
        lines.mandates(MANDATE.c.crmr_id == site.crmr_id, Offer(why=why))
    why = "Le responsable demande que le site le suive (annexe 1, A\u00a0c)"
    lines.mandates(MANDATE.c.site_id == site.id, follows_or_leaves(why))
    lines.team(TEAM.c.site_id == site.id, follows_or_leaves())
    lines.erns(ERN.c.site_id == site.id, follows_or_leaves())
    lines.dossiers(DOSSIER.c.site_id == site.id, stays="Suit le site")
    _say_dossiers_of_crmr(lines, site)
    _say_the_rest(lines, site.id)


def _site(lines: Lines) -> AnyRow:
    query = select(SITE.c.id, SITE.c.crmr_id, SITE.c.role).where(SITE.c.id == lines.planned.row_id)
    row = lines.session.execute(query).one_or_none()
    if row is None:
        raise UserError("Ce site n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    return row


def _say_coordination(lines: Lines, site: AnyRow) -> None:
    """Somebody must coordinate the centre afterwards; nothing to say where another site does already."""
    others = select(SITE.c.id, SITE.c.role, SITE.c.start).where(SITE.c.crmr_id == site.crmr_id, SITE.c.id != site.id)
    rows = list(lines.session.execute(others.where(beyond(SITE, lines.planned.last_day))))
    next_day = lines.planned.first_day
    if any(row.role == SiteRole.COORDONNATEUR and row.start <= next_day for row in rows):
        return
    if any(row.start < next_day for row in rows):
        options = (Option(Fate.MOVE, "Coordination confiée à…"),)
        offer = Offer(options, _TAKES_OVER, "site", but=frozenset({site.id}), within=site.crmr_id)
        lines.say("crmr", site.crmr_id, "Coordination du centre", offer)
    else:
        lines.say("crmr", site.crmr_id, "Coordination du centre", STAYS, why="", blocked=_ALONE,
                  leads_to=("crmr", site.crmr_id))  # fmt: skip


def _say_dossiers_of_crmr(lines: Lines, site: AnyRow) -> None:
    stays = "Reste au centre de référence\u00a0: vérifiez qu’il ne tient pas compte de ce site"
    lines.dossiers(DOSSIER.c.crmr_id == site.crmr_id, stays=stays)


def _say_the_rest(lines: Lines, site_id: int) -> None:
    lines.candidacies(CANDIDACY.c.site_id == site_id)
    lines.notes(NOTE.c.site_id == site_id)
    lines.formers(("site", [site_id]))
    lines.drafts([("site", site_id)])
