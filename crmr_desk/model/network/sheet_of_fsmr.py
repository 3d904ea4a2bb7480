"""The sheet of a filière."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Seats, holders_query
from crmr_desk.model.network.rows import TO_BE_TOLD, Badge, CentreSheet, Fact, HospitalRow
from crmr_desk.model.network.sheet_counts import counts_of
from crmr_desk.model.network.sheet_facts import fact, place_facts, place_words, told
from crmr_desk.model.network.sheet_lines import ccmr_lines, crmr_lines, of_filiere
from crmr_desk.model.network.sheet_past import past_facts
from crmr_desk.model.network.sheet_places import place_of
from crmr_desk.model.network.snapshot import LabelOn
from crmr_desk.model.network.states import MINIMUM_OF_CRMR
from crmr_desk.model.network.tables import CENTRE, DESIGNATION, FSMR, MANDATE, AnyRow
from crmr_desk.model.terms import short_date

_FUNCTION = Function.ANIMATEUR
_FILIERE = select(FSMR.c.id, FSMR.c.sigle, FSMR.c.name, FSMR.c.seat_id).where(FSMR.c.id == CENTRE)
_MANDATES = holders_query(MANDATE.c.fsmr_id == CENTRE)
_DESIGNATIONS = select(DESIGNATION).where(DESIGNATION.c.fsmr_id == CENTRE).order_by(DESIGNATION.c.start)


def fsmr_sheet(session: Session, fsmr_id: int, on: dt.date) -> CentreSheet:
    """Designation, animateur, reference and competence centres on ``on``. Raises UserError when the FSMR is gone."""
    former = Formers(session, on)
    row = session.execute(_FILIERE, {"centre": fsmr_id}).one_or_none()
    if row is None:
        raise UserError("Cette filière n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    fsmr = former.row("fsmr", row)
    seat = place_of(session, former, on, fsmr.seat_id) if fsmr.seat_id is not None else None
    designations = _designations(session, fsmr_id)
    history = Seats(session.execute(_MANDATES, {"centre": fsmr_id})).history(_FUNCTION, fsmr_id)
    holder = next((held for held in history if held.holds_on(on)), None)
    dossier = parts.announced(session, _FUNCTION, fsmr_id, on)
    belonging = of_filiere(session, former, fsmr_id)
    crmrs = crmr_lines(session, former, belonging, on)
    ccmrs = ccmr_lines(session, former, [row.id for row in belonging], on)
    return CentreSheet(
        kind=CentreKind.FSMR,
        row_id=fsmr_id,
        on=on,
        breadcrumb=("Filière de santé maladies rares",),
        title=fsmr.sigle,
        summary=_summary(fsmr, seat),
        badges=_badges(len(crmrs), designations, on, dossier, vacant=holder is None),
        identity=(*_identity(fsmr, seat, len(crmrs), len(ccmrs)), *past_facts(session, "fsmr", fsmr_id, on)),
        bars=(
            *parts.label_bars("Désignation", "Désignation", designations, on),
            *parts.seat_bars("Animation", history, on, dossier),
        ),
        people=parts.people(_FUNCTION, history, on, dossier, None),
        labels=parts.label_lines(designations, on),
        sites=crmrs,
        ccmrs=ccmrs,
        seat=_FUNCTION.value,
        holder_mandate_id=holder.mandate_id if holder else None,
        open_dossier_id=dossier.dossier_id if dossier else None,
        open_dossier_title=dossier.resume if dossier else "",
        related=(
            ("fsmr", fsmr_id),
            *(("fsmr_designation", row.id) for row in designations),
            *(("crmr", line.row_id) for line in crmrs),
            *parts.seat_rows(history, dossier),
        ),
        counts=counts_of(session, CentreKind.FSMR, fsmr_id, on),
    )


def _designations(session: Session, fsmr_id: int) -> list[LabelOn]:
    rows = session.execute(_DESIGNATIONS, {"centre": fsmr_id})
    return [LabelOn(row.id, row.start, row.end, "") for row in rows]


def _summary(fsmr: AnyRow, seat: HospitalRow | None) -> str:
    name = f"{fsmr.name}. " if fsmr.name != fsmr.sigle else ""
    return name + (f"Siège\u00a0: {place_words(seat)}" if seat else "")


def _badges(
    crmr_count: int, designations: list[LabelOn], on: dt.date, dossier: parts.Announced | None, *, vacant: bool
) -> tuple[Badge, ...]:
    badges = [_designation_badge(designations, on)]
    if crmr_count < MINIMUM_OF_CRMR:
        tip = "Une filière fédère au moins trois centres de référence (annexe 1, C c)\u202f; à apprécier."
        badges.append(Badge("Moins de trois centres", "warn", "alert-triangle", tip))
    if vacant:
        badges.append(Badge("Animation vacante", "stop", "user-off"))
    if dossier is not None:
        badges.append(dossier.badge)
    return tuple(badges)


def _designation_badge(designations: list[LabelOn], on: dt.date) -> Badge:
    current = next((row for row in designations if row.holds_on(on)), None)
    if current is None:
        over = any(row.end is not None and row.end < on for row in designations)
        return Badge("Désignation échue" if over else "Sans désignation", "stop", "hourglass")
    until = f"jusqu’au {short_date(current.end)}" if current.end else f"depuis {current.start.year}"
    return Badge(f"Désignation {until}", "ok", "certificate")


def _identity(fsmr: AnyRow, seat: HospitalRow | None, crmr_count: int, ccmr_count: int) -> tuple[Fact, ...]:
    facts = [fact("Sigle", fsmr.sigle, ("fsmr", fsmr.id, "sigle")), fact("Nom", fsmr.name, ("fsmr", fsmr.id, "name"))]
    facts += place_facts(seat or TO_BE_TOLD, "fsmr", fsmr.id, "seat_id")
    facts.append(Fact("Centres de référence", str(crmr_count), "A1 C-c"))
    facts.append(Fact("Centres de compétences", str(ccmr_count)))
    return told(facts)
