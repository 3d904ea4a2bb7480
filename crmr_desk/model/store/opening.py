"""Opens a register: recognises it, brings it up to date, or says why not and changes nothing."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.local_files import require_usable
from crmr_desk.model.store.recognising import must_upgrade, must_upgrade_file
from crmr_desk.model.store.refusals import said_in_french
from crmr_desk.model.store.words import NBSP, quoted

LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "::1")


def open_database(target: str | Path, *, who: str, now: Callable[[], dt.datetime], create: bool = True) -> Database:
    """Open the register at ``target``, a path or a ``postgresql://`` address; a new or empty one is created unless
    ``create`` is False, an older one is upgraded (a file after a copy of it beside).

    Raises UserError, and leaves everything as it was, for what is no register of ours, for one that a newer program
    has upgraded, for a place that cannot be used, and for one without a register where none is to be created.
    """
    if isinstance(target, str) and target.startswith(("postgresql:", "postgresql+psycopg:", "postgres:")):
        url = shared_url(target)
        with said_in_french(url):
            _prepare_shared(url, create=create)
    else:
        path = Path(target).expanduser()
        url = make_url(Database.url_of(path.absolute()))
        with said_in_french(url):
            _prepare_file(path, url, now, create=create)
    return Database(url, who=who, now=now)


def shared_url(address: str) -> URL:
    """The SQLAlchemy URL of a ``postgresql://user@server/base`` address. A server that is not this computer must
    prove its identity (``sslmode=verify-full``) unless the address says otherwise. Raises UserError."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UserError(
            f"L’adresse de la base partagée ne se lit pas{NBSP}: écrivez postgresql://utilisateur@serveur/base."
        ) from error
    if not url.database:
        raise UserError(f"L’adresse ne nomme pas de base{NBSP}: écrivez postgresql://utilisateur@serveur/base.")
    host = url.host or str(url.query.get("host", ""))
    url = url.set(drivername="postgresql+psycopg").update_query_dict({"connect_timeout": "10", **_single(url)})
    if host in LOCAL_HOSTS or host.startswith(("/", "@")) or "sslmode" in url.query:
        return url
    return url.update_query_dict({"sslmode": "verify-full"})


def _single(url: URL) -> dict[str, str]:
    return {name: value for name, value in url.query.items() if isinstance(value, str)}


def _prepare_file(path: Path, url: URL, now: Callable[[], dt.datetime], *, create: bool) -> None:
    require_usable(path)
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            why = "est vide" if path.exists() else "n’existe pas"
            raise UserError(f"Le registre {quoted(str(path))} {why}{NBSP}: vérifiez son chemin.")
        _create(path)
        return
    if must_upgrade_file(path):
        from crmr_desk.model.store import migrate
        from crmr_desk.model.store.backup import copy_file

        copy_file(path, _free_name(path, f"avant mise à jour du {now():%Y-%m-%d}"))
        migrate.upgrade(url)


def _create(path: Path) -> None:
    """Built under another name, so that a register never exists half made."""
    from crmr_desk.model.store import migrate

    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        migrate.upgrade(make_url(Database.url_of(draft)))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _free_name(path: Path, suffix: str) -> Path:
    """A name beside ``path`` that says what the copy is, and that nothing bears yet."""
    for number in range(1, 1000):
        again = "" if number == 1 else f" ({number})"
        copy = path.with_name(f"{path.stem} {suffix}{again}{path.suffix}")
        if not copy.exists():
            return copy
    raise UserError(
        f"Trop de copies de {quoted(path.name)} dans {quoted(str(path.parent))}{NBSP}: rangez-les ailleurs."
    )


def _prepare_shared(url: URL, *, create: bool) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        found = connection.execute(text(_WHAT_IS_THERE)).one()
        if not found.ours and found.tables:
            raise UserError(
                f"La base {quoted(str(url.database))} contient les tables d’un autre programme. Demandez à"
                " l’administrateur une base vide, réservée à ce registre."
            )
        if found.encoding != "UTF8":
            raise UserError(
                f"La base {quoted(str(url.database))} n’est pas en UTF-8{NBSP}: demandez à l’administrateur de la créer"
                " avec cet encodage."
            )
        revision = connection.scalar(text("SELECT version_num FROM alembic_version")) if found.ours else None
    if revision is None and not create:
        raise UserError(f"La base {quoted(str(url.database))} ne contient pas de registre{NBSP}: vérifiez son adresse.")
    if revision is None or must_upgrade(str(revision), url):
        from crmr_desk.model.store import migrate

        migrate.upgrade(url)


_WHAT_IS_THERE = """
SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('journal_head') IS NOT NULL AS ours,
       (SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()) AS tables,
       current_setting('server_encoding') AS encoding
"""
