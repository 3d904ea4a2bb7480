from __future__ import annotations

from pathlib import Path

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.backup import backup, restore
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import keep
from crmr_desk.model.store.journal import check_chain, operations
from crmr_desk.model.store.opening import open_database
from crmr_desk.model.store.schema import Person
from crmr_desk.model.store.undo import undo
from tests.conftest import WHO, fixed_clock
from tests.model.store.dumps import dump
from tests.model.store.examples import add_centre, add_person, succeed


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("copies")


@pytest.fixture
def filled(db: Database) -> Database:
    """A register with a succession, a person who is gone and a kept file."""
    succeed(db, add_centre(db))
    gone = add_person(db, "parti")
    with db.writing("Suppression") as session:
        session.delete(session.get_one(Person, gone))
    with db.writing("Pièce") as session:
        keep(session, name="a.pdf", media_type="application/pdf", content=b"%PDF")
    return db


def opened(path: Path) -> Database:
    return open_database(path, who=WHO, now=fixed_clock)


def test_a_copy_is_a_register_with_everything_and_a_sound_journal(filled: Database, folder: Path) -> None:
    backup(filled, folder / "copie.crmr")
    copy = opened(folder / "copie.crmr")
    assert dump(copy) == dump(filled)
    assert operations(copy) == operations(filled)
    assert check_chain(copy) == []
    copy.dispose()
    assert [path.name for path in folder.iterdir()] == ["copie.crmr"]


def test_a_copy_can_be_worked_with_and_never_reuses_an_id(filled: Database, folder: Path) -> None:
    backup(filled, folder / "copie.crmr")
    copy = opened(folder / "copie.crmr")
    assert add_person(copy, "nouveau") == 4
    undo(copy, 2)
    assert check_chain(copy) == []


def test_a_copy_replaces_an_older_one(filled: Database, folder: Path) -> None:
    backup(filled, folder / "copie.crmr")
    add_person(filled, "suivant")
    backup(filled, folder / "copie.crmr")
    assert dump(opened(folder / "copie.crmr")) == dump(filled)


def test_the_register_is_not_copied_onto_itself(sqlite_db: Database) -> None:
    with pytest.raises(UserError, match="est le registre lui-même"):
        backup(sqlite_db, Path(str(sqlite_db.url.database)))


def test_a_place_that_cannot_be_written_is_refused(db: Database, folder: Path) -> None:
    with pytest.raises(UserError, match="n’existe pas"):
        backup(db, folder / "absent" / "copie.crmr")


def test_restoring_gives_the_copied_state_back_and_keeps_the_present_one_aside(filled: Database, folder: Path) -> None:
    backup(filled, folder / "copie.crmr")
    copied, told = dump(filled), operations(filled)
    add_person(filled, "après")
    present = dump(filled)
    restore(filled, folder / "copie.crmr", aside=folder / "écarté.crmr")
    assert dump(filled) == copied
    assert operations(filled) == told
    assert check_chain(filled) == []
    assert dump(opened(folder / "écarté.crmr")) == present
    assert add_person(filled, "nouveau") == 4


def test_what_is_no_register_is_not_restored(filled: Database, folder: Path) -> None:
    (folder / "note.txt").write_text("une note")
    before = dump(filled)
    for name, reason in (("note.txt", "n’est pas une base de données"), ("absent", "n’existe pas")):
        with pytest.raises(UserError, match=reason):
            restore(filled, folder / name, aside=folder / "écarté.crmr")
    assert dump(filled) == before
    assert [path.name for path in folder.iterdir()] == ["note.txt"]


def test_a_restoration_that_fails_half_way_changes_nothing(filled: Database, folder: Path, sqlite_db: Database) -> None:
    backup(filled, folder / "copie.crmr")
    broken = opened(folder / "copie.crmr")
    with broken._writer.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER mandate_overlap_on_update")
        connection.exec_driver_sql('UPDATE mandate SET "end" = NULL')
        connection.commit()
    broken.dispose()
    before = dump(filled)
    with pytest.raises(UserError, match="chevaucher"):
        restore(filled, folder / "copie.crmr", aside=folder / "écarté.crmr")
    assert dump(filled) == before
    assert sqlite_db.who == WHO
