"""A network of which much is due: labels that end, seats that are vacant, mailboxes that nobody knows."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crmr_desk.model.correspondence.reminders.due import due
from crmr_desk.model.correspondence.reminders.rows import ReminderLine
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Hospital
from tests.conftest import WHO, Registers, fixed_clock
from tests.model.network.building import END, START, TODAY, Register

SOON = dt.date(2027, 3, 31)
"""The last day of a label, within six months."""


@dataclass(frozen=True)
class Owing:
    """CERVCO has a coordonnatrice with a mailbox, a site in Lille whose responsable has none, and a CCMR in Nantes; its
    label ends soon. MARIH, at Necker, has nobody and a label for years. Of Lariboisière the street is known."""

    db: Database
    register: Register
    fsmr: int
    cervco: int
    marih: int
    site: int
    ccmr: int

    def lines(self, kind: str, **wanted: object) -> dict[str, ReminderLine]:
        """What is due today, by key."""
        return {line.key: line for line in due(self.db, kind, TODAY, **wanted)}  # type: ignore[arg-type]


def owing_in(db: Database) -> Owing:
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM", END.replace(year=2022), SOON, seat="CHU de Rouen")
    cervco = register.crmr("CERVCO", fsmr, title="Maladies vasculaires rares du cerveau", label=(START, SOON))
    marih = register.crmr("MARIH", fsmr, at="Necker, AP-HP")
    site = register.constitutive(cervco, "CHU de Lille")
    ccmr = register.ccmr("CHU de Nantes", cervco)
    aubrac = register.person("Aubrac", email="solene.aubrac@hopital.example")
    born = dt.date(1962, 1, 15)
    lambert = register.person("Lambertin", "Yann", "Dr", birth_date=born)
    register.mandate(Function.COORDONNATEUR, cervco, aubrac, end=SOON)
    register.mandate(Function.RESPONSABLE_SITE, site, lambert, end=SOON)
    with db.writing("Essai") as session:
        house = session.get_one(Hospital, register.hospital("Lariboisière, AP-HP"))
        house.address, house.email = "2, rue Ambroise-Paré\n75010 Paris", "direction@lariboisiere.example"
    return Owing(db, register, fsmr, cervco, marih, site, ccmr)


@pytest.fixture(scope="session")
def owing_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Owing]:
    path = tmp_path_factory.mktemp("relances") / "relances.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    made = owing_in(database)
    database.dispose()
    return path, made


@pytest.fixture
def owing(owing_file: tuple[Path, Owing], registers: Registers) -> Iterator[Owing]:
    source, made = owing_file
    with registers.copy_of(source, "relances") as database:
        register = Register(database)
        register._hospitals, register._codes = dict(made.register._hospitals), made.register._codes
        yield replace(made, db=database, register=register)
