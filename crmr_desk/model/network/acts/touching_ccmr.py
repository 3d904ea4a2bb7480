"""What depends on a competence centre."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, select

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.acts.lines import CANDIDACY, Lines, Offer
from crmr_desk.model.network.acts.offers import DETACHED, ENDS, ends_or_goes, follows_or_leaves
from crmr_desk.model.network.acts.rows import Fate, Option
from crmr_desk.model.network.periods import beyond
from crmr_desk.model.network.tables import ATTACHMENT, CCMR, DOSSIER, MANDATE, NOTE, TEAM, AnyRow

_ENDS = Option(Fate.CLOSE, "Prend fin la veille")


def closing(lines: Lines) -> None:
    """A competence centre that closes."""
    ccmr_id = lines.planned.row_id
    lines.attachments(ATTACHMENT.c.ccmr_id == ccmr_id, DETACHED)
    lines.mandates(MANDATE.c.ccmr_id == ccmr_id, ENDS)
    lines.team(TEAM.c.ccmr_id == ccmr_id, ends_or_goes("ccmr", "Passe à un autre centre", ccmr_id))
    lines.dossiers(DOSSIER.c.ccmr_id == ccmr_id)
    _say_the_rest(lines, [ccmr_id])


def moving(lines: Lines) -> None:
    """A competence centre that changes hospital: it stays the same centre, with its attachments and its dossiers."""
    ccmr_id = lines.planned.row_id
    why = "Le centre reste rattaché, où qu’il soit"
    lines.attachments(ATTACHMENT.c.ccmr_id == ccmr_id, Offer(why=why))
    why = "Le responsable est désigné par le directeur de l’établissement (annexe 3, §\u00a04)\u00a0: à vérifier"
    lines.mandates(MANDATE.c.ccmr_id == ccmr_id, follows_or_leaves(why))
    lines.team(TEAM.c.ccmr_id == ccmr_id, follows_or_leaves())
    lines.dossiers(DOSSIER.c.ccmr_id == ccmr_id, stays="Suit le centre\u00a0: vérifiez l’établissement du dossier")
    _say_the_rest(lines, [ccmr_id])


def merging(lines: Lines) -> None:
    """A competence centre that another one takes over: attachments and team pass to it, the seat stays with its own
    responsable."""
    planned = lines.planned
    into = planned.into or 0
    lines.attachments(ATTACHMENT.c.ccmr_id == planned.row_id, _passes_unless_there(lines, into))
    lines.mandates(MANDATE.c.ccmr_id == planned.row_id, _seat_of(lines, into))
    passes = Offer((Option(Fate.MOVE, "Passe au centre qui reprend"), _ENDS))
    lines.team(TEAM.c.ccmr_id == planned.row_id, passes)
    lines.dossiers(DOSSIER.c.ccmr_id == planned.row_id)
    _say_the_rest(lines, [planned.row_id])


def left_alone(lines: Lines, alone: list[int]) -> None:
    """Competence centres that an act would leave without any CRMR, with what would end if they close too."""
    if not alone:
        return
    options = (
        Option(Fate.MOVE, "Rattacher à…"),
        Option(Fate.KEEP, "Laisser sans rattachement"),
        Option(Fate.CLOSE, "Fermer aussi"),
    )
    but = frozenset({lines.planned.row_id})
    offer = Offer(options, "N’aurait plus aucun centre de référence (annexe 1, B\u00a0c)", "crmr", asked=True, but=but)
    lines.ccmrs(CCMR.c.id.in_(alone), offer)
    lines.mandates(MANDATE.c.ccmr_id.in_(alone), Offer(), _of_ccmr)
    lines.team(TEAM.c.ccmr_id.in_(alone), Offer(), _of_ccmr)
    lines.dossiers(DOSSIER.c.ccmr_id.in_(alone), _of_ccmr)
    lines.candidacies(CANDIDACY.c.ccmr_id.in_(alone), _of_ccmr)


def attached_elsewhere(lines: Lines, of: ColumnElement[bool], crmr_id: int) -> set[int]:
    """Those of the competence centres of the attachments ``of`` that another CRMR keeps after the last day."""
    wanted = select(ATTACHMENT.c.ccmr_id).where(of)
    query = select(ATTACHMENT.c.ccmr_id).where(
        ATTACHMENT.c.ccmr_id.in_(wanted), ATTACHMENT.c.crmr_id != crmr_id, beyond(ATTACHMENT, lines.planned.last_day)
    )
    return set(lines.session.scalars(query))


def _of_ccmr(row: AnyRow) -> str:
    return f"ccmr/{row.ccmr_id}"


def _passes_unless_there(lines: Lines, into: int) -> Callable[[AnyRow], Offer]:
    there = select(ATTACHMENT.c.crmr_id).where(ATTACHMENT.c.ccmr_id == into, beyond(ATTACHMENT, lines.planned.last_day))
    crmr_ids = set(lines.session.scalars(there))
    passes = Offer((Option(Fate.MOVE, "Passe au centre qui reprend"), _ENDS))
    return lambda row: Offer((_ENDS,), "L’autre centre y est rattaché déjà") if row.crmr_id in crmr_ids else passes


def _seat_of(lines: Lines, into: int) -> Offer:
    """The responsable takes the seat of the other centre only where nobody sits or is announced there."""
    target = select(CCMR.c.title).where(CCMR.c.id == into)
    if lines.session.scalar(target) is None:
        raise UserError("Choisissez le centre de compétences qui reprend l’autre.")
    taken = select(MANDATE.c.id).where(MANDATE.c.ccmr_id == into, beyond(MANDATE, lines.planned.last_day)).limit(1)
    if lines.session.scalar(taken) is not None:
        return Offer((_ENDS,), "L’autre centre a son responsable")
    return Offer((_ENDS, Option(Fate.MOVE, "Devient responsable de l’autre")), "L’autre siège est vacant")


def _say_the_rest(lines: Lines, ccmr_ids: list[int]) -> None:
    lines.candidacies(CANDIDACY.c.ccmr_id.in_(ccmr_ids))
    lines.notes(NOTE.c.ccmr_id.in_(ccmr_ids))
    lines.formers(("ccmr", ccmr_ids))
    lines.drafts([("ccmr", each) for each in ccmr_ids])
