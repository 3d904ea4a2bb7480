"""One line of the list of deadlines. Standard library only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """Something due on ``on``, derived from the network or from a dossier, and why.

    ``kind`` is mandate_end, label_end, designation_end, notice (last day on which a letter of cessation keeps six
    months before the end of the mandate, or six months after the letter received), cessation (the day announced by an
    open dossier), birthday, opinion_due, reply_due (pieces requested), waking (of a dossier on hold) or letters_due
    (written, not sent). ``explanation`` holds (heading, sentence) pairs: événement,
    règle, calcul. ``days`` counts from today, negative when late. ``centre_kind`` and ``centre_id`` lead to the sheet.
    """

    key: str
    on: dt.date
    kind: str
    title: str
    detail: str
    centre_kind: str
    centre_id: int
    fsmr: str
    place: str
    days: int
    explanation: tuple[tuple[str, str], ...]
    dossier_id: int | None = None
    """The dossier from which it comes; None for what the network alone makes due."""
