"""What a stretch of time brings: the alerts that rise, the deadlines that fall, what dossiers wait for at its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.network.rows import Node
from crmr_desk.model.network.tree import tree_on

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


@dataclass(frozen=True, slots=True)
class RaisedAlert:
    """A state that a centre of the network has on the last day and had not on the first; ``sentence`` says it."""

    state: str
    kind: str
    row_id: int
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DossierDue:
    """What a dossier waits for, or has waited for too long, by the last day: an opinion to remind of, papers asked for,
    letters to send."""

    dossier_id: int
    on: dt.date
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Coming:
    """What happens from the day after the first to the last, included."""

    alerts: tuple[RaisedAlert, ...]
    deadlines: tuple[DeadlineRow, ...]
    dossiers: tuple[DossierDue, ...]
    """With what was late already."""


def what_comes(db: Database, first: dt.date, last: dt.date) -> Coming:
    """What the time from ``first`` to ``last`` brings, as it is seen on ``last``. Empty when it runs backwards."""
    if last <= first:
        return Coming((), (), ())
    deadlines = between(db, first + dt.timedelta(days=1), last, last)
    return Coming(_alerts(db, first, last), tuple(deadlines), _due(db, last))


def _alerts(db: Database, first: dt.date, last: dt.date) -> tuple[RaisedAlert, ...]:
    before = {(node.kind, node.row_id, state) for node in tree_on(db, first) for state in node.states}
    raised: dict[tuple[str, int, str], RaisedAlert] = {}
    for node in tree_on(db, last):
        for state, sentence in _own_states(node):
            key = (node.kind, node.row_id, state)
            if key not in before and key not in raised:
                raised[key] = RaisedAlert(state, node.kind, node.row_id, node.title, sentence)
    return tuple(raised.values())


def _own_states(node: Node) -> list[tuple[str, str]]:
    """Without those that only repeat what stands below."""
    return [
        (state, sentence)
        for state, sentence in zip(node.states, node.notes, strict=True)
        if state not in node.inherited
    ]


def _due(db: Database, last: dt.date) -> tuple[DossierDue, ...]:
    waiting = [
        DossierDue(row.id, row.next_on, row.next_what, f"Dossier {row.number}, {row.centre}")
        for row in dossier_list(db, last)
        if row.next_on is not None and row.next_on <= last and row.closed_on is None
    ]
    return tuple(sorted(waiting, key=lambda each: each.on))
