"""Files made to fell whoever opens them, each read as the program reads it, then taken through the check of an import.

``make test`` takes a small share, ``.ci/run`` some hundreds (``-m slow``), and thousands come on demand::

    CRMR_HOSTILE_CASES=5000 CRMR_HOSTILE_SEED=7 .venv/bin/python -m pytest tests/workbooks/hostile -m slow

A case that fails bears its label; ``python -m tests.workbooks.hostile.making LABEL FILE`` writes it to a file again.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterable
from pathlib import Path

import pytest

from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.reading.limits import MEMORY
from tests.workbooks.hostile import survival
from tests.workbooks.hostile.cases import Case
from tests.workbooks.hostile.making import FAMILIES, LIGHT, case, cases

SEED = int(os.environ.get("CRMR_HOSTILE_SEED", "2026"))
COUNT = int(os.environ.get("CRMR_HOSTILE_CASES", "320"))
SHARE = 4
"""One light family in so many, each time ``make test`` runs."""


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def test_a_share_of_hostile_files_fells_nothing(
    index: RegisterIndex, region_db: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    share = LIGHT[SEED % SHARE :: SHARE]
    survive(cases(SEED, len(share), share), index, region_db, capfd)


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_hundreds_of_hostile_files_fell_nothing(
    index: RegisterIndex, region_db: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    survive(cases(SEED, COUNT), index, region_db, capfd)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= MEMORY


def test_the_same_label_makes_the_same_file() -> None:
    for family in LIGHT:
        label = f"{family.name}:1:2"
        assert case(label, family) == case(label, family)
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def survive(tried: Iterable[Case], index: RegisterIndex, db: Database, capfd: pytest.CaptureFixture[str]) -> None:
    """Each case gives a book or a sentence and goes through the check; nothing is written, printed or left behind."""
    before, files = written(db), survival.temporary_files()
    for each in tried:
        try:
            if book := survival.read(each):
                survival.go_through_the_check(book, index, db)
            assert capfd.readouterr() == ("", "")
        except Exception as error:
            raise AssertionError(f"the case {each.label} failed") from error
    assert written(db) == before
    assert survival.temporary_files() == files
    assert survival.children() == []


def written(db: Database) -> list[tuple[object, ...]]:
    """All that the register holds."""
    from sqlalchemy import text

    with db.reading() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        return [tuple(row) for name in names.all() for row in session.execute(text(f'SELECT * FROM "{name}"'))]
