"""What the window shows of the line that somebody looks at: worked out again from what the check was made of."""

from __future__ import annotations

from crmr_desk.workbooks.checking.basis import Basis
from crmr_desk.workbooks.checking.comparing import compared
from crmr_desk.workbooks.checking.places import OF_CENTRE, OF_HOSPITAL
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Candidate, CellLine, Checked, Difference, Doubt, Line, Status, Write
from crmr_desk.workbooks.checking.verdicts import is_open
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.incoming.values.people import PersonRead
from crmr_desk.workbooks.matching import people
from crmr_desk.workbooks.matching.candidates import centre_candidates, hospital_candidates
from crmr_desk.workbooks.matching.register import Person

_STRENGTH = {doubt: rank for rank, doubt in enumerate(Doubt)}
_WHO = frozenset(("person_alike", "person_ambiguous", "person_two", "rpps_of_another"))


def cells(checked: Checked, line: Line) -> tuple[CellLine, ...]:
    """The mapped cells of a line, in the order of the columns; none for a line that is no data."""
    basis: Basis = checked.basis
    raw = basis.raws.get(line.key)
    if raw is None or not raw.typed:
        return ()
    doubts: dict[str, Doubt] = {}
    for reason in line.reasons:
        if _STRENGTH[reason.doubt] > _STRENGTH[doubts.get(reason.cell, Doubt.NONE)]:
            doubts[reason.cell] = reason.doubt
    changed = {cell for write in _writes(basis, line) for cell in write.cells.values()}
    return tuple(_cell(typed, line, doubts, changed) for typed in raw.typed.values())


def typed(checked: Checked, line: Line) -> dict[Target, str]:
    """The texts of a line by field, as typed and no more: cheap enough to filter and sort every line of a file."""
    raw = checked.basis.raws.get(line.key)
    return {target: cell.text for target, cell in raw.typed.items()} if raw is not None else {}


def differences(checked: Checked, line: Line) -> tuple[Difference, ...]:
    """Each field that differs or is doubtful: as the register has it, as the workbook says, as it will be written."""
    basis: Basis = checked.basis
    raw = basis.raws.get(line.key)
    if raw is None or line.status is Status.IGNORED:
        return ()
    return compared(line, raw, basis.plan_again(line), basis.index)


def candidates(checked: Checked, line: Line) -> tuple[Candidate, ...]:
    """What may be meant where the line does not tell for sure: hospitals, else centres, and people; likeliest first."""
    basis: Basis = checked.basis
    if basis.listed is not None and not line.settled:
        return basis.listed.candidates(basis.raws[line.key])
    planned = basis.plan_again(line)
    if planned is None or line.settled:
        return ()
    still = [reason for reason in line.reasons if is_open(reason)]
    found: tuple[Candidate, ...] = ()
    if any(reason.target in OF_HOSPITAL or reason.code.startswith("hospital_") for reason in still):
        found += _hospitals(basis, planned)
    if any(reason.target in OF_CENTRE or reason.code.startswith(("centre_", "code_")) for reason in still):
        found += _centres(basis, planned)
    if any(reason.code in _WHO for reason in still):
        found += _people(basis, planned)
    return found


def _cell(typed: Typed, line: Line, doubts: dict[str, Doubt], changed: set[str]) -> CellLine:
    doubt = doubts.get(typed.cell, Doubt.NONE)
    if typed.cell in changed and _STRENGTH[doubt] < _STRENGTH[Doubt.CHANGED]:
        doubt = Doubt.CHANGED
    return CellLine(typed.target, typed.cell, typed.text, _read(typed.target, line), doubt, typed.corrected)


def _read(target: Target, line: Line) -> str:
    if target is Target.PERSON:
        names = (line.values.get(name) for name in ("title", "first_name", "last_name"))
        return " ".join(name for name in names if name)
    value = line.values.get(target.value)
    return "" if value is None else str(value)


def _writes(basis: Basis, line: Line) -> tuple[Write, ...]:
    """What the line writes, or would write once its doubts are lifted."""
    if line.settled:
        return line.writes
    planned = basis.plan_again(line)
    return tuple(planned.writes) if planned is not None else line.writes


def _hospitals(basis: Basis, planned: Planned) -> tuple[Candidate, ...]:
    assert basis.planner is not None
    places = basis.planner.places
    offered = places.match_hospital(planned).offered
    return hospital_candidates(basis.index, places.sought_hospital(planned), offered, places.sought_centre(planned))


def _centres(basis: Basis, planned: Planned) -> tuple[Candidate, ...]:
    assert basis.planner is not None
    places = basis.planner.places
    return centre_candidates(basis.index, places.sought_centre(planned), places.match_centre(planned).offered)


def _people(basis: Basis, planned: Planned) -> tuple[Candidate, ...]:
    assert basis.planner is not None
    read, persons = planned.read.person, basis.planner.persons
    if read.last_name:
        return people.candidates(basis.index, read, persons.match(planned).offered)
    alone = (people.candidates(basis.index, _as_read(each), (each,))[0] for each in persons.mentioned(planned))
    return tuple(alone)


def _as_read(person: Person) -> PersonRead:
    """Somebody of the register whom a cell names beside somebody else."""
    return PersonRead(person.title, person.first_name, person.last_name, empty=False)
