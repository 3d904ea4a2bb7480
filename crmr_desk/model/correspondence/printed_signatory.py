"""Who a letter says signs it, and nobody else: a decision bears its author's first name, name and capacity (CRPA
L212-1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.model.bureau.signatories import signatories_in
from crmr_desk.model.correspondence.choosing import chosen
from crmr_desk.model.dossiers.kept_letters import SIGNATORY
from crmr_desk.model.dossiers.wording import of_name
from crmr_desk.model.network.names import fold
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow

_RULE: Final = "une décision porte les prénom, nom et qualité de qui la signe (CRPA, article L.\u00a0212-1)"


def printed_signatories(db: Database, letter_ids: Sequence[int]) -> tuple[str, ...]:
    """The names that these letters print as their signatories, each once. Raises UserError as ``chosen`` does."""
    with db.reading() as session:
        return tuple(dict.fromkeys(name for row in chosen(session, letter_ids) if (name := printed_signatory(row))))


def printed_signatory(row: LetterRow) -> str:
    """The name under the signature of a letter; empty where it prints none."""
    return str(row.facts.get(SIGNATORY, ""))


def is_same_name(name: str, other: str) -> bool:
    """Whether two names are one: whatever case, accents, hyphens, and whether the first name comes first or last."""
    return sorted(fold(name).split()) == sorted(fold(other).split())


def why_not_theirs(session: Session, rows: Sequence[LetterRow], name: str, day: dt.date) -> str:
    """Why ``name`` is not whom one of these letters says signs it, or, where it names nobody, none of those whom the
    register knows to sign on ``day``. Empty where all may be signed under that name."""
    theirs = [each.lines.name for each in signatories_in(session) if each.signs_on(day)]
    known = not theirs or any(is_same_name(name, each) for each in theirs)
    for row in rows:
        printed = printed_signatory(row)
        if printed and not is_same_name(printed, name):
            return f"Le courrier {row.number} porte comme signataire le nom {of_name(printed)}\u00a0: {_RULE}."
        if not printed and not known:
            return (
                f"Le courrier {row.number} ne nomme aucun signataire, et le registre n’en connaît pas ce jour-là sous "
                f"le nom {of_name(name)}\u00a0: {_RULE}."
            )
    return ""
