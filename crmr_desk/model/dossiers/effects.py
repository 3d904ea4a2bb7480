"""What applying a decision changes in the register: worked out once, shown on the last page, then done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.records import APPLIED
from crmr_desk.model.dossiers.rows import EffectLine
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.terms import short_date

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """A mandate that gets a new last day; ``former_end`` is the one it had."""

    mandate_id: int
    name: str
    end: dt.date
    former_end: dt.date | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A mandate to be created; both days included."""

    person_id: int
    name: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Plan:
    """Empty for a refusal. ``gap`` is the number of days for which the seat stays vacant between the two mandates."""

    closing: Closing | None = None
    opening: Opening | None = None
    gap: int = 0


def plan_of(a: Assessment) -> Plan:
    """The mandates that a favourable decision closes and opens; empty while it is not known who, when, until when."""
    start, end, candidate = a.day("start"), a.answer.mandate_end, a.facts.candidate
    if a.outcome != "favourable" or a.rule is None or candidate is None or start is None or end is None:
        return Plan()
    closing = _closing(a, start) if "close_former_mandate" in a.rule.effects else None
    last_day = _former_last_day(a, closing)
    opening = Opening(candidate.id, candidate.name, start, end) if "open_mandate" in a.rule.effects else None
    gap = max((start - last_day).days - 1, 0) if last_day is not None and opening is not None else 0
    return Plan(closing, opening, gap)


def effect_lines(a: Assessment, plan: Plan) -> tuple[EffectLine, ...]:
    """The plan in French, for the last page; once it is applied, what it has done."""
    lines = _closing_lines(a, plan)
    if plan.opening is not None:
        run = f"du {short_date(plan.opening.start)} au {short_date(plan.opening.end)}"
        lines.append(EffectLine("mandats", "+", plan.opening.name, run))
        lines.append(_mandate_end_deadline(plan.opening))
    if plan.gap:
        lines.append(EffectLine("mandats", "-", "Siège vacant", f"{plan.gap} jour{'s' if plan.gap > 1 else ''}"))
    if a.dossier.state == OPEN and a.outcome in ("favourable", "unfavourable"):
        lines.append(EffectLine("dossier", "=", f"Dossier {a.dossier.number}", "décidé, il ne se modifie plus"))
    return tuple(lines)


def _closing_lines(a: Assessment, plan: Plan) -> list[EffectLine]:
    if plan.closing is not None:
        planned = f", prévu le {short_date(plan.closing.former_end)}" if plan.closing.former_end else ""
        return [EffectLine("mandats", "-", plan.closing.name, f"clos le {short_date(plan.closing.end)}{planned}")]
    former = a.facts.former
    closed = a.dossier.state in APPLIED and former is not None and former.mandate_id == a.dossier.former_mandate_id
    if former is not None and former.end is not None and closed:
        return [EffectLine("mandats", "-", former.name, f"clos le {short_date(former.end)}")]
    return []


def _closing(a: Assessment, start: dt.date) -> Closing | None:
    """The former mandate ends with the activity, and in any case on the eve of the new one."""
    former = a.facts.former
    if former is None:
        return None
    days = [start - ONE_DAY, a.day("cessation_letter.effective"), former.end]
    end = max(min(day for day in days if day is not None), former.start)
    return None if end == former.end else Closing(former.mandate_id, former.name, end, former.end)


def _former_last_day(a: Assessment, closing: Closing | None) -> dt.date | None:
    if closing is not None:
        return closing.end
    return a.facts.former.end if a.facts.former is not None else None


def _mandate_end_deadline(opening: Opening) -> EffectLine:
    return EffectLine("echeances", "+", f"Fin de mandat, {short_date(opening.end)}", "avec la fin du label")


def proposed_start(a: Assessment) -> dt.date | None:
    """The date of effect to propose, since the text fixes none: the later of the visa, the morrow of the last day of
    the former activity, and, unless a short notice has been lifted, the end of the six months (A3 §2b)."""
    end_of_activity = a.day("cessation_letter.effective")
    days = [a.day("decision.date"), end_of_activity + ONE_DAY if end_of_activity else None]
    if not any(finding == "notice_too_short" for finding, _piece, _of in a.liftings):
        days.append(a.answer.earliest_effect)
    return max((day for day in days if day is not None), default=None)
