"""One line on its way through the check: what it says, what was found for it, what it would write."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from crmr_desk.workbooks.checking.rows import Action, Doubt, Reason, Ref, Status, Write
from crmr_desk.workbooks.checking.values import LineRead
from crmr_desk.workbooks.checking.verdicts import is_open
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.matching.register import Centre, Hospital, Person


class Planned:
    """Filled step by step; nobody but the check sees it. ``mandate`` is what becomes of the mandate alone."""

    __slots__ = (
        "action", "centre", "dossier", "hospital", "mandate", "new_centre", "new_hospital", "new_person", "person",
        "raw", "read", "reasons", "status", "touched", "writes",
    )  # fmt: skip

    def __init__(self, raw: RawLine, read: LineRead) -> None:
        self.raw = raw
        self.read = read
        self.reasons: list[Reason] = list(read.reasons)
        self.hospital: Hospital | None = None
        self.new_hospital: dict[str, Any] | None = None
        """What the user has said of an establishment that the register does not know."""
        self.centre: Centre | None = None
        self.new_centre: dict[str, Any] | None = None
        self.person: Person | None = None
        self.new_person: Ref | None = None
        self.touched: set[Target] | None = None
        """The fields that somebody has touched since the sheet left here, None for a sheet that never did."""
        self.writes: list[Write] = []
        self.mandate = Action.UNCHANGED
        self.action = Action.UNCHANGED
        self.status = Status.OK
        self.dossier: tuple[str, str, int] | None = None

    @property
    def who(self) -> int | Ref | None:
        """The person as a mandate names them, None where nobody is known."""
        return self.person.id if self.person is not None else self.new_person

    @property
    def seat(self) -> tuple[str, int] | None:
        """(kind, id) of the centre of the register that was found."""
        return (self.centre.kind, self.centre.id) if self.centre is not None else None

    def cell(self, target: Target) -> str:
        """The address that gives the field, "" where no column does."""
        typed = self.raw.typed.get(target)
        return typed.cell if typed is not None else ""

    def asks(self, targets: Container[Target]) -> bool:
        """Whether something about one of the fields is open."""
        return any(reason.target in targets and is_open(reason) for reason in self.reasons)

    @property
    def name_cell(self) -> str:
        """Where the name of the person stands."""
        return self.read.person.cell or self.cell(Target.LAST_NAME) or self.cell(Target.PERSON)

    def doubt(self, code: str, text: str, kind: Doubt, *targets: Target) -> None:
        """Add a reason about the first of ``targets`` that a column gives, else about the whole line."""
        for target in targets:
            typed = self.raw.typed.get(target)
            if typed is not None:
                self.reasons.append(Reason(code, text, typed.cell, kind, target))
                return
        self.reasons.append(Reason(code, text, "", kind))

    def without(self, targets: Container[Target]) -> None:
        """Forget the reasons about some fields, because the user has said what is meant."""
        self.reasons = [reason for reason in self.reasons if reason.target not in targets]

    def concerns(self, *targets: Target) -> bool:
        """Whether one of the fields is to be compared with the register: a column gives it and, in a sheet that left
        here, somebody has touched it since."""
        counting = targets if self.touched is None else self.touched.intersection(targets)
        return not self.raw.typed.keys().isdisjoint(counting)
