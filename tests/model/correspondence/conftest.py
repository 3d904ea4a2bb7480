"""A register in which one succession was decided, with all its letters; copied for each test."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crmr_desk.model.bureau.signatories import SignatoryLines, add_signatory
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.dossiers import decision
from crmr_desk.model.store.database import Database
from tests.conftest import WHO, Registers, fixed_clock
from tests.model.dossiers.conftest import TODAY, Network, make_network, ready_to_decide
from tests.model.dossiers.conftest import network as network
from tests.model.dossiers.conftest import network_file as network_file


@dataclass(frozen=True)
class Decided:
    """``signable`` are the ids of the letters, ``enclosed`` those of the fiche and the file that go with one."""

    db: Database
    network: Network
    dossier: int
    signable: list[int]
    enclosed: list[int]

    def delegate(self, name: str, until: dt.date) -> None:
        lines = SignatoryLines(name, "le directeur général de l’offre de soins", dt.date(2020, 1, 1), until)
        add_signatory(self.db, lines)


@pytest.fixture(scope="session")
def decided_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Decided]:
    path = tmp_path_factory.mktemp("decide") / "decide.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    network = make_network(database)
    dossier = ready_to_decide(network)
    decision.decide(database, dossier, today=TODAY)
    rows = sorted(letters(database, today=TODAY), key=lambda row: row.id)
    database.dispose()
    signable = [row.id for row in rows if row.signable]
    return path, Decided(database, network, dossier, signable, [row.id for row in rows if not row.signable])


@pytest.fixture
def decided(decided_file: tuple[Path, Decided], registers: Registers) -> Iterator[Decided]:
    source, made = decided_file
    with registers.copy_of(source, "decide") as database:
        yield replace(made, db=database, network=replace(made.network, db=database))
