"""Where the tables of a book are: on which sheets, under which header, from which line to which."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.columns import columns_of
from crmr_desk.workbooks.incoming.fields import ListKind, Target
from crmr_desk.workbooks.incoming.grid import Grid
from crmr_desk.workbooks.incoming.header_lines import Block, blocks, without_header
from crmr_desk.workbooks.incoming.headers import fold_header
from crmr_desk.workbooks.incoming.mapping import SURE
from crmr_desk.workbooks.incoming.tables import Column, Table
from crmr_desk.workbooks.reading.book import Book, Sheet
from crmr_desk.workbooks.returning.baseline import TITLE as BASELINE
from crmr_desk.workbooks.returning.baseline import baseline_of

_OWN_SHEETS = frozenset((BASELINE, "À corriger"))
_PEOPLE = {Target.PERSON, Target.LAST_NAME, Target.START, Target.STATUS, Target.EMAIL, Target.RPPS}
_PLACES = {Target.HOSPITAL, Target.FINESS, Target.FINESS_EJ}
_BESIDE = {Target.PERSON, Target.LAST_NAME, Target.NATURE, Target.FSMR}
_CENTRES = {Target.CENTRE, Target.NATURE, Target.FSMR, Target.CODE}


def tables(book: Book, choices: Choices) -> tuple[Table, ...]:
    """The tables of the sheets that are read, in the order of the file. Several tables on one sheet stand one below the
    other, each under a header of its own; two tables side by side are read as one."""
    unread = unread_sheets(book, choices)
    return tuple(table for sheet in book.sheets if sheet.name not in unread for table in _tables(sheet, choices))


def skipped_sheets(book: Book, choices: Choices) -> dict[str, str]:
    """Why each sheet that is not read is not, in French; a sheet without a table is one of them."""
    with_table = {table.sheet for table in tables(book, choices)}
    return unread_sheets(book, choices) | {
        sheet.name: without_table(sheet)
        for sheet in book.sheets
        if sheet.name not in with_table and sheet.name not in unread_sheets(book, choices)
    }


def without_table(sheet: Sheet) -> str:
    """Why a sheet in which no table is found is not read."""
    grid = Grid(sheet)
    empty = all(grid.is_blank(line) for line in grid.held(1, grid.last))
    return "Feuille vide." if empty else "Aucun tableau n’est reconnu dans cette feuille."


def list_kind(tables: Sequence[Table]) -> ListKind:
    """What sort of list the tables seem to be, from the fields that their columns name."""
    found = {c.guess for table in tables for c in table.columns if c.guess is not None and c.confidence >= SURE}
    if found & _PEOPLE:
        return ListKind.ARS
    if found & _PLACES and not found & _CENTRES:
        return ListKind.HOSPITALS
    if found & _CENTRES and not found & _PLACES:
        return ListKind.NETWORK
    return ListKind.ARS


def fingerprint(columns: Sequence[Column]) -> str:
    """The same for the same set of folded headers, in any order; columns without a header do not count."""
    headers = sorted({fold_header(column.header) for column in columns if column.header})
    return hashlib.sha256("\n".join(headers).encode()).hexdigest()[:32]


def unread_sheets(book: Book, choices: Choices) -> dict[str, str]:
    """Why each sheet that is left aside whatever it holds is, in French: hidden, ours, or chosen so."""
    baseline = baseline_of(book)
    own = _OWN_SHEETS | (baseline.own_sheets if baseline is not None else frozenset())
    found: dict[str, str] = {}
    for sheet in book.sheets:
        read = choices.get(ChoiceKind.READ, sheet.name, "")
        if sheet.name in own:
            found[sheet.name] = "Feuille ajoutée par CRMR Desk\u00a0: elle ne contient pas de données."
        elif read is False:
            found[sheet.name] = "Vous avez choisi de ne pas lire cette feuille."
        elif sheet.hidden and not read:
            found[sheet.name] = "Feuille masquée dans le classeur."
    return found


def _tables(sheet: Sheet, choices: Choices) -> list[Table]:
    """The tables of a sheet that is read. Where nothing is a header, the values may tell what enough columns are; where
    the user says that the sheet is read, or where its header is, less is asked of it."""
    chosen = choices.get(ChoiceKind.HEADER, sheet.name, "")
    header = (int(chosen[0]), int(chosen[1])) if chosen else None
    grid = Grid(sheet)
    found = [_table(grid, block) for block in blocks(grid, header)]
    if header is not None:
        return found
    asked = bool(choices.get(ChoiceKind.READ, sheet.name, ""))
    kept = [table for table in found if _is_table(table, asked)]
    if kept:
        return kept
    bare = _table(grid, without_header(grid))
    return [bare] if _is_table(bare, asked) else []


def _is_table(table: Table, asked: bool) -> bool:
    """Whether the columns that are known can name a centre somewhere; a list of valid values or of addresses cannot."""
    found = {column.guess for column in table.columns if column.guess is not None and column.confidence >= SURE}
    if len(found) < 2:
        return False
    return asked or bool(found & _PLACES) or Target.CODE in found or (Target.CENTRE in found and bool(found & _BESIDE))


def _table(grid: Grid, block: Block) -> Table:
    columns = columns_of(grid, block)
    known = [column.confidence for column in columns if column.guess is not None]
    return Table(
        sheet=grid.sheet.name,
        header=block.header,
        lines=block.lines,
        columns=columns,
        title=block.title,
        fingerprint=fingerprint(columns),
        confidence=round(sum(known) / len(known)) if known else 0,
    )
