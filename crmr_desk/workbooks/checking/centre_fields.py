"""What a sheet says of a site or a competence centre itself: service, specialty, public, active file."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Write
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.values.blanks import is_blank

_FIELDS: dict[str, dict[str, Target]] = {
    "site": {"unit": Target.UNIT},
    "ccmr": {"specialty": Target.SPECIALTY, "population": Target.POPULATION, "active_file": Target.ACTIVE_FILE},
}
_TEXTS = frozenset(("unit", "specialty"))
"""Compared without capitals and accents, written as typed; empty where nothing is known."""


def update(planned: Planned, erased: Container[str]) -> Write | None:
    """What differs from the register, None when nothing does. A centre that nobody had placed yet gets the hospital of
    the line. An empty cell says nothing, unless its field is among ``erased``."""
    centre = planned.centre
    assert centre is not None
    after: dict[str, Any] = {}
    cells: dict[str, str] = {}
    for name, target in _FIELDS[centre.kind].items():
        if not planned.concerns(target):
            continue
        value, former = planned.read.values.get(target), getattr(centre, name)
        if not planned.raw.text(target):
            if target.value not in erased or not former:
                continue
            value = "" if name in _TEXTS else None
        elif value is None or _same(name, value, former) or is_blank(planned.raw.text(target)):
            continue
        after[name], cells[name] = value, planned.cell(target)
    if centre.hospital_id is None and planned.hospital is not None:
        after["hospital_id"] = planned.hospital.id
        cells["hospital_id"] = planned.cell(Target.FINESS) or planned.cell(Target.HOSPITAL)
    if not after:
        return None
    before = {name: getattr(centre, name) for name in after}
    return Write(centre.kind, centre.row_id, before, after, centre.version, cells)


def _same(name: str, value: Any, former: Any) -> bool:
    return fold(value) == fold(former or "") if name in _TEXTS else value == former
