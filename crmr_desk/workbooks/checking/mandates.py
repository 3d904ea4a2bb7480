"""What a name and two dates make of the mandates of one seat: nothing, other dates, or somebody else from a day on.

What the register would refuse is said here, before it is tried: two mandates of one seat never overlap, and a mandate
never outlives its site or competence centre.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.checking.rows import Action, Doubt, Reason, Ref, Write
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.matching.register import Holding

ONE_DAY = dt.timedelta(days=1)
_LAST_DAY = dt.date.max


class Seat(NamedTuple):
    """A seat that an agency may tell about. ``column`` is that of ``mandate`` which names it, ``function`` that of its
    holder; ``start`` and ``end`` are those of the centre, ``held`` all its mandates in order of time."""

    function: str
    column: str
    centre_id: int | Ref
    start: dt.date
    end: dt.date | None
    label_end: dt.date | None
    held: Sequence[Holding]


class Told(NamedTuple):
    """What the sheet says: who (a Ref: somebody whom the same import adds), from when to when, and in which cells
    (``named_in``: that of the name). ``no_end``: the user has chosen that an empty end erases the register's."""

    person: int | Ref
    start: dt.date | None
    end: dt.date | None
    typed: Mapping[Target, Typed]
    named_in: str = ""
    no_end: bool = False

    def cell(self, target: Target) -> str:
        """The address of a date, "" where no column gives it."""
        typed = self.typed.get(target)
        return typed.cell if typed is not None else ""


class Outcome(NamedTuple):
    """What becomes of the seat, or why nothing can: then ``writes`` is what would have been written."""

    action: Action
    writes: tuple[Write, ...] = ()
    reasons: tuple[Reason, ...] = ()


UNCHANGED = Outcome(Action.UNCHANGED)


def plan(seat: Seat, told: Told, today: dt.date) -> Outcome:
    """Compare what the sheet says with the mandates of the seat. Days are included; the end of a new mandate is that of
    the one it cuts short, else the end of the label (A3 §2a), unless the sheet gives one."""
    own = _own(seat.held, told, today)
    if own is not None:
        return _same_person(seat, told, own)
    if told.start is None:
        text = "Cette personne est nouvelle à ce siège\u202f; dites depuis quand."
        return _refused("start_missing", text, Doubt.CORRECT, told)
    return _somebody_else(seat, told, told.start, today)


def _holds_on(held: Holding, day: dt.date) -> bool:
    return held.start <= day <= (held.end or _LAST_DAY)


def _own(held: Sequence[Holding], told: Told, today: dt.date) -> Holding | None:
    """The mandate of the same person that the sheet speaks of: the one that begins that day, else the one of today, of
    tomorrow, or the last one where it does not end before the start that is told."""
    own = [each for each in held if each.person_id == told.person]
    if not own:
        return None
    for each in own:
        if each.start == told.start:
            return each
    if held[-1].end is not None and held[-1].end < today:  # nobody sits there any more
        last = own[-1]
        return last if last is held[-1] and told.start is not None and told.start <= held[-1].end else None
    ahead = [each for each in own if each.end is None or each.end >= today]
    return next((each for each in ahead if told.start is None or each.end is None or told.start <= each.end), None)


def _same_person(seat: Seat, told: Told, own: Holding) -> Outcome:
    if told.start in (None, own.start) and told.end in (None, own.end) and not (told.no_end and own.end):
        return UNCHANGED
    said = {"start": told.start, "end": told.end}
    before = {"start": own.start, "end": own.end}
    after: dict[str, dt.date | None] = {
        name: day for name, day in said.items() if day is not None and day != before[name]
    }
    if told.no_end and own.end is not None:
        after["end"] = None
    start, end = told.start or own.start, after.get("end", own.end)
    cells = {name: told.cell(_TARGETS[name]) for name in after}
    write = Write("mandate", own.id, {name: before[name] for name in after}, after, own.version, cells)
    others = [each for each in seat.held if each.id != own.id]
    return Outcome(Action.UPDATE, (write,), _refusals(seat, told, start, end, others))


def _somebody_else(seat: Seat, told: Told, start: dt.date, today: dt.date) -> Outcome:
    ahead = [each for each in seat.held if (each.end or _LAST_DAY) >= today]
    former = next((each for each in ahead if _holds_on(each, start)), None)
    sitting = next((each for each in ahead if each.start <= today), None)
    holder = former or sitting
    if holder is not None and holder.start >= start:
        return _refused("start_before_holder", _before_holder(holder), Doubt.CORRECT, told)
    end = told.end or (former.end if former is not None else _end_of_term(seat, start))
    opening = _opening(seat, told, start, end)
    if former is None:
        reasons = _refusals(seat, told, start, end, seat.held)
        return Outcome(Action.CREATE if sitting is None else Action.UPDATE, (opening,), reasons)
    closing = Write(
        "mandate",
        former.id,
        {"end": former.end},
        {"end": start - ONE_DAY},
        former.version,
        {"end": told.cell(Target.START)},
    )
    others = [each for each in seat.held if each.id != former.id]
    return Outcome(Action.UPDATE, (closing, opening), _refusals(seat, told, start, end, others))


def _opening(seat: Seat, told: Told, start: dt.date, end: dt.date | None) -> Write:
    since = told.cell(Target.START)
    until = told.cell(Target.END) if told.end is not None else since
    after: dict[str, Any] = {
        "person_id": told.person,
        "function": seat.function,
        seat.column: seat.centre_id,
        "start": start,
        "end": end,
    }
    return Write("mandate", None, {}, after, cells={"person_id": told.named_in, "start": since, "end": until})


def _end_of_term(seat: Seat, start: dt.date) -> dt.date | None:
    """The last day of the label, or of the centre where that comes first."""
    label = seat.label_end if seat.label_end is not None and seat.label_end >= start else None
    return min((day for day in (label, seat.end) if day is not None), default=None)


def _refusals(
    seat: Seat, told: Told, start: dt.date, end: dt.date | None, others: Sequence[Holding]
) -> tuple[Reason, ...]:
    """What the register would not take, at most one sentence."""
    if end is not None and end < start:
        text = f"La fin ({short_date(end)}) précède le début ({short_date(start)})\u202f; corrigez l’une des deux."
        return (_reason("end_before_start", text, Doubt.CORRECT, told, Target.END),)
    if start < seat.start or (seat.end is not None and (end or _LAST_DAY) > seat.end):
        place = Target.START if start < seat.start else Target.END
        text = f"Ce centre existe {period_words(seat.start, seat.end)}\u00a0: le mandat doit y tenir en entier."
        return (_reason("outside_centre_period", text, Doubt.CORRECT, told, place),)
    label = seat.label_end
    if told.end is not None and label is not None and start <= label < told.end:
        text = (
            f"Le label prend fin le {short_date(label)}, et le mandat avec lui (A3 §2a)\u202f; confirmez ou corrigez."
        )
        return (_reason("mandate_after_label", text, Doubt.CONFIRM, told, Target.END),)
    for each in others:
        if each.start <= (end or _LAST_DAY) and start <= (each.end or _LAST_DAY):
            text = (
                f"Le siège est déjà occupé par {each.name}, {period_words(each.start, each.end)}\u202f; "
                "corrigez les dates."
            )
            return (_reason("mandate_overlap", text, Doubt.CORRECT, told, Target.START),)
    return ()


def _before_holder(holder: Holding) -> str:
    return (
        f"Le mandat de {holder.name} n’a commencé que le {short_date(holder.start)}\u202f; "
        "un autre ne peut pas commencer avant."
    )


def _refused(code: str, text: str, doubt: Doubt, told: Told) -> Outcome:
    return Outcome(Action.NONE, (), (_reason(code, text, doubt, told, Target.START),))


def _reason(code: str, text: str, doubt: Doubt, told: Told, target: Target) -> Reason:
    if target not in told.typed:
        target = Target.START
    return Reason(code, text, told.cell(target), doubt, target if target in told.typed else None)


_TARGETS = {"start": Target.START, "end": Target.END}
