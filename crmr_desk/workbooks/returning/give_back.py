"""The agency's own workbook given back: its layout, its bad cells coloured and explained, what to correct in front."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from crmr_desk.model.bureau.lines import bureau_in
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.rows import Checked, Status
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.imports.draft import Draft, draft_of
from crmr_desk.workbooks.imports.history import result
from crmr_desk.workbooks.imports.originals import original
from crmr_desk.workbooks.imports.rows import ImportState
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.mapping import targets
from crmr_desk.workbooks.matching.index import index_of
from crmr_desk.workbooks.returning.baseline import Baseline, Sent, add_baseline, baseline_of
from crmr_desk.workbooks.returning.correction_list import TITLE, add_correction_list, mark
from crmr_desk.workbooks.returning.layout import Layout, layout_of
from crmr_desk.workbooks.returning.lists import DropDowns, valid_values
from crmr_desk.workbooks.returning.normal import own_cells
from crmr_desk.workbooks.returning.preface import preface
from crmr_desk.workbooks.returning.problems import problems_of
from crmr_desk.workbooks.returning.rebuilding import Rebuilding, written
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import new_workbook

_WITH_LAYOUT = ("xlsx", "xlsm")
_NUMBERS_AS_TEXT = (Target.FINESS, Target.FINESS_EJ, Target.RPPS)
_NEUTRAL = "CRMR Desk"
"""Who comments where the bureau has no name."""


def write_return(db: Database, import_id: int, path: str | Path, today: dt.date) -> int:
    """Write to ``path`` a new workbook with the values and the look of the file of an import, and all that is to be
    corrected or confirmed in it; returns how many cells that is.

    Lines that were set aside are among them: they are what the sender has to see. What was corrected, chosen or
    confirmed here is not, and stays as the sender typed it. Raises UserError when the import is gone or the file cannot
    be written.
    """
    draft, content = draft_of(db, import_id), original(db, import_id)
    layout = layout_of(content.content) if draft.book.kind in _WITH_LAYOUT else None
    with db.reading() as session:
        problems = problems_of(draft.book, _checked(session, draft, today))
        values, author = valid_values(session, draft.region, today), bureau_in(session, today).bureau or _NEUTRAL
    workbook = new_workbook(f"{TITLE}\u00a0: {draft.name}")
    made = _rebuilt(workbook, draft, layout)
    taken = _taken(db, draft)
    problems = [
        replace(each, sheet=made[each.sheet].title) for each in problems if (each.sheet, each.line) not in taken
    ]
    count = mark({sheet.title: sheet for sheet in made.values()}, problems, author)
    lists = DropDowns(workbook, values)
    _offer(lists, draft, made)
    first = add_correction_list(workbook, problems, preface(draft, count, has_layout=layout is not None))
    workbook.move_sheet(first, -workbook.index(first))
    workbook.active = first
    own = frozenset({first.title, lists.title})
    add_baseline(workbook, _baseline(draft, made, own, content.sha256))
    save(workbook, Path(path))
    return count


def _checked(session: Session, draft: Draft, today: dt.date) -> Checked:
    """The check of the file as if no line had been set aside."""
    kept = {key: value for key, value in draft.choices.by_key.items() if key[0] is not ChoiceKind.SKIP}
    index = index_of(session, today)
    return check_book(
        index, draft.book, draft.kind, Choices(kept), draft.recipe, draft.region, today, corrections=draft.corrections
    )


def _taken(db: Database, draft: Draft) -> frozenset[tuple[str, int]]:
    """The lines that were applied: what the register has become since is no mistake of the sender."""
    if draft.state is not ImportState.APPLIED:
        return frozenset()
    return frozenset((line["sheet"], line["row"]) for line in result(db, draft.id) if line["status"] == Status.OK)


def _rebuilt(workbook: Workbook, draft: Draft, layout: Layout | None) -> dict[str, Worksheet]:
    """The sheets of the sender by the name that they had; those that this program had added once are left out."""
    sent = baseline_of(draft.book)
    ours = sent.own_sheets if sent is not None else frozenset()
    rebuilding = Rebuilding(workbook, layout)
    return {sheet.name: rebuilding.add(sheet) for sheet in draft.book.sheets if sheet.name not in ours}


def _offer(lists: DropDowns, draft: Draft, made: Mapping[str, Worksheet]) -> None:
    """Drop-down lists in the columns that have a closed one; a FINESS that is typed there keeps its zeros."""
    for table in draft.tables:
        sheet, (first, last) = made[table.sheet], table.lines
        for column, target in targets(table, draft.choices, draft.recipe).items():
            lists.offer(sheet, target, column, first, last)
            for line in range(first, last + 1) if target in _NUMBERS_AS_TEXT else ():
                sheet.cell(line, column).number_format = "@"


def _baseline(draft: Draft, made: Mapping[str, Worksheet], own: frozenset[str], sha256: str) -> Baseline:
    """What was sent, as it was written: a day that Excel does not count left as text."""
    lines = {}
    for sheet in draft.book.sheets:
        if sheet.name in made:
            values = tuple(tuple(written(value) for value in line) for line in sheet.lines)
            lines[made[sheet.name].title] = own_cells(replace(sheet, lines=values))
    return Baseline(Sent.RETURN, draft.id, sha256, draft.region or "", own, lines)
