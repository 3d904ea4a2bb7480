"""The sheet of a coordinating or constitutive site."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function, Ground, SiteRole
from crmr_desk.model.network import hospitals
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.holders import Seats
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.rows import Badge, CentreSheet, Fact, HospitalRow
from crmr_desk.model.network.sheet_of_crmr import place_facts, place_words
from crmr_desk.model.network.snapshot import CrmrOn, crmr_on
from crmr_desk.model.network.tables import MANDATE, SITE, SITE_COLUMNS, AnyRow


def site_sheet(session: Session, site_id: int, on: dt.date) -> CentreSheet:
    """One site, also outside its period. Raises UserError when it is gone.

    A coordinating site is led by the coordonnateur of its centre, a constitutive one by its own responsable.
    """
    site = session.execute(select(*SITE_COLUMNS).where(SITE.c.id == site_id)).one_or_none()
    if site is None:
        raise UserError("Ce site n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    hospital = hospitals.place_of(session, site.hospital_id, on)
    crmr = crmr_on(session, site.crmr_id, on)
    function, centre_id = _seat(site)
    seats = Seats(session, or_(MANDATE.c.crmr_id == site.crmr_id, MANDATE.c.site_id == site_id))
    history = seats.history(function, centre_id)
    holder = seats.holder(function, centre_id, on)
    dossier = parts.announced(session, function, centre_id, on)
    term = crmr.label.end if crmr.label else None
    lane = "Coordination" if function is Function.COORDONNATEUR else "Responsable"
    return CentreSheet(
        kind=CentreKind.SITE,
        row_id=site_id,
        on=on,
        breadcrumb=(crmr.fsmr.sigle if crmr.fsmr else "Sans filière", crmr.name, SiteRole(site.role).label),
        title=hospital.name,
        summary=f"{SiteRole(site.role).label}, {crmr.name}. {place_words(hospital)}",
        badges=_badges(site, crmr, dossier, vacant=holder is None),
        identity=_identity(site, crmr, hospital),
        bars=(
            *parts.label_bars("Label", "Label", crmr.labels, on),
            *parts.seat_bars(lane, history, on, dossier, term),
        ),
        people=parts.people(function, history, on, dossier, term),
        labels=parts.label_lines(crmr.labels, on),
        sites=(),
        ccmrs=(),
        seat=function.value,
        holder_mandate_id=holder.mandate_id if holder else None,
        open_dossier_id=dossier.dossier_id if dossier else None,
        open_dossier_title=dossier.resume if dossier else "",
        above=(("fsmr", crmr.fsmr.id) if crmr.fsmr else None, ("crmr", crmr.id), None),
        related=(
            ("site", site_id),
            ("crmr", site.crmr_id),
            *([("hospital", hospital.id)] if hospital.known else []),
            *(("label", row.id) for row in crmr.labels),
            *parts.seat_rows(history, dossier),
        ),
        placed=hospital.known,
    )


def _seat(site: AnyRow) -> tuple[Function, int]:
    if site.role == SiteRole.COORDONNATEUR:
        return Function.COORDONNATEUR, site.crmr_id
    return Function.RESPONSABLE_SITE, site.id


def _badges(site: AnyRow, crmr: CrmrOn, dossier: parts.Announced | None, *, vacant: bool) -> tuple[Badge, ...]:
    badges = [Badge(SiteRole(site.role).label, "mute"), parts.label_header(crmr.labels, crmr.on)]
    if not (site.start <= crmr.on and (site.end is None or crmr.on <= site.end)):
        badges.append(Badge("Hors période", "mute", "history", f"Site ouvert {period_words(site.start, site.end)}"))
    elif vacant:
        badges.append(Badge("Vacant", "stop", "user-off"))
    if dossier is not None:
        badges.append(dossier.badge)
    return tuple(badges)


def _identity(site: AnyRow, crmr: CrmrOn, hospital: HospitalRow) -> tuple[Fact, ...]:
    facts = [Fact("Centre de référence", crmr.name), Fact("Filière", crmr.fsmr.sigle if crmr.fsmr else "Sans filière")]
    facts += place_facts(hospital, "site", site.id)
    facts.append(Fact("Unité", site.unit, "A1 A-c", (("site", site.id, "unit"),)))
    if site.ground:
        facts.append(Fact("Motif du site", Ground(site.ground).label, "A1 A-c", (("site", site.id, "ground"),)))
    period = (("site", site.id, "start"), ("site", site.id, "end"))
    facts.append(Fact("Période", period_words(site.start, site.end), held=period))
    facts.append(Fact("Code", site.code, held=(("site", site.id, "code"),)))
    return tuple(fact for fact in facts if fact.value)
