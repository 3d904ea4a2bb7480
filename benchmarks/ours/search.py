"""Ours: the index of Ctrl+K, and what it answers to what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks import DAY
from crmr_desk import clock
from crmr_desk.model.finding.found import Group
from crmr_desk.model.finding.search_index import SearchIndex
from crmr_desk.model.store.opening import open_database


def built(register: Path, *, network_alone: bool) -> SearchIndex:
    """The index of a register, or of its centres, people and hospitals alone."""
    db = open_database(register, who="Banc de mesure", now=clock.now)
    index = SearchIndex(DAY)
    index.build(db, lambda: not (network_alone and Group.HOSPITAL in index.ready))
    db.dispose()
    return index


def typed(index: SearchIndex, texts: Iterable[str]) -> int:
    """Ask for each text; how many lines were found."""
    return sum(len(index.find(text)) for text in texts)
