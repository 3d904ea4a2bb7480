"""What the law says of a dossier, and what the instructor sets aside with a written reason.

The instruction applies "subject to the examination of individual situations": a finding may be lifted, never
silently. A lifting holds for what the finding said that day; when it says something else, it must be lifted again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.candidacy_findings import criteria_facts, criteria_findings
from crmr_desk.model.dossiers.conflicts import conflict_findings
from crmr_desk.model.dossiers.records import labelled, liftings_of, open_dossier_of
from crmr_desk.model.dossiers.rows import FindingLine, Severity, StepKind
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.findings import Finding
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Lifting

REASON_LENGTH: Final = 10
"""Shortest reason, in characters: "ok" explains nothing to whoever reads the dossier in three years."""

_OF_STRUCTURES: Final = frozenset({"mission_missing", "territorial_organisation_missing"})
"""What the criteria of an application establish, where its journey asks no question about it."""

NEEDS_REASON: Final = frozenset({"notice_too_short", "wrong_sender", "wrong_addressee", "consultant_over_68"})
"""Warnings under which a dossier goes on with a written reason only."""

OUTSIDE: Final = "outside_pack"
_NEVER_LIFTED: Final = frozenset({OUTSIDE, "contradiction"})

_INDISPENSABLE: Final = frozenset({"new_hospital", "candidate", "crmr.label", "site.hospital", "site.ground"})
"""Answers without which the decision has nothing to write: no reason can stand for them."""

_CURED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "notice_too_short": ("cessation_letter.effective",),
    "letter_due": ("cessation_letter.exists",),
    "effect_after_label": ("start",),
    "status_not_provided_for": ("candidate",),
    "part_time": ("candidate",),
    "consultant_without_ars_authorisation": ("candidate",),
    "consultant_without_clinical_activity": ("candidate",),
    "consultant_over_68": ("candidate",),
    "turns_65": ("candidate",),
    "turns_68": ("candidate",),
    "wrong_sender": ("sent_by",),
    "wrong_addressee": ("sent_to",),
    OUTSIDE: ("proposal",),
    "single_site_move": ("changes_hospital",),
    "internal_move_not_named": ("changes_hospital",),
    "label_missing": ("changes_hospital",),
    "label_expired": ("changes_hospital",),
    "laboratory_or_imaging": ("site.kind",),
    "no_outpatient_clinic": ("site.outpatient_clinic",),
    "ground_not_provided_for": ("site.ground",),
    "mission_missing": ("crmr.missions.coordination",),
    "annual_report_due": ("crmr.annual_report_filed", "fsmr.annual_report_filed"),
    "bndmr_due": ("crmr.bndmr_filled",),
    "fsmr_below_three": ("fsmr.single_disease", "crmr.fsmr_single_disease"),
    "fsmr_single_disease": ("fsmr.single_disease", "crmr.fsmr_single_disease"),
    "not_designated": ("site.designated_by", "ccmr.designated_by", "fsmr.by_governance"),
}
"""The questions whose answer gives rise to a finding: the page of the first that is asked is where the user is led."""


def finding_lines(a: Assessment) -> tuple[FindingLine, ...]:
    """Every finding of the day, the gravest first, with its lifting where one still holds."""
    order = (Severity.BLOCKING, Severity.WARNING, Severity.INFO, Severity.OK)
    seen = criteria_facts(a)
    lines = [
        _line(a, finding)
        for finding in a.answer.findings
        if finding.id != "decision_pending" and not (finding.id == "unknown_answer" and finding.of in seen)
    ]
    lines += [*criteria_findings(a), *conflict_findings(a)]
    return tuple(sorted(lines, key=lambda line: order.index(line.severity)))


def outside_pack(a: Assessment) -> FindingLine | None:
    """The finding that the answers lead to a procedure that the rules do not hold, or None."""
    return next((line for line in finding_lines(a) if line.id == OUTSIDE), None)


def to_lift(line: FindingLine) -> bool:
    """Whether this finding keeps the decision from being applied."""
    serious = line.severity is Severity.BLOCKING or (line.id in NEEDS_REASON and line.severity is Severity.WARNING)
    return serious and not line.lifted_reason


def lift(db: Database, dossier_id: int, finding: str, piece: str, of: str, reason: str, *, today: dt.date) -> Changes:
    """Set a finding aside. Raises UserError for a reason that is too short, or a finding that cannot be lifted."""
    reason = reason.strip()
    if len(reason) < REASON_LENGTH:
        raise UserError(f"Écrivez le motif en {REASON_LENGTH} caractères au moins\u00a0: le journal le garde.")
    with db.writing(labelled(db, dossier_id, "Constat levé avec motif")) as session:
        dossier = open_dossier_of(session, dossier_id)
        found = _current(assess(session, dossier, today), finding, piece, of)
        row = liftings_of(session, dossier_id).get((finding, piece, of))
        if row is None:
            row = Lifting(dossier_id=dossier_id, finding=finding, piece=piece, of=of)
            session.add(row)
        row.fact, row.reason, row.by, row.lifted_on = found.text, reason, db.who, today
    return session.changes


def unlift(db: Database, dossier_id: int, finding: str, piece: str, of: str) -> Changes:
    """Take a lifting back: the finding holds again."""
    with db.writing(labelled(db, dossier_id, "Constat rétabli")) as session:
        open_dossier_of(session, dossier_id)
        row = liftings_of(session, dossier_id).get((finding, piece, of))
        if row is not None:
            session.delete(row)
    return session.changes


def _current(a: Assessment, finding: str, piece: str, of: str) -> FindingLine:
    for line in finding_lines(a):
        if (line.id, line.piece, line.of) == (finding, piece, of):
            if not line.liftable:
                raise UserError(f"Ce constat ne se lève pas\u00a0: {line.text}")
            return line
    raise UserError("Ce constat n’existe plus\u00a0: la situation a changé depuis. Relisez la page.")


def _line(a: Assessment, finding: Finding) -> FindingLine:
    piece, of = finding.piece or "", finding.of or ""
    lifting = a.liftings.get((finding.id, piece, of))
    holds = lifting is not None and lifting.fact == finding.text
    severity = Severity(finding.severity)
    return FindingLine(
        id=finding.id,
        piece=piece,
        of=of,
        severity=severity,
        title=finding.title,
        text=finding.text,
        place=finding.place,
        liftable=_is_liftable(finding, severity),
        go_to=_step_of(a, finding),
        lifted_reason=lifting.reason if lifting and holds else "",
        lifted_by=lifting.by if lifting and holds else "",
        lifted_on=lifting.lifted_on if lifting and holds else None,
    )


def _is_liftable(finding: Finding, severity: Severity) -> bool:
    if finding.id in _NEVER_LIFTED or (finding.id == "unknown_answer" and finding.of in _INDISPENSABLE):
        return False
    return severity is Severity.BLOCKING or finding.id in NEEDS_REASON


def _step_of(a: Assessment, finding: Finding) -> str:
    """The step that can cure the finding: where its question is asked, or the page of papers or of the decision.
    Empty where no step can: a vacant site is filled in the register."""
    questions = (finding.of,) if finding.id == "unknown_answer" else _CURED_BY.get(finding.id, ())
    if finding.piece == "cessation_letter" and not questions:
        questions = ("cessation_letter.exists",)
    kind = StepKind.DECISION if finding.id.startswith("decision") else StepKind.PIECES if finding.piece else None
    kind = StepKind.CANDIDACIES if finding.id in _OF_STRUCTURES else kind
    asking = (step.id for name in questions for step in a.journey.steps if name in step.questions)
    of_kind = (step.id for step in a.journey.steps if step.kind == kind)
    return next(asking, next(of_kind, ""))
