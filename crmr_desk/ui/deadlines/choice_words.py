"""What a filter keeps, in words: for the head of a printed page."""

from __future__ import annotations

from collections.abc import Iterable

from crmr_desk.model.deadlines.choosing import Choice
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.ui.deadlines import look


def words_of(choice: Choice, who: str) -> str:
    """ "en retard, à Nadia Belkacem, filière FAI²R"; "" where everything is wanted."""
    said = [
        "en retard" if choice.late else "",
        f"à {who}" if choice.mine else "",
        _listed("", map(look.kind_words, choice.kinds)),
        _listed("filière ", (value or "aucune" for value in choice.fsmrs)),
        _listed("ARS ", (REGIONS[value].name if value in REGIONS else "inconnue" for value in choice.regions)),
        _listed("instructeur ", (value or "tout le bureau" for value in choice.instructors)),
        f"avec les mots «\u202f{choice.words}\u202f»" if choice.words else "",
    ]
    return ", ".join(filter(None, said))


def _listed(noun: str, values: Iterable[str]) -> str:
    every = sorted(values, key=collation)
    return f"{noun}{' ou '.join(every)}" if every else ""
