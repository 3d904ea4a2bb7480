"""Imports as the screens see them: frozen rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.incoming.fields import ListKind, Target
from crmr_desk.workbooks.incoming.tables import Column, Table


class ImportState(StrEnum):
    """Where an import stands."""

    DRAFT = "draft"
    APPLIED = "applied"
    UNDONE = "undone"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A line of the list of imports. ``region`` is the INSEE code, "" for a national list; ``sender`` in words (ARS
    Auvergne-Rhône-Alpes); ``to_settle`` lines still to be settled in a draft, as of its last check (None: not checked
    yet); ``summary`` what was written, for one that is applied or undone."""

    id: int
    name: str
    kind: ListKind
    region: str
    sender: str
    received_on: dt.date
    instructor: str
    state: ImportState
    applied_on: dt.date | None
    to_settle: int | None
    summary: str
    answers: str = ""
    """The name of the file that this one answers, "" when it is no return."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet of the file as step one shows it: how many lines hold something, whether it is read, and why not."""

    name: str
    lines: int
    hidden: bool
    read: bool
    why: str
    header: tuple[int, int] | None
    preview: tuple[tuple[str, ...], ...]
    """The first 12 lines as typed, at most 12 columns: where the header line is chosen. ``preview[0]`` is line 1."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column as step three shows it: the same header of several sheets is one line. ``target`` is what it is read as,
    None when nobody has said; ``ignored`` that it was set aside explicitly; ``from_recipe`` that the recipe said so;
    ``drifted`` the header that the recipe knew in its place, "" when it did not move; ``erases`` that its empty cells
    erase."""

    column: Column
    sheets: tuple[str, ...]
    target: Target | None
    ignored: bool
    from_recipe: bool
    drifted: str
    erases: bool
    proposed: Target | None = None
    """While ``target`` is None: what the recipe says of the header that drifted, else the guess that was too weak to be
    taken. None when there is neither."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """All that the steps before the check show of one import. ``notes`` are French sentences about the file; ``recipe``
    is the name of the one that is applied, "" when none; ``problem`` is what keeps the check from running (no table, no
    column that names a hospital), "" when nothing does."""

    row: ImportRow
    file_kind: str
    size: int
    sha256: str
    notes: tuple[str, ...]
    sheets: tuple[SheetLine, ...]
    tables: tuple[Table, ...]
    columns: tuple[ColumnLine, ...]
    choices: Choices
    recipe: str
    problem: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import has written: French words ready to show, and how many rows of each sort."""

    summary: str
    created: int
    changed: int
    unchanged: int
    mandates_opened: int
    mandates_closed: int
    backup: str
    """Where the register was copied before, "" when it was not."""


@dataclass(frozen=True, slots=True)
class KeptCell:
    """A value that undoing an import leaves alone, because somebody changed it since: what it is about (a French name
    of the row), the field, the value before the import, the one it wrote, the one of now, and where it came from."""

    what: str
    field: str
    before: str
    written: str
    now: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing an import would do: how many values go back to what they were, how many rows go away again, and
    what is kept."""

    restored: int
    removed: int
    kept: tuple[KeptCell, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value of the register comes from: file, sheet, cell, who sent it and when it was received."""

    import_id: int
    file: str
    sheet: str
    cell: str
    sender: str
    received_on: dt.date
