"""What a check comes to: lines by status, and what applying the file would write, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from crmr_desk.model.store.words import thousands
from crmr_desk.workbooks.checking.rows import Action, Line, Shown, Write


def counts_of(lines: Iterable[Line]) -> dict[Shown, int]:
    """How many lines each status of the window has, those that none has included."""
    found = Counter(line.shown for line in lines)
    return {shown: found[shown] for shown in Shown}


def summary_of(lines: Sequence[Line]) -> str:
    """« Avant d’écrire : 31 centres modifiés, 6 nouveaux, 4 mandats ouverts, 3 clos », or that nothing changes."""
    said = told(lines)
    if said:
        return f"Avant d’écrire\u00a0: {said}"
    if any(not line.settled for line in lines):
        return "Rien à écrire pour l’instant\u00a0: ce qui reste à régler n’est pas compté"
    return "Rien à écrire\u00a0: le registre dit déjà tout cela"


def told(lines: Sequence[Line]) -> str:
    """31 centres modifiés, 6 nouveaux, 4 mandats ouverts, 3 clos; "" when nothing changes."""
    done = Counter(line.action for line in lines)
    tables = _inserts(lines)
    closed = sum(mandates_closed(line.writes) for line in lines)
    houses = sum(write.table == "hospital" and write.row_id is not None for line in lines for write in line.writes)
    parts = [
        _counted(done[Action.UPDATE] - houses, "centre modifié", "centres modifiés"),
        _counted(houses, "établissement modifié", "établissements modifiés"),
        _counted(_seats_filled(lines), "nouveau", "nouveaux"),
        _counted(tables["mandate"], "mandat ouvert", "mandats ouverts"),
        _counted(closed, "clos", "clos"),
        _counted(tables["person"], "personne ajoutée", "personnes ajoutées"),
        _counted(tables["crmr"], "centre de référence créé", "centres de référence créés"),
        _counted(tables["site"], "site créé", "sites créés"),
        _counted(tables["ccmr"], "centre de compétences créé", "centres de compétences créés"),
        _counted(tables["fsmr"], "filière créée", "filières créées"),
        _counted(tables["hospital"], "établissement créé", "établissements créés"),
    ]
    return ", ".join(part for part in parts if part)


def _inserts(lines: Sequence[Line]) -> Counter[str]:
    """Rows to be added by table; one that several lines need counts once."""
    named: dict[str, str] = {}
    alone: Counter[str] = Counter()
    for line in lines:
        for write in line.writes:
            if write.row_id is None and write.ref:
                named[write.ref] = write.table
            elif write.row_id is None:
                alone[write.table] += 1
    return alone + Counter(named.values())


def _seats_filled(lines: Sequence[Line]) -> int:
    """Lines that fill a seat which nobody held; what lists add is counted for itself."""
    return sum(
        line.action is Action.CREATE and any(write.table == "mandate" for write in line.writes) for line in lines
    )


def _counted(number: int, one: str, several: str) -> str:
    return f"{thousands(number)} {one if number == 1 else several}" if number > 0 else ""


def mandates_closed(writes: Sequence[Write]) -> int:
    """Mandates that end because another begins in the same seat."""
    if not any(write.table == "mandate" and write.row_id is None for write in writes):
        return 0
    return sum(write.table == "mandate" and write.row_id is not None for write in writes)
