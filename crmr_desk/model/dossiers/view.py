"""The whole dossier as the wizard draws it, and the lists of dossiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.acts import act_lines
from crmr_desk.model.dossiers.asked_opinions import opinion_lines
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.checklist import piece_lines
from crmr_desk.model.dossiers.completeness import no_longer_complete
from crmr_desk.model.dossiers.correspondence import draft_lines, letter_line
from crmr_desk.model.dossiers.decision_blockers import blockers_of
from crmr_desk.model.dossiers.effects import Plan, effect_lines, plan_of
from crmr_desk.model.dossiers.findings import finding_lines, outside_pack
from crmr_desk.model.dossiers.grid import recipient_lines
from crmr_desk.model.dossiers.keeping import is_held
from crmr_desk.model.dossiers.letter_states import DECISION, EXCHANGE
from crmr_desk.model.dossiers.list_rows import DossierRow
from crmr_desk.model.dossiers.questions import questions_by_step
from crmr_desk.model.dossiers.records import ABANDONED, APPLIED, centre_of, dossier_of, judged_on
from crmr_desk.model.dossiers.rows import (
    DossierView,
    LetterLine,
    OtherScenario,
    Step,
    StepKind,
    StepState,
    Why,
)
from crmr_desk.model.dossiers.stages import stage_lines, stage_of
from crmr_desk.model.dossiers.steps import steps_of, to_settle
from crmr_desk.model.dossiers.summaries import summary_of
from crmr_desk.model.dossiers.titles import title_of
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.law.routing import others
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier, Piece, StoredFile
from crmr_desk.model.terms import short_date


def dossier_view(db: Database, dossier_id: int, today: dt.date) -> DossierView:
    """Everything that the wizard shows of a dossier on ``today``; a decided one as it stood when it was decided.

    Raises UserError when the dossier or its centre is gone.
    """
    with db.reading() as session:
        dossier = dossier_of(session, dossier_id)
        return _view(session, assess(session, dossier, judged_on(dossier, today)), today)


def dossiers_of(db: Database, kind: str, row_id: int, today: dt.date) -> list[DossierRow]:
    """Every dossier of a centre, open or not, the newest first."""
    column = getattr(Dossier, f"{CentreKind(kind).value}_id")
    query = select(Dossier).where(column == row_id).order_by(Dossier.number.desc())
    with db.reading() as session:
        return [_row(session, dossier, today) for dossier in session.scalars(query)]


def _view(session: Session, a: Assessment, day: dt.date) -> DossierView:
    dossier, abandoned = a.dossier, a.dossier.state == ABANDONED
    plan = Plan() if abandoned else plan_of(a)
    pieces = piece_lines(a, _files(session, a.pieces.values()))
    letters = _letters(a)
    steps = steps_of(a, pieces, sum(line.included for line in recipient_lines(a)))
    kind, target = centre_of(dossier)
    outside = outside_pack(a)
    return DossierView(
        id=dossier.id,
        version=dossier.version,
        number=dossier.number,
        title=title_of(dossier.request, a.facts.name),
        centre=a.facts.name,
        centre_kind=kind,
        centre_id=target,
        pack_title=a.pack.marked_title,
        to_verify=a.pack.to_verify,
        state=dossier.state,
        scenario=a.answer.scenario,
        scenario_title=_procedure(a),
        deduced=outside.text if outside else a.answer.deduced,
        steps=steps,
        step=_where_to_resume(steps),
        questions=questions_by_step(a),
        pieces=pieces,
        findings=(*finding_lines(a), *no_longer_complete(a)),
        eligibility=a.eligibility,
        recipients=() if abandoned else recipient_lines(a),
        letters=letters,
        effects=effect_lines(a, plan),
        summary="" if abandoned else summary_of(a, plan),
        whys=tuple((step.id, _why(a, step.id)) for step in a.journey.steps),
        blockers=blockers_of(a) if dossier.state == OPEN else (),
        mandate_start=plan.opening.start if plan.opening else a.day("start"),
        mandate_end=a.mandate_end,
        outside=outside is not None,
        abandoned=_abandoned(dossier),
        candidacies=a.application.lines if a.application is not None else (),
        campaign=a.application.terms.name if a.application is not None else "",
        recorded=a.recorded,
        concluded=a.concluded,
        others=tuple(OtherScenario(one.title, one.reason, one.place) for one in others(a.situation, a.pack)),
        stage=stage_of(dossier, a.progress),
        stages=stage_lines(dossier, a.progress, a.track, visa=a.is_visa, concluded=a.concluded),
        acts=act_lines(a, day),
        opinions=() if abandoned else opinion_lines(a),
        exchanges=tuple(letter_line(row) for row in a.letters if row.purpose == EXCHANGE),
        instructor=dossier.instructor,
        note=dossier.note,
        hold_until=dossier.hold_until if is_held(dossier.hold_until, day) else None,
        hold_reason=dossier.hold_reason if is_held(dossier.hold_until, day) else "",
    )


def _procedure(a: Assessment) -> str:
    if a.rule is not None:
        return a.rule.title
    outside = outside_pack(a)
    return outside.title if outside else "Procédure à déterminer"


def _abandoned(dossier: Dossier) -> str:
    if dossier.state != ABANDONED or dossier.closed_on is None:
        return ""
    return f"Le {short_date(dossier.closed_on)}\u00a0: «\u202f{dossier.answers.get('abandon.reason', '')}\u202f»"


def _letters(a: Assessment) -> tuple[LetterLine, ...]:
    if a.dossier.state == ABANDONED:
        return ()
    if a.dossier.state not in APPLIED:
        return draft_lines(a)
    return tuple(letter_line(row) for row in a.letters if row.purpose == DECISION)


def _files(session: Session, pieces: Iterable[Piece]) -> dict[int, StoredFile]:
    ids = [piece.file_id for piece in pieces if piece.file_id is not None]
    return {row.id: row for row in session.scalars(select(StoredFile).where(StoredFile.id.in_(ids)))}


def _where_to_resume(steps: tuple[Step, ...]) -> str:
    return next((step.id for step in steps if step.state is not StepState.DONE), steps[-1].id)


def _why(a: Assessment, step_id: str) -> Why:
    why = a.pack.why(a.journey, step_id, a.answer.scenario)
    return Why(why.title, why.paragraphs, why.places)


def _row(session: Session, dossier: Dossier, today: dt.date) -> DossierRow:
    a = assess(session, dossier, judged_on(dossier, today))
    steps = steps_of(a, piece_lines(a, _files(session, a.pieces.values())), 0)
    at = next((place for place, step in enumerate(steps) if step.state is not StepState.DONE), len(steps) - 1)
    return DossierRow(
        id=dossier.id,
        number=dossier.number,
        title=title_of(dossier.request, a.facts.name),
        centre=a.facts.name,
        scenario_title=_procedure(a),
        step_title=steps[at].title,
        step_number=at + 1,
        step_count=len(steps),
        waiting_for=_waiting_for(a, steps[at]),
        opened_on=dossier.opened_on,
        state=dossier.state,
        instructor=dossier.instructor,
    )


def _waiting_for(a: Assessment, step: Step) -> str:
    if a.dossier.state != OPEN:
        return ""
    if step.kind is StepKind.PIECES:
        return "Établissement"
    if step.kind is StepKind.DECISION and not to_settle(a):
        return "Visa du directeur général"
    return "À vous"
