"""Two states of the network to compare: which are often asked for, how a link writes them, the comparison itself."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, closing
from dataclasses import dataclass

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.differences.compare import differences
from crmr_desk.model.network.differences.rows import Differences, Side, StateOf
from crmr_desk.model.store import past
from crmr_desk.model.store.database import Database
from crmr_desk.model.terms import add_months, add_years
from crmr_desk.ui.imports.progress import Job

_BETWEEN = ".."


@dataclass(frozen=True, slots=True)
class Pair:
    """The difference is told from ``earlier`` to ``later``, whichever day comes first."""

    earlier: StateOf
    later: StateOf

    @property
    def swapped(self) -> Pair:
        """Told the other way round."""
        return Pair(self.later, self.earlier)


def presets(today: dt.date) -> tuple[tuple[str, Pair], ...]:
    """What is often asked, and its words."""
    now, month_ago = StateOf(today, None), add_months(today, -1)
    return (
        ("Depuis un mois", Pair(StateOf(month_ago, None), now)),
        ("Depuis le 1ᵉʳ janvier", Pair(StateOf(dt.date(today.year - 1, 12, 31), None), now)),
        ("Depuis un an", Pair(StateOf(add_years(today, -1), None), now)),
        ("Ce que nous avons corrigé depuis un mois", Pair(StateOf(month_ago, month_ago), StateOf(month_ago, None))),
    )


def pair_named(detail: str, today: dt.date) -> Pair:
    """What a link asks for: "2025-12-31..2026-11-21"; a year up to ``today`` for anything else."""
    days = detail.split(_BETWEEN)
    try:
        earlier, later = (dt.date.fromisoformat(day) for day in days)
    except ValueError:
        earlier, later = add_years(today, -1), today
    return Pair(StateOf(earlier, None), StateOf(later, None))


def link(earlier: dt.date, later: dt.date) -> str:
    """What ``pair_named`` reads."""
    return f"{earlier.isoformat()}{_BETWEEN}{later.isoformat()}"


def compare(db: Database, wanted: Pair, job: Job) -> Differences:
    """What differs in ``db`` between the two states; every past that it takes is given back. Raises UserError once
    ``job`` is cancelled."""
    if job.cancelled():
        raise UserError("La comparaison a été arrêtée.")
    with ExitStack() as stack:
        pasts: dict[dt.date, Database] = {}
        for known in {wanted.earlier.known, wanted.later.known} - {None}:
            if known is not None:
                made = past.as_known(db, known, progress=job.report, cancelled=job.cancelled)
                pasts[known] = stack.enter_context(closing(made)).db
        sides = [
            Side(db if state.known is None else pasts[state.known], state.on)
            for state in (wanted.earlier, wanted.later)
        ]
        return differences(*sides)
