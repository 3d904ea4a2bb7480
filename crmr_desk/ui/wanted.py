"""Which register is asked for, and how its address is told. No widget here: the register of last time is opened
without any page that asks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Kind(StrEnum):
    """What sort of register is asked for."""

    DEMO = "demo"
    FILE = "file"
    NEW = "new"
    SHARED = "shared"


class Wanted(NamedTuple):
    """A register to open: ``target`` is a path, a postgresql:// address with its password, or "" (demonstration)."""

    kind: Kind
    target: str = ""


def base_name(address: str) -> str:
    """The register of an address in few words: "registre, serveur.exemple.fr"."""
    parts = urlsplit(address)
    return f"{unquote(parts.path.lstrip('/'))}, {parts.hostname or 'ce poste'}"


def without_password(address: str) -> str:
    """The address as it may be kept and shown."""
    parts = urlsplit(address)
    if parts.password is None:
        return address
    return parts._replace(netloc=f"{parts.username}@{parts.netloc.rpartition('@')[2]}").geturl()
