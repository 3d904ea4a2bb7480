"""The bureau that writes the letters: letterhead lines, capacity of the signatory, court. Settings, never constants.

What ships with the program (``resources/reference/bureau.toml``) holds until the bureau writes its own lines, which
the register keeps: they change over the years, and a letter keeps those with which it was printed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk import resources
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.settings import keep_setting, setting

KEY: Final = "bureau"
_NEEDED: Final = {
    "direction": "la direction",
    "place": "le lieu de la date",
    "sender": "l’autorité qui écrit",
    "capacity": "la qualité du signataire",
    "court": "le tribunal compétent",
}
"""Lines without which a letter would have a hole."""


@dataclass(frozen=True, slots=True)
class Bureau:
    """One line each; ``address`` may hold several, one a line of text."""

    direction: str
    sub_direction: str
    bureau: str
    address: str
    phone: str
    email: str
    place: str
    sender: str
    quality: str
    capacity: str
    delegation: str
    court: str


@cache
def shipped() -> Bureau:
    """The lines that come with the program."""
    return Bureau(**tomllib.loads(resources.path("reference", "bureau.toml").read_text(encoding="utf-8")))


def bureau_in(session: Session) -> Bureau:
    """The lines in force: those of the register, else those of the program."""
    kept = setting(session, KEY) or {}
    known = {field.name for field in fields(Bureau)}
    return replace(shipped(), **{name: str(line) for name, line in kept.items() if name in known})


def bureau(db: Database) -> Bureau:
    """The lines in force, for a form."""
    with db.reading() as session:
        return bureau_in(session)


def save_bureau(db: Database, lines: Mapping[str, str]) -> Changes:
    """Keep the given lines of the bureau for the letters to come; the others stay. Raises UserError for a line that
    may not be empty."""
    with db.writing("Réglages du bureau") as session:
        changed = replace(bureau_in(session), **{name: line.strip() for name, line in lines.items()})
        for name, words in _NEEDED.items():
            if not getattr(changed, name):
                raise UserError(f"Il manque {words}\u00a0: chaque courrier l’imprime.")
        keep_setting(session, KEY, asdict(changed))
    return session.changes
