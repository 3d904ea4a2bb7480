"""Tells a register of ours from any other file, and an old one from the newest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.engines import APPLICATION_ID
from crmr_desk.model.store.refusals import place_of
from crmr_desk.model.store.schema import SCHEMA_REVISION
from crmr_desk.model.store.words import NBSP, quoted

SQLITE_MAGIC = b"SQLite format 3\0"
HEADER_SIZE = 100
APPLICATION_ID_AT = slice(68, 72)


def must_upgrade_file(path: Path) -> bool:
    """Is the register in this file older than the program? Raises UserError when it is none of ours, damaged, or
    newer. Changes nothing."""
    _require_ours(path)
    return must_upgrade(_revision_of_file(path), make_url(Database.url_of(path)))


def _require_ours(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(HEADER_SIZE)
    if not header.startswith(SQLITE_MAGIC):
        raise UserError(
            f"Le fichier {quoted(str(path))} n’est pas une base de données. Choisissez un registre créé par ce"
            " programme, ou un nouveau nom de fichier."
        )
    if int.from_bytes(header[APPLICATION_ID_AT]) != APPLICATION_ID:
        raise UserError(
            f"Le fichier {quoted(str(path))} est la base d’un autre programme. Choisissez un registre créé par"
            " celui-ci, ou un nouveau nom de fichier."
        )


def _revision_of_file(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise UserError(f"Le registre {quoted(str(path))} est occupé{NBSP}: réessayez dans un instant.") from error
        found = None
    if not found:
        raise UserError(f"Le registre {quoted(str(path))} est endommagé{NBSP}: restaurez la dernière sauvegarde.")
    return str(found[0])


def must_upgrade(revision: str, url: URL) -> bool:
    """False when up to date. Raises UserError for a revision that only a newer program can know."""
    if revision == SCHEMA_REVISION:
        return False
    from crmr_desk.model.store import migrate

    if not migrate.knows(revision):
        place = place_of(url)
        raise UserError(
            f"{place[0].upper()}{place[1:]} vient d’une version plus récente du programme. Rien n’a été changé{NBSP}:"
            " installez cette version sur ce poste pour l’ouvrir."
        )
    return True
