"""The demonstration network, loaded once for all the tests that only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.exchange import load
from tests.conftest import WHO, fixed_clock
from tests.workbooks.books import DEMONSTRATION


@pytest.fixture(scope="session")
def demonstration(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A register that holds the demonstration network. Not to be written in."""
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    load(database, DEMONSTRATION)
    yield database
    database.dispose()
