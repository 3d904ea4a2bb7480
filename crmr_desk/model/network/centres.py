"""Structures entered in the register: filières, reference centres, sites, competence centres, labels.

Every verb is used inside a ``writing()`` and returns the id of the new row. Dates are included at both ends; ``end``
None means not known.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, FromClause, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CcmrKind, Ground, Population, SiteRole
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.tables import ATTACHMENT, DESIGNATION, LABEL, SITE, meets
from crmr_desk.model.store.schema import Attachment, Ccmr, Crmr, Fsmr, FsmrDesignation, Label, Site, Versioned
from crmr_desk.model.terms import last_day, short_date

TERM_YEARS = 5
"""A label (A1 A-c) and the designation of a FSMR (A1 C-d) last five years."""


def add_fsmr(session: Session, *, sigle: str, name: str, seat_id: int | None = None) -> int:
    """A filière, led from the hospital ``seat_id``."""
    return _add(session, Fsmr(sigle=sigle, name=name, seat_id=seat_id))


def designate_fsmr(session: Session, fsmr_id: int, start: dt.date, end: dt.date | None = None) -> int:
    """Designate a filière; without ``end``, for five years (A1 C-d). Raises UserError when it is designated on one of
    these days."""
    end = end or last_day(start, TERM_YEARS)
    _check_period(start, end)
    taken = _period_taken(session, DESIGNATION, start, end, DESIGNATION.c.fsmr_id == fsmr_id)
    if taken:
        raise UserError(f"Cette filière est déjà désignée {taken}.")
    return _add(session, FsmrDesignation(fsmr_id=fsmr_id, start=start, end=end))


def add_crmr(session: Session, *, code: str, title: str, acronym: str = "", fsmr_id: int | None = None) -> int:
    """A reference centre; it exists on the days on which one of its sites does."""
    return _add(session, Crmr(code=code, title=title, acronym=acronym, fsmr_id=fsmr_id))


def label_crmr(session: Session, crmr_id: int, start: dt.date, end: dt.date | None = None, act: str = "") -> int:
    """Label a reference centre; without ``end``, for five years (A1 A-c). Raises UserError when it is labelled on one
    of these days."""
    end = end or last_day(start, TERM_YEARS)
    _check_period(start, end)
    taken = _period_taken(session, LABEL, start, end, LABEL.c.crmr_id == crmr_id)
    if taken:
        raise UserError(f"Ce centre est déjà labellisé {taken}.")
    return _add(session, Label(crmr_id=crmr_id, start=start, end=end, act=act))


def open_site(
    session: Session,
    *,
    code: str,
    crmr_id: int,
    role: SiteRole,
    hospital_id: int,
    start: dt.date,
    end: dt.date | None = None,
    unit: str = "",
    ground: Ground | None = None,
) -> int:
    """A site of a reference centre. Raises UserError for a second coordinating site on one of these days, or a
    constitutive site without one of the three grounds (A1 A-c)."""
    _check_period(start, end)
    if role is SiteRole.CONSTITUTIF and ground is None:
        raise UserError("Un site constitutif se fonde sur l’un des trois motifs de l’annexe 1\u202f; choisissez-le.")
    if role is SiteRole.COORDONNATEUR:
        same = (SITE.c.crmr_id == crmr_id, SITE.c.role == role.value)
        taken = _period_taken(session, SITE, start, end, *same)
        if taken:
            raise UserError(f"Ce centre a déjà un site coordonnateur, {taken}.")
    site = Site(code=code, crmr_id=crmr_id, role=role.value, hospital_id=hospital_id, unit=unit, start=start, end=end)
    site.ground = ground.value if ground else None
    return _add(session, site)


def open_ccmr(
    session: Session,
    *,
    code: str,
    title: str,
    hospital_id: int,
    start: dt.date,
    end: dt.date | None = None,
    kind: CcmrKind = CcmrKind.CCMR,
    specialty: str = "",
    population: Population | None = None,
    active_file: int | None = None,
) -> int:
    """A competence centre; ``attach`` ties it to its reference centres."""
    _check_period(start, end)
    ccmr = Ccmr(code=code, title=title, kind=kind.value, hospital_id=hospital_id, specialty=specialty)
    ccmr.population = population.value if population else None
    ccmr.active_file = active_file
    ccmr.start, ccmr.end = start, end
    return _add(session, ccmr)


def attach(session: Session, *, ccmr_id: int, crmr_id: int, start: dt.date, end: dt.date | None = None) -> int:
    """Attach a competence centre to a reference centre; several at once are allowed (A1 B-c). Raises UserError when
    these two are attached on one of these days."""
    _check_period(start, end)
    same = (ATTACHMENT.c.ccmr_id == ccmr_id, ATTACHMENT.c.crmr_id == crmr_id)
    taken = _period_taken(session, ATTACHMENT, start, end, *same)
    if taken:
        raise UserError(f"Ce centre de compétences est déjà rattaché à ce centre de référence {taken}.")
    return _add(session, Attachment(ccmr_id=ccmr_id, crmr_id=crmr_id, start=start, end=end))


def _period_taken(
    session: Session, table: FromClause, start: dt.date, end: dt.date | None, *of: ColumnElement[bool]
) -> str:
    """The words of the first period that meets ``start`` to ``end`` among the rows ``of``; empty when free."""
    query = select(table.c.start, table.c.end).where(*of, meets(table, start, end)).order_by(table.c.start)
    other = session.execute(query.limit(1)).one_or_none()
    return period_words(other.start, other.end) if other is not None else ""


def _check_period(start: dt.date, end: dt.date | None) -> None:
    if end is not None and end < start:
        raise UserError(f"La fin ({short_date(end)}) précède le début ({short_date(start)}).")


def _add(session: Session, row: Versioned) -> int:
    session.add(row)
    session.flush()
    return row.id
