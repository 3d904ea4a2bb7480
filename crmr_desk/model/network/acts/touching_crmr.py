"""What depends on a reference centre that closes, is split, or joins another one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.acts import touching_ccmr
from crmr_desk.model.network.acts.lines import CANDIDACY, Lines, Offer
from crmr_desk.model.network.acts.offers import ENDS, ends_or_goes
from crmr_desk.model.network.acts.rows import Fate, Option
from crmr_desk.model.network.periods import beyond
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CRMR,
    DISEASE,
    DOSSIER,
    ERN,
    LABEL,
    MANDATE,
    NOTE,
    SITE,
    TEAM,
    AnyRow,
)

_CLOSES = Option(Fate.CLOSE, "Prend fin ce jour-là")
_ENDS = Option(Fate.CLOSE, "Prend fin la veille")
_STAYS = Option(Fate.KEEP, "Reste")
_FOLLOWER = Offer((Option(Fate.MOVE, "Suit le site"), Option(Fate.CLOSE, "Prend fin la veille")))
_PASSES = Option(Fate.MOVE, "Passe au centre qui reprend")
_NEW = Option(Fate.MOVE, "Passe au nouveau centre")
_ORIGIN = "Reste au centre d’origine"
_MORE_SITES = "Reste au centre qui reprend\u00a0: vérifiez qu’il tient compte des sites qui le rejoignent"


def closing(lines: Lines) -> None:
    """A reference centre that closes with its sites, its label and its attachments."""
    crmr_id = lines.planned.row_id
    sites = lines.sites(SITE.c.crmr_id == crmr_id, _closing_site(crmr_id))
    _say_site_parts(lines, sites, Offer((Option(Fate.MOVE, "Suit le site"), _CLOSES)))
    lines.mandates(MANDATE.c.crmr_id == crmr_id, ENDS)
    lines.labels(LABEL.c.crmr_id == crmr_id, Offer((_CLOSES,), "Un centre fermé n’a plus de label"))
    _say_attachments(lines, Option(Fate.MOVE, "Rattacher à…"))
    lines.diseases(DISEASE.c.crmr_id == crmr_id, ends_or_goes("crmr", "Passe à un autre centre", crmr_id))
    lines.dossiers(DOSSIER.c.crmr_id == crmr_id)
    _say_the_rest(lines, sites)


def merging(lines: Lines) -> None:
    """A reference centre whose parts go to another one: its label, its coordination and its name end."""
    planned = lines.planned
    into = planned.into or 0
    if lines.session.scalar(select(CRMR.c.id).where(CRMR.c.id == into)) is None or into == planned.row_id:
        raise UserError("Choisissez le centre de référence qui reprend l’autre.")
    sites = lines.sites(SITE.c.crmr_id == planned.row_id, _merging_site(lines, into))
    _say_site_parts(lines, sites, _FOLLOWER)
    lines.mandates(MANDATE.c.crmr_id == planned.row_id, Offer((_ENDS,), "Un centre n’a qu’un coordonnateur"))
    lines.labels(LABEL.c.crmr_id == planned.row_id, Offer((_ENDS,), "Le label de l’autre centre vaut pour ses sites"))
    lines.attachments(ATTACHMENT.c.crmr_id == planned.row_id, _passes_unless_there(lines, into))
    lines.diseases(DISEASE.c.crmr_id == planned.row_id, _passes_unless_known(lines, into))
    lines.dossiers(DOSSIER.c.crmr_id == planned.row_id)
    lines.dossiers(DOSSIER.c.crmr_id == into, stays=_MORE_SITES)
    _say_the_rest(lines, sites)


def splitting(lines: Lines) -> None:
    """A reference centre of which a part stands alone from a day on."""
    planned = lines.planned
    sites = lines.sites(SITE.c.crmr_id == planned.row_id, _splitting_site(planned.coordinating))
    _say_site_parts(lines, sites, _FOLLOWER, stands=planned.coordinating)
    vacant = f"{_ORIGIN}\u202f; le nouveau siège reste vacant jusqu’à une désignation (annexe 3, §\u00a02)"
    lines.mandates(MANDATE.c.crmr_id == planned.row_id, Offer(why=vacant))
    lines.labels(LABEL.c.crmr_id == planned.row_id, Offer(why=_ORIGIN))
    lines.attachments(ATTACHMENT.c.crmr_id == planned.row_id, Offer((_STAYS, _NEW)))
    lines.diseases(DISEASE.c.crmr_id == planned.row_id, Offer((_STAYS, _NEW)))
    lines.dossiers(DOSSIER.c.crmr_id == planned.row_id, stays=_ORIGIN)
    _say_the_rest(lines, sites)


def _closing_site(crmr_id: int) -> Callable[[AnyRow], Offer]:
    """A constitutive site may join another centre on the ground that it has; the coordinating one closes."""
    only = Offer((_CLOSES,), "Ferme avec le centre")
    joins = Option(Fate.MOVE, "Devient site constitutif de…")
    either = Offer(
        (_CLOSES, joins), "Ferme avec le centre, ou garde son motif ailleurs", "crmr", but=frozenset({crmr_id})
    )
    return lambda row: only if row.role == SiteRole.COORDONNATEUR else either


def _merging_site(lines: Lines, into: int) -> Callable[[AnyRow], Offer]:
    """Two sites of one centre in one hospital are shown to be settled."""
    query = select(SITE.c.hospital_id).where(SITE.c.crmr_id == into, beyond(SITE, lines.planned.last_day))
    there = set(lines.session.scalars(query)) - {None}
    joins = Option(Fate.MOVE, "Devient site constitutif")

    def offer(row: AnyRow) -> Offer:
        if row.hospital_id in there:
            return Offer((_ENDS, joins), "L’autre centre a déjà un site dans cet établissement", asked=True)
        ground = "" if row.ground else "Le motif (annexe 1, A\u00a0c) est celui que vous choisissez"
        return Offer((joins, _ENDS), ground)

    return offer


def _splitting_site(coordinating: int | None) -> Callable[[AnyRow], Offer]:
    def offer(row: AnyRow) -> Offer:
        if row.role == SiteRole.COORDONNATEUR:
            return Offer(why="Coordonne le centre d’origine")
        if row.id == coordinating:
            return Offer(
                (Option(Fate.MOVE, "Coordonne le nouveau centre"),), "Choisi pour coordonner le nouveau centre"
            )
        return Offer((_STAYS, _NEW))

    return offer


def _say_site_parts(lines: Lines, sites: list[AnyRow], offer: Offer, *, stands: int | None = None) -> None:
    """What follows the fate of its site. The responsable of the site ``stands``, which will coordinate, ends."""
    ids = [row.id for row in sites]
    ends = Offer((Option(Fate.CLOSE, "Prend fin la veille"),), "Un site coordonnateur est conduit par le coordonnateur")
    lines.mandates(MANDATE.c.site_id.in_(ids), lambda row: ends if row.site_id == stands else offer, _of_site)
    lines.team(TEAM.c.site_id.in_(ids), offer, _of_site)
    lines.erns(ERN.c.site_id.in_(ids), offer, _of_site)
    lines.dossiers(DOSSIER.c.site_id.in_(ids), _of_site)
    lines.candidacies(CANDIDACY.c.site_id.in_(ids), _of_site)


def _of_site(row: AnyRow) -> str:
    return f"site/{row.site_id}"


def _say_attachments(lines: Lines, again: Option) -> None:
    """Attachments of a centre that closes; a CCMR that has no other one is asked about."""
    crmr_id, of = lines.planned.row_id, ATTACHMENT.c.crmr_id == lines.planned.row_id
    kept = touching_ccmr.attached_elsewhere(lines, of, crmr_id)
    why = "Reste rattaché à un autre centre de référence"
    ends = Offer((_CLOSES, again), why, "crmr", but=frozenset({crmr_id}))
    lines.attachments(of & ATTACHMENT.c.ccmr_id.in_(kept), ends)
    alone = select(ATTACHMENT.c.ccmr_id).where(of, beyond(ATTACHMENT, lines.planned.last_day))
    touching_ccmr.left_alone(lines, [each for each in lines.session.scalars(alone) if each not in kept])


def _passes_unless_there(lines: Lines, into: int) -> Callable[[AnyRow], Offer]:
    there = select(ATTACHMENT.c.ccmr_id).where(ATTACHMENT.c.crmr_id == into, beyond(ATTACHMENT, lines.planned.last_day))
    ccmr_ids = set(lines.session.scalars(there))
    known = Offer((_ENDS,), "Est déjà rattaché au centre qui reprend")
    return lambda row: known if row.ccmr_id in ccmr_ids else Offer((_PASSES, _ENDS))


def _passes_unless_known(lines: Lines, into: int) -> Callable[[AnyRow], Offer]:
    there = select(DISEASE.c.orpha).where(DISEASE.c.crmr_id == into, beyond(DISEASE, lines.planned.last_day))
    orphas = set(lines.session.scalars(there)) - {None}
    known = Offer((_ENDS,), "Le centre qui reprend la suit déjà")
    return lambda row: known if row.orpha in orphas else Offer((_PASSES, _ENDS))


def _say_the_rest(lines: Lines, sites: list[AnyRow]) -> None:
    crmr_id, ids = lines.planned.row_id, [row.id for row in sites]
    lines.notes((NOTE.c.crmr_id == crmr_id) | NOTE.c.site_id.in_(ids))
    lines.formers(("crmr", [crmr_id]), ("site", ids))
    lines.drafts([("crmr", crmr_id), *(("site", each) for each in ids)])
    lines.parts([crmr_id])
