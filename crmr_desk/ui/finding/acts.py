"""The acts on a centre, found by their names and the centre: « renommer cervco »."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from crmr_desk.model.finding.asked import Asked, words_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from crmr_desk.model.finding.found import Found
    from crmr_desk.ui.desk import Desk

_FEWEST = 4
"""Letters of the act that have to be typed."""
_ACTS: Final = (
    "renommer", "fermer", "creer", "rattacher", "rattachements", "scinder", "fusionner", "changer", "deplacement",
)  # fmt: skip


class Act(NamedTuple):
    """What can be done to a centre; ``run`` opens the guide."""

    words: str
    icon: str
    run: Callable[[], object]


def act_in(asked: Asked) -> tuple[str, str] | None:
    """The act that is typed, and what else is: the centre."""
    for word in asked.telling:
        if len(word) >= _FEWEST and any(act.startswith(word) for act in _ACTS):
            return word, " ".join(each for each in asked.telling if each != word)
    return None


def acts_on(desk: Desk, centre: Found, word: str = "") -> Iterator[Act]:
    """The acts on a centre, those alone of which a word begins with ``word``; none where nothing can be written."""
    from crmr_desk.ui.network.acts import menu  # the guides come with it: nobody who only looks waits for them
    from crmr_desk.ui.network.acts.form import Subject

    if desk.why_no_write:
        return
    kind, row_id = centre.leads
    subject = Subject(kind, row_id, centre.title)
    for entry in menu.ENTRIES.get(kind, ()):
        if any(each.startswith(word) for each in words_of(entry.words)):
            yield Act(entry.words, entry.icon, partial(_open, partial(menu.guide, desk, entry, subject, desk.window)))


def _open(made: Callable[[], QDialog]) -> None:
    made().open()
