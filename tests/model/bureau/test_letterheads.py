"""The letterheads of the bureau over the years: lines and file."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from crmr_desk.model.bureau.letterheads import lay_under, letterheads, remove_letterhead
from crmr_desk.model.bureau.lines import save_bureau
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database

NAME = "en-tete.pdf"
TODAY = dt.date(2026, 11, 22)


def letterhead_file(words: str = "Ministère d’essai") -> bytes:
    made = BytesIO()
    canvas = Canvas(made, pagesize=(595.3, 841.9), invariant=1)
    canvas.drawString(60, 780, words)
    canvas.save()
    return made.getvalue()


def test_new_lines_keep_the_file_and_a_new_file_keeps_the_lines(sqlite_db: Database) -> None:
    later = TODAY.replace(year=TODAY.year + 1)
    lay_under(sqlite_db, NAME, letterhead_file(), start=TODAY, says_direction=False)
    save_bureau(sqlite_db, {"bureau": "Bureau AS2"}, start=later)
    lay_under(sqlite_db, "autre.pdf", letterhead_file("Autre"), start=later, says_direction=True)

    newest, oldest = letterheads(sqlite_db)
    assert (newest.start, newest.lines.bureau, newest.file_name) == (later, "Bureau AS2", "autre.pdf")
    assert (oldest.start, oldest.file_name, oldest.says_direction) == (TODAY, NAME, False)
    remove_letterhead(sqlite_db, newest.id)
    assert [row.id for row in letterheads(sqlite_db)] == [oldest.id]


def test_a_file_that_is_no_letterhead_is_refused_and_nothing_changes(sqlite_db: Database) -> None:
    with pytest.raises(UserError, match="n’est ni un PDF ni une image"):
        lay_under(sqlite_db, "notes.txt", b"du texte", start=TODAY, says_direction=False)
    assert letterheads(sqlite_db) == ()
