"""The letters of a pass in one file, before any of them is written."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.reminders.drafting import write_drafts
from crmr_desk.model.correspondence.reminders.rows import ReminderLine, Standing, Wording
from crmr_desk.model.errors import UserError
from tests.letters.tag_reading import heard
from tests.model.correspondence.reminders.conftest import Owing
from tests.model.network.building import TODAY

KIND = "annual_report"


def free(owing: Owing) -> list[ReminderLine]:
    return [line for line in owing.lines(KIND).values() if line.standing is not Standing.NOT_WRITTEN]


def test_the_drafts_of_a_pass_are_one_tagged_file_and_the_register_keeps_nothing(owing: Owing, tmp_path: Path) -> None:
    path, told = tmp_path / "projet.pdf", list[tuple[int, int]]()
    lines, wording = free(owing), Wording(subject="rappel pour {centre_short}")
    count = write_drafts(
        owing.db, KIND, lines, path, TODAY, wording=wording, progress=lambda *done: told.append(done)
    )  # fmt: skip
    assert (count, told) == (3, [(1, 3), (2, 3), (3, 3)])
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        marks = [item.title for item in outline.root]
    assert [mark.startswith("projet · ") for mark in marks] == [True] * 3
    spoken = heard(path.read_bytes())
    assert spoken.lost == ()
    assert len([said for said in spoken.spoken if said.kind == "H1" and "rappel pour" in said.text]) == 3
    assert letters(owing.db, today=TODAY) == []


def test_drafts_that_are_cancelled_or_do_not_fill_leave_no_file(owing: Owing, tmp_path: Path) -> None:
    path, told = tmp_path / "projet.pdf", list[int]()
    with pytest.raises(UserError, match="aucun fichier n’est écrit"):
        write_drafts(
            owing.db, KIND, free(owing), path, TODAY,
            progress=lambda done, _total: told.append(done), cancelled=lambda: len(told) == 2,
        )  # fmt: skip
    with pytest.raises(UserError, match=f"{free(owing)[0].addressee}, .*1F600"):
        write_drafts(owing.db, KIND, free(owing), path, TODAY, wording=Wording(paragraph="😀"))
    with pytest.raises(UserError, match="ne peut pas être écrit"):
        write_drafts(owing.db, KIND, free(owing), tmp_path / "absent" / "projet.pdf", TODAY)
    assert list(tmp_path.iterdir()) == []
