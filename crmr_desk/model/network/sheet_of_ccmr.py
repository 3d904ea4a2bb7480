"""The sheet of a competence centre, with every reference centre to which it is attached."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CcmrKind, CentreKind, Function, Population
from crmr_desk.model.network import hospitals
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.holders import Seats
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import Badge, Bar, CentreSheet, Fact, HospitalRow, LabelLine
from crmr_desk.model.network.sheet_of_crmr import place_facts, place_words
from crmr_desk.model.network.snapshot import LabelOn
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CRMR,
    FSMR,
    LABEL,
    MANDATE,
    AnyRow,
    covers,
)
from crmr_desk.model.terms import short_date

_FUNCTION = Function.RESPONSABLE_CCMR
ACTIVE_FILE_THRESHOLD = 25
"""Patients; from the call for projects as the presentation of the CERVCO network tells it, not the instruction."""
_THRESHOLD_SOURCE = "appel à projets de 2016 (présentation du réseau CERVCO), non l’instruction"


def ccmr_sheet(session: Session, ccmr_id: int, on: dt.date) -> CentreSheet:
    """One competence centre, also outside its period. Raises UserError when it is gone."""
    ccmr = session.execute(select(*CCMR_COLUMNS).where(CCMR.c.id == ccmr_id)).one_or_none()
    if ccmr is None:
        raise UserError("Ce centre de compétences n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    hospital = hospitals.place_of(session, ccmr.hospital_id, on)
    attachments = _attachments(session, ccmr_id, on)
    labels = _labels(session, ccmr_id, on)
    history = Seats(session, MANDATE.c.ccmr_id == ccmr_id).history(_FUNCTION, ccmr_id)
    holder = next((held for held in history if held.holds_on(on)), None)
    dossier = parts.announced(session, _FUNCTION, ccmr_id, on)
    term = _earliest_term(labels, on)
    return CentreSheet(
        kind=CentreKind.CCMR,
        row_id=ccmr_id,
        on=on,
        breadcrumb=_breadcrumb(ccmr, attachments),
        title=f"{hospital.name}, {ccmr.specialty}" if ccmr.specialty else hospital.name,
        summary=f"{ccmr.title}. {place_words(hospital)}",
        badges=_badges(ccmr, attachments, on, dossier, vacant=holder is None),
        identity=_identity(ccmr, hospital, attachments),
        bars=(*_bars(attachments, on), *parts.seat_bars("Responsable", history, on, dossier, term)),
        people=parts.people(_FUNCTION, history, on, dossier, term),
        labels=_label_lines(attachments, labels, on),
        sites=(),
        ccmrs=(),
        seat=_FUNCTION.value,
        holder_mandate_id=holder.mandate_id if holder else None,
        open_dossier_id=dossier.dossier_id if dossier else None,
        open_dossier_title=dossier.resume if dossier else "",
        above=_above(attachments),
        related=(
            ("ccmr", ccmr_id),
            *([("hospital", hospital.id)] if hospital.known else []),
            *(("attachment", row.id) for row in attachments),
            *(("crmr", row.crmr_id) for row in attachments),
            *parts.seat_rows(history, dossier),
        ),
        placed=hospital.known,
    )


def _attachments(session: Session, ccmr_id: int, on: dt.date) -> list[AnyRow]:
    query = (
        select(
            ATTACHMENT.c.id,
            ATTACHMENT.c.crmr_id,
            ATTACHMENT.c.start,
            ATTACHMENT.c.end,
            CRMR.c.acronym,
            CRMR.c.title,
            FSMR.c.id.label("fsmr_id"),
            FSMR.c.sigle,
        )
        .join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(ATTACHMENT.c.ccmr_id == ccmr_id, covers(ATTACHMENT, on))
    )
    return sorted(session.execute(query), key=lambda row: collation(_name(row)))


def _labels(session: Session, ccmr_id: int, on: dt.date) -> dict[int, list[LabelOn]]:
    attached = select(ATTACHMENT.c.crmr_id).where(ATTACHMENT.c.ccmr_id == ccmr_id, covers(ATTACHMENT, on))
    found: dict[int, list[LabelOn]] = {}
    for row in session.execute(select(LABEL).where(LABEL.c.crmr_id.in_(attached)).order_by(LABEL.c.start)):
        found.setdefault(row.crmr_id, []).append(LabelOn(row.id, row.start, row.end, row.act))
    return found


def _earliest_term(labels: dict[int, list[LabelOn]], on: dt.date) -> dt.date | None:
    """The earliest end among the labels that hold (A3 §4: the term of a responsable is that of the label)."""
    ends = [row.end for rows in labels.values() for row in rows if row.holds_on(on) and row.end is not None]
    return min(ends, default=None)


def _name(attachment: AnyRow) -> str:
    return str(attachment.acronym or attachment.title)


def _breadcrumb(ccmr: AnyRow, attachments: list[AnyRow]) -> tuple[str, ...]:
    fsmrs = list(dict.fromkeys(row.sigle for row in attachments if row.sigle))
    crmrs = [_name(row) for row in attachments]
    steps = (", ".join(fsmrs), ", ".join(crmrs) or "Sans rattachement", CcmrKind(ccmr.kind).label)
    return tuple(step for step in steps if step)


def _above(attachments: list[AnyRow]) -> tuple[tuple[str, int] | None, ...]:
    """Where the parts of the breadcrumb lead: nowhere for a part that names several centres or none."""
    fsmrs = {row.fsmr_id for row in attachments if row.sigle}
    fsmr = (("fsmr", fsmrs.pop()) if len(fsmrs) == 1 else None,) if fsmrs else ()
    crmr = ("crmr", attachments[0].crmr_id) if len(attachments) == 1 else None
    return (*fsmr, crmr, None)


def _badges(
    ccmr: AnyRow, attachments: list[AnyRow], on: dt.date, dossier: parts.Announced | None, *, vacant: bool
) -> tuple[Badge, ...]:
    badges = [Badge(CcmrKind(ccmr.kind).label, "mute")]
    if len(attachments) > 1:
        badges.append(Badge(f"{len(attachments)} rattachements", "warn", "git-branch"))
    if not (ccmr.start <= on and (ccmr.end is None or on <= ccmr.end)):
        badges.append(Badge("Hors période", "mute", "history", f"Centre ouvert {period_words(ccmr.start, ccmr.end)}"))
    elif vacant:
        badges.append(Badge("Vacant", "stop", "user-off"))
    if dossier is not None:
        badges.append(dossier.badge)
    return tuple(badges)


def _identity(ccmr: AnyRow, hospital: HospitalRow, attachments: list[AnyRow]) -> tuple[Fact, ...]:
    facts = [_attachment_fact(row) for row in attachments]
    facts += place_facts(hospital, "ccmr", ccmr.id)
    specialty, public, patients, start, end, code = (
        ("ccmr", ccmr.id, field) for field in ("specialty", "population", "active_file", "start", "end", "code")
    )
    facts.append(Fact("Spécialité", ccmr.specialty, held=(specialty,)))
    facts.append(Fact("Public", Population(ccmr.population).label if ccmr.population else "", held=(public,)))
    if ccmr.active_file is not None:
        facts.append(Fact("File active", _active_file_words(ccmr.active_file), held=(patients,)))
    facts.append(Fact("Période", period_words(ccmr.start, ccmr.end), held=(start, end)))
    facts.append(Fact("Code", ccmr.code, held=(code,)))
    return tuple(fact for fact in facts if fact.value)


def _attachment_fact(row: AnyRow) -> Fact:
    fsmr = f" ({row.sigle})" if row.sigle else ""
    until = f", jusqu’au {short_date(row.end)}" if row.end else ", sans fin connue"
    held = tuple(("attachment", row.id, field) for field in ("crmr_id", "start", "end"))
    return Fact("Rattachement", _name(row) + fsmr + until, "A1 B-c", held)


def _active_file_words(patients: int) -> str:
    below = "sous le seuil de" if patients < ACTIVE_FILE_THRESHOLD else "seuil"
    return f"{patients} patients ({below} {ACTIVE_FILE_THRESHOLD}, {_THRESHOLD_SOURCE})"


def _bars(attachments: list[AnyRow], on: dt.date) -> list[Bar]:
    bars = []
    for row in attachments:
        period = LabelOn(row.id, row.start, row.end, "")
        bars += parts.label_bars(_name(row), "Rattachement", [period], on)
    return bars


def _label_lines(attachments: list[AnyRow], labels: dict[int, list[LabelOn]], on: dt.date) -> tuple[LabelLine, ...]:
    lines: list[LabelLine] = []
    for row in attachments:
        for line in parts.label_lines(labels.get(row.crmr_id, []), on):
            act = f"{_name(row)}, {line.act}" if line.act else _name(row)
            lines.append(LabelLine(line.start, line.end, act, line.badge))
    return tuple(lines)
