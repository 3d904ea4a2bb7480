"""What the user says of a paper that came in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crmr_desk.model.dossiers.rows import PieceState


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a paper came in: the day, and what was seen on it. None: not said."""

    state: PieceState
    received_on: dt.date | None
    opinion: str | None = None
    signed: bool | None = None
    vouches: bool | None = None
    note: str = ""
