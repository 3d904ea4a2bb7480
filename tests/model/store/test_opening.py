from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.store import migrate, recognising
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import operations
from crmr_desk.model.store.local_files import mounted_share
from crmr_desk.model.store.opening import open_database, shared_url
from crmr_desk.model.store.schema import SCHEMA_REVISION
from tests.conftest import WHO, fixed_clock
from tests.model.store.examples import add_person
from tests.postgres import Server


def opened(target: str | Path) -> Database:
    return open_database(target, who=WHO, now=fixed_clock)


def refusal_of(target: str | Path) -> str:
    with pytest.raises(UserError) as refusal:
        opened(target)
    return str(refusal.value)


def pragma(db: Database, name: str) -> object:
    with db._writer.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.fixture
def unchanged(tmp_path: Path) -> Iterator[Path]:
    """A folder in which a refused opening must leave everything as it was."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    yield folder
    assert not [path for path in folder.iterdir() if path.name not in ("fichier", "sous-dossier")]


# --- local files ------------------------------------------------------------------------------------------------


def test_a_new_file_is_an_empty_register(tmp_path: Path) -> None:
    db = opened(tmp_path / "é « registre » 100%.crmr")
    assert operations(db) == []
    add_person(db)
    db.dispose()
    assert [path.name for path in tmp_path.iterdir()] == ["é « registre » 100%.crmr"]


def test_an_empty_file_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "vide.crmr"
    path.touch()
    assert add_person(opened(path))


def test_a_register_is_opened_again_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "registre.crmr"
    first = opened(path)
    add_person(first)
    first.dispose()
    second = opened(str(path))
    assert len(operations(second)) == 1
    assert [copy.name for copy in tmp_path.iterdir() if "avant" in copy.name] == []


def test_a_local_register_is_set_up_for_safety(sqlite_db: Database) -> None:
    assert pragma(sqlite_db, "journal_mode") == "wal"
    assert pragma(sqlite_db, "foreign_keys") == 1
    assert pragma(sqlite_db, "synchronous") == 2


def test_a_file_that_is_no_database_is_refused_and_kept(unchanged: Path) -> None:
    path = unchanged / "fichier"
    path.write_bytes(b"PK\x03\x04 un classeur")
    assert refusal_of(path) == (
        f"Le fichier «\u202f{path}\u202f» n’est pas une base de données. Choisissez un registre créé par ce programme,"
        " ou un nouveau nom de fichier."
    )
    assert path.read_bytes() == b"PK\x03\x04 un classeur"


def test_the_database_of_another_program_is_refused_and_kept(unchanged: Path) -> None:
    path = unchanged / "fichier"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    before = path.read_bytes()
    assert "est la base d’un autre programme" in refusal_of(path)
    assert path.read_bytes() == before


def test_a_register_of_a_newer_program_is_refused_and_kept(migrated_file: Path, unchanged: Path) -> None:
    path = unchanged / "fichier"
    shutil.copyfile(migrated_file, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    assert f"Le fichier «\u202f{path}\u202f» vient d’une version plus récente" in refusal_of(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [100, 4096, 20_000])
def test_a_register_cut_short_is_said_to_be_damaged(migrated_file: Path, unchanged: Path, size: int) -> None:
    path = unchanged / "fichier"
    path.write_bytes(migrated_file.read_bytes()[:size])
    assert f"Le registre «\u202f{path}\u202f» est endommagé" in refusal_of(path)
    assert path.stat().st_size == size


def test_a_folder_that_does_not_exist_is_named(unchanged: Path) -> None:
    folder = unchanged / "absent" / "encore"
    assert refusal_of(folder / "a.crmr") == (
        f"Le dossier «\u202f{folder}\u202f» n’existe pas\u00a0: créez-le, ou choisissez-en un autre."
    )


def test_a_path_through_a_file_is_refused(unchanged: Path) -> None:
    path = unchanged / "fichier"
    path.write_text("une note")
    assert f"«\u202f{path}\u202f» est un fichier, pas un dossier" in refusal_of(path / "a.crmr")


def test_a_folder_is_no_register(unchanged: Path) -> None:
    path = unchanged / "sous-dossier"
    path.mkdir()
    assert f"«\u202f{path}\u202f» est un dossier" in refusal_of(path)


def test_a_read_only_folder_is_refused(unchanged: Path) -> None:
    unchanged.chmod(0o500)
    try:
        assert f"Le dossier «\u202f{unchanged}\u202f» ne peut pas être écrit" in refusal_of(unchanged / "a.crmr")
    finally:
        unchanged.chmod(0o700)


def test_a_read_only_file_is_refused(migrated_file: Path, unchanged: Path) -> None:
    path = unchanged / "fichier"
    shutil.copyfile(migrated_file, path)
    path.chmod(0o400)
    assert f"Le fichier «\u202f{path}\u202f» est en lecture seule" in refusal_of(path)


@pytest.mark.parametrize("name", ["nom\0nul", "a" * 300])
def test_a_path_that_the_system_refuses_is_a_sentence(unchanged: Path, name: str) -> None:
    assert "ne peut pas servir\u00a0: " in refusal_of(unchanged / name)


@pytest.mark.parametrize("path", ["//serveur/partage/registre.crmr", "\\\\serveur\\partage\\registre.crmr"])
def test_a_network_path_is_refused_with_the_reason(path: str) -> None:
    sentence = refusal_of(path)
    assert "est sur un partage réseau" in sentence
    assert "PostgreSQL" in sentence


def test_a_mounted_share_is_recognised() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "serveur:/bureau /mnt/le\\040partage nfs4 rw 0 0\n"
        "/dev/sdb1 /mnt/le\\040partage/local ext4 rw 0 0\n"
        "//serveur/p /media/cifs cifs rw 0 0\n"
    )
    assert mounted_share(Path("/mnt/le partage/registre.crmr"), mounts)
    assert mounted_share(Path("/media/cifs/a/b.crmr"), mounts)
    assert not mounted_share(Path("/mnt/le partage/local/registre.crmr"), mounts)
    assert not mounted_share(Path("/mnt/le partage 2/registre.crmr"), mounts)
    assert not mounted_share(Path("/home/nadia/registre.crmr"), mounts)


def test_a_creation_that_fails_leaves_nothing(unchanged: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_migration(monkeypatch, tmp_path, "op.execute('INSERT INTO nowhere VALUES (1)')")
    with pytest.raises(Exception, match="nowhere"):
        opened(unchanged / "neuf.crmr")


def test_an_up_to_date_register_opens_without_the_migration_tool(sqlite_db: Database) -> None:
    program = (
        "import sys, datetime as dt; from crmr_desk.model.store.opening import open_database;"
        "open_database(sys.argv[1], who='a', now=lambda: dt.datetime.now(dt.UTC)).dispose();"
        "print('alembic' in sys.modules, 'psycopg' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(sqlite_db.url.database)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False False"


# --- upgrades ---------------------------------------------------------------------------------------------------


def with_migration(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """As if this program knew one migration more."""
    migrations = folder / "migrations"
    shutil.copytree(migrate.MIGRATIONS, migrations)
    (migrations / "versions" / "0002_next.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"revision = '9000'\ndown_revision = '{SCHEMA_REVISION}'\n"
        f"def upgrade():\n    op.add_column('person', sa.Column('phone', sa.Text()))\n    {body}\n"
    )
    monkeypatch.setattr(migrate, "MIGRATIONS", migrations)
    monkeypatch.setattr(recognising, "SCHEMA_REVISION", "9000")


def phones(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT phone FROM person").fetchall()


def test_an_older_file_is_copied_then_upgraded(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add_person(sqlite_db)
    sqlite_db.dispose()
    path = Path(str(sqlite_db.url.database))
    with_migration(monkeypatch, tmp_path, "op.execute(\"UPDATE person SET phone = '01'\")")
    opened(path).dispose()
    assert phones(path) == [("01",)]
    copy = path.with_name("registre avant mise à jour du 2026-11-20.crmr")
    monkeypatch.undo()
    assert len(operations(opened(copy))) == 1


@pytest.mark.parametrize("body", ["op.execute('INSERT INTO nowhere VALUES (1)')", "raise ValueError('nowhere')"])
def test_an_upgrade_that_fails_leaves_the_register_as_it_was(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str
) -> None:
    add_person(sqlite_db)
    with_migration(monkeypatch, tmp_path, body)
    with pytest.raises(Exception, match="nowhere"):
        opened(str(sqlite_db.url.database))
    assert len(operations(sqlite_db)) == 1
    assert add_person(sqlite_db, "suivante")


def test_an_upgrade_that_would_break_a_reference_is_refused(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    body = "op.execute(\"INSERT INTO label VALUES (1, 1, 99, '2020-01-01', NULL, '')\")"
    with_migration(monkeypatch, tmp_path, body)
    assert "«\u202flabel\u202f» renvoie à une fiche qui n’existe pas" in refusal_of(str(sqlite_db.url.database))


# --- shared databases -------------------------------------------------------------------------------------------


@pytest.fixture
def new_shared(postgres_server: Server) -> Iterator[str]:
    """The address of an empty database."""
    name = postgres_server.new_name()
    yield postgres_server.create_database(name)
    postgres_server.drop_database(name)


def test_an_empty_shared_database_becomes_a_register(new_shared: str) -> None:
    db = opened(new_shared)
    assert db.is_shared
    assert add_person(db)
    db.dispose()
    again = opened(new_shared.replace("postgresql:", "postgres:"))
    assert len(operations(again)) == 1
    again.dispose()


@pytest.mark.slow
def test_two_programs_that_create_the_same_shared_register_do_not_collide(new_shared: str) -> None:
    program = (
        "import sys, datetime as dt; from crmr_desk.model.store.opening import open_database;"
        "open_database(sys.argv[1], who='a', now=lambda: dt.datetime.now(dt.UTC)).dispose()"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, new_shared]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]


def test_a_shared_database_without_a_register_is_refused_where_none_is_to_be_created(new_shared: str) -> None:
    for _twice in range(2):
        with pytest.raises(UserError, match="ne contient pas de registre"):
            open_database(new_shared, who=WHO, now=fixed_clock, create=False)


def test_a_shared_database_of_another_program_is_refused(new_shared: str, postgres_server: Server) -> None:
    postgres_server.run_script(new_shared, "CREATE TABLE paie (id int)")
    assert "contient les tables d’un autre programme" in refusal_of(new_shared)


def test_a_shared_register_of_a_newer_program_is_refused(new_shared: str, postgres_server: Server) -> None:
    opened(new_shared).dispose()
    postgres_server.run_script(new_shared, "UPDATE alembic_version SET version_num = '9999'")
    assert "vient d’une version plus récente" in refusal_of(new_shared)


def test_a_shared_database_that_does_not_exist_is_said_so(postgres_server: Server) -> None:
    assert "Impossible de joindre la base «\u202fabsente\u202f»" in refusal_of(postgres_server.url("absente"))


@pytest.mark.parametrize("address", ["postgresql://", "postgresql://serveur", "postgresql://a:b:c@d:e/f"])
def test_an_address_that_cannot_be_read_is_a_sentence(address: str) -> None:
    assert "postgresql://utilisateur@serveur/base" in refusal_of(address)


def test_a_distant_server_must_prove_its_identity_unless_the_address_says_otherwise() -> None:
    assert shared_url("postgresql://nadia@registre.example.org/crmr").query["sslmode"] == "verify-full"
    assert shared_url("postgresql://nadia@registre.example.org/crmr?sslmode=require").query["sslmode"] == "require"
    assert "sslmode" not in shared_url("postgresql://nadia@localhost/crmr").query
    assert "sslmode" not in shared_url("postgresql:///crmr?host=/run/postgresql").query


def test_the_tests_leave_nothing_behind_in_the_environment() -> None:
    assert not [name for name in os.environ if name.startswith("PG")]
