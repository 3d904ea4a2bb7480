"""The sheet of a reference centre."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.holders import Holder, Seats
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import Badge, Bar, CentreSheet, Fact, HospitalRow
from crmr_desk.model.network.sheet_lines import ccmr_lines, expired_words, site_lines
from crmr_desk.model.network.snapshot import CrmrOn, crmr_on
from crmr_desk.model.network.tables import CRMR, MANDATE, SITE

_FUNCTION = Function.COORDONNATEUR


def crmr_sheet(session: Session, crmr_id: int, on: dt.date) -> CentreSheet:
    """Label, coordination, sites and competence centres on ``on``. Raises UserError when the centre is gone."""
    crmr = crmr_on(session, crmr_id, on)
    sites = select(SITE.c.id).where(SITE.c.crmr_id == crmr_id)
    seats = Seats(session, or_(MANDATE.c.crmr_id == crmr_id, MANDATE.c.site_id.in_(sites)))
    history = seats.history(_FUNCTION, crmr_id)
    dossier = parts.announced(session, _FUNCTION, crmr_id, on)
    term = crmr.label.end if crmr.label else None
    sheet_sites = site_lines(crmr, seats)
    ccmrs = ccmr_lines(session, select(CRMR.c.id).where(CRMR.c.id == crmr_id), on, term, expired_words(crmr.labels, on))
    return CentreSheet(
        kind=CentreKind.CRMR,
        row_id=crmr_id,
        on=on,
        breadcrumb=(crmr.fsmr.sigle if crmr.fsmr else "Sans filière", "Centre de référence"),
        title=crmr.name,
        summary=_summary(crmr),
        badges=_badges(crmr, dossier),
        identity=_identity(crmr),
        bars=_bars(crmr, seats, history, dossier, term),
        people=parts.people(_FUNCTION, history, on, dossier, term),
        labels=parts.label_lines(crmr.labels, on),
        sites=sheet_sites,
        ccmrs=ccmrs,
        seat=_FUNCTION.value,
        holder_mandate_id=crmr.holder.mandate_id if crmr.holder else None,
        open_dossier_id=dossier.dossier_id if dossier else None,
        open_dossier_title=dossier.resume if dossier else "",
        above=(("fsmr", crmr.fsmr.id) if crmr.fsmr else None, None),
        related=(
            ("crmr", crmr_id),
            *((("fsmr", crmr.fsmr.id),) if crmr.fsmr else ()),
            *(("label", row.id) for row in crmr.labels),
            *(("site", line.row_id) for line in sheet_sites),
            *(("ccmr", line.row_id) for line in ccmrs),
            *parts.seat_rows(seats.all(), dossier),
        ),
    )


def place_facts(hospital: HospitalRow, table: str, row_id: int) -> list[Fact]:
    """Where a centre, row ``row_id`` of ``table``, is: the geographic FINESS gives the region and the agency to
    inform."""
    region = REGIONS.get(hospital.region)
    name, et, ej, town, code = (
        (("hospital", hospital.id, field),) for field in ("name", "finess_et", "finess_ej", "town", "region")
    )
    return [
        Fact("Établissement", hospital.name, held=((table, row_id, "hospital_id"), *name)),
        Fact("FINESS géographique", hospital.finess_et, held=et),
        Fact("FINESS juridique", hospital.finess_ej, held=ej),
        Fact("Ville", hospital.town, held=town),
        Fact("Région", region.name if region else hospital.region, held=code),
        Fact("ARS", hospital.ars),
    ]


def place_words(hospital: HospitalRow) -> str:
    """Lariboisière, AP-HP, Paris. FINESS 750100042, ARS Île-de-France; the name alone of one still to be told."""
    town = f", {hospital.town}" if hospital.town and hospital.town not in hospital.name else ""
    numbered = f"FINESS {hospital.finess_et}" if hospital.finess_et else ""
    known = ", ".join(part for part in (numbered, hospital.ars) if part)
    return f"{hospital.name}{town}. {known}" if known else f"{hospital.name}{town}"


def _summary(crmr: CrmrOn) -> str:
    title = f"{crmr.title}. " if crmr.acronym else ""
    return title + (place_words(crmr.coordinating.hospital) if crmr.coordinating else "Aucun site coordonnateur")


def _badges(crmr: CrmrOn, dossier: parts.Announced | None) -> tuple[Badge, ...]:
    count = len(crmr.constitutive) + (crmr.coordinating is not None)
    tip = "Les centres de compétences ne comptent pas comme sites (annexe 1, A c)."
    badges = [Badge(f"Multi-sites {count}" if crmr.multi_site else "Mono-site", "mute", "", tip)]
    badges.append(parts.label_header(crmr.labels, crmr.on))
    if dossier is not None:
        badges.append(dossier.badge)
    if crmr.holder is None:
        badges.append(Badge("Coordination vacante", "stop", "user-off"))
    return tuple(badges)


def _identity(crmr: CrmrOn) -> tuple[Fact, ...]:
    facts = [
        Fact("Intitulé", crmr.title, held=(("crmr", crmr.id, "title"), ("crmr", crmr.id, "acronym"))),
        Fact("Filière", crmr.fsmr.sigle if crmr.fsmr else "Sans filière", held=(("crmr", crmr.id, "fsmr_id"),)),
    ]
    if crmr.coordinating is not None:
        site = crmr.coordinating
        facts += place_facts(site.hospital, "site", site.id)
        facts.append(Fact("Unité", site.unit, "A1 A-c", (("site", site.id, "unit"),)))
    if crmr.label is not None and crmr.label.act:
        facts.append(Fact("Acte du label", crmr.label.act))
    facts.append(Fact("Code", crmr.code, held=(("crmr", crmr.id, "code"),)))
    return tuple(fact for fact in facts if fact.value)


def _bars(
    crmr: CrmrOn, seats: Seats, history: list[Holder], dossier: parts.Announced | None, term: dt.date | None
) -> tuple[Bar, ...]:
    bars = parts.label_bars("Label", "Label", crmr.labels, crmr.on)
    bars += parts.seat_bars("Coordination", history, crmr.on, dossier, term)
    for site in crmr.constitutive:
        of_site = seats.history(Function.RESPONSABLE_SITE, site.id)
        bars += parts.seat_bars(site.hospital.name, of_site, crmr.on)
    return tuple(bars)
