"""What the check says of a file, line by line and cell by cell: for the window, the report and the writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from crmr_desk.workbooks.incoming.fields import ListKind, Target

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Status(StrEnum):
    """Status of a line in the report: ``OK`` can be applied without a question, ``REVIEW`` is doubtful."""

    OK = "ok"
    REVIEW = "review"
    REJECTED = "rejected"
    IGNORED = "ignored"


class Action(StrEnum):
    """What applying the line does."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    NONE = "none"


class Shown(StrEnum):
    """The one status that the window shows for a line; a counter and a filter each."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SEVERAL = "several"
    """Several matches are possible: the user chooses."""
    CONFIRM = "confirm"
    """Readable and matched, with a doubt that the user may take upon themselves."""
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    IGNORED = "ignored"


class Doubt(StrEnum):
    """How a cell is drawn: colour, icon and word."""

    NONE = ""
    NOTE = "note"
    """Said, changes nothing: a date read day first, a value taken from a hidden column."""
    CHANGED = "changed"
    CONFIRM = "confirm"
    CORRECT = "correct"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line is what it is. ``code`` is stable (docs/import.md lists them); ``text`` one French sentence; ``cell``
    the address it is about, "" for the whole line; ``target`` the field, None for the whole line."""

    code: str
    text: str
    cell: str = ""
    doubt: Doubt = Doubt.NOTE
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class CellLine:
    """One mapped cell of a line. ``typed`` is its text as typed (or as corrected, then ``corrected``); ``value`` what
    was read of it (dates ISO), "" when nothing; ``doubt`` how it is drawn."""

    target: Target
    cell: str
    typed: str
    value: str
    doubt: Doubt = Doubt.NONE
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of the table under the list: a field as the register has it, as the workbook says, and what will be
    written ("" nothing). French words ready to show."""

    field: str
    register: str
    workbook: str
    cell: str
    written: str
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible match. ``of`` is hospital, centre or person; ``key`` is the value of the choice that takes it (see
    ChoiceKind; {"new": …} or "new" for something to create); ``score`` 0 to 100; ``verdict`` sure, confirm or new;
    ``reasons`` pairs (speaks for it, French words)."""

    of: str
    key: Any
    name: str
    detail: str
    score: int
    verdict: str
    reasons: tuple[tuple[bool, str], ...]


class Write(NamedTuple):
    """One row of the register that applying the line inserts or changes. ``row_id`` is None for an insert; a value of
    ``after`` that is a ``Ref`` names a row inserted by the same import. ``before`` holds the fields that differ, and
    ``version`` what the row must still be at; both empty for an insert. ``cells`` says which address each field comes
    from; a derived field (the end of a predecessor's mandate) has the address that caused it."""

    table: str
    row_id: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    version: int = 0
    cells: Mapping[str, str] = _NOTHING
    ref: str = ""
    """The name by which other writes of the plan refer to an insert, "" when none does."""


class Ref(NamedTuple):
    """Stands for the id of the insert that bears this ``ref``."""

    ref: str


class Line(NamedTuple):
    """One line of the file that is not blank; its cells, differences and candidates are worked out when somebody looks
    (``checking.details``). ``seat`` is (kind, id) of the centre found, kind among fsmr, crmr, site,
    ccmr; ``centre`` its code and ``hospital`` its FINESS ET, "" when unknown. ``values`` are those of the report.
    ``dossier`` is (request, function, centre id) of a dossier that the window offers to open, None when none."""

    sheet: str
    row: int
    status: Status
    shown: Shown
    action: Action
    centre: str = ""
    hospital: str = ""
    values: Mapping[str, Any] = _NOTHING
    reasons: tuple[Reason, ...] = ()
    seat: tuple[str, int] | None = None
    dossier: tuple[str, str, int] | None = None
    writes: tuple[Write, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """(sheet, row): what names the line."""
        return self.sheet, self.row

    @property
    def settled(self) -> bool:
        """Nothing is left to decide about it before the import is applied."""
        return self.status in (Status.OK, Status.IGNORED)


@dataclass(frozen=True, slots=True)
class Checked:
    """The check of a whole file: its lines in the order of the file, what would be written, and in words."""

    kind: ListKind
    lines: tuple[Line, ...]
    counts: Mapping[Shown, int]
    summary: str = ""
    """Avant d’écrire: 31 centres modifiés, 6 nouveaux, 4 mandats ouverts, 3 clos."""
    to_settle: int = 0
    """Lines still to be settled or set aside before the import can be applied."""
    refused_by_register: tuple[str, ...] = ()
    """What the register itself refused when the import was tried and rolled back, in French."""
    basis: Any = None
    """What ``checking.details`` works from; nobody else looks into it."""
