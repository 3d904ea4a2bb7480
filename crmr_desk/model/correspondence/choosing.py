"""Finding the letters that a verb was given, and refusing one that has left, was lifted or was replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.letter_states import GONE_OUT, LIFTED, REPLACED
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.store.words import thousands
from crmr_desk.model.terms import short_date

GONE: Final = "Ce courrier n’est plus dans la base\u00a0: ce qui l’a fait écrire a sans doute été annulé."
_AT_ONCE: Final = 500
"""Ids asked for in one statement."""


def chosen(session: Session, letter_ids: Sequence[int]) -> list[LetterRow]:
    """The letters, each once, in the order given. Raises UserError for none, or for one that is no longer there."""
    wanted = list(dict.fromkeys(letter_ids))
    if not wanted:
        raise UserError("Choisissez au moins un courrier dans la liste.")
    found: dict[int, LetterRow] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        some = select(LetterRow).where(LetterRow.id.in_(wanted[first : first + _AT_ONCE]))
        found |= {row.id: row for row in session.scalars(some)}
    if len(found) < len(wanted):
        raise UserError(GONE)
    return [found[each] for each in wanted]


def waiting(session: Session, letter_ids: Sequence[int]) -> list[LetterRow]:
    """The letters, none of which has left, was lifted or was replaced. Raises UserError that names the first one."""
    rows = chosen(session, letter_ids)
    for row in rows:
        refuse_unless_waiting(row)
    return rows


def refuse_unless_waiting(row: LetterRow) -> None:
    """Raises UserError for a letter that has left already, was lifted or was replaced."""
    if row.state == LIFTED:
        raise UserError(
            f"Le courrier {row.number} a été levé\u00a0: «\u202f{row.reason}\u202f». Annulez d’abord la levée."
        )
    if row.state == REPLACED:
        raise UserError(f"Le courrier {row.number} a été repris\u00a0: c’est sa nouvelle édition qui part.")
    if row.state in GONE_OUT and row.sent_on is not None:
        raise UserError(f"Le courrier {row.number} est déjà parti le {short_date(row.sent_on)}.")


def counted(one: str, several: str, count: int) -> str:
    """What the journal calls a verb: ``one``, or how many ``several`` there were: « 12 courriers envoyés »."""
    return one if count == 1 else f"{thousands(count)} {several}"
