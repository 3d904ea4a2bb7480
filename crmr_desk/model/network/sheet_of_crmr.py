"""The sheet of a reference centre."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.diseases import diseases_of
from crmr_desk.model.network.ern import memberships
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Seats, holders_query
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.rows import Badge, CentreSheet, Fact
from crmr_desk.model.network.sheet_counts import counts_of
from crmr_desk.model.network.sheet_facts import fact, place_facts, place_words, site_facts, told
from crmr_desk.model.network.sheet_lines import ccmr_lines, expired_words, site_lines
from crmr_desk.model.network.sheet_past import past_facts
from crmr_desk.model.network.snapshot import CrmrOn, crmr_on
from crmr_desk.model.network.tables import CENTRE, MANDATE, SITE, SITE_COLUMNS, AnyRow

_FUNCTION = Function.COORDONNATEUR
_ITS_SITES = select(SITE.c.id).where(SITE.c.crmr_id == CENTRE)
_MANDATES = holders_query(or_(MANDATE.c.crmr_id == CENTRE, MANDATE.c.site_id.in_(_ITS_SITES)))
_SITES = select(*SITE_COLUMNS).where(SITE.c.crmr_id == CENTRE).order_by(SITE.c.start, SITE.c.id)


def crmr_sheet(session: Session, crmr_id: int, on: dt.date) -> CentreSheet:
    """Label, coordination, sites and competence centres on ``on``. Raises UserError when the centre is gone."""
    former = Formers(session, on)
    crmr = crmr_on(session, crmr_id, on, former)
    seats = Seats(session.execute(_MANDATES, {"centre": crmr_id}))
    history = seats.history(_FUNCTION, crmr_id)
    dossier = parts.announced(session, _FUNCTION, crmr_id, on)
    term = crmr.label.end if crmr.label else None
    sheet_sites = site_lines(crmr, seats)
    ccmrs = ccmr_lines(session, former, [crmr_id], on, term, expired_words(crmr.labels, on))
    known = _sites(session, crmr_id)
    coordinating = next((row for row in known if crmr.coordinating and row.id == crmr.coordinating.id), None)
    return CentreSheet(
        kind=CentreKind.CRMR,
        row_id=crmr_id,
        on=on,
        breadcrumb=(crmr.fsmr.sigle if crmr.fsmr else "Sans filière", "Centre de référence"),
        title=crmr.name,
        summary=_summary(crmr),
        badges=_badges(crmr, known, dossier),
        identity=(*_identity(crmr, coordinating), *past_facts(session, "crmr", crmr_id, on)),
        bars=(
            *parts.label_bars("Label", "Label", crmr.labels, on),
            *parts.seat_bars("Coordination", history, on, dossier, term),
        ),
        people=(
            *parts.people(_FUNCTION, history, on, dossier, term),
            *(parts.referents(session, CentreKind.SITE, coordinating.id, on) if coordinating is not None else ()),
        ),
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
            *(("site", row.id) for row in known),
            *(("ccmr", line.row_id) for line in ccmrs),
            *parts.seat_rows(seats.all(), dossier),
        ),
        diseases=diseases_of(session, crmr_id, on),
        erns=memberships(session, former, (line.row_id for line in sheet_sites), on),
        counts=counts_of(session, CentreKind.CRMR, crmr_id, on),
    )


def _summary(crmr: CrmrOn) -> str:
    title = f"{crmr.title}. " if crmr.acronym else ""
    return title + (place_words(crmr.coordinating.hospital) if crmr.coordinating else "Aucun site coordonnateur")


def _badges(crmr: CrmrOn, known: list[AnyRow], dossier: parts.Announced | None) -> tuple[Badge, ...]:
    """A centre none of whose sites is open on the date has no seat that could be vacant."""
    count = len(crmr.constitutive) + (crmr.coordinating is not None)
    tip = "Les centres de compétences ne comptent pas comme sites (annexe 1, A c)."
    badges = [Badge(f"Multi-sites {count}" if crmr.multi_site else "Mono-site", "mute", "", tip)]
    shut = bool(known) and not count
    if shut:
        end = None if any(site.end is None for site in known) else max(site.end for site in known)
        open_when = f"Centre ouvert {period_words(known[0].start, end)}"
        badges = [Badge("Hors période", "mute", "history", open_when)]
    else:
        badges.append(parts.label_header(crmr.labels, crmr.on))
    if dossier is not None:
        badges.append(dossier.badge)
    if crmr.holder is None and not shut:
        badges.append(Badge("Coordination vacante", "stop", "user-off"))
    return tuple(badges)


def _identity(crmr: CrmrOn, coordinating: AnyRow | None) -> tuple[Fact, ...]:
    fsmr = crmr.fsmr
    facts = [
        fact("Intitulé", crmr.title, ("crmr", crmr.id, "title")),
        fact("Sigle", crmr.acronym, ("crmr", crmr.id, "acronym")),
        fact(
            "Filière", fsmr.sigle if fsmr else "Sans filière", ("crmr", crmr.id, "fsmr_id"),
            leads=("fsmr", fsmr.id) if fsmr else None,
        ),
    ]  # fmt: skip
    if crmr.coordinating is not None and coordinating is not None:
        facts += place_facts(crmr.coordinating.hospital, "site", crmr.coordinating.id)
        facts += site_facts(coordinating)
    if crmr.label is not None:
        facts.append(fact("Acte du label", crmr.label.act, ("label", crmr.label.id, "act")))
    facts.append(fact("Code", crmr.code, ("crmr", crmr.id, "code")))
    return told(facts)


def _sites(session: Session, crmr_id: int) -> list[AnyRow]:
    """Every site there ever was, in order of time."""
    return list(session.execute(_SITES, {"centre": crmr_id}))
