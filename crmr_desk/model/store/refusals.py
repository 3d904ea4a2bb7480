"""The one place where what a database refuses is said in French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, UniqueConstraint
from sqlalchemy.exc import DBAPIError

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.schema import Base
from crmr_desk.model.store.words import NBSP, TABLES, field_name, quoted

OVERLAP = (
    "Deux mandats ne peuvent pas se chevaucher sur le même siège, et celui-ci est déjà occupé pendant une partie de"
    f" cette période{NBSP}: terminez le mandat en place la veille, ou changez les dates."
)
BUSY = (
    "La base est occupée par une autre écriture depuis plus de dix secondes. Rien n’a été enregistré"
    f"{NBSP}: réessayez dans un instant."
)
STILL_USED = (
    f"Une fiche et une autre qui s’y rapporte ne s’accordent plus{NBSP}: la première est encore utilisée, ou elle a été"
    " supprimée entre-temps. Rien n’a été enregistré."
)
PERIOD = f"La date de fin précède la date de début{NBSP}: corrigez l’une des deux."
TOO_LONG = f"Un texte est trop long pour son champ. Rien n’a été enregistré{NBSP}: raccourcissez-le."
FULL = f"Le disque qui porte la base est plein. Rien n’a été enregistré{NBSP}: libérez de la place, puis recommencez."
DAMAGED = f"La base est endommagée{NBSP}: fermez le programme et restaurez la dernière sauvegarde."

_POSTGRESQL = {
    "23P01": OVERLAP,
    "23503": STILL_USED,
    "55P03": BUSY,
    "22001": TOO_LONG,
    "53100": FULL,
    "XX001": DAMAGED,
}

_SQLITE = (
    ("SQLITE_CONSTRAINT_TRIGGER", OVERLAP),
    ("SQLITE_CONSTRAINT_FOREIGNKEY", STILL_USED),
    ("SQLITE_BUSY", BUSY),
    ("SQLITE_LOCKED", BUSY),
    ("SQLITE_FULL", FULL),
    ("SQLITE_CORRUPT", DAMAGED),
    ("SQLITE_NOTADB", DAMAGED),
)


@contextmanager
def said_in_french(url: URL) -> Iterator[None]:
    """Turn what the database of ``url`` refuses into a UserError. What is a fault of the program stays as it is."""
    try:
        yield
    except DBAPIError as error:
        sentence = _sentence(error, url)
        if sentence is None:
            raise
        raise UserError(sentence) from error


def place_of(url: URL) -> str:
    """Where a database is, in words and without its password."""
    if url.get_backend_name() == "sqlite":
        return f"le fichier {quoted(str(url.database))}"
    host = url.host or url.query.get("host") or "local"
    return f"la base {quoted(str(url.database))} du serveur {quoted(str(host))}"


def _sentence(error: DBAPIError, url: URL) -> str | None:
    raised: Any = error.orig
    if url.get_backend_name() == "sqlite":
        return _of_sqlite(getattr(raised, "sqlite_errorname", "") or "", str(raised), url)
    return _of_postgresql(raised, error.connection_invalidated, url)


def _of_sqlite(code: str, message: str, url: URL) -> str | None:
    if code in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"):
        columns = re.findall(r"(\w+)\.(\w+)", message)
        return _already_there(columns[0][0], [column for _, column in columns])
    if code == "SQLITE_CONSTRAINT_CHECK":
        return PERIOD if message.endswith("_period") else None
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
        return f"Impossible de lire ou d’écrire {place_of(url)}{NBSP}: vérifiez que le disque est accessible."
    return next((sentence for start, sentence in _SQLITE if code.startswith(start)), None)


def _of_postgresql(raised: Any, lost: bool, url: URL) -> str | None:
    state = getattr(raised, "sqlstate", None)
    if state == "23505":
        return _already_there(raised.diag.table_name, _columns_of(raised.diag.table_name, raised.diag.constraint_name))
    if state == "23514":
        return PERIOD if raised.diag.constraint_name.endswith("_period") else None
    if state == "42501":
        return _no_right(url)
    if lost or (state or "08").startswith(("08", "28", "3D", "57P")):
        return unreachable(raised, url)
    return _POSTGRESQL.get(state or "")


def unreachable(raised: Exception, url: URL) -> str:
    """Why the server did not let us in, followed by its own words for the administrator."""
    state = getattr(raised, "sqlstate", None) or ""
    said = " ".join(str(raised).split())
    if state.startswith("28") or "password" in said or "authentication" in said:
        place = place_of(url)
        return f"{place[0].upper()}{place[1:]} refuse ce nom ou ce mot de passe{NBSP}: vérifiez-les, puis recommencez."
    return (
        f"Impossible de joindre {place_of(url)}. Vérifiez l’adresse et le réseau, puis recommencez"
        f" (réponse reçue{NBSP}: {said})."
    )


def _no_right(url: URL) -> str:
    return (
        f"Votre compte n’a pas le droit d’écrire dans {place_of(url)}. Rien n’a été enregistré{NBSP}:"
        " demandez ce droit à l’administrateur de la base."
    )


def _columns_of(table: str, constraint: str) -> list[str]:
    known = Base.metadata.tables[table].constraints if table in TABLES else ()
    named = next((each for each in known if each.name == constraint), None)
    return [column.name for column in named.columns] if isinstance(named, UniqueConstraint) else []


def _already_there(table: str, columns: list[str]) -> str | None:
    if table not in TABLES:
        return None
    fields = ", ".join(quoted(field_name(table, column)) for column in columns)
    return (
        f"Une fiche {quoted(TABLES[table].name)} porte déjà la même valeur dans {fields}. Rien n’a été"
        f" enregistré{NBSP}: changez cette valeur, ou ouvrez la fiche qui existe."
    )
