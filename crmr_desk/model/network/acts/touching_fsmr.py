"""What depends on a filière."""

from __future__ import annotations

from sqlalchemy import select

from crmr_desk.model.network.acts.lines import Lines, Offer
from crmr_desk.model.network.acts.offers import ENDS
from crmr_desk.model.network.acts.rows import Fate, Option
from crmr_desk.model.network.periods import beyond
from crmr_desk.model.network.tables import CRMR, DESIGNATION, DOSSIER, MANDATE, NOTE, SITE


def closing(lines: Lines) -> None:
    """A filière that ends: its designation, its animateur, and where each of its reference centres goes."""
    fsmr_id = lines.planned.row_id
    query = select(DESIGNATION.c.id, DESIGNATION.c.start, DESIGNATION.c.end).where(DESIGNATION.c.fsmr_id == fsmr_id)
    ends = Offer((Option(Fate.CLOSE, "Prend fin ce jour-là"),), "La désignation prend fin (annexe 2, §\u00a02)")
    for row in lines.session.execute(query.where(beyond(DESIGNATION, lines.planned.last_day))):
        lines.say("fsmr_designation", row.id, "Désignation", ends, start=row.start, end=row.end)
    lines.mandates(MANDATE.c.fsmr_id == fsmr_id, ENDS)
    _say_centres(lines, fsmr_id)
    lines.dossiers(DOSSIER.c.fsmr_id == fsmr_id)
    lines.notes(NOTE.c.fsmr_id == fsmr_id)
    lines.formers(("fsmr", [fsmr_id]))


def _say_centres(lines: Lines, fsmr_id: int) -> None:
    """Those that go on: a centre that has closed keeps the filière that it had."""
    goes_on = select(SITE.c.crmr_id).where(beyond(SITE, lines.planned.last_day))
    query = select(CRMR.c.id).where(CRMR.c.fsmr_id == fsmr_id, CRMR.c.id.in_(goes_on)).order_by(CRMR.c.id)
    options = (Option(Fate.MOVE, "Rejoint une autre filière"), Option(Fate.CLOSE, "Reste sans filière"))
    why = "Chaque centre relève d’une filière\u202f; une révision du périmètre le dit (annexe 2, §\u00a02)"
    offer = Offer(options, why, "fsmr", asked=True, but=frozenset({fsmr_id}))
    for row_id in lines.session.scalars(query):
        lines.say("crmr", row_id, "Centre de référence", offer)
