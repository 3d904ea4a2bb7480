"""Why an act was done: kept as a note, signed and dated, on the centre concerned."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.store.schema import Note


def keep_reason(session: Session, kind: str, row_id: int, reason: str, *, by: str, today: dt.date) -> None:
    """Leave ``reason`` as a note on a centre; nothing for an empty one."""
    text = as_typed(reason)
    if text:
        session.add(Note(**{f"{kind}_id": row_id}, text=text, by=by, written_on=today))


MOVE_IS_DOSSIER: Final = "Un site change d’établissement par un dossier de délocalisation (annexe 1, A\u00a0c)"
SPLIT_UNTOLD: Final = "L’instruction ne décrit pas la scission d’un centre"
MERGER_UNTOLD: Final = "L’instruction ne décrit pas la fusion de deux centres de référence"
"""Why these acts owe their reference, or their reason."""


def require_reason(reason: str, what: str) -> None:
    """Raises UserError for an act that needs its reference, or its reason, in writing."""
    if len(as_typed(reason)) < SHORTEST:
        raise UserError(f"{what}\u00a0: écrivez-en la référence ou le motif, en {SHORTEST} caractères au moins.")


SHORTEST = 10
"""Characters below which a reason would say nothing to the colleague who reads it in two years."""
