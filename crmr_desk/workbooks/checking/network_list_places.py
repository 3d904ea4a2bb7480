"""Where the centres of a national list are, in the lists that say it."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.workbooks.checking.rows import Candidate, Reason
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.incoming.values.finess import read_finess
from crmr_desk.workbooks.incoming.values.regions import read_department, read_region
from crmr_desk.workbooks.matching.candidates import hospital_candidates
from crmr_desk.workbooks.matching.hospitals import chosen_hospital, find_hospital
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Hospital
from crmr_desk.workbooks.matching.sought import CentreSought, HospitalSought

_PLACES = (Target.FINESS, Target.HOSPITAL, Target.FINESS_EJ)


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """The establishment of a line, None where the line names none or somebody has to say; ``cell`` names it."""

    found: Hospital | None = None
    cell: str = ""
    doubts: tuple[Reason, ...] = ()
    offered: tuple[Hospital, ...] = ()

    @property
    def id(self) -> int | None:
        """Its row in the register."""
        return self.found.id if self.found is not None else None

    @property
    def finess_et(self) -> str:
        """Its geographic number, "" when unknown."""
        return self.found.finess_et if self.found is not None else ""


class ListedPlaces:
    """The search for the establishments of one list."""

    def __init__(self, index: RegisterIndex, choices: Choices) -> None:
        self._index = index
        self._chosen = choices.of(ChoiceKind.HOSPITAL)

    def of(self, raw: RawLine) -> ListedPlace:
        """The establishment of a line; nothing is doubtful about a line that names none."""
        cell = next((raw.typed[target].cell for target in _PLACES if raw.text(target)), "")
        chosen = chosen_hospital(self._index, self._chosen.get((raw.sheet, str(raw.row))))
        if chosen is not None:
            return ListedPlace(chosen, cell)
        if not cell:
            return ListedPlace()
        sought = self._sought(raw)
        match = find_hospital(self._index, sought)
        doubts = (*sought.finess.doubts, *sought.finess_ej.doubts, *match.doubts)
        return ListedPlace(
            match.found, cell, tuple(each for each in doubts if each.code != "hospital_outside_region"), match.offered
        )

    def candidates(self, raw: RawLine, place: ListedPlace) -> tuple[Candidate, ...]:
        """The establishments of the register that a line may mean."""
        centre = CentreSought(None, raw.typed.get(Target.CENTRE), None, "", "", None, "")
        made = hospital_candidates(self._index, self._sought(raw), place.offered, centre)
        return tuple(each for each in made if each.verdict != "new")

    def _sought(self, raw: RawLine) -> HospitalSought:
        typed = raw.typed
        region = read_region(typed.get(Target.REGION)).value or read_department(typed.get(Target.DEPARTMENT)).value
        number = next((typed[each] for each in (Target.FINESS, Target.FINESS_EJ) if raw.text(each)), None)
        return HospitalSought(
            read_finess(typed.get(Target.FINESS)),
            read_finess(typed.get(Target.FINESS_EJ)),
            number,
            typed.get(Target.HOSPITAL),
            raw.text(Target.TOWN),
            region,
        )
