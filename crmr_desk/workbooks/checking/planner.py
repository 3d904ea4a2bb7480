"""One line planned: where, who, from when to when, what differs, what applying it would write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from crmr_desk.model.kinds import CcmrKind, Function, Population
from crmr_desk.model.network.tables import SEAT_COLUMN
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.checking import centre_fields, coordonnateurs, mandates
from crmr_desk.workbooks.checking.persons import OF_PERSON, Persons
from crmr_desk.workbooks.checking.places import Places, unlocated
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Action, Doubt, Ref, Status, Write
from crmr_desk.workbooks.checking.values import NAMES, LineRead
from crmr_desk.workbooks.checking.verdicts import confirmed, is_open, status_of
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Crmr

_MANDATE = (*NAMES, Target.START, Target.END)
_IDENTITY = frozenset(
    (
        Target.FINESS, Target.FINESS_EJ, Target.HOSPITAL, Target.TOWN, Target.REGION, Target.DEPARTMENT, Target.CODE,
        Target.CENTRE, Target.FSMR, Target.NATURE,
    )
)  # fmt: skip
"""Fields that tell of whom the line speaks: a doubt about them counts whether they were touched or not."""
_SEATS = {
    kind: (function.value, SEAT_COLUMN[function])
    for kind, function in (("site", Function.RESPONSABLE_SITE), ("ccmr", Function.RESPONSABLE_CCMR))
}
"""Function and column of ``mandate``, by kind of centre."""


class Planner:
    """The plan of one file on one day. ``region`` is the INSEE code of the agency's region, None for a national list;
    ``month_first`` the date columns where a date has the month first; ``touched`` the cells that somebody has touched
    since the file left here, None for a file that never did."""

    def __init__(
        self,
        index: RegisterIndex,
        choices: Choices,
        region: str | None,
        today: dt.date,
        month_first: Collection[tuple[int, Target]] = (),
        touched: frozenset[tuple[str, str]] | None = None,
    ) -> None:
        self.index = index
        self.places = Places(index, choices, region)
        self.persons = Persons(index, choices)
        self._today = today
        self._month_first = month_first
        self._touched = touched
        self._erased = frozenset(place for _sheet, place in choices.of(ChoiceKind.ERASE))
        self._confirmed = choices.of(ChoiceKind.CONFIRM)

    def plan(self, raw: RawLine) -> Planned:
        """What becomes of a line that holds data, the other lines of the file aside."""
        planned = Planned(raw, LineRead(raw, self._today, self._month_first))
        if self._touched is not None:
            self._only_touched(planned, self._touched)
        self.places.locate(planned)
        if planned.concerns(*OF_PERSON):
            self.persons.identify(planned)
        if planned.centre is not None:
            self._label(planned)
            self._compare(planned)
        elif planned.new_centre is not None:
            self._found(planned, planned.new_centre)
        return planned

    def was_touched(self, raw: RawLine) -> bool:
        """Whether somebody has touched a cell of the line since the file left here, or corrected it."""
        touched = self._touched or ()
        return any(typed.corrected or (raw.sheet, typed.cell) in touched for typed in raw.typed.values())

    def settle(self, planned: Planned) -> None:
        """Give the line its status, once all its reasons are known."""
        codes = self._confirmed.get((planned.raw.sheet, str(planned.raw.row)), ())
        if codes and not unlocated(planned):
            planned.reasons = [confirmed(reason, codes) for reason in planned.reasons]
        planned.status = status_of(planned.reasons)
        if planned.status is Status.OK:
            planned.action = _action(planned)
        else:
            planned.action = Action.NONE

    def _only_touched(self, planned: Planned, touched: frozenset[tuple[str, str]]) -> None:
        sheet = planned.raw.sheet
        planned.touched = {
            target for target, typed in planned.raw.typed.items() if typed.corrected or (sheet, typed.cell) in touched
        }
        if planned.concerns(*_MANDATE):
            planned.touched |= set(_MANDATE)
        counting = _IDENTITY | planned.touched
        planned.reasons = [each for each in planned.reasons if each.target is None or each.target in counting]

    def _compare(self, planned: Planned) -> None:
        centre = planned.centre
        assert centre is not None
        held = self.index.held.get(centre.key, ())
        if centre.kind == "crmr":
            coordonnateurs.compare(planned, held, self._today)
            return
        seat = mandates.Seat(
            *_SEATS[centre.kind],
            centre.id,
            centre.start,
            centre.end,
            _label_end(centre.crmrs, self._today),
            held,
        )
        if planned.who is not None:
            self._seat_person(planned, seat)
        self._fields(planned)

    def _seat_person(self, planned: Planned, seat: mandates.Seat) -> None:
        """The person of the line in the seat, unless a date of the line cannot be told."""
        assert planned.who is not None
        if planned.concerns(*_MANDATE) and not _dates_open(planned):
            outcome = mandates.plan(seat, self._told(planned, planned.who), self._today)
            planned.mandate = outcome.action
            planned.reasons += outcome.reasons
            planned.writes += outcome.writes
        if planned.new_person is not None:
            planned.writes.insert(0, self.persons.addition(planned))

    def _told(self, planned: Planned, who: int | Ref) -> mandates.Told:
        values, typed = planned.read.values, planned.raw.typed
        no_end = Target.END.value in self._erased and Target.END in typed and not typed[Target.END].text
        return mandates.Told(who, values.get(Target.START), values.get(Target.END), typed, planned.name_cell, no_end)

    def _fields(self, planned: Planned) -> None:
        """Fields of the person, then of the centre."""
        self._fields_of_person(planned)
        if (update := centre_fields.update(planned, self._erased)) is not None:
            planned.writes.append(update)

    def _fields_of_person(self, planned: Planned) -> None:
        if planned.person is not None and (update := self.persons.update(planned)) is not None:
            planned.writes.append(update)

    def _label(self, planned: Planned) -> None:
        """A centre whose label has expired, by the register or by the sheet; other days are said, never written."""
        assert planned.centre is not None
        told = planned.read.values.get(Target.LABEL_END)
        last = _last_label_day(planned.centre.crmrs)
        if last is not None and last < self._today:
            text = f"Le label de ce centre a pris fin le {short_date(last)}\u202f; confirmez ou écartez la ligne."
            planned.doubt("label_expired", text, Doubt.CONFIRM, Target.LABEL_END, Target.CENTRE)
        elif told is not None and told < self._today:
            text = f"La feuille dit le label fini le {short_date(told)}\u202f; confirmez ou corrigez."
            planned.doubt("label_expired", text, Doubt.CONFIRM, Target.LABEL_END)
        elif told is not None and last is not None and told != last:
            text = f"Au registre, le label court jusqu’au {short_date(last)}\u202f; une feuille ne le change pas."
            planned.doubt("label_differs", text, Doubt.NOTE, Target.LABEL_END)

    def _found(self, planned: Planned, told: dict[str, Any]) -> None:
        """A competence centre that the user has chosen to create, with whoever leads it."""
        crmr = self.index.crmrs.get(told.get("crmr_id") or 0)
        start = planned.read.values.get(Target.START)
        place = planned.hospital.id if planned.hospital is not None else _new_hospital(planned)
        if crmr is None or place is None or not told.get("title"):
            text = "Un nouveau centre a besoin d’un intitulé, d’un établissement et de son centre de référence."
            planned.doubt("centre_new_incomplete", text, Doubt.CORRECT, Target.CENTRE)
        elif start is None:
            text = "Un nouveau centre a besoin du jour où il commence\u202f; écrivez le début."
            planned.doubt("start_missing", text, Doubt.CORRECT, Target.START)
        else:
            self._write_new(planned, told, crmr, place, start)

    def _write_new(self, planned: Planned, told: dict[str, Any], crmr: Crmr, place: int | Ref, start: dt.date) -> None:
        ref = Ref(f"ccmr:{planned.raw.sheet}:{planned.raw.row}")
        name, since = planned.cell(Target.CENTRE), planned.cell(Target.START)
        centre = {
            "title": told["title"],
            "kind": CcmrKind.CCMR.value,
            "hospital_id": place,
            "specialty": told.get("specialty") or "",
            "population": told.get("population") if told.get("population") in list(Population) else None,
            "active_file": planned.read.values.get(Target.ACTIVE_FILE),
            "start": start,
            "end": None,
        }
        tie = {"ccmr_id": ref, "crmr_id": crmr.id, "start": start, "end": None}
        planned.mandate = Action.CREATE
        planned.writes.append(Write("ccmr", None, {}, centre, cells={"title": name, "start": since}, ref=ref.ref))
        planned.writes.append(Write("attachment", None, {}, tie, cells={"crmr_id": name, "start": since}))
        if planned.who is not None:
            seat = mandates.Seat(*_SEATS["ccmr"], ref, start, None, _label_end((crmr,), self._today), ())
            self._seat_person(planned, seat)
            self._fields_of_person(planned)


def _action(planned: Planned) -> Action:
    if planned.mandate is Action.CREATE:
        return Action.CREATE
    return Action.UPDATE if planned.writes else Action.UNCHANGED


def _dates_open(planned: Planned) -> bool:
    """Whether a date of the mandate was typed that nobody can read."""
    values = planned.read.values
    return any(
        reason.target in (Target.START, Target.END) and is_open(reason) and values.get(reason.target) is None
        for reason in planned.reasons
    )


def _new_hospital(planned: Planned) -> Ref | None:
    told = planned.new_hospital
    if told is None:
        return None
    ref = Ref(f"hospital:{told['finess_et']}")
    after = {
        "finess_et": told["finess_et"],
        "finess_ej": told.get("finess_ej") or "",
        "name": told["name"],
        "town": told.get("town") or "",
        "region": told["region"],
    }
    cells = {"finess_et": planned.cell(Target.FINESS), "name": planned.cell(Target.HOSPITAL)}
    planned.writes.append(Write("hospital", None, {}, after, cells=cells, ref=ref.ref))
    return ref


def _last_label_day(crmrs: Collection[Crmr]) -> dt.date | None:
    """The last day of the last label; None where there is none, or one without an end."""
    ends = [end for crmr in crmrs for _start, end in crmr.labels]
    return None if None in ends or not ends else max(end for end in ends if end is not None)


def _label_end(crmrs: Collection[Crmr], on: dt.date) -> dt.date | None:
    """The last day of the label of today, the latest of several; None where nobody knows it."""
    ends = [end for crmr in crmrs for start, end in crmr.labels if end is not None and start <= on <= end]
    return max(ends, default=None)
