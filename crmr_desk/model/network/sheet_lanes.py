"""More lanes for the time line of a centre, read when somebody asks for them: its sites and who led them, the
competence centres that were attached to it, the reference centres of a filière and their labels."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Seats, holders_query
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import Bar, CentreSheet
from crmr_desk.model.network.sheet_lines import of_filiere
from crmr_desk.model.network.sheet_places import places_of
from crmr_desk.model.network.snapshot import LabelOn
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    LABEL,
    LABEL_COLUMNS,
    MANDATE,
    SITE,
    SITE_COLUMNS,
)

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


class Lanes(StrEnum):
    """What more a time line can show, by kind of centre (``LANES_OF``)."""

    SITES = "sites"
    ATTACHMENTS = "attachments"
    CENTRES = "centres"


LANES_OF = {"crmr": (Lanes.SITES, Lanes.ATTACHMENTS), "fsmr": (Lanes.CENTRES,), "site": (), "ccmr": ()}


def more_bars(db: Database, shown: CentreSheet, lanes: Lanes) -> tuple[Bar, ...]:
    """Every period ever known of these lanes, named as on the day of the sheet. Four statements."""
    with db.reading() as session:
        former = Formers(session, shown.on)
        match lanes:
            case Lanes.SITES:
                return tuple(_site_bars(session, former, shown.row_id, shown.on))
            case Lanes.ATTACHMENTS:
                return tuple(_attachment_bars(session, former, shown.row_id, shown.on))
            case Lanes.CENTRES:
                return tuple(_centre_bars(session, former, shown.row_id, shown.on))


def _site_bars(session: Session, former: Formers, crmr_id: int, on: dt.date) -> list[Bar]:
    """Each site, and below it who led it; the coordinating one is led by the coordonnateur, who has a lane already."""
    query = select(*SITE_COLUMNS).where(SITE.c.crmr_id == crmr_id).order_by(SITE.c.start, SITE.c.id)
    sites = session.execute(query).all()
    seats = Seats(session.execute(holders_query(MANDATE.c.site_id.in_([row.id for row in sites]))))
    places = places_of(session, former, on, (row.hospital_id for row in sites))
    bars: list[Bar] = []
    for row in sites:
        lane = places[row.hospital_id].name
        bars += parts.label_bars(lane, SiteRole(row.role).label, [LabelOn(row.id, row.start, row.end, "")], on)
        bars += parts.seat_bars(lane, seats.history(Function.RESPONSABLE_SITE, row.id), on)
    return bars


def _attachment_bars(session: Session, former: Formers, crmr_id: int, on: dt.date) -> list[Bar]:
    query = (
        select(*CCMR_COLUMNS, ATTACHMENT.c.start.label("tied"), ATTACHMENT.c.end.label("loosed"))
        .join(ATTACHMENT, ATTACHMENT.c.ccmr_id == CCMR.c.id)
        .where(ATTACHMENT.c.crmr_id == crmr_id)
        .order_by(ATTACHMENT.c.start)
    )
    rows = former.rows("ccmr", session.execute(query))
    places = places_of(session, former, on, (row.hospital_id for row in rows))
    named = [(", ".join(filter(None, (places[row.hospital_id].name, row.specialty))), row) for row in rows]
    bars: list[Bar] = []
    for lane, row in sorted(named, key=lambda each: collation(each[0])):
        bars += parts.label_bars(lane, "Rattachement", [LabelOn(row.id, row.tied, row.loosed, "")], on)
    return bars


def _centre_bars(session: Session, former: Formers, fsmr_id: int, on: dt.date) -> list[Bar]:
    crmrs = of_filiere(session, former, fsmr_id)
    of_these = LABEL.c.crmr_id.in_([row.id for row in crmrs])
    labels: dict[int, list[LabelOn]] = {}
    for row in session.execute(select(*LABEL_COLUMNS).where(of_these).order_by(LABEL.c.start)):
        labels.setdefault(row.crmr_id, []).append(LabelOn(row.id, row.start, row.end, row.act))
    bars: list[Bar] = []
    for row in sorted(crmrs, key=lambda each: collation(each.acronym or each.title)):
        bars += parts.label_bars(row.acronym or row.title, "Label", labels.get(row.id, []), on)
    return bars
