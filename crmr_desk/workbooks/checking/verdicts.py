"""From the reasons of a line to its status, and to the one word that the window shows for it."""

from __future__ import annotations

from collections.abc import Container, Iterable

from crmr_desk.workbooks.checking.rows import Action, Doubt, Line, Reason, Shown, Status

REFUSING = frozenset({"hospital_missing", "hospital_unknown", "person_missing"})
"""No hospital or no name to be found at all: nothing can be made of the line as it is."""

TO_CHOOSE = frozenset(
    {
        "hospital_alike", "hospital_ambiguous", "hospital_unknown", "finess_ej_only", "centre_ambiguous",
        "centre_unknown", "code_unknown", "person_alike", "person_ambiguous", "person_two", "rpps_of_another",
        "two_lines_one_seat",
    }
)  # fmt: skip
"""Somebody has to say which one it is: taking the doubt upon oneself would not."""

_OPEN = frozenset({Doubt.CONFIRM, Doubt.CORRECT, Doubt.UNREADABLE})


def is_open(reason: Reason) -> bool:
    """Whether the reason is one that keeps a line from being applied."""
    return reason.doubt in _OPEN


def can_be_confirmed(reason: Reason) -> bool:
    """Whether the user may take the doubt upon themselves (choice CONFIRM), without correcting or choosing."""
    return reason.doubt is Doubt.CONFIRM and reason.code not in TO_CHOOSE


def confirmable(line: Line) -> tuple[Reason, ...]:
    """What the user may take upon themselves of a line."""
    return tuple(reason for reason in line.reasons if can_be_confirmed(reason))


def confirmed(reason: Reason, codes: Container[str]) -> Reason:
    """The reason as it stands once the user has taken ``codes`` upon themselves: said, and no more than that."""
    if reason.code in codes and can_be_confirmed(reason):
        return Reason(reason.code, reason.text, reason.cell, Doubt.NOTE, reason.target)
    return reason


def status_of(reasons: Iterable[Reason]) -> Status:
    """Rejected, to be looked at, or fit to be applied."""
    status = Status.OK
    for reason in reasons:
        if reason.doubt in _OPEN:
            if reason.code in REFUSING:
                return Status.REJECTED
            status = Status.REVIEW
    return status


def shown_of(status: Status, action: Action, reasons: Iterable[Reason]) -> Shown:
    """The status of the window: what cannot be read before what is refused, what is refused before what is to be
    chosen, and that before what is only to be confirmed."""
    if status is Status.OK:
        return _OF_ACTION[action]
    if status is Status.IGNORED:
        return Shown.IGNORED
    if status is Status.REJECTED:
        return Shown.REFUSED
    still = [reason for reason in reasons if reason.doubt in _OPEN]
    if any(reason.doubt is Doubt.UNREADABLE for reason in still):
        return Shown.UNREADABLE
    if any(reason.doubt is Doubt.CORRECT for reason in still):
        return Shown.REFUSED
    return Shown.SEVERAL if any(reason.code in TO_CHOOSE for reason in still) else Shown.CONFIRM


_OF_ACTION = {
    Action.CREATE: Shown.NEW,
    Action.UPDATE: Shown.CHANGED,
    Action.UNCHANGED: Shown.UNCHANGED,
    Action.NONE: Shown.UNCHANGED,
}
