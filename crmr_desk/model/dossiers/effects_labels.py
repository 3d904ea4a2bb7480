"""The step of a decision that grants an application to a labelling campaign (A2 §1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.dossiers.granting import grant
from crmr_desk.model.dossiers.labelling import LabellingPlan, plan_of
from crmr_desk.model.dossiers.labelling_words import labelling_effects

if TYPE_CHECKING:
    from crmr_desk.model.dossiers.assessment import Assessment
    from crmr_desk.model.dossiers.rows import EffectLine
    from crmr_desk.model.store.recording import WriteSession
    from crmr_desk.model.store.schema import Dossier


@dataclass(frozen=True, slots=True)
class Granting:
    """Label, structures, attachments and empty seats, all at once; or the end of what is refused or withdrawn."""

    plan: LabellingPlan

    def lines(self) -> tuple[EffectLine, ...]:
        return labelling_effects(self.plan)

    def apply(self, session: WriteSession, dossier: Dossier) -> None:  # noqa: ARG002
        grant(session, self.plan)


def grant_of_labels(a: Assessment) -> Iterator[Granting]:
    """What the outcomes of the structures change, whether or not the centre is labelled."""
    if a.application is not None and a.application.centre.outcome is not None:
        yield Granting(plan_of(a.application))
