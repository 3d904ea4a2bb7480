"""The network of one, built once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmr_desk.model.store.database import Database
from tests.conftest import WHO, Registers, fixed_clock
from tests.model.network.acts.network_of_one import Everything, everything


@pytest.fixture(scope="session")
def network_of_one(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Everything]:
    """A file with everything in it, and the ids."""
    path = tmp_path_factory.mktemp("un-de-tout") / "un.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    built = everything(database)
    database.dispose()
    return path, built


@pytest.fixture
def one(network_of_one: tuple[Path, Everything], registers: Registers) -> Iterator[Everything]:
    """CERVCO with one of everything, in a fresh local file."""
    path, built = network_of_one
    with registers.copy_of(path, "un") as database:
        yield built.on(database)
