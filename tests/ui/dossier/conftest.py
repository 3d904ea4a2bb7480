"""The look of the program, put on once, and the dossiers that the wizard is tried on."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers import acts, findings, life, pieces
from crmr_desk.model.kinds import Function
from crmr_desk.model.law import packs
from crmr_desk.model.network.people import people_on
from crmr_desk.model.store.database import Database
from crmr_desk.ui import theme
from crmr_desk.ui.dossier.wizard import WizardPage
from tests.conftest import Registers
from tests.model.network.building import Register
from tests.ui.dossier.driving import ANSWERS, DECISION, DOSSIER, REASON, RECEIVED, TODAY, make_wizard


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    if theme.mode() != "light":
        theme.apply(qapp, "light")


def at_rest(path: Path) -> Database:
    return Database(
        Database.url_of(path), who="Nadia Belkacem", now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    )


@pytest.fixture(scope="module")
def opened_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CERVCO, its coordonnatrice, somebody who could succeed her, and the dossier just opened (id 1)."""
    path = tmp_path_factory.mktemp("cervco") / "ouvert.crmr"
    shutil.copyfile(migrated_file, path)
    db = at_rest(path)
    register = Register(db)
    title = "Maladies vasculaires rares du cerveau et de l’œil"
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"), title=title)
    register.ccmr("CHU de Lille", crmr)
    aubrac = register.person("Aubrac", "Solène", status="PU-PH", birth_date=dt.date(1961, 4, 2))
    register.mandate(Function.COORDONNATEUR, crmr, aubrac)
    register.person("Rouvière", "Clément", status="PU-PH", birth_date=dt.date(1975, 2, 3))
    pack = packs.load_named("2016")
    life.open_dossier(db, pack, request="succession", function="coordonnateur", target_id=crmr, today=TODAY)
    db.dispose()
    return path


@pytest.fixture(scope="module")
def ready_file(opened_file: Path) -> Path:
    """The same dossier, complete: only the last button is left."""
    path = opened_file.with_name("pret.crmr")
    shutil.copyfile(opened_file, path)
    db = at_rest(path)
    life.answer(db, DOSSIER, {**ANSWERS, "candidate": successor(db)}, today=TODAY)
    for kind, fields in RECEIVED.items():
        pieces.receive(db, DOSSIER, kind, "", received_on=TODAY, **fields)
    findings.lift(db, DOSSIER, "notice_too_short", "cessation_letter", "", REASON, today=TODAY)
    for act in ("declare_complete", "begin_examination", "send_to_visa"):
        acts.perform(db, DOSSIER, act, on=TODAY, today=TODAY)
    db.dispose()
    return path


@pytest.fixture(scope="module")
def answered_file(opened_file: Path) -> Path:
    """The same dossier, its questions answered up to the candidate; no paper has come."""
    path = opened_file.with_name("repondu.crmr")
    shutil.copyfile(opened_file, path)
    db = at_rest(path)
    answers = {question: ANSWERS[question] for question in ANSWERS if question not in DECISION}
    life.answer(db, DOSSIER, {**answers, "candidate": successor(db)}, today=TODAY)
    db.dispose()
    return path


def successor(db: Database) -> int:
    return next(person.id for person in people_on(db, TODAY) if person.last_name == "Rouvière")


@pytest.fixture
def base(opened_file: Path, registers: Registers) -> Iterator[Database]:
    with registers.copy_of(opened_file, "ouvert") as db:
        yield db


@pytest.fixture
def answered_base(answered_file: Path, registers: Registers) -> Iterator[Database]:
    with registers.copy_of(answered_file, "repondu") as db:
        yield db


@pytest.fixture
def ready_base(ready_file: Path, registers: Registers) -> Iterator[Database]:
    with registers.copy_of(ready_file, "pret") as db:
        yield db


@pytest.fixture
def answered(answered_base: Database, qtbot: QtBot) -> WizardPage:
    """Where the papers are waited for."""
    return make_wizard(answered_base, qtbot)


@pytest.fixture
def wizard(base: Database, qtbot: QtBot) -> WizardPage:
    return make_wizard(base, qtbot)


@pytest.fixture
def ready(ready_base: Database, qtbot: QtBot) -> WizardPage:
    """At the last page of a dossier that can be decided."""
    page = make_wizard(ready_base, qtbot)
    assert page.step().id == "summary"
    return page
