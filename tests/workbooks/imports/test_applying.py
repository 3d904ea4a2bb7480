"""An import is applied whole or not at all, after a copy of the register, and twice the same changes nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import check_chain, operations
from crmr_desk.model.store.opening import open_database
from crmr_desk.model.store.undo import last_undoable, redo, undo
from crmr_desk.workbooks.imports.applying import BACKUPS_KEPT, NOT_APPLIED, apply
from crmr_desk.workbooks.imports.drafts import ALREADY_RECEIVED, receive
from crmr_desk.workbooks.imports.history import imports, result
from crmr_desk.workbooks.imports.rows import ImportState
from crmr_desk.workbooks.imports.sources import origins
from tests.model.network.building import Register
from tests.model.store.dumps import dump
from tests.workbooks.imports.files import agency_file

D = dt.date
TODAY = D(2026, 11, 20)
SUCCESSOR = ["440000271", "CHU de Nantes", "CCMR", "Rouvière", "Clément", D(2026, 9, 1), 55]


@pytest.fixture
def nantes(sqlite_db: Database) -> Database:
    return with_nantes(sqlite_db)


def with_nantes(db: Database) -> Database:
    """The register has one CCMR, at Nantes, with a responsable until 31/12/2028."""
    register = Register(db)
    ccmr = register.ccmr("CHU de Nantes", register.crmr("CERVCO", register.fsmr("BRAIN-TEAM")))
    register.mandate(Function.RESPONSABLE_CCMR, ccmr, register.person("Tardieu", "Hélène", "Dr"))
    return db


def received(db: Database, content: bytes) -> int:
    return receive(
        db, name="CCMR/PDL.xlsx", content=content, region="52", sender="", received_on=TODAY, today=TODAY,
        confirmed=[ALREADY_RECEIVED],
    )[0]  # fmt: skip


def test_an_import_is_applied_in_one_operation_and_the_same_sheet_again_changes_nothing(
    db: Database, tmp_path: Path
) -> None:
    with_nantes(db)
    before = dump(db)
    told: list[tuple[int, int]] = []
    import_id = received(db, agency_file(SUCCESSOR))
    applied, changes = apply(
        db, import_id, today=TODAY, backup_folder=tmp_path / "sauvegardes", progress=lambda *step: told.append(step)
    )
    assert applied.summary == "1 centre modifié, 1 mandat ouvert, 1 clos, 1 personne ajoutée"
    assert (applied.changed, applied.created, applied.mandates_opened, applied.mandates_closed) == (1, 0, 1, 1)
    assert {table for table, _ in changes.rows} == {"person", "mandate", "ccmr", "workbook_import", "stored_file"}
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    copy = open_database(Path(applied.backup), who="", now=db.now)
    assert dump(copy)["mandate"] == before["mandate"]
    copy.dispose()
    assert Path(applied.backup).name == f"avant import PDL du {db.now().astimezone():%Y-%m-%d %H%M}.crmr"
    [row] = imports(db)
    assert (row.state, row.applied_on, row.summary) == (ImportState.APPLIED, TODAY, applied.summary)
    assert [(entry["row"], entry["status"], entry["action"]) for entry in result(db, import_id)] == [
        (1, "ignored", "none"),
        (3, "ignored", "none"),
        (4, "ok", "update"),
    ]
    after = dump(db)
    again, _ = apply(db, received(db, agency_file(SUCCESSOR)), today=TODAY, backup_folder=None)
    assert (again.unchanged, again.changed, again.backup) == (1, 0, "")
    assert again.summary == "Rien à écrire, le registre disait déjà tout cela"
    assert {table: dump(db)[table] for table in before if table not in ("workbook_import", "stored_file")} == {
        table: after[table] for table in before if table not in ("workbook_import", "stored_file")
    }
    assert check_chain(db) == []


def test_ctrl_z_takes_an_import_back_and_ctrl_y_does_it_again_with_the_origin_of_each_value(nantes: Database) -> None:
    import_id = received(nantes, agency_file(SUCCESSOR))
    before = dump(nantes)
    apply(nantes, import_id, today=TODAY, backup_folder=None)
    after = dump(nantes)
    last = last_undoable(nantes)
    assert last
    assert last.label.startswith("Import de PDL.xlsx\u00a0: 1 centre modifié")
    undo(nantes, last.id)
    assert without_files(dump(nantes)) == without_files(before)
    assert origins(nantes, [("ccmr", 1)]) == {}
    redo(nantes)
    assert dump(nantes) == after
    assert origins(nantes, [("ccmr", 1)])["ccmr", 1, "active_file"].cell == "G4"
    undo(nantes, last.id)
    undo(nantes, last_id(nantes, "Réception"))
    assert imports(nantes) == []


def without_files(whole: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows for table, rows in whole.items() if table != "stored_file"}


def last_id(db: Database, label: str) -> int:
    return next(operation.id for operation in operations(db) if operation.label.startswith(label))


def test_nothing_is_written_while_a_line_is_to_settle_but_the_others_can_be_applied_alone(nantes: Database) -> None:
    Register(nantes).hospital("CHU de Rouen")
    elsewhere = ["760000158", "CHU de Rouen", "CCMR", "Noziere", "Paul", D(2026, 9, 1), 12]
    import_id = received(nantes, agency_file(SUCCESSOR, elsewhere))
    before = dump(nantes)
    with pytest.raises(UserError, match=r"^Une ligne de .*PDL.xlsx.* reste à régler"):
        apply(nantes, import_id, today=TODAY, backup_folder=None)
    assert dump(nantes) == before
    applied, _ = apply(nantes, import_id, today=TODAY, backup_folder=None, partial=True)
    assert applied.changed == 1
    left = result(nantes, import_id)[-1]
    assert (left["status"], left["action"], left["reasons"][-1]["code"]) == ("review", "none", NOT_APPLIED)


@pytest.mark.parametrize("asked_before", [0, 2, 4])
def test_once_cancelled_nothing_is_written(nantes: Database, asked_before: int) -> None:
    import_id = received(nantes, agency_file(SUCCESSOR))
    before = dump(nantes)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > asked_before

    with pytest.raises(UserError, match="interrompu\u00a0: rien n’a été écrit"):
        apply(nantes, import_id, today=TODAY, backup_folder=None, cancelled=cancelled)
    assert dump(nantes) == before


def test_the_last_ten_copies_stay(nantes: Database, tmp_path: Path) -> None:
    for number in range(BACKUPS_KEPT):
        (tmp_path / f"avant import {number}.crmr").touch()
    (tmp_path / "registre.crmr").touch()
    import_id = received(nantes, agency_file(SUCCESSOR))
    applied, _ = apply(nantes, import_id, today=TODAY, backup_folder=tmp_path)
    copies = set(tmp_path.glob("avant import *.crmr"))
    assert len(copies) == BACKUPS_KEPT
    assert Path(applied.backup) in copies
    assert (tmp_path / "registre.crmr").exists()
