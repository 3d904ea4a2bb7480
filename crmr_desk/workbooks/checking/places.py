"""Where a line is: the establishment, then the centre in it. What the user has chosen wins over what is found."""

from __future__ import annotations

from typing import Any

from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Doubt
from crmr_desk.workbooks.checking.verdicts import REFUSING, TO_CHOOSE, is_open
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.values.codes import fsmr_key, fsmr_named
from crmr_desk.workbooks.incoming.values.regions import read_department, read_region
from crmr_desk.workbooks.matching.centres import CentreMatch, CentreSought, find_centre
from crmr_desk.workbooks.matching.hospitals import HospitalMatch, Sought, chosen_hospital, find_hospital
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from crmr_desk.workbooks.matching.register import Hospital

OF_HOSPITAL = frozenset((Target.FINESS, Target.FINESS_EJ, Target.HOSPITAL, Target.TOWN))
OF_CENTRE = frozenset((Target.CODE, Target.CENTRE, Target.NATURE, Target.FSMR))
_TELLING = (*sorted(OF_HOSPITAL), Target.REGION, Target.DEPARTMENT)
_HOSPITAL_CODES = frozenset(("hospital_missing", "hospital_unknown"))


class Places:
    """The search of one file. ``region`` is that of the agency, None for a national list."""

    def __init__(self, index: RegisterIndex, choices: Choices, region: str | None) -> None:
        self._index = index
        self._hospital_choices = choices.of(ChoiceKind.HOSPITAL)
        self._centre_choices = choices.of(ChoiceKind.CENTRE)
        self._region = region
        self._sure: dict[tuple[str, ...], Hospital] = {}
        """The establishments found without a doubt, by all that a line says of them."""
        self._fsmrs = frozenset(fsmr_key(sigle) for sigle in index.fsmrs)

    def locate(self, planned: Planned) -> None:
        """Find hospital and centre, and say what is doubtful about either."""
        self._hospital(planned)
        self._centre(planned)
        self._compare(planned)

    def sought_hospital(self, planned: Planned) -> Sought:
        """What the line says of its establishment."""
        typed, read = planned.read.typed, planned.read
        number = typed.get(Target.FINESS)
        if number is None or not number.text:
            number = typed.get(Target.FINESS_EJ)
        return Sought(
            read.finess,
            read.finess_ej,
            number,
            typed.get(Target.HOSPITAL),
            read.values.get(Target.TOWN, ""),
            self._region or self._region_told(planned),
        )

    def sought_centre(self, planned: Planned) -> CentreSought:
        """What the line says of its centre."""
        typed, read, person = planned.read.typed, planned.read, planned.read.person
        return CentreSought(
            typed.get(Target.CODE),
            typed.get(Target.CENTRE),
            read.nature.value,
            read.values.get(Target.FSMR, ""),
            read.values.get(Target.SPECIALTY, ""),
            read.values.get(Target.POPULATION) or read.nature.population,
            name_key(person.first_name, person.last_name) if person.last_name else "",
        )

    def match_hospital(self, planned: Planned) -> HospitalMatch:
        """What the register has for it, choices aside."""
        return find_hospital(self._index, self.sought_hospital(planned))

    def match_centre(self, planned: Planned) -> CentreMatch:
        """What the register has for it in the hospital found, choices aside."""
        return find_centre(self._index, self.sought_centre(planned), planned.hospital)

    def _region_told(self, planned: Planned) -> str | None:
        """A national list may say the region of each line; it helps to tell two hospitals of one name apart."""
        typed = planned.read.typed
        if Target.REGION in typed and (told := read_region(typed[Target.REGION]).value):
            return told
        return read_department(typed[Target.DEPARTMENT]).value if Target.DEPARTMENT in typed else None

    def _hospital(self, planned: Planned) -> None:
        choice = self._hospital_choices.get((planned.raw.sheet, str(planned.raw.row)))
        if choice is not None:
            planned.hospital = chosen_hospital(self._index, choice)
            if planned.hospital is None and isinstance(choice, dict):
                self._new_hospital(planned, dict(choice["new"]))
            if planned.hospital is not None or planned.new_hospital is not None:
                planned.without(OF_HOSPITAL)
                return
        typed = planned.read.typed
        key = tuple(typed[target].text if target in typed else "" for target in _TELLING)
        planned.hospital = self._sure.get(key)
        if planned.hospital is None:
            self._seek_hospital(planned, key)

    def _seek_hospital(self, planned: Planned, key: tuple[str, ...]) -> None:
        """Seek it in the register; what leaves no doubt is remembered, because a file says it again and again."""
        match = self.match_hospital(planned)
        planned.hospital = match.found
        if match.found is not None and not match.doubts:
            self._sure[key] = match.found
        national = self._region is None
        planned.reasons += [
            reason for reason in match.doubts if not (national and reason.code == "hospital_outside_region")
        ]
        if match.found is None and any(each.target in OF_HOSPITAL for each in planned.raw.reasons if is_open(each)):
            planned.reasons = [reason for reason in planned.reasons if reason.code != "hospital_missing"]
        elif match.found is None and not any(each.code in TO_CHOOSE | REFUSING for each in planned.reasons):
            text = "Plusieurs établissements du registre peuvent être visés\u202f; dites lequel."
            planned.doubt("hospital_ambiguous", text, Doubt.CONFIRM, Target.FINESS, Target.HOSPITAL)

    def _new_hospital(self, planned: Planned, told: dict[str, Any]) -> None:
        number = str(told.get("finess_et") or "")
        once = self._index.formerly.get(number, ())
        planned.hospital = self._index.by_et.get(number) or (once[0] if len(once) == 1 else None)
        if planned.hospital is not None:
            return
        if finess_problem(number) is None and told.get("name") and told.get("region") in REGIONS:
            planned.new_hospital = told
        else:
            text = "Un nouvel établissement a besoin de son numéro géographique, de son nom et de sa région."
            planned.doubt("hospital_new_incomplete", text, Doubt.CORRECT, Target.FINESS, Target.HOSPITAL)

    def _centre(self, planned: Planned) -> None:
        choice = self._centre_choices.get((planned.raw.sheet, str(planned.raw.row)))
        if isinstance(choice, dict):
            planned.new_centre = dict(choice["new"])
            planned.without(OF_CENTRE)
            return
        chosen = self._index.centres.get((choice[0], choice[1])) if choice else None
        if chosen is not None:
            planned.centre = chosen
            planned.without(OF_CENTRE)
            self._at_home(planned)
            return
        match = self.match_centre(planned)
        planned.centre = match.found
        planned.reasons += match.doubts
        if match.found is None and planned.new_hospital is not None:
            text = "Ce nouvel établissement n’a encore aucun centre\u202f; dites lequel créer, ou écartez la ligne."
            planned.doubt("centre_unknown", text, Doubt.CONFIRM, Target.CENTRE)

    def _at_home(self, planned: Planned) -> None:
        """The user has said which centre it is: its hospital needs no other proof."""
        if planned.hospital is None and planned.centre is not None and planned.centre.hospital_id is not None:
            planned.hospital = self._index.hospitals[planned.centre.hospital_id]
            planned.without(OF_HOSPITAL)
            planned.reasons = [reason for reason in planned.reasons if reason.code not in _HOSPITAL_CODES]

    def _compare(self, planned: Planned) -> None:
        centre, hospital = planned.centre, planned.hospital
        if centre is None:
            return
        if centre.hospital_id is not None and planned.raw.text(Target.CODE):
            self._code_agrees(planned)
        elif hospital is not None and centre.hospital_id not in (None, hospital.id):
            self._elsewhere(planned, "centre_elsewhere", Target.CENTRE)
        self._fsmr_agrees(planned)

    def _code_agrees(self, planned: Planned) -> None:
        """The code says which centre it is; number and name of the establishment must not say otherwise."""
        centre, hospital = planned.centre, planned.hospital
        assert centre is not None
        assert centre.hospital_id is not None
        if hospital is None:
            refused = [reason for reason in planned.reasons if reason.code in REFUSING & _HOSPITAL_CODES]
            planned.reasons = [reason for reason in planned.reasons if reason not in refused]
            planned.hospital = self._index.hospitals[centre.hospital_id]
            if any(reason.code == "hospital_unknown" for reason in refused):
                self._elsewhere(planned, "code_elsewhere", Target.HOSPITAL)
        elif hospital.id != centre.hospital_id:
            self._elsewhere(planned, "code_elsewhere", Target.HOSPITAL)

    def _elsewhere(self, planned: Planned, code: str, target: Target) -> None:
        assert planned.centre is not None
        home = self._index.hospitals[planned.centre.hospital_id] if planned.centre.hospital_id else None
        text = (
            f"Au registre, ce centre est à {home.name if home else 'un autre établissement'}\u202f; confirmez que c’est"
            " bien lui, ou corrigez la ligne (un changement d’établissement passe par un dossier)."
        )
        planned.doubt(code, text, Doubt.CONFIRM, target, Target.FINESS, Target.CODE)

    def _fsmr_agrees(self, planned: Planned) -> None:
        text = planned.read.values.get(Target.FSMR, "")
        if not text or planned.centre is None:
            return
        known = {fsmr_key(crmr.fsmr) for crmr in planned.centre.crmrs if crmr.fsmr}
        if not known:
            return
        told = {fsmr_named(part, self._fsmrs) for part in text.replace("\u202f", " ").split(";")}
        if None not in told and not told & known:
            sigles = ", ".join(crmr.fsmr for crmr in planned.centre.crmrs)
            said = f"Au registre, ce centre est de la filière {sigles}\u202f; confirmez ou corrigez."
            planned.doubt("fsmr_differs", said, Doubt.CONFIRM, Target.FSMR)


def unlocated(planned: Planned) -> bool:
    """Whether nobody can say yet of which centre the line speaks."""
    return planned.centre is None and planned.new_centre is None
