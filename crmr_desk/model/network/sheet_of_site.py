"""The sheet of a coordinating or constitutive site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.diseases import diseases_of
from crmr_desk.model.network.ern import memberships
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Seats, holders_query
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.moved_sites import rows_of_site
from crmr_desk.model.network.rows import Badge, Bar, CentreSheet, Fact, HospitalRow
from crmr_desk.model.network.sheet_counts import counts_of
from crmr_desk.model.network.sheet_facts import fact, ground_fact, place_facts, place_words, site_facts, told
from crmr_desk.model.network.sheet_past import past_facts
from crmr_desk.model.network.sheet_places import places_of
from crmr_desk.model.network.snapshot import CrmrOn, LabelOn, crmr_on
from crmr_desk.model.network.tables import CENTRE, IDS, MANDATE, SITE, SITE_COLUMNS, AnyRow

_SITE = select(*SITE_COLUMNS).where(SITE.c.id == CENTRE)
_MANDATES = holders_query(or_(MANDATE.c.crmr_id == CENTRE, MANDATE.c.site_id.in_(IDS)))
"""Those of its reference centre, and its own under each of its rows."""


def site_sheet(session: Session, site_id: int, on: dt.date) -> CentreSheet:
    """One site, also outside its period. Raises UserError when it is gone.

    A coordinating site is led by the coordonnateur of its centre, a constitutive one by its own responsable.
    """
    former = Formers(session, on)
    row = session.execute(_SITE, {"centre": site_id}).one_or_none()
    if row is None:
        raise UserError("Ce site n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    site = former.row("site", row)
    rows = rows_of_site(session, row)
    places = places_of(session, former, on, (each.hospital_id for each in rows))
    hospital = places[site.hospital_id]
    crmr = crmr_on(session, site.crmr_id, on, former)
    function, centre_id = _seat(site)
    ids = [each.id for each in rows]
    seats = Seats(session.execute(_MANDATES, {"centre": site.crmr_id, "ids": ids}))
    of_seat = ids if function is Function.RESPONSABLE_SITE else [centre_id]
    history = [held for seat_id in of_seat for held in seats.history(function, seat_id)]
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
        identity=(
            *_identity(site, crmr, hospital),
            *_moves(rows, site_id, places),
            *past_facts(session, "site", site_id, on),
        ),
        bars=(
            *parts.label_bars("Label", "Label", crmr.labels, on),
            *_stays(rows, places, on),
            *parts.seat_bars(lane, history, on, dossier, term),
        ),
        people=(
            *parts.people(function, history, on, dossier, term),
            *parts.referents(session, CentreKind.SITE, site_id, on),
        ),
        labels=parts.label_lines(crmr.labels, on),
        sites=(),
        ccmrs=(),
        seat=function.value,
        holder_mandate_id=holder.mandate_id if holder else None,
        open_dossier_id=dossier.dossier_id if dossier else None,
        open_dossier_title=dossier.resume if dossier else "",
        above=(("fsmr", crmr.fsmr.id) if crmr.fsmr else None, ("crmr", crmr.id), None),
        related=(
            *(("site", each.id) for each in rows),
            ("crmr", site.crmr_id),
            *([("hospital", hospital.id)] if hospital.known else []),
            *(("label", row.id) for row in crmr.labels),
            *parts.seat_rows(history, dossier),
        ),
        placed=hospital.known,
        diseases=diseases_of(session, site.crmr_id, on),
        erns=memberships(session, former, [site_id], on),
        counts=counts_of(session, CentreKind.SITE, site_id, on),
    )


def _seat(site: AnyRow) -> tuple[Function, int]:
    if site.role == SiteRole.COORDONNATEUR:
        return Function.COORDONNATEUR, site.crmr_id
    return Function.RESPONSABLE_SITE, site.id


def _stays(rows: list[AnyRow], places: Mapping[int | None, HospitalRow], on: dt.date) -> list[Bar]:
    """Its time in each hospital; of a site that never moved the hospital goes without saying."""
    bars: list[Bar] = []
    for row in rows:
        where = f", {places[row.hospital_id].name}" if len(rows) > 1 else ""
        period = LabelOn(row.id, row.start, row.end, "")
        bars += parts.label_bars("Site", f"{SiteRole(row.role).label}{where}", [period], on)
    return bars


def _moves(rows: list[AnyRow], site_id: int, places: Mapping[int | None, HospitalRow]) -> tuple[Fact, ...]:
    """Where it was before and where it went after, each with the way to its papers of that time."""
    place = [row.id for row in rows].index(site_id)
    return tuple(
        Fact(
            "Auparavant" if number < place else "Ensuite",
            f"{places[row.hospital_id].name}, {period_words(row.start, row.end)}",
            leads=("site", row.id),
        )
        for number, row in enumerate(rows)
        if row.id != site_id
    )


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
    fsmr = crmr.fsmr
    period = (("site", site.id, "start"), ("site", site.id, "end"))
    facts = [
        fact("Centre de référence", crmr.name, ("site", site.id, "crmr_id"), leads=("crmr", crmr.id)),
        Fact("Filière", fsmr.sigle if fsmr else "Sans filière", leads=("fsmr", fsmr.id) if fsmr else None),
        *place_facts(hospital, "site", site.id),
        *site_facts(site),
    ]
    if site.role == SiteRole.CONSTITUTIF or site.ground:
        facts.append(ground_fact(site))
    facts.append(fact("Période", period_words(site.start, site.end), period[0], "", period[1]))
    facts.append(fact("Code", site.code, ("site", site.id, "code")))
    return told(facts)
