"""What a check sees of a situation, and where it writes."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.model.law.findings import FindingList
from crmr_desk.model.law.mandate_term import LabelOn
from crmr_desk.model.law.rules import ScenarioRule
from crmr_desk.model.law.situation import Situation


@dataclass(frozen=True, slots=True)
class Examination:
    """``label`` is the period that bounds the mandate: the label, or the designation of a FSMR."""

    situation: Situation
    rule: ScenarioRule
    label: LabelOn
    findings: FindingList
