"""Reads an application: its campaign, its structures with their criteria, and what they hold in the register."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import FromClause, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.application_facts import (
    SEAT_OF,
    Application,
    AttachmentRow,
    FormerLabel,
    Period,
    Terms,
)
from crmr_desk.model.dossiers.campaigns import LABELLING, campaign_of, label_end
from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, CriterionLine, Outcome
from crmr_desk.model.dossiers.records import pieces_of
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.kinds import CentreKind, Ground, SiteRole
from crmr_desk.model.law.criteria import STRUCTURES, CriterionRule
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.centres import TERM_YEARS
from crmr_desk.model.network.holders import Seats, holders_query
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CRMR,
    CRMR_COLUMNS,
    HOSPITAL,
    LABEL,
    LABEL_COLUMNS,
    MANDATE,
    SITE,
    SITE_COLUMNS,
    AnyRow,
    covers,
)
from crmr_desk.model.store.schema import Candidacy, Dossier, Piece
from crmr_desk.model.terms import last_day, short_date

Structure = tuple[str, int]
"""A site or CCMR of the register: its kind and its id."""

_Papers = Mapping[tuple[str, str], Piece]
_WORDS: Final = {
    "crmr": "Centre de référence",
    "coordonnateur": "Site coordonnateur",
    "constitutif": "Site constitutif",
    "ccmr": "Centre de compétences",
}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of the register that the candidacies speak of."""

    crmr: AnyRow
    former: FormerLabel | None
    sites: dict[int, AnyRow]
    ccmrs: dict[int, AnyRow]
    hospitals: dict[int, HospitalRow]
    seats: Seats


def application_of(session: Session, dossier: Dossier, today: dt.date) -> Application | None:
    """The application that ``dossier`` is, in a constant number of statements; None for another request, or while no
    campaign is known."""
    if dossier.request != LABELLING or dossier.campaign_id is None or dossier.crmr_id is None:
        return None
    terms = _terms(session, dossier.campaign_id)
    candidacies = list(session.scalars(select(Candidacy).where(Candidacy.dossier_id == dossier.id)))
    rows = _rows(session, dossier.crmr_id, candidacies, terms, today)
    rules = pack_in(session, dossier.pack).criteria
    papers = pieces_of(session, dossier.id)
    lines = [_line(each, rows, rules, papers, terms, today) for each in candidacies]
    if dossier.state == OPEN:
        lines = [replace(line, problem=_problem(line, rows, today)) for line in lines]
    known = {(line.kind, line.row_id) for line in lines}
    return Application(
        terms=terms,
        crmr_id=rows.crmr.id,
        crmr_code=rows.crmr.code,
        crmr_name=rows.crmr.acronym or rows.crmr.title,
        former=rows.former,
        lines=_named(lines),
        houses=rows.hospitals,
        periods=dict(_periods(rows)),
        seats={
            (SEAT_OF[line.structure], line.row_id): tuple(rows.seats.history(SEAT_OF[line.structure], line.row_id))
            for line in lines
            if line.structure in SEAT_OF and line.row_id is not None
        },
        attachments=_attachments(session, rows.ccmrs),
        left_out=tuple(sorted(
            name for key, name in active_structures(session, rows.crmr.id, today).items() if key not in known
        )),
    )  # fmt: skip


def active_structures(session: Session, crmr_id: int, today: dt.date) -> dict[Structure, str]:
    """The sites and CCMR of a centre that are open on ``today``, with the name of their hospital: what an application
    begins with."""
    sites = select(SITE.c.id, hospitals.name_or_unknown()).outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
    sites = sites.where(SITE.c.crmr_id == crmr_id, covers(SITE, today)).order_by(SITE.c.role, SITE.c.id)
    ccmrs = (
        select(CCMR.c.id, hospitals.name_or_unknown())
        .outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
        .join(ATTACHMENT, ATTACHMENT.c.ccmr_id == CCMR.c.id)
        .where(ATTACHMENT.c.crmr_id == crmr_id, covers(ATTACHMENT, today), covers(CCMR, today))
        .order_by(CCMR.c.id)
    )
    found = {(CentreKind.SITE.value, row.id): row.name for row in session.execute(sites)}
    return found | {(CentreKind.CCMR.value, row.id): row.name for row in session.execute(ccmrs)}


def _terms(session: Session, campaign_id: int) -> Terms:
    campaign = campaign_of(session, campaign_id)
    return Terms(
        campaign.name, campaign.opens_on, campaign.closes_on, campaign.label_start, label_end(campaign), campaign.act
    )


def _rows(session: Session, crmr_id: int, candidacies: Iterable[Candidacy], terms: Terms, on: dt.date) -> _Rows:
    sites = _by_id(session, SITE_COLUMNS, SITE, {each.site_id for each in candidacies})
    ccmrs = _by_id(session, CCMR_COLUMNS, CCMR, {each.ccmr_id for each in candidacies})
    houses = {row.hospital_id for row in (*sites.values(), *ccmrs.values())}
    houses |= {each.hospital_id for each in candidacies}
    found = _by_id(session, hospitals.COLUMNS, HOSPITAL, houses)
    seats = or_(
        MANDATE.c.crmr_id == crmr_id,
        MANDATE.c.site_id.in_(list(sites)),
        MANDATE.c.ccmr_id.in_(list(ccmrs)),
    )
    return _Rows(
        crmr=session.execute(select(*CRMR_COLUMNS).where(CRMR.c.id == crmr_id)).one(),
        former=_former_label(session, crmr_id, terms.start),
        sites=sites,
        ccmrs=ccmrs,
        hospitals={row.id: hospitals.hospital_row(row, on) for row in found.values()},
        seats=Seats(session.execute(holders_query(seats))),
    )


def _by_id(session: Session, columns: Iterable[Any], table: FromClause, ids: set[int | None]) -> dict[int, AnyRow]:
    wanted = [each for each in ids if each is not None]
    return {row.id: row for row in session.execute(select(*columns).where(table.c.id.in_(wanted)))} if wanted else {}


def _line(
    candidacy: Candidacy, rows: _Rows, rules: Iterable[CriterionRule], papers: _Papers, terms: Terms, today: dt.date
) -> CandidacyLine:
    site, ccmr = rows.sites.get(candidacy.site_id or 0), rows.ccmrs.get(candidacy.ccmr_id or 0)
    known = site if site is not None else ccmr
    structure = candidacy.role or candidacy.kind
    row_id = rows.crmr.id if candidacy.kind == CentreKind.CRMR else candidacy.site_id or candidacy.ccmr_id
    hospital_id = known.hospital_id if known is not None else candidacy.hospital_id
    house = rows.hospitals.get(hospital_id or 0)
    hospital = house.name if house is not None else ""
    unit = site.unit if site is not None else ccmr.specialty if ccmr is not None else candidacy.unit
    ground = candidacy.ground or (site.ground if site is not None else None)
    active_file = candidacy.active_file if candidacy.active_file is not None else getattr(ccmr, "active_file", None)
    if candidacy.kind == CentreKind.CRMR:
        existing = rows.former is not None
    else:
        existing = known is not None and known.start < terms.start
    seat = SEAT_OF.get(structure)
    held = rows.seats.holder(seat, row_id, today) if seat is not None and row_id is not None else None
    line = CandidacyLine(
        id=candidacy.id,
        version=candidacy.version,
        kind=candidacy.kind,
        structure=structure,
        name=hospital or rows.crmr.acronym or rows.crmr.title,
        detail="",
        row_id=row_id,
        existing=existing,
        title=(ccmr.title if ccmr is not None else candidacy.title) if hospital else rows.crmr.title,
        hospital_id=hospital_id,
        hospital=hospital,
        unit=unit,
        ground=ground,
        active_file=active_file,
        holder=held.name if held is not None else "",
        criteria=tuple(
            _criterion(rule, candidacy.criteria.get(rule.id, {}), structure, _measured(rule, active_file, papers))
            for rule in rules
            if structure in rule.applies_to
        ),
        outcome=Outcome(candidacy.outcome) if candidacy.outcome else None,
        reason=candidacy.reason,
    )
    return replace(line, detail=_detail(line))


def _criterion(rule: CriterionRule, noted: dict[str, Any], structure: str, measured: bool | None) -> CriterionLine:
    return CriterionLine(
        id=rule.id,
        label=rule.label,
        help=rule.help,
        place=rule.place,
        required=structure in rule.required_for,
        met=measured if rule.is_measured else noted.get("met"),
        evidence=noted.get("evidence", ""),
        measured=rule.is_measured,
        judged_elsewhere=bool(rule.piece or rule.fact),
    )


def _measured(rule: CriterionRule, active_file: int | None, papers: _Papers) -> bool | None:
    """What the active file or a paper says of a criterion; None while they say nothing."""
    if rule.at_least:
        return None if active_file is None else active_file >= rule.at_least
    paper = papers.get((rule.piece, ""))
    return None if paper is None or paper.opinion is None else paper.opinion == "favourable"


def _detail(line: CandidacyLine) -> str:
    parts = [_WORDS[line.structure], line.unit]
    if line.structure == SiteRole.CONSTITUTIF:
        parts.append(Ground(line.ground).label if line.ground else "motif à choisir")
    if line.active_file is not None:
        parts.append(f"file active {line.active_file}")
    if not line.existing:
        parts.append("nouveau")
    return ", ".join(part for part in parts if part)


def _problem(line: CandidacyLine, rows: _Rows, today: dt.date) -> str:
    known = {CentreKind.SITE: rows.sites, CentreKind.CCMR: rows.ccmrs}.get(CentreKind(line.kind), {})
    row = known.get(line.row_id or 0)
    if row is None or row.end is None or row.end >= today:
        return ""
    return f"{line.name} a fermé le {short_date(row.end)}, depuis l’ouverture de la candidature."


def _named(lines: list[CandidacyLine]) -> tuple[CandidacyLine, ...]:
    """In the order of a reader, each under a name of its own: the unit is added where a hospital houses several."""
    ordered = sorted(lines, key=lambda line: (STRUCTURES.index(line.structure), collation(line.name), line.id))
    houses = Counter(line.name for line in ordered)
    units = [f"{line.name}, {line.unit}" if houses[line.name] > 1 and line.unit else line.name for line in ordered]
    seen: Counter[str] = Counter()
    named = []
    for line, name in zip(ordered, units, strict=True):
        seen[name] += 1
        named.append(replace(line, name=f"{name} ({seen[name]})" if seen[name] > 1 else name))
    return tuple(named)


def _periods(rows: _Rows) -> Iterator[tuple[Structure, Period]]:
    for kind, found in ((CentreKind.SITE, rows.sites), (CentreKind.CCMR, rows.ccmrs)):
        for row in found.values():
            yield (kind.value, row.id), Period(row.start, row.end)


def _former_label(session: Session, crmr_id: int, start: dt.date) -> FormerLabel | None:
    query = select(*LABEL_COLUMNS).where(LABEL.c.crmr_id == crmr_id, LABEL.c.start < start)
    row = session.execute(query.order_by(LABEL.c.start.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return FormerLabel(row.id, row.end or last_day(row.start, TERM_YEARS), printed=row.end is not None)


def _attachments(session: Session, ccmrs: Iterable[int]) -> tuple[AttachmentRow, ...]:
    query = select(ATTACHMENT).where(ATTACHMENT.c.ccmr_id.in_(list(ccmrs))).order_by(ATTACHMENT.c.start)
    return tuple(AttachmentRow(row.id, row.ccmr_id, row.crmr_id, row.start, row.end) for row in session.execute(query))
