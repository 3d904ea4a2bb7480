"""Lines of the list as the model gives them: invented people, real hospitals and filières."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.kinds import Stage

TODAY = dt.date(2026, 11, 20)
ME, COLLEAGUE = "Nadia Belkacem", "Paul Durand"

_ROW = DossierListRow(
    id=1,
    number="2026-0001",
    title="Succession, CERVCO",
    centre="CERVCO",
    fsmr="BRAIN-TEAM",
    scenario_title="Succession du coordonnateur, même établissement",
    stage=Stage.GATHERING,
    stage_label=Stage.GATHERING.label,
    stage_number=2,
    stage_count=8,
    waiting_for="Établissement",
    opinions_in=0,
    opinions_asked=0,
    next_on=None,
    next_what="",
    opened_on=dt.date(2026, 11, 12),
    closed_on=None,
    instructor=ME,
    hold_until=None,
    note="",
    pack="2016",
)


def row(number: int = 1, **changes: Any) -> DossierListRow:
    """The dossier of this number."""
    said: dict[str, Any] = {"stage_label": Stage(changes["stage"]).label} if "stage" in changes else {}
    return replace(_ROW, id=number, number=f"2026-{number:04}", **said, **changes)
