"""The Dossiers page: every dossier as a plain row, in a constant number of statements and without judging any."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers import awaited
from crmr_desk.model.dossiers.keeping import is_held
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.dossiers.records import APPLIED
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.dossiers.stages import (
    CONCLUDED_TRACK,
    Progress,
    as_it_stood,
    is_visa,
    last_stage_before_decision,
    stage_label,
    stage_of,
    steps_reached,
    track_of,
)
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Stage
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.seat_words import centre_words, fsmrs_of_ccmrs, with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import ATTACHMENT, DOSSIER, AnyRow
from crmr_desk.model.store import schema
from crmr_desk.model.store.database import Database

_CAMPAIGN = schema.Campaign.__table__
_EFFECTIVE = "cessation_letter.effective"
_HOSPITAL, _YOU = "Établissement", "À vous"
_VISA, _VALIDATION = "Visa du directeur général", "Décision de la DGOS"


@dataclass(slots=True)
class _Known:
    """What is read beside the dossiers, by dossier."""

    papers: Mapping[int, AnyRow]
    unsent: Mapping[int, AnyRow]
    replies: Mapping[int, AnyRow]
    fsmrs: Mapping[int, str]
    """The filières of each CCMR."""
    opinions: Mapping[int, list[AnyRow]] = field(default_factory=dict)

    def waited(self, dossier_id: int) -> list[AnyRow]:
        return [row for row in self.opinions.get(dossier_id, ()) if row.unanswered_on is None]


@dataclass(frozen=True, slots=True)
class _Procedure:
    title: str
    track: tuple[Stage, ...]
    visa: bool = True


def dossier_list(db: Database, today: dt.date, on: dt.date | None = None) -> list[DossierListRow]:
    """Every dossier, the newest number first. The procedure shown is the one that its last act found.

    For a day ``on`` before ``today``: the dossiers that were open or ended by then, each at the stage to which its
    dated acts, papers and letters had brought it on that evening. Who instructs it, its procedure and its note have no
    day and are those of now; a hold has only its end, and is not told.
    """
    by = on if on is not None and on < today else None
    with db.reading() as session:
        known, rows = _known(session, by), plain_rows(session, _dossiers())
        if by is not None:
            rows, today = [as_it_stood(row, by) for row in rows if row.opened_on <= by], by
        procedures = {key: _procedure(session, *key) for key in {(row.pack, row.scenario) for row in rows}}
    return [_row(row, procedures[row.pack, row.scenario], known, today) for row in rows]


def _dossiers() -> Select[*tuple[Any, ...]]:
    names = (
        "id", "number", "pack", "request", "scenario", "state", "instructor", "opened_on", "closed_on", "complete_on",
        "examined_on", "visa_on", "decided_on", "note", "hold_until",
    )  # fmt: skip
    answers = DOSSIER.c.answers
    return (
        with_seat(DOSSIER, DOSSIER.c.candidate_id)
        .add_columns(
            *(DOSSIER.c[name] for name in names),
            answers["sent_on"].as_string().label("sent_on"),
            answers["received_on"].as_string().label("received_on"),
            answers[_EFFECTIVE].as_string().label("effective"),
            _CAMPAIGN.c.closes_on,
        )
        .outerjoin(_CAMPAIGN, _CAMPAIGN.c.id == DOSSIER.c.campaign_id)
        .order_by(DOSSIER.c.number.desc())
    )


def _known(session: Session, by: dt.date | None) -> _Known:
    def by_dossier(query: Select[*tuple[Any, ...]]) -> dict[int, AnyRow]:
        return {row.dossier_id: row for row in plain_rows(session, query)}

    opinions: dict[int, list[AnyRow]] = defaultdict(list)
    for row in session.execute(awaited.opinions_out(by=by)):
        opinions[row.dossier_id].append(row)
    return _Known(
        papers=by_dossier(awaited.papers(by)),
        unsent=by_dossier(awaited.unsent(by=by)),
        replies=by_dossier(awaited.replies(*([] if by else [DOSSIER.c.state == OPEN]), by=by)),
        fsmrs=fsmrs_of_ccmrs(session, ATTACHMENT.c.ccmr_id.in_(select(DOSSIER.c.ccmr_id))),
        opinions=opinions,
    )


def _row(row: AnyRow, procedure: _Procedure, known: _Known, today: dt.date) -> DossierListRow:
    progress = _progress(row, known)
    stage = stage_of(row, progress)
    reached = last_stage_before_decision(row, progress) if stage is Stage.ABANDONED else stage
    centre, waited = centre_words(row), known.waited(row.id)
    papers = known.papers.get(row.id)
    opinions_in = papers.opinions if papers else 0
    next_on, next_what = _next(row, known, waited, today)
    return DossierListRow(
        id=row.id,
        number=row.number,
        title=title_of(row.request, centre),
        centre=centre,
        fsmr=row.sigle or known.fsmrs.get(row.ccmr_id, ""),
        scenario_title=procedure.title,
        stage=stage,
        stage_label=stage_label(stage, visa=procedure.visa, concluded=_is_concluded(row, procedure)),
        stage_number=steps_reached(procedure.track, reached),
        stage_count=len(procedure.track),
        waiting_for=_waiting_for(row, stage, procedure, waited, today),
        opinions_in=opinions_in,
        opinions_asked=opinions_in + len(known.opinions.get(row.id, ())),
        next_on=next_on,
        next_what=next_what,
        opened_on=row.opened_on,
        closed_on=row.closed_on if stage in (Stage.CLOSED, Stage.ABANDONED) else None,
        instructor=row.instructor,
        hold_until=row.hold_until if is_held(row.hold_until, today) else None,
        note=row.note,
        pack=row.pack,
    )


def _procedure(session: Session, pack: str, scenario: str | None) -> _Procedure:
    """Of a pack that is no longer there nothing is said: the dossier itself will say it."""
    if scenario is None:
        return _Procedure("Procédure à déterminer", track_of(None))
    try:
        rule = pack_in(session, pack).scenario(scenario)
    except UserError:
        return _Procedure("", track_of(None))
    return _Procedure(rule.title, track_of(rule.decided_by), is_visa(rule.decided_by))


def _progress(row: AnyRow, known: _Known) -> Progress:
    gathering = row.id in known.papers or row.id in known.opinions or bool(row.sent_on or row.received_on)
    unsent = known.unsent.get(row.id)
    return Progress(gathering, letters_left=bool(unsent and unsent.decisions))


def _is_concluded(row: AnyRow, procedure: _Procedure) -> bool:
    """Whether nobody decides: a follow-up has a conclusion."""
    return row.request == "follow_up" and procedure.track == CONCLUDED_TRACK


def _waiting_for(row: AnyRow, stage: Stage, procedure: _Procedure, waited: list[AnyRow], today: dt.date) -> str:
    if stage in (Stage.CLOSED, Stage.ABANDONED):
        return ""
    if row.state in APPLIED:
        return _YOU
    if is_held(row.hold_until, today):
        return "En attente"
    if stage is Stage.VISA:
        return _VISA if procedure.visa else _VALIDATION
    if waited:
        return waited[0].body if len(waited) == 1 else f"{len(waited)} avis"
    return _HOSPITAL if stage in (Stage.ANNOUNCED, Stage.GATHERING) else _YOU


def _next(row: AnyRow, known: _Known, waited: list[AnyRow], today: dt.date) -> tuple[dt.date | None, str]:
    """The earliest day, one that has gone by included, and what is due on it."""
    return min(_due(row, known, waited, today), default=(None, ""))


def _due(row: AnyRow, known: _Known, waited: list[AnyRow], today: dt.date) -> Iterator[tuple[dt.date, str]]:
    unsent = known.unsent.get(row.id)
    if unsent:
        yield unsent.dated, "Courrier à envoyer" if unsent.letters == 1 else f"{unsent.letters} courriers à envoyer"
    if row.state != OPEN:
        return
    if is_held(row.hold_until, today):
        yield row.hold_until, "Réveil du dossier"
    for opinion in waited:
        yield opinion.due_on, f"Avis\u00a0: {opinion.body}"
    reply = known.replies.get(row.id)
    if reply and reply.reply_by:
        yield dt.date.fromisoformat(reply.reply_by), "Pièces demandées"
    if row.effective and (day := dt.date.fromisoformat(row.effective)) >= today:
        yield day, "Cessation d’activité"
    if row.closes_on is not None and row.closes_on >= today and row.complete_on is None:
        yield row.closes_on, "Clôture de la campagne"
