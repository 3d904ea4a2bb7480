"""Files kept in the register: their bytes once, under their SHA-256."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import undefer

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import StoredFile
from crmr_desk.model.store.words import NBSP, quoted

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

LARGEST_MIB = 50
LONGEST_NAME, _LONGEST_SUFFIX = 120, 10
"""Characters."""


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """A file as it was given. ``sha256`` is in hexadecimal."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def plain_name(name: str) -> str:
    """``name`` fit to be shown: without its folders, signs that do not print, or an end that nobody would read.

    It is never a path: the register keeps the bytes under their SHA-256, and who opens them gives them a name anew.
    """
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    shown = " ".join(shown.split())
    if len(shown) > LONGEST_NAME:
        suffix = PurePath(shown).suffix[:_LONGEST_SUFFIX]
        shown = shown[: LONGEST_NAME - len(suffix) - 1].rstrip() + "…" + suffix
    return shown if shown.strip(". ") else "document"


def check_size(name: str, content: bytes) -> None:
    """Raises UserError, which names the file, for one that is empty or has more than 50 MiB."""
    shown = quoted(plain_name(name))
    if not content:
        raise UserError(f"Le fichier {shown} est vide{NBSP}: choisissez-en un autre.")
    if len(content) > LARGEST_MIB * 1024 * 1024:
        raise UserError(f"Le fichier {shown} dépasse {LARGEST_MIB}{NBSP}Mio{NBSP}: réduisez-le d’abord.")


def keep(session: WriteSession, *, name: str, media_type: str, content: bytes) -> int:
    """Keep a file and return its id; bytes that are already kept are not kept twice, and stay under their first name.
    The name is kept as ``plain_name`` gives it.

    Raises UserError for an empty file or one of more than 50 MiB. Undoing the operation leaves the bytes in place.
    """
    name = plain_name(name)
    check_size(name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    kept = session.scalar(select(StoredFile.id).where(StoredFile.sha256 == sha256))
    if kept is not None:
        return kept
    file = StoredFile(sha256=sha256, size=len(content), name=name, media_type=media_type, content=content)
    session.add(file)
    session.flush()
    return file.id


def content_of(db: Database, file_id: int) -> StoredBytes:
    """The bytes of a kept file. Raises UserError when there is none of this id, when its bytes were altered, and in a
    register as it was known on a day, which has none."""
    with db.reading() as session:
        file = session.get(StoredFile, file_id, options=[undefer(StoredFile.content)])
    if file is None:
        raise UserError(f"Ce fichier n’est plus dans la base{NBSP}: actualisez la page.")
    if file.size and not file.content:
        raise UserError(
            f"Le fichier {quoted(file.name)} ne s’ouvre pas dans le registre tel qu’il était connu{NBSP}: "
            "revenez à aujourd’hui pour l’ouvrir."
        )
    if hashlib.sha256(file.content).hexdigest() != file.sha256:
        raise UserError(f"Le fichier {quoted(file.name)} est abîmé dans la base{NBSP}: restaurez une sauvegarde.")
    return StoredBytes(file.name, file.media_type, file.content, file.sha256)
