"""How the structures of an application look: icons, outcomes, criteria. No widget and no database here."""

from __future__ import annotations

from collections.abc import Sequence

from crmr_desk.model.dossiers.candidacy_rows import OUTCOME_WORDS, CandidacyLine, CriterionLine, Outcome
from crmr_desk.ui.dossier.words import NO_BREAK, Look

STRUCTURES = {
    "crmr": ("Centre de référence", "certificate"),
    "coordonnateur": ("Site coordonnateur", "building-hospital"),
    "constitutif": ("Site constitutif", "building-hospital"),
    "ccmr": ("Centre de compétences", "stethoscope"),
}
"""Kind of structure: its French name and icon."""

OUTCOMES = {
    Outcome.LABELLED: Look(OUTCOME_WORDS[Outcome.LABELLED], "ok", "circle-check"),
    Outcome.REFUSED: Look(OUTCOME_WORDS[Outcome.REFUSED], "stop", "circle-x"),
    Outcome.WITHDRAWN: Look(OUTCOME_WORDS[Outcome.WITHDRAWN], "mute", "minus"),
    None: Look("À donner", "mute", "circle-dashed"),
}

CRITERIA = {
    True: Look("Rempli", "ok", "circle-check"),
    False: Look("Non rempli", "warn", "alert-triangle"),
    None: Look("À examiner", "mute", "circle-dashed"),
}


def criteria_look(line: CandidacyLine) -> Look:
    """The criteria of a structure in a few characters: how many are met, and what is wrong first."""
    met = sum(criterion.met is True for criterion in line.criteria)
    words = f"{met}{NO_BREAK}sur{NO_BREAK}{len(line.criteria)}"
    if any(criterion.required for criterion in line.unmet):
        return Look(words, "stop", "circle-x")
    if line.unmet:
        return Look(words, "warn", "alert-triangle")
    return Look(words, *(("mute", "circle-dashed") if line.unseen else ("ok", "circle-check")))


def criteria_tip(line: CandidacyLine) -> str:
    """What is behind the count, in words."""
    parts = [f"Non rempli\u00a0: {_listed(line.unmet)}" if line.unmet else ""]
    parts.append(f"À examiner\u00a0: {_listed(line.unseen)}" if line.unseen else "")
    return ". ".join(part for part in parts if part) or "Tous les critères exigés sont remplis"


def alike(lines: Sequence[CandidacyLine]) -> tuple[CriterionLine, ...]:
    """The criteria that all these structures share, with the answer that they share; none where kinds differ."""
    if not lines or len({line.structure for line in lines}) > 1:
        return ()
    return tuple(_common(each) for each in zip(*(line.criteria for line in lines), strict=True))


def _common(criteria: tuple[CriterionLine, ...]) -> CriterionLine:
    first = criteria[0]
    same = all((each.met, each.evidence) == (first.met, first.evidence) for each in criteria)
    if same:
        return first
    met = first.met if all(each.met is first.met for each in criteria) else None
    return CriterionLine(
        first.id, first.label, first.help, first.place, first.required, met, "", first.measured, first.judged_elsewhere
    )


def _listed(criteria: Sequence[CriterionLine]) -> str:
    return ", ".join(criterion.label for criterion in criteria)
