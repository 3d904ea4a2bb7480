"""What an application grants, in French: the effects of the last page, its sentence, and the outcomes of a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crmr_desk.model.dossiers.candidacy_rows import OUTCOME_WORDS, CandidacyLine, Outcome
from crmr_desk.model.dossiers.labelling import Ending, LabellingPlan
from crmr_desk.model.dossiers.rows import EffectLine
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.terms import french_date, short_date

_NETWORK: Final = "reseau"
_BETWEEN: Final = "\u202f; "
_FEW: Final = 6
"""So many people or structures are named one by one."""
_KINDS: Final = {
    "crmr": ("le centre de référence", "centre de référence", "centres de référence"),
    "coordonnateur": ("le site coordonnateur", "site coordonnateur", "sites coordonnateurs"),
    "constitutif": ("le site constitutif", "site constitutif", "sites constitutifs"),
    "ccmr": ("le centre de compétences", "centre de compétences", "centres de compétences"),
}
_FATE: Final = {Outcome.REFUSED: "candidature refusée", Outcome.WITHDRAWN: "candidature retirée"}


def labelling_effects(plan: LabellingPlan) -> tuple[EffectLine, ...]:
    """What granting the application does, structure by structure; once it is done, what it has done."""
    return (*_structures(plan), *_mandates(plan), *_deadlines(plan))


def labelling_summary(plan: LabellingPlan) -> str:
    """The sentence of the last page; empty while the centre has no outcome."""
    application = plan.application
    outcome, terms = application.centre.outcome, application.terms
    if outcome is None:
        return ""
    if not plan.grants:
        fate = "refusé" if outcome is Outcome.REFUSED else "retiré de la campagne"
        after = f"ce qu’il a finit avec le label précédent, le {french_date(application.former_end)}"
        ends = f"\u202f; {after}" if plan.ended else "\u202f; aucun label ne s’ouvre"
        return f"Le centre {application.crmr_name} est {fate}{ends}."
    counts = [
        _counted(structure, [line for line in application.labelled if line.structure == structure])
        for structure in ("constitutif", "ccmr")
    ]
    with_them = " et ".join(each for each in counts if each)
    period = f"du {french_date(terms.start)} au {french_date(terms.end)}"
    lost = sum(line.outcome in _FATE for line in application.lines)
    others = f"\u202f; {lost} structure{'s' if lost > 1 else ''} sans label" if lost else ""
    return (
        f"Le centre {application.crmr_name} est labellisé {period}{f', avec {with_them}' if with_them else ''}{others}."
    )


def outcomes_text(lines: Iterable[CandidacyLine]) -> str:
    """The outcome of each structure, as a letter goes on after a colon: « le centre de référence est labellisé ; deux
    sites constitutifs sont labellisés (…) ». Empty while one of them has none."""
    lines = tuple(lines)
    if any(line.outcome is None for line in lines):
        return ""
    groups = ((structure, outcome) for structure in _KINDS for outcome in Outcome)
    clauses = [
        _clause(structure, outcome, found)
        for structure, outcome in groups
        if (found := [line for line in lines if (line.structure, line.outcome) == (structure, outcome)])
    ]
    return _BETWEEN.join(clauses)


def _clause(structure: str, outcome: Outcome, lines: Sequence[CandidacyLine]) -> str:
    fate = OUTCOME_WORDS[outcome].lower()
    if structure == "crmr":
        return f"{_KINDS[structure][0]} est {fate}"
    names = _BETWEEN.join(line.name + _reason(line) for line in lines)
    if len(lines) == 1:
        return f"{_KINDS[structure][0]} est {fate} ({names})"
    return f"{len(lines)} {_KINDS[structure][2]} sont {fate}s ({names})"


def _reason(line: CandidacyLine) -> str:
    """Why a structure is refused or withdrawn; that of the centre stands elsewhere in the letter."""
    return f"\u00a0: {line.reason.rstrip('.')}" if line.reason and line.outcome in _FATE else ""


def _structures(plan: LabellingPlan) -> Iterator[EffectLine]:
    application = plan.application
    terms = application.terms
    if plan.grants:
        period = f"du {short_date(terms.start)} au {short_date(terms.end)}"
        yield EffectLine(_NETWORK, "+", f"Label, {application.crmr_name}", f"{period}, {terms.act or terms.name}")
    for line in plan.created:
        title = f"{_KINDS[line.structure][1].capitalize()}, {line.name}"
        yield EffectLine(_NETWORK, "+", title, f"ouvert le {short_date(terms.start)}")
    for structure in ("coordonnateur", "constitutif", "ccmr"):
        kept = [line for line in plan.kept if line.structure == structure]
        if kept:
            title = f"{_counted(structure, kept)} reconduit{'s' if len(kept) > 1 else ''}"
            yield EffectLine(_NETWORK, "=", title[:1].upper() + title[1:], _first(kept))
    ended = {(ending.table, ending.row_id): ending for ending in plan.ended}
    for line in application.lines:
        if line.outcome in _FATE and line.kind != CentreKind.CRMR:
            yield _lost(line, ended.get((line.kind, line.row_id or 0)))


def _lost(line: CandidacyLine, ending: Ending | None) -> EffectLine:
    fate = _FATE.get(line.outcome or Outcome.REFUSED, "")
    title = f"{_KINDS[line.structure][1].capitalize()}, {line.name}"
    if ending is None and line.existing:
        return EffectLine(_NETWORK, "-", title, f"{fate}, n’est plus rattaché à ce centre")
    if ending is None or ending.end is None:
        return EffectLine(_NETWORK, "=", title, f"{fate}, rien ne s’ouvre")
    return EffectLine(_NETWORK, "-", title, f"{fate}, fin le {short_date(ending.end)} avec le label précédent")


def _mandates(plan: LabellingPlan) -> Iterator[EffectLine]:
    """Who leaves, by name while they are few; then whose seat waits."""
    end = short_date(plan.application.former_end)
    if len(plan.mandates) > _FEW:
        leaving = f"{len(plan.mandates)} mandats finissent le {end}"
        yield EffectLine("mandats", "-", leaving, f"avec le label précédent\u00a0: {_first(plan.mandates)}")
    else:
        yield from (_leaving(ending) for ending in plan.mandates)
    if plan.vacant:
        count = f"{len(plan.vacant)} sièges à pourvoir" if len(plan.vacant) > 1 else "1 siège à pourvoir"
        yield EffectLine("mandats", "-", f"{count} le {short_date(plan.application.terms.start)}", _first(plan.vacant))


def _leaving(ending: Ending) -> EffectLine:
    end = short_date(ending.end) if ending.end else ""
    planned = f", prévu le {short_date(ending.former_end)}" if ending.is_news and ending.former_end else ""
    return EffectLine("mandats", "-", ending.name, f"finit avec le label précédent, le {end}{planned}")


def _first(named: Sequence[Ending | CandidacyLine]) -> str:
    """The first names, and how many more: the page of the structures has them all."""
    shown = _BETWEEN.join(each.name for each in named[:_FEW])
    rest = len(named) - _FEW
    return f"{shown} et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else shown


def _deadlines(plan: LabellingPlan) -> Iterator[EffectLine]:
    if plan.grants:
        end = short_date(plan.application.terms.end)
        yield EffectLine("echeances", "+", f"Fin de label, {end}", f"{plan.application.terms.name}")


def _counted(structure: str, lines: Sequence[CandidacyLine]) -> str:
    """« un site constitutif », « 24 centres de compétences »; empty for none."""
    _article, one, several = _KINDS[structure]
    if not lines:
        return ""
    return f"un {one}" if len(lines) == 1 else f"{len(lines)} {several}"
