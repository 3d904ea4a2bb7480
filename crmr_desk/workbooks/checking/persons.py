"""Who a line names: somebody of the register, somebody whom the import adds, or nobody yet."""

from __future__ import annotations

from typing import Any

from crmr_desk.model.kinds import Status
from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Doubt, Ref, Write
from crmr_desk.workbooks.checking.values import NAMES
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import quoted
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from crmr_desk.workbooks.matching.people import PersonMatch, find_person
from crmr_desk.workbooks.matching.register import Person

NEW = "new"
_MOST = 6
"""People offered at most where a cell names several."""
_STRENGTH = {"": 0, "M.": 1, "Mme": 1, "Dr": 2, "Pr": 3}
_PROVIDED_FOR = (Status.PU_PH, Status.PH, Status.PR_CONSULTANT)
_FIELDS = {
    "rpps": Target.RPPS,
    "status": Target.STATUS,
    "full_time": Target.QUOTA,
    "email": Target.EMAIL,
}
"""Fields of a person that a sheet may change, beside the title."""
OF_PERSON = (*NAMES, *_FIELDS.values())
"""Columns that tell something of the person."""


class Persons:
    """The search of one file."""

    def __init__(self, index: RegisterIndex, choices: Choices) -> None:
        self._index = index
        self._choices = choices.of(ChoiceKind.PERSON)
        self._erased = frozenset(place for _sheet, place in choices.of(ChoiceKind.ERASE))

    def identify(self, planned: Planned) -> None:
        """Find the person of the line, and say what is doubtful about it."""
        choice = self._choices.get((planned.raw.sheet, str(planned.raw.row)))
        chosen = self._index.people.get(choice) if isinstance(choice, int) else None
        if chosen is not None:
            planned.person = chosen
            planned.without(NAMES)
        elif _names_somebody(planned):
            self._named(planned, new=choice == NEW)

    def match(self, planned: Planned) -> PersonMatch:
        """What the register has for the name, choices aside."""
        rpps = planned.read.values.get(Target.RPPS)
        return find_person(self._index, planned.read.person, rpps, planned.seat)

    def mentioned(self, planned: Planned) -> tuple[Person, ...]:
        """The people of the register whom a cell with several names may mean: whoever sits there first."""
        words = fold(planned.raw.text(Target.LAST_NAME) or planned.raw.text(Target.PERSON)).split()
        text = " ".join(words)
        spans = {" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, first + 4)}
        bearing = [each for name in spans for each in self._index.people_last.get(name, ())]
        seated = {held.person_id for held in self._index.held.get(planned.seat or ("", 0), ())}
        likely = [each for each in bearing if each.id in seated or fold(each.first_name) in text]
        found = {each.id: each for each in likely or bearing}
        return tuple(sorted(found.values(), key=lambda each: (each.id not in seated, each.id)))[:_MOST]

    def addition(self, planned: Planned) -> Write:
        """The row of somebody whom the register does not know; a first name that is missing is asked for."""
        assert planned.new_person is not None
        read, values = planned.read.person, self._told(planned)
        if not read.first_name:
            text = f"Le prénom de {quoted(read.last_name)} manque\u202f; écrivez-le pour que sa fiche soit créée."
            planned.doubt("first_name_missing", text, Doubt.CORRECT, Target.FIRST_NAME, Target.PERSON, Target.LAST_NAME)
        after: dict[str, Any] = {"title": read.title, "first_name": read.first_name, "last_name": read.last_name}
        cells = dict.fromkeys(after, planned.name_cell)
        given = {name: value for name, value in values.items() if value is not None}
        cells |= {name: planned.cell(_FIELDS[name]) or planned.name_cell for name in given}
        return Write("person", None, {}, after | given, cells=cells, ref=planned.new_person.ref)

    def update(self, planned: Planned) -> Write | None:
        """What the sheet says otherwise of somebody known; an empty cell says nothing, unless the user has chosen that
        it erases. None when nothing differs."""
        known = planned.person
        assert known is not None
        after = {
            name: value
            for name, value in self._told(planned).items()
            if value is not None and value != getattr(known, name)
        }
        if self._erased:
            after |= {name: None for name in self._emptied(planned) if getattr(known, name) is not None}
        cells = {name: planned.cell(_FIELDS[name]) or planned.name_cell for name in after}
        if title := self._better_title(planned):
            after["title"] = title
            cells["title"] = planned.cell(Target.TITLE) or planned.name_cell
        if not after:
            return None
        before = {name: getattr(known, name) for name in after}
        return Write("person", known.id, before, after, known.version, cells)

    def _named(self, planned: Planned, *, new: bool) -> None:
        read = planned.read.person
        match = PersonMatch(new=True) if new else self.match(planned)
        planned.person = match.found
        planned.reasons += match.doubts
        if not match.new:
            self._same_number(planned)
            return
        planned.new_person = Ref(f"person:{name_key(read.first_name, read.last_name)}")

    def _same_number(self, planned: Planned) -> None:
        known, told = planned.person, planned.read.values.get(Target.RPPS)
        if known is not None and known.rpps and told and known.rpps != told and planned.concerns(Target.RPPS):
            text = f"Au registre, {known.name} a le numéro {known.rpps}\u202f; confirmez que c’est la même personne."
            planned.doubt("rpps_differs", text, Doubt.CONFIRM, Target.RPPS)

    def _told(self, planned: Planned) -> dict[str, Any]:
        values = planned.read.values
        said = {
            "rpps": values.get(Target.RPPS),
            "status": values.get(Target.STATUS) or planned.read.person.status,
            "full_time": planned.read.full_time,
            "email": values.get(Target.EMAIL),
        }
        if planned.touched is None:
            return said
        return {name: value for name, value in said.items() if planned.concerns(_FIELDS[name])}

    def _emptied(self, planned: Planned) -> list[str]:
        typed = planned.raw.typed
        return [
            name
            for name, target in _FIELDS.items()
            if target.value in self._erased and target in typed and not typed[target].text and planned.concerns(target)
        ]

    def _better_title(self, planned: Planned) -> str:
        """Pr for a Dr; the other way round the register knows better, and the line says so."""
        known, told = planned.person, planned.read.person.title
        if known is None or not told or told == known.title or not planned.concerns(*NAMES):
            return ""
        if _STRENGTH[told] > _STRENGTH.get(known.title, 0):
            return told
        text = f"Le registre dit {quoted(known.title)}\u202f; {quoted(told)} n’est pas repris."
        planned.doubt("title_kept", text, Doubt.NOTE, Target.TITLE, Target.PERSON, Target.LAST_NAME)
        return ""


def _names_somebody(planned: Planned) -> bool:
    """Whether a name was read; what else the cell may say is told."""
    read = planned.read.person
    if read.last_name:
        _provided_for(planned)
        return True
    if read.vacant:
        text = "La feuille dit que le siège est vacant\u202f; rien n’est écrit, confirmez que vous l’avez vu."
        planned.doubt("seat_said_vacant", text, Doubt.CONFIRM, Target.PERSON, Target.LAST_NAME)
    elif read.empty and not planned.raw.text(Target.CODE) and _name_expected(planned):
        text = "La ligne ne nomme personne\u202f; écrivez le nom, ou écartez la ligne."
        planned.doubt("person_missing", text, Doubt.CORRECT, Target.PERSON, Target.LAST_NAME)
    return False


def _name_expected(planned: Planned) -> bool:
    """A column is there for names, and its cell is empty rather than impossible to read."""
    typed = planned.raw.typed
    columns = [target for target in (Target.PERSON, Target.LAST_NAME) if target in typed]
    return bool(columns) and not any(reason.target in columns for reason in planned.raw.reasons)


def _provided_for(planned: Planned) -> None:
    status = planned.read.person.status
    if status is not None and status not in _PROVIDED_FOR and not planned.raw.text(Target.STATUS):
        text = f"Le statut {quoted(status)} n’est pas prévu par l’instruction (A3 §1)\u202f; confirmez ou corrigez."
        planned.doubt("status_not_provided_for", text, Doubt.CONFIRM, Target.PERSON, Target.LAST_NAME)
