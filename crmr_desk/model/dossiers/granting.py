"""Carries out what an application grants, inside the transaction of its decision."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.application_facts import Application
from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine
from crmr_desk.model.dossiers.labelling import Ending, LabellingPlan
from crmr_desk.model.kinds import CentreKind, Ground, SiteRole
from crmr_desk.model.network.centres import attach, label_crmr, open_ccmr, open_site
from crmr_desk.model.network.codes import free_code
from crmr_desk.model.network.mandates import close_mandate
from crmr_desk.model.network.sites import create_site
from crmr_desk.model.store.schema import Attachment, Candidacy, Ccmr, Label, Site

_TABLES: Final = {"label": Label, "site": Site, "ccmr": Ccmr, "attachment": Attachment}


def grant(session: Session, plan: LabellingPlan) -> None:
    """Open the label, the new structures and the attachments, end what ends with the former label.

    Raises UserError for what the register refuses, such as two labels on one day.
    """
    for ending in plan.mandates:
        if ending.is_news and ending.end is not None:
            close_mandate(session, ending.row_id, ending.end)
    for ending in (*plan.periods, *plan.ended):
        _end(session, ending)
    session.flush()
    if not plan.grants:
        return
    terms = plan.application.terms
    label_crmr(session, plan.application.crmr_id, terms.start, terms.end, terms.act or terms.name)
    for line in plan.kept:
        _bring_up_to_date(session, line)
    opened = {line.id: _create(session, plan, line) for line in plan.created}
    for line in plan.attached:
        ccmr_id = opened.get(line.id) or line.row_id
        if ccmr_id is not None:
            attach(session, ccmr_id=ccmr_id, crmr_id=plan.application.crmr_id, start=terms.start, end=terms.end)


def _end(session: Session, ending: Ending) -> None:
    if ending.is_news:
        session.get_one(_TABLES[ending.table], ending.row_id).end = ending.end  # type: ignore[attr-defined]


def _bring_up_to_date(session: Session, line: CandidacyLine) -> None:
    """What the application says anew of a structure of the register."""
    if line.kind == CentreKind.SITE:
        session.get_one(Site, line.row_id).ground = line.ground
    else:
        session.get_one(Ccmr, line.row_id).active_file = line.active_file


def _create(session: Session, plan: LabellingPlan, line: CandidacyLine) -> int:
    application, candidacy = plan.application, session.get_one(Candidacy, line.id)
    hospital_id = line.hospital_id or 0
    if line.kind == CentreKind.SITE:
        candidacy.site_id = _create_site(session, application, line, hospital_id)
        return candidacy.site_id
    candidacy.ccmr_id = open_ccmr(
        session,
        code=free_code(session, Ccmr.code, f"{application.crmr_code}-C", width=2),
        title=line.title or f"{application.crmr_name}, {line.hospital}",
        hospital_id=hospital_id,
        start=application.terms.start,
        specialty=line.unit,
        active_file=line.active_file,
    )
    return candidacy.ccmr_id


def _create_site(session: Session, application: Application, line: CandidacyLine, hospital_id: int) -> int:
    crmr_id, start = application.crmr_id, application.terms.start
    if line.structure == SiteRole.CONSTITUTIF and line.ground is not None:
        ground = Ground(line.ground)
        return create_site(
            session, crmr_id=crmr_id, hospital_id=hospital_id, ground=ground, start=start, unit=line.unit
        )
    return open_site(
        session,
        code=free_code(session, Site.code, f"{application.crmr_code}-S"),
        crmr_id=crmr_id,
        role=SiteRole(line.structure),
        hospital_id=hospital_id,
        start=start,
        unit=line.unit,
    )
