"""What is to be judged about the functions of one person on a day. Seats that run together are not ruled by the text:
they are said, not forbidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.ages import PLACE, limit_ahead, limit_note
from crmr_desk.model.network.directory_rows import Remark
from crmr_desk.model.network.functions import held_words
from crmr_desk.model.network.sheet_parts import announced
from crmr_desk.model.network.tables import LABEL, SEAT_COLUMN, AnyRow
from crmr_desk.model.terms import short_date

_OUTSIDE = "hors texte"


def remarks(session: Session, mandates: Sequence[AnyRow], on: dt.date) -> Iterator[Remark]:
    """``mandates`` are rows of ``held_query`` with their seat, period, and the birth date and status of the person."""
    held = [row for row in mandates if _covers(row, on)]
    yield from _two_at_once(held)
    yield from _ages(held, on)
    yield from _beyond_label(session, held, on)
    for row in held:
        yield from _beyond_departure(session, row, on)


def _two_at_once(held: Sequence[AnyRow]) -> Iterator[Remark]:
    """An animateur may lead a centre as well; a coordonnateur leads one, unless somebody has judged otherwise."""
    for one, other in combinations([row for row in held if row.function != Function.ANIMATEUR], 2):
        words = f"{held_words(one)}, et {_lower(held_words(other))}"
        if one.function == other.function == Function.COORDONNATEUR:
            yield Remark(f"Deux coordinations à la fois\u00a0: {words}. Le texte ne le prévoit pas.", _OUTSIDE)
        elif Function.RESPONSABLE_CCMR not in (one.function, other.function):
            yield Remark(f"Deux sièges à la fois\u00a0: {words}.", _OUTSIDE, "info")


def _ages(held: Sequence[AnyRow], on: dt.date) -> Iterator[Remark]:
    for row in held:
        limit = limit_ahead(row.function, row.status, row.birth_date, on, row.end)
        if limit is not None:
            yield Remark(f"{held_words(row)}, {limit_note(limit, row.function, row.status)}", PLACE)


def _beyond_label(session: Session, held: Sequence[AnyRow], on: dt.date) -> Iterator[Remark]:
    """A coordonnateur whose mandate is to outlive the label of the centre."""
    crmrs = {row.crmr_id: row for row in held if row.function == Function.COORDONNATEUR and row.end is not None}
    if not crmrs:
        return
    ends = select(LABEL.c.crmr_id, func.max(LABEL.c.end)).where(LABEL.c.crmr_id.in_(list(crmrs)), LABEL.c.start <= on)
    for crmr_id, end in session.execute(ends.group_by(LABEL.c.crmr_id)):
        row = crmrs[crmr_id]
        if end is not None and row.end > end:
            yield Remark(
                f"{held_words(row)}\u00a0: le mandat court jusqu’au {short_date(row.end)}, le label jusqu’au "
                f"{short_date(end)}.",
                "A3 §2a",
            )


def _beyond_departure(session: Session, row: AnyRow, on: dt.date) -> Iterator[Remark]:
    """A mandate that runs on after the end of activity that an open dossier announces."""
    function = Function(row.function)
    dossier = announced(session, function, getattr(row, SEAT_COLUMN[function]), on)
    leaves = dossier.effective if dossier is not None else None
    if dossier is not None and leaves is not None and row.start <= leaves and (row.end is None or leaves < row.end):
        until = f"jusqu’au {short_date(row.end)}" if row.end is not None else "sans fin connue"
        yield Remark(
            f"{held_words(row)}\u00a0: la cessation est annoncée au {short_date(leaves)} (dossier {dossier.number}), "
            f"le mandat court {until}\u202f; la décision le terminera.",
            "A3 §2",
            "info",
        )


def _covers(row: Any, on: dt.date) -> bool:
    return bool(row.start <= on and (row.end is None or on <= row.end))


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
