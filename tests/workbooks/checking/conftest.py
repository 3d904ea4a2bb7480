"""The small region, built once for all the tests that only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.matching.index import RegisterIndex, index_of
from tests.conftest import WHO, Registers, fixed_clock
from tests.workbooks.checking.region import TODAY, build


@pytest.fixture(scope="session")
def region_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the region in a file, to be copied."""
    path = tmp_path_factory.mktemp("region") / "region.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    build(database)
    database.dispose()
    return path


@pytest.fixture(scope="session")
def index(region_file: Path) -> RegisterIndex:
    """What the register of the region holds."""
    database = Database(Database.url_of(region_file), who=WHO, now=fixed_clock)
    with database.reading() as session:
        found = index_of(session, TODAY)
    database.dispose()
    return found


@pytest.fixture
def region_db(region_file: Path, registers: Registers) -> Iterator[Database]:
    """A copy of the register of the region, to be written in."""
    with registers.copy_of(region_file, "region") as database:
        yield database
