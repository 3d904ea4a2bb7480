"""Who may sign the letters and when: name, capacity and the act that delegates the signature (CRPA L212-1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed, collation, fold
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.schema import Signatory
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_GONE = "Ce signataire n’est plus dans le registre\u00a0: actualisez la page."


@dataclass(frozen=True, slots=True)
class SignatoryLines:
    """What is typed of a signatory. ``quality`` is in whose name he signs, ``delegation`` the act; both may be empty.
    He signs from ``start`` to ``end``, both included; no ``end`` is known while it is None."""

    name: str
    capacity: str
    start: dt.date
    end: dt.date | None = None
    quality: str = ""
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """A signatory of the register."""

    id: int
    lines: SignatoryLines

    def signs_on(self, day: dt.date) -> bool:
        """Whether the delegation covers ``day``."""
        return self.lines.start <= day and (self.lines.end is None or day <= self.lines.end)


def signatories(db: Database) -> tuple[SignatoryRow, ...]:
    """All of them, for a list."""
    with db.reading() as session:
        return signatories_in(session)


def signatories_on(db: Database, day: dt.date) -> tuple[SignatoryRow, ...]:
    """Those who may sign on ``day``."""
    return tuple(each for each in signatories(db) if each.signs_on(day))


def signatories_in(session: Session) -> tuple[SignatoryRow, ...]:
    """All of them, also those whose delegation has ended, by name then by day."""
    rows = (
        SignatoryRow(row.id, SignatoryLines(row.name, row.capacity, row.start, row.end, row.quality, row.delegation))
        for row in session.scalars(select(Signatory))
    )
    return tuple(sorted(rows, key=lambda row: (collation(row.lines.name), row.lines.start)))


def signing_as(known: Sequence[SignatoryRow], name: str, day: dt.date) -> SignatoryRow | None:
    """Who of ``known`` signs under ``name`` on ``day``. None for a name that is none of theirs, for whom the lines of
    the bureau say the capacity, and for one of theirs whom ``why_not_signing`` keeps from it."""
    return next((each for each in _named(known, name) if each.signs_on(day)), None)


def why_not_signing(known: Sequence[SignatoryRow], name: str, day: dt.date) -> str:
    """Why one of ``known`` cannot sign on ``day``: his delegation does not cover it; "" where nothing is against."""
    same = _named(known, name)
    if not same or any(each.signs_on(day) for each in same):
        return ""
    periods = ", ".join(_period(each.lines) for each in same)
    return (
        f"La délégation donnée à {same[0].lines.name} ne couvre pas le {short_date(day)} ({periods})\u00a0: choisissez "
        "un autre signataire, ou complétez sa délégation dans les réglages."
    )


def _named(known: Sequence[SignatoryRow], name: str) -> list[SignatoryRow]:
    return [each for each in known if fold(each.lines.name) == fold(name)]


def add_signatory(db: Database, lines: SignatoryLines) -> tuple[int, Changes]:
    """Keep a signatory. Raises UserError without a name or a capacity, or for an end before the start."""
    checked = _checked(lines)
    with db.writing(f"Signataire {checked.name}") as session:
        row = Signatory()
        _fill(row, checked)
        session.add(row)
        session.flush()
        row_id = row.id
    return row_id, session.changes


def change_signatory(db: Database, row_id: int, lines: SignatoryLines) -> Changes:
    """Change what is kept of a signatory; letters already written keep what they print."""
    checked = _checked(lines)
    with db.writing(f"Signataire {checked.name}") as session:
        row = session.get(Signatory, row_id)
        if row is None:
            raise UserError(_GONE)
        _fill(row, checked)
    return session.changes


def remove_signatory(db: Database, row_id: int) -> Changes:
    """Take out one who was typed by mistake; whoever leaves has an end instead."""
    with db.writing("Signataire retiré") as session:
        row = session.get(Signatory, row_id)
        if row is None:
            raise UserError(_GONE)
        session.delete(row)
    return session.changes


def _checked(lines: SignatoryLines) -> SignatoryLines:
    name, capacity = as_typed(lines.name), as_typed(lines.capacity)
    if not name or not capacity:
        raise UserError(
            "Un signataire a un prénom, un nom et une qualité (CRPA, article L. 212-1)\u00a0: complétez-les."
        )
    if lines.end is not None and lines.end < lines.start:
        raise UserError(
            f"La délégation finit le {short_date(lines.end)}, avant de commencer, le {short_date(lines.start)}\u00a0: "
            "corrigez l’une des deux dates."
        )
    return SignatoryLines(name, capacity, lines.start, lines.end, as_typed(lines.quality), as_typed(lines.delegation))


def _fill(row: Signatory, lines: SignatoryLines) -> None:
    row.name, row.capacity, row.start, row.end = lines.name, lines.capacity, lines.start, lines.end
    row.quality, row.delegation = lines.quality, lines.delegation


def _period(lines: SignatoryLines) -> str:
    since = f"depuis le {short_date(lines.start)}"
    return since if lines.end is None else f"du {short_date(lines.start)} au {short_date(lines.end)}"
