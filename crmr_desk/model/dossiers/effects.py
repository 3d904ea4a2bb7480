"""What applying a decision changes in the register: worked out once, shown on the last page, then done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects_labels import grant_of_labels
from crmr_desk.model.dossiers.effects_mandates import (
    ONE_DAY,
    Closing,
    Opening,
    close_former_mandate,
    open_mandate_of_candidate,
)
from crmr_desk.model.dossiers.effects_network import (
    creation_of_site,
    designation_of_fsmr,
    end_of_designation,
    move_of_site,
)
from crmr_desk.model.dossiers.effects_steps import Missing, Step
from crmr_desk.model.dossiers.records import APPLIED
from crmr_desk.model.dossiers.rows import EffectLine
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.recording import WriteSession

Planner = Callable[[Assessment], Iterable[Step | Missing]]

PLANNERS: Final[Mapping[str, Planner]] = {
    "close_former_mandate": close_former_mandate,
    "move_site": move_of_site,
    "create_site": creation_of_site,
    "open_designation": designation_of_fsmr,
    "open_mandate": open_mandate_of_candidate,
    "end_designation": end_of_designation,
    "grant_labels": grant_of_labels,
}
"""For each word of a scenario's ``effects``, its steps; done in this order, whatever that of the scenario."""

OF_ANY_OUTCOME: Final = frozenset({"grant_labels"})
"""Effects that a refusal has too: structures without label end with the former one."""

KEPT: Final = "applied.effects"
"""The answer under which a decided dossier keeps what its decision did."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Empty for a refusal, and while it is not known who, where, from when. ``missing`` is what must be answered."""

    steps: tuple[Step, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def closing(self) -> Closing | None:
        """The mandate of the former holder, where it gets a new last day."""
        return next((step for step in self.steps if isinstance(step, Closing)), None)

    @property
    def opening(self) -> Opening | None:
        """The mandate of the person designated."""
        return next((step for step in self.steps if isinstance(step, Opening)), None)


def plan_of(a: Assessment) -> Plan:
    """What a favourable decision does: nothing as long as something is missing, for it is applied whole or not."""
    if a.outcome not in ("favourable", "unfavourable") or a.rule is None:
        return Plan()
    words = {word for word in a.rule.effects if a.outcome == "favourable" or word in OF_ANY_OUTCOME}
    found = [one for word, planner in PLANNERS.items() if word in words for one in planner(a)]
    missing = tuple(one for one in found if isinstance(one, Missing))
    steps = tuple(one for one in found if not isinstance(one, Missing))
    return Plan(() if missing else steps, missing)


def apply_plan(session: WriteSession, a: Assessment, plan: Plan) -> None:
    """Do every step, within the operation of the decision, and keep what was done with the dossier. Raises UserError
    when the register refuses a step; the caller's transaction then leaves no trace of the others."""
    done = [[line.group, line.sign, line.title, line.detail] for line in _lines(a, plan)]
    for step in plan.steps:
        step.apply(session, a.dossier)
    a.dossier.answers = {**a.dossier.answers, KEPT: done}


def effect_lines(a: Assessment, plan: Plan) -> tuple[EffectLine, ...]:
    """The plan in French, for the last page; once it is applied, what it has done."""
    kept: list[list[Any]] | None = a.dossier.answers.get(KEPT)
    if a.dossier.state in APPLIED and kept is not None:
        return tuple(EffectLine(*line) for line in kept)
    lines = list(_lines(a, plan))
    if a.dossier.state == OPEN and a.outcome in ("favourable", "unfavourable"):
        closing = "enregistré" if a.recorded else "conclu" if a.concluded else "décidé"
        lines.append(EffectLine("dossier", "=", f"Dossier {a.dossier.number}", f"{closing}, il ne se modifie plus"))
    return tuple(lines)


def proposed_start(a: Assessment) -> dt.date | None:
    """The date of effect to propose, since the text fixes none: the later of the visa, the morrow of the last day of
    the former activity, and, unless a short notice has been lifted, the end of the six months (A3 §2b)."""
    end_of_activity = a.day("cessation_letter.effective")
    days = [a.day("decision.date"), end_of_activity + ONE_DAY if end_of_activity else None]
    if not any(finding == "notice_too_short" for finding, _piece, _of in a.liftings):
        days.append(a.answer.earliest_effect)
    return max((day for day in days if day is not None), default=None)


def _lines(a: Assessment, plan: Plan) -> Iterator[EffectLine]:
    for step in plan.steps:
        yield from step.lines()
    if a.outcome == "favourable":
        for follow_up in a.answer.follow_ups:
            scenario = next((one for one in a.pack.scenarios if one.id == follow_up.scenario), None)
            title = scenario.title if scenario is not None else follow_up.scenario
            yield EffectLine("dossier", "+", f"À ouvrir ensuite\u00a0: {title}", follow_up.of)
