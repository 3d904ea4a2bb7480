"""The first sheet of a workbook that goes back, « À corriger », and the marks that it puts into the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.workbooks.returning.problems import Problem
from crmr_desk.workbooks.styling import Column, Kind, add_table

TITLE = "À corriger"
_COLUMNS = (
    Column("Feuille", width=18),
    Column("Ligne", Kind.NUMBER, 8),
    Column("Cellule", width=9),
    Column("À faire", width=11),
    Column("Ce qui est écrit", width=28),
    Column("Ce qui ne va pas", width=44),
    Column("Ce qui est attendu", width=40),
    Column("Votre réponse", width=24),
)
_CELL, _TO_DO = 3, 4
_AMBER, _RED = PatternFill("solid", fgColor="FFFBEDCB"), PatternFill("solid", fgColor="FFFBE3DF")
"""The tints of the window for what is to be confirmed and what is to be corrected."""
_LINK = Font(name="Calibri", size=11, underline="single", color="FF0E6573")
_COMMENT_WIDTH, _COMMENT_LINE = 340, 18
"""Pixels."""


def add_correction_list(workbook: Workbook, problems: Sequence[Problem], above: Sequence[str]) -> Worksheet:
    """Add the sheet: a line a problem, with a link to its cell; ``above`` says what the workbook is."""
    rows = (
        (each.sheet, each.line, each.cell, _verb(each), each.written, each.wrong, each.expected, "")
        for each in problems
    )
    sheet = add_table(workbook, TITLE, _COLUMNS, rows, above=above)
    for line, problem in enumerate(problems, start=len(above) + 3):
        place = f"'{problem.sheet.replace(chr(39), chr(39) * 2)}'!{problem.cell}"
        cell = sheet.cell(line, _CELL)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=problem.cell)
        cell.font = _LINK
        sheet.cell(line, _TO_DO).fill = _AMBER if problem.to_confirm else _RED
    return sheet


def mark(sheets: Mapping[str, Worksheet], problems: Iterable[Problem], author: str) -> int:
    """Colour each bad cell and say in a comment what is wrong and what is expected; returns how many there are."""
    marked = 0
    for (name, place), about in groupby(sorted(problems, key=_place), key=_place):
        _mark(sheets[name], place, list(about), author)
        marked += 1
    return marked


def _mark(sheet: Worksheet, place: str, problems: Sequence[Problem], author: str) -> None:
    cell = sheet[place]
    _show(sheet, cell.row, cell.column_letter)
    cell.fill = _AMBER if all(each.to_confirm for each in problems) else _RED
    text = "\n".join(f"{_verb(each)}\u00a0: {each.wrong}\nAttendu\u00a0: {each.expected}" for each in problems)
    lines = sum(1 + len(part) // 52 for part in text.splitlines())
    cell.comment = Comment(text, author, height=_COMMENT_LINE * (lines + 1), width=_COMMENT_WIDTH)


def _show(sheet: Worksheet, line: int, column: str) -> None:
    """Nobody corrects what is hidden."""
    sheet.row_dimensions[line].hidden = False
    if column in sheet.column_dimensions:
        sheet.column_dimensions[column].hidden = False


def _place(problem: Problem) -> tuple[str, str]:
    return problem.sheet, problem.cell


def _verb(problem: Problem) -> str:
    return "À confirmer" if problem.to_confirm else "À corriger"
