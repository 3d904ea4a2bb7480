"""The sheet of a competence centre, with every reference centre to which it is attached."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CcmrKind, CentreKind, Function, Population
from crmr_desk.model.network import sheet_parts as parts
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Seats, holders_query
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import AttachedTo, Badge, Bar, CentreSheet, Fact, HospitalRow, LabelLine
from crmr_desk.model.network.sheet_counts import counts_of
from crmr_desk.model.network.sheet_facts import fact, place_facts, place_words, told, words_of
from crmr_desk.model.network.sheet_past import past_facts
from crmr_desk.model.network.sheet_places import place_of
from crmr_desk.model.network.snapshot import LabelOn
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CENTRE,
    CRMR,
    CRMR_COLUMNS,
    FSMR,
    IDS,
    LABEL,
    LABEL_COLUMNS,
    MANDATE,
    AnyRow,
)

_FUNCTION = Function.RESPONSABLE_CCMR
_CCMR = select(*CCMR_COLUMNS).where(CCMR.c.id == CENTRE)
_MANDATES = holders_query(MANDATE.c.ccmr_id == CENTRE)
_ATTACHMENTS = (
    select(ATTACHMENT.c.id.label("tie_id"), ATTACHMENT.c.start, ATTACHMENT.c.end, *CRMR_COLUMNS)
    .join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
    .where(ATTACHMENT.c.ccmr_id == CENTRE)
)
_FSMRS = select(FSMR.c.id, FSMR.c.sigle).where(FSMR.c.id.in_(IDS))
_LABELS = select(*LABEL_COLUMNS).where(LABEL.c.crmr_id.in_(IDS)).order_by(LABEL.c.start)
_COORDINATIONS = holders_query(MANDATE.c.crmr_id.in_(IDS))
ACTIVE_FILE_THRESHOLD = 25
"""Patients; from the call for projects as the presentation of the CERVCO network tells it, not the instruction."""
_THRESHOLD_SOURCE = "appel à projets de 2016 (présentation du réseau CERVCO), non l’instruction"


class Tie(NamedTuple):
    """An attachment to a reference centre, named as on the date of the sheet."""

    id: int
    crmr_id: int
    name: str
    fsmr_id: int | None
    fsmr: str
    start: dt.date
    end: dt.date | None


def ccmr_sheet(session: Session, ccmr_id: int, on: dt.date) -> CentreSheet:
    """One competence centre, also outside its period. Raises UserError when it is gone."""
    former = Formers(session, on)
    row = session.execute(_CCMR, {"centre": ccmr_id}).one_or_none()
    if row is None:
        raise UserError("Ce centre de compétences n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    ccmr = former.row("ccmr", row)
    hospital = place_of(session, former, on, ccmr.hospital_id)
    ever = _attachments(session, former, ccmr_id)
    attachments = [each for each in ever if _holds(each, on)]
    labels = _labels(session, [each.crmr_id for each in ever])
    history = Seats(session.execute(_MANDATES, {"centre": ccmr_id})).history(_FUNCTION, ccmr_id)
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
        identity=(*_identity(ccmr, hospital), *past_facts(session, "ccmr", ccmr.id, on)),
        bars=(*_bars(ever, on), *parts.seat_bars("Responsable", history, on, dossier, term)),
        people=(
            *parts.people(_FUNCTION, history, on, dossier, term),
            *parts.referents(session, CentreKind.CCMR, ccmr_id, on),
        ),
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
            *(("attachment", each.id) for each in ever),
            *(("crmr", crmr_id) for crmr_id in dict.fromkeys(each.crmr_id for each in ever)),
            *parts.seat_rows(history, dossier),
        ),
        placed=hospital.known,
        attached=_attached(session, attachments, labels, on),
        counts=counts_of(session, CentreKind.CCMR, ccmr_id, on),
    )


def _attachments(session: Session, former: Formers, ccmr_id: int) -> list[Tie]:
    """Every attachment there ever was, in order of time and of names. Two statements."""
    crmrs = former.rows("crmr", session.execute(_ATTACHMENTS, {"centre": ccmr_id}))
    fsmrs = session.execute(_FSMRS, {"ids": [row.fsmr_id for row in crmrs]})
    sigles = {row.id: row.sigle for row in former.rows("fsmr", fsmrs)}
    found = [
        Tie(row.tie_id, row.id, row.acronym or row.title, row.fsmr_id, sigles.get(row.fsmr_id, ""), row.start, row.end)
        for row in crmrs
    ]
    return sorted(found, key=lambda each: (collation(each.name), each.start))


def _labels(session: Session, crmr_ids: list[int]) -> dict[int, list[LabelOn]]:
    found: dict[int, list[LabelOn]] = {}
    for row in session.execute(_LABELS, {"ids": crmr_ids}):
        found.setdefault(row.crmr_id, []).append(LabelOn(row.id, row.start, row.end, row.act))
    return found


def _attached(
    session: Session, attachments: list[Tie], labels: dict[int, list[LabelOn]], on: dt.date
) -> tuple[AttachedTo, ...]:
    """The reference centres on the date, each with who coordinates it. One statement."""
    seats = Seats(session.execute(_COORDINATIONS, {"ids": [each.crmr_id for each in attachments]}))
    return tuple(_attached_to(each, seats, labels.get(each.crmr_id, []), on) for each in attachments)


def _attached_to(tie: Tie, seats: Seats, labels: list[LabelOn], on: dt.date) -> AttachedTo:
    holder = seats.holder(Function.COORDONNATEUR, tie.crmr_id, on)
    since = seats.vacant_since(Function.COORDONNATEUR, tie.crmr_id, on)
    label = next((each for each in labels if each.holds_on(on)), None)
    return AttachedTo(
        crmr_id=tie.crmr_id,
        name=tie.name,
        fsmr=tie.fsmr,
        coordonnateur=holder.name if holder else parts.vacancy_words(since),
        person_id=holder.person_id if holder else 0,
        start=tie.start,
        end=tie.end,
        label_end=label.end if label else None,
        badge=parts.label_header(labels, on),
    )


def _holds(tie: Tie, on: dt.date) -> bool:
    return tie.start <= on and (tie.end is None or on <= tie.end)


def _earliest_term(labels: dict[int, list[LabelOn]], on: dt.date) -> dt.date | None:
    """The earliest end among the labels that hold (A3 §4: the term of a responsable is that of the label)."""
    ends = [row.end for rows in labels.values() for row in rows if row.holds_on(on) and row.end is not None]
    return min(ends, default=None)


def _breadcrumb(ccmr: AnyRow, attachments: list[Tie]) -> tuple[str, ...]:
    fsmrs = list(dict.fromkeys(each.fsmr for each in attachments if each.fsmr))
    crmrs = [each.name for each in attachments]
    steps = (", ".join(fsmrs), ", ".join(crmrs) or "Sans rattachement", CcmrKind(ccmr.kind).label)
    return tuple(step for step in steps if step)


def _above(attachments: list[Tie]) -> tuple[tuple[str, int] | None, ...]:
    """Where the parts of the breadcrumb lead: nowhere for a part that names several centres or none."""
    fsmrs = {each.fsmr_id for each in attachments if each.fsmr and each.fsmr_id is not None}
    fsmr = (("fsmr", fsmrs.pop()) if len(fsmrs) == 1 else None,) if fsmrs else ()
    crmr = ("crmr", attachments[0].crmr_id) if len(attachments) == 1 else None
    return (*fsmr, crmr, None)


def _badges(
    ccmr: AnyRow, attachments: list[Tie], on: dt.date, dossier: parts.Announced | None, *, vacant: bool
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


def _identity(ccmr: AnyRow, hospital: HospitalRow) -> tuple[Fact, ...]:
    def of_ccmr(label: str, value: str, field: str) -> Fact:
        return fact(label, value, ("ccmr", ccmr.id, field))

    period = fact(
        "Période", period_words(ccmr.start, ccmr.end), ("ccmr", ccmr.id, "start"), "", ("ccmr", ccmr.id, "end")
    )
    patients = _active_file_words(ccmr.active_file) if ccmr.active_file is not None else ""
    return told(
        [
            of_ccmr("Intitulé", ccmr.title, "title"),
            of_ccmr("Nature", CcmrKind(ccmr.kind).label, "kind"),
            *place_facts(hospital, "ccmr", ccmr.id),
            of_ccmr("Spécialité", ccmr.specialty, "specialty"),
            of_ccmr("Public", words_of(Population, ccmr.population), "population"),
            of_ccmr("File active", patients, "active_file"),
            period,
            of_ccmr("Code", ccmr.code, "code"),
        ]
    )


def _active_file_words(patients: int) -> str:
    below = "sous le seuil de" if patients < ACTIVE_FILE_THRESHOLD else "seuil"
    return f"{patients} patients ({below} {ACTIVE_FILE_THRESHOLD}, {_THRESHOLD_SOURCE})"


def _bars(ever: list[Tie], on: dt.date) -> list[Bar]:
    bars: list[Bar] = []
    for tie in ever:
        period = LabelOn(tie.id, tie.start, tie.end, "")
        bars += parts.label_bars(tie.name, "Rattachement", [period], on)
    return bars


def _label_lines(attachments: list[Tie], labels: dict[int, list[LabelOn]], on: dt.date) -> tuple[LabelLine, ...]:
    lines: list[LabelLine] = []
    for tie in attachments:
        for line in parts.label_lines(labels.get(tie.crmr_id, []), on):
            act = f"{tie.name}, {line.act}" if line.act else tie.name
            lines.append(LabelLine(line.start, line.end, act, line.badge))
    return tuple(lines)
