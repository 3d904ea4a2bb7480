"""The bureau that writes the letters: letterhead lines, capacity of the signatory, court. Settings, never constants.

What ships with the program (``resources/reference/bureau.toml``) holds until the bureau writes its own lines, which
the register keeps with the day from which they hold: they change over the years, and a letter keeps those with which
it was printed.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk import resources
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.directions import checked_email
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Letterhead

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


def letterhead_in(session: Session, on: dt.date) -> Letterhead | None:
    """The letterhead in force on a day: the last that began by then. None while the bureau has written none."""
    begun = select(Letterhead).where(Letterhead.start <= on).order_by(Letterhead.start.desc())
    return session.scalars(begun.limit(1)).first()


def bureau_in(session: Session, on: dt.date) -> Bureau:
    """The lines in force on a day: those of the register, else those of the program."""
    return lines_of(letterhead_in(session, on))


def bureau(db: Database, on: dt.date) -> Bureau:
    """The lines in force on a day, for a form."""
    with db.reading() as session:
        return bureau_in(session, on)


def save_bureau(db: Database, lines: Mapping[str, str], *, start: dt.date) -> Changes:
    """Keep the given lines of the bureau for letters dated from ``start`` on; the others stay as they are that day, and
    so does the letterhead file. Raises UserError for a line that may not be empty and for an e-mail address that is
    none."""
    with db.writing("Réglages du bureau") as session:
        changed = replace(bureau_in(session, start), **{name: line.strip() for name, line in lines.items()})
        for name, words in _NEEDED.items():
            if not getattr(changed, name):
                raise UserError(f"Il manque {words}\u00a0: chaque courrier l’imprime.")
        kept = replace(changed, email=checked_email(changed.email))
        letterhead_from(session, start).lines = asdict(kept)
    return session.changes


def letterhead_from(session: WriteSession, start: dt.date) -> Letterhead:
    """The letterhead that begins on ``start``; a new one is as the one before it, until it is changed."""
    before = letterhead_in(session, start)
    if before is not None and before.start == start:
        return before
    begun = Letterhead(start=start, lines={})
    if before is not None:
        begun.lines, begun.file_id, begun.says_direction = before.lines, before.file_id, before.says_direction
    session.add(begun)
    return begun


def lines_of(letterhead: Letterhead | None) -> Bureau:
    """The lines of a letterhead; those that it does not say, and all of them without one, are the program's."""
    kept = letterhead.lines if letterhead is not None else {}
    known = {field.name for field in fields(Bureau)}
    return replace(shipped(), **{name: str(line) for name, line in kept.items() if name in known})
