"""Each letter of each scenario and outcome is read word for word: a change of wording is seen, and meant."""

from __future__ import annotations

import re

import pytest

from crmr_desk.model.law import packs
from crmr_desk.model.store.database import Database
from tests.model.correspondence.reminders import reminders_told
from tests.model.dossiers.letters_told import GOLDEN, names, told


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_the_letters_of_a_case_say_what_was_read(name: str, sqlite_db: Database) -> None:
    text, _kinds = told(name, sqlite_db)
    assert text == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_letter_of_both_texts_has_been_read() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in (*GOLDEN.glob("*.txt"), reminders_told.GOLDEN)}
    assert set(names()) <= set(files)
    read = {kind for text in files.values() for kind in re.findall(r"^=== (\S+)", text, re.MULTILINE)}
    assert {kind for pack in ("2016", "2018") for kind in packs.load_named(pack).letters} <= read
