"""Brings a database to the schema of this program. Alembic is used as a library: there is no .ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, event, text
from sqlalchemy.pool import NullPool

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.engines import APPLICATION_ID, UPGRADE_LOCK, open_transactions_ourselves
from crmr_desk.model.store.words import NBSP, quoted

MIGRATIONS = Path(__file__).parent / "migrations"


def knows(revision: str) -> bool:
    """Is ``revision`` one of the schemas that this program can start from?"""
    return revision in {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def upgrade(url: URL) -> None:
    """Apply every missing migration in one transaction: all of them, or none when one fails.

    Foreign keys are off meanwhile on SQLite, because a table that Alembic copies would lose its children by cascade;
    they are checked before the commit. On PostgreSQL a second program waits for the first.
    """
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        open_transactions_ourselves(engine)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = OFF"))
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
        command.upgrade(configuration(connection), "head")
        if engine.dialect.name == "sqlite":
            _check_foreign_keys(connection)


def configuration(connection: Connection) -> Config:
    """What Alembic needs to work on ``connection`` with the migrations of this package."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise UserError(
            f"La mise à jour de la base est annulée, rien n’a changé{NBSP}: une ligne de la table {quoted(broken[0])}"
            " renvoie à une fiche qui n’existe pas. Restaurez une sauvegarde."
        )
