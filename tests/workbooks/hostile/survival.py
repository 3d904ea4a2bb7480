"""What must hold for every file, however hostile: a book that can be used, or one French sentence; nothing else."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking.check import check_book, tried
from crmr_desk.workbooks.checking.details import candidates, cells, differences
from crmr_desk.workbooks.checking.report import report
from crmr_desk.workbooks.checking.rows import Status
from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.incoming.recognise import list_kind, tables
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.reading.book import Book, Sheet, Value
from crmr_desk.workbooks.reading.limits import LAST_LINE, LONGEST_TEXT, MOST_COLUMNS
from crmr_desk.workbooks.reading.opening import read_book
from tests.workbooks.checking.region import AURA, TODAY
from tests.workbooks.hostile.cases import Case

SENTENCE = re.compile(r"Le fichier «\u202f[^\n]*\u202f» [^\n]+[^\n.]\.", re.DOTALL)
FOREIGN = re.compile(
    r"\b(error|invalid|bad|unexpected|failed|cannot|could|exception|traceback|not|entity|expected|panic)\b",
    re.IGNORECASE,
)
HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_LINES_CHECKED = 2_000
MOST_LINES_SHOWN = 20


def read(case: Case) -> Book | None:
    """The book of the case, sound in all its parts, or None when it was refused as it should be."""
    try:
        book = read_book(case.name, case.content)
    except UserError as refusal:
        check_sentence(str(refusal))
        return None
    check_texts([book.name, *book.notes])
    names = [sheet.name for sheet in book.sheets]
    assert len(set(names)) == len(names) > 0
    for sheet in book.sheets:
        check_sheet(sheet)
    return book


def check_sentence(told: str) -> None:
    """One sentence, of this program's own words, about the file."""
    assert SENTENCE.fullmatch(told), told
    reason = told.rpartition("\u202f» ")[2]
    assert ". " not in reason, told
    assert not FOREIGN.search(reason), told


def check_texts(texts: list[str]) -> None:
    for text in texts:
        assert not HARMFUL.search(text), ascii(text)


def check_sheet(sheet: Sheet) -> None:
    check_texts([sheet.name, sheet.note])
    assert len(sheet.lines) <= LAST_LINE
    for line in filter(None, sheet.lines):
        assert len(line) <= MOST_COLUMNS
        for value in line:
            check_value(value)
    assert all(sheet.value(*place) is not None or mark.formula for place, mark in sheet.marks.items())
    assert max(sheet.hidden_lines, default=0) <= len(sheet.lines)


def check_value(value: Value) -> None:
    if isinstance(value, str):
        assert 0 < len(value) <= LONGEST_TEXT
        assert not HARMFUL.search(value), ascii(value)
    elif isinstance(value, int):
        assert abs(value) < 2**63
    elif isinstance(value, float):
        assert value - value == 0


def go_through_the_check(book: Book, index: RegisterIndex, db: Database) -> None:
    """The book as a draft, up to the writes that are tried and rolled back. Very long sheets are left out: the check
    takes its time over each line, and that is no matter of hostility."""
    if sum(sum(map(bool, sheet.lines)) for sheet in book.sheets) > MOST_LINES_CHECKED:
        return
    kind = list_kind(tables(book, Choices()))
    checked = tried(db, check_book(index, book, kind, Choices(), {}, AURA, TODAY))
    json.dumps(report(checked)).encode()
    assert {line.status for line in checked.lines} <= set(Status)
    for line in checked.lines[:MOST_LINES_SHOWN]:
        check_texts([text for cell in cells(checked, line) for text in (cell.typed, cell.value)])
        differences(checked, line)
        candidates(checked, line)


def children() -> list[str]:
    """The processes that this one has left behind or still runs."""
    return [
        number
        for task in Path("/proc/self/task").iterdir()
        for number in (task / "children").read_text().split()
        if "crmr_desk" in _command(number)
    ]


def _command(process: str) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def temporary_files() -> set[str]:
    return set(os.listdir(os.environ["TMPDIR"]))
