"""Whether a dossier can be declared complete, and whether one that was still is."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.checklist import piece_lines
from crmr_desk.model.dossiers.findings import finding_lines
from crmr_desk.model.dossiers.rows import IN_HAND, FindingLine, PieceLine, PieceState, Severity, StepKind
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.terms import short_date

OUTSIDE_THE_TEXT: Final = "hors texte"
"""The place of what no text asks for."""
NO_LONGER_COMPLETE: Final = "no_longer_complete"

_WORDS: Final = {
    PieceState.MISSING: ("piece_missing", "Pièce manquante", "Demandez-la, ou marquez-la reçue."),
    PieceState.TO_CHECK: ("piece_to_check", "Pièce à vérifier", "Marquez-la conforme, ou à refaire avec un motif."),
    PieceState.TO_REDO: ("piece_to_redo", "Pièce à refaire", "Demandez une pièce conforme."),
}


def lacking_pieces(a: Assessment) -> tuple[FindingLine, ...]:
    """What keeps the dossier from being complete: each required paper that is not in hand, and each one in hand that is
    to be checked or redone. A paper whose finding was lifted with a reason lacks no more."""
    lines = (line for line in piece_lines(a) if line.in_dossier and _lacks(line))
    return tuple(_lacking(a, line) for line in lines if not excused(a, line))


def excused(a: Assessment, line: PieceLine) -> bool:
    """Whether the dossier goes on without this paper: a finding about it was lifted with a reason, or that of a vacant
    site, which names the site and no paper."""
    if not a.liftings:
        return False
    lifted = {(finding.piece, finding.of) for finding in finding_lines(a) if finding.lifted_reason}
    return (line.kind, line.of) in lifted or (bool(line.of) and ("", line.of) in lifted)


def no_longer_complete(a: Assessment) -> tuple[FindingLine, ...]:
    """The finding that a dossier declared complete no longer is: its situation has changed since."""
    declared = a.dossier.complete_on
    lacking = lacking_pieces(a) if declared is not None and a.dossier.state == OPEN else ()
    if declared is None or not lacking:
        return ()
    title = f"Déclaré complet le {short_date(declared)}, il ne l’est plus"
    text = "\u202f; ".join(line.title for line in lacking) + "."
    return (blocker(a, NO_LONGER_COMPLETE, title, text, StepKind.PIECES, Severity.WARNING),)


def blocker(
    a: Assessment, finding: str, title: str, text: str, kind: StepKind, severity: Severity = Severity.BLOCKING
) -> FindingLine:
    """Something that stands in the way, of no text; the step of this kind cures it."""
    step = next((step.id for step in a.journey.steps if step.kind == kind), a.journey.steps[0].id)
    return FindingLine(finding, "", "", severity, title, text, OUTSIDE_THE_TEXT, liftable=False, go_to=step)


def _lacks(line: PieceLine) -> bool:
    if line.required and line.state not in IN_HAND:
        return True
    return line.state in (PieceState.TO_CHECK, PieceState.TO_REDO)


def _lacking(a: Assessment, line: PieceLine) -> FindingLine:
    finding, title, cure = _WORDS[line.state]
    said = f"{title}\u00a0: {line.label[:1].lower()}{line.label[1:]}"
    text = f"{line.note.rstrip('.')}. {cure}" if line.note and line.state is PieceState.TO_REDO else cure
    found = blocker(a, finding, said, text, StepKind.PIECES)
    return FindingLine(
        finding, line.kind, line.of, Severity.BLOCKING, said, text, line.place, liftable=False, go_to=found.go_to
    )
