"""What keeps an application from being granted: outcomes missing, criteria not met, structures that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmr_desk.model.dossiers.campaigns import LABELLING, overlap_problem
from crmr_desk.model.dossiers.candidacy_rows import DECISIONS, CandidacyLine, Outcome
from crmr_desk.model.dossiers.rows import FindingLine, Severity, StepKind
from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.dossiers.application_facts import Application
    from crmr_desk.model.dossiers.assessment import Assessment

_NAMED = 6
_LABELLING_PLACE, _SITES_PLACE, _CALL = "A2 §1", "A1 A-c", "appel à projets"


def criteria_findings(a: Assessment) -> tuple[FindingLine, ...]:
    """A criterion found unmet for a structure that is not refused nor withdrawn; blocking, unless lifted with a reason,
    where the pack requires it. And an application that came in outside the days of the campaign."""
    application = a.application
    if application is None:
        return ()
    step = _step(a)
    unmet = [
        FindingLine(
            id="criterion_unmet",
            piece=criterion.id,
            of=line.name,
            severity=Severity.BLOCKING if criterion.required else Severity.WARNING,
            title=f"{criterion.label}\u00a0: non rempli",
            text=_unmet_text(line, criterion.evidence),
            place=criterion.place,
            liftable=criterion.required,
            go_to=step,
        )
        for line in application.lines
        if line.outcome in (None, Outcome.LABELLED)
        for criterion in line.unmet
        if not criterion.judged_elsewhere
    ]
    return tuple(_with_lifting(a, finding) for finding in (*unmet, *_late(a, application)))


def criteria_facts(a: Assessment) -> frozenset[str]:
    """Facts of the situation that the criteria of the application establish: that one is open is said of it there."""
    return frozenset(rule.fact for rule in a.pack.criteria if rule.fact) if a.application is not None else frozenset()


def application_blockers(a: Assessment) -> tuple[FindingLine, ...]:
    """What the application itself lacks, whatever its outcome: nothing of it can be set aside."""
    if a.dossier.request != LABELLING:
        return ()
    if a.application is None:
        text = "Ouvrez la candidature depuis une campagne de labellisation\u00a0: elle donne le label et ses dates."
        return (
            _blocker("application_without_campaign", "Candidature sans campagne", text, _LABELLING_PLACE, _step(a)),
        )
    found = (*_without_outcome(a.application), *_of_labelled(a.application), *_of_centre(a, a.application))
    return tuple(_blocker(f"application_{key}", title, text, place, _step(a)) for key, title, text, place in found)


def _without_outcome(application: Application) -> Iterator[tuple[str, str, str, str]]:
    waiting = [line.name for line in application.lines if line.outcome is None]
    if waiting:
        count = f"{len(waiting)} structures" if len(waiting) > 1 else "une structure"
        text = f"Labellisée, refusée ou retirée\u00a0: {_listed(waiting)}."
        yield "outcomes", f"Issue à donner pour {count}", text, _LABELLING_PLACE


def _of_labelled(application: Application) -> Iterator[tuple[str, str, str, str]]:
    """What stands against the label of a structure, taken one by one."""
    centre_labelled = application.centre.outcome in (None, Outcome.LABELLED)
    for line in application.labelled:
        if not centre_labelled:
            text = (
                "Le centre n’est pas labellisé\u00a0: ses sites et ses centres de compétences ne le sont pas sans lui."
            )
            yield "without_centre", f"Label sans son centre\u00a0: {line.name}", text, _LABELLING_PLACE
        if line.structure == SiteRole.CONSTITUTIF and line.ground is None:
            text = "Un site constitutif se fonde sur l’un de trois motifs\u00a0: choisissez-le."
            yield "ground", f"Motif du site à choisir\u00a0: {line.name}", text, _SITES_PLACE
        if line.unseen:
            text = f"Rien ne dit s’ils sont remplis\u00a0: {_listed([each.label for each in line.unseen])}."
            yield "criteria", f"Critères à examiner\u00a0: {line.name}", text, line.unseen[0].place
        if line.problem:
            yield "gone", f"Structure fermée\u00a0: {line.name}", line.problem, _LABELLING_PLACE


def _of_centre(a: Assessment, application: Application) -> Iterator[tuple[str, str, str, str]]:
    decided, outcome = a.outcome, application.centre.outcome
    if decided is not None and outcome is not None and decided != DECISIONS[outcome]:
        text = "La décision saisie et l’issue du centre ne disent pas la même chose\u00a0: corrigez l’une des deux."
        yield "contradiction", "Décision et issue du centre à accorder", text, _LABELLING_PLACE
    if application.left_out:
        text = f"Ouvert dans le centre depuis, et hors de la candidature\u00a0: {_listed(application.left_out)}."
        yield "left_out", "Structure à ajouter à la candidature", text, _LABELLING_PLACE
    if application.centre.outcome is not Outcome.LABELLED:
        return
    seats = [line for line in application.labelled if line.structure == SiteRole.COORDONNATEUR]
    if len(seats) != 1 and not any(line.outcome is None for line in application.lines):
        text = f"Un centre a un site coordonnateur, et un seul\u00a0: {len(seats)} labellisés ici."
        yield "coordinating_site", "Un seul site coordonnateur à labelliser", text, _SITES_PLACE
    overlap = overlap_problem(application.former.end if application.former else None, application.terms.start)
    if overlap:
        yield "overlap", "Deux labels à la fois", overlap, _SITES_PLACE


def _late(a: Assessment, application: Application) -> Iterator[FindingLine]:
    received, terms = a.day("received_on"), application.terms
    if received is None or terms.opens_on <= received <= terms.closes_on:
        return
    yield FindingLine(
        id="application_late",
        piece="",
        of="",
        severity=Severity.WARNING,
        title="Dépôt hors des dates de la campagne",
        text=f"Reçue le {short_date(received)}\u202f; les dépôts vont du {short_date(terms.opens_on)} au"
        f" {short_date(terms.closes_on)}.",
        place=_CALL,
        liftable=False,
        go_to=_step(a, StepKind.QUESTIONS),
    )


def _unmet_text(line: CandidacyLine, evidence: str) -> str:
    who = line.name if line.kind != CentreKind.CRMR else f"Centre {line.name}"
    if line.kind == CentreKind.CCMR and line.active_file is not None and not evidence:
        evidence = f"file active de {line.active_file} patients"
    return f"{who}\u00a0: {evidence}." if evidence else f"{who}."


def _with_lifting(a: Assessment, finding: FindingLine) -> FindingLine:
    lifting = a.liftings.get((finding.id, finding.piece, finding.of))
    if lifting is None or lifting.fact != finding.text:
        return finding
    return replace(finding, lifted_reason=lifting.reason, lifted_by=lifting.by, lifted_on=lifting.lifted_on)


def _blocker(finding: str, title: str, text: str, place: str, step: str) -> FindingLine:
    return FindingLine(finding, "", "", Severity.BLOCKING, title, text, place, liftable=False, go_to=step)


def _step(a: Assessment, kind: StepKind = StepKind.CANDIDACIES) -> str:
    return next((step.id for step in a.journey.steps if step.kind == kind), "")


def _listed(names: Sequence[str]) -> str:
    """A list that a sentence bears: the first ones by name, the others counted."""
    shown, rest = names[:_NAMED], len(names) - _NAMED
    return ", ".join(shown) + (f" et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else "")
