"""What one line cannot know: two lines for one seat, one person on several centres, two lines that contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Action, Doubt, Ref
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Centre

_NAME = (Target.PERSON, Target.LAST_NAME)
_LISTED = 3
"""Other lines that a sentence names: of more it only says that there are."""


def compare(lines: Sequence[Planned], index: RegisterIndex) -> None:
    """Add what the lines of one file say together."""
    _one_line_a_seat(lines)
    of_person = _by_person(lines)
    for who, named in of_person.items():
        _one_seat_a_person(who, named, index)
        if len(named) > 1:
            _same_of_person(named)


def _one_line_a_seat(lines: Sequence[Planned]) -> None:
    of_seat: dict[Hashable, list[Planned]] = defaultdict(list)
    for planned in lines:
        seat = planned.seat or _new_seat(planned)
        if seat is not None:
            of_seat[seat].append(planned)
    for same in of_seat.values():
        if len(same) > 1:
            for planned in same:
                beside = (other for other in same if other is not planned)
                others = [_named(other, planned) for other in islice(beside, _LISTED + 1)]
                text = f"{_listed(others)} aussi de ce siège\u202f; gardez une seule ligne, écartez les autres."
                planned.doubt("two_lines_one_seat", text, Doubt.CONFIRM, Target.CENTRE, Target.CODE, Target.FINESS)


def _new_seat(planned: Planned) -> Hashable:
    """What tells a centre to be created from another one."""
    told = planned.new_centre
    if told is None:
        return None
    place = planned.hospital.id if planned.hospital is not None else (planned.new_hospital or {}).get("finess_et")
    return "new", place, told.get("crmr_id"), told.get("specialty"), told.get("population")


def _by_person(lines: Iterable[Planned]) -> dict[int | Ref, list[Planned]]:
    found: dict[int | Ref, list[Planned]] = defaultdict(list)
    for planned in lines:
        if planned.who is not None:
            found[planned.who].append(planned)
    return found


def _one_seat_a_person(who: int | Ref, named: Sequence[Planned], index: RegisterIndex) -> None:
    """Somebody on several centres is asked about where a line would seat them; what the register says already is not.
    The animation of a filière goes along with any centre."""
    here = {planned.seat or _new_seat(planned): planned for planned in named}
    held = [seat for seat in (index.seats.get(who, ()) if isinstance(who, int) else ()) if seat[0] != "fsmr"]
    for planned in named:
        if planned.mandate is Action.UNCHANGED or planned.dossier is not None:
            continue
        own = planned.seat or _new_seat(planned)
        elsewhere = [_named(other, planned) for seat, other in here.items() if seat not in (None, own)]
        known = [_centre_words(index.centres.get(seat)) for seat in held if seat != own and seat not in here]
        if elsewhere or known:
            places = ", ".join((*elsewhere, *known))
            text = f"Cette personne est aussi ailleurs ({places})\u202f; confirmez qu’elle a les deux, ou corrigez."
            planned.doubt("person_on_several_centres", text, Doubt.CONFIRM, *_NAME)


def _same_of_person(named: Sequence[Planned]) -> None:
    """Two lines that would write two values into one field of one person."""
    told: dict[str, set[Any]] = defaultdict(set)
    for after in _person_writes(named):
        for name, value in after.items():
            told[name].add(fold(value) if isinstance(value, str) else value)
    differing = [name for name, values in told.items() if len(values) > 1]
    if differing:
        for planned in named:
            text = "Deux lignes disent autre chose de cette personne (courriel, statut, numéro)\u202f; corrigez l’une."
            planned.doubt("person_told_twice", text, Doubt.CORRECT, *_NAME)


def _person_writes(named: Iterable[Planned]) -> Iterable[Mapping[str, Any]]:
    return (write.after for planned in named for write in planned.writes if write.table == "person")


def _named(other: Planned, beside: Planned) -> str:
    sheet = f" de «\u202f{other.raw.sheet}\u202f»" if other.raw.sheet != beside.raw.sheet else ""
    return f"ligne {other.raw.row}{sheet}"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"la {name}" for name in names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
    return f"{shown[0].upper()}{shown[1:]} {'parle' if len(names) == 1 else 'parlent'}"


def _centre_words(centre: Centre | None) -> str:
    if centre is None:
        return "un autre centre"
    names = ", ".join(crmr.name for crmr in centre.crmrs)
    return f"{centre.nature} {names}".strip() if names else centre.code
