"""The choices that lines of several acts share, in the words of the user."""

from __future__ import annotations

from crmr_desk.model.network.acts.lines import Offer
from crmr_desk.model.network.acts.rows import Fate, Option

ENDS = Offer((Option(Fate.CLOSE, "Prend fin ce jour-là"),), "Nul ne siège dans un centre fermé")
DETACHED = Offer((Option(Fate.CLOSE, "Prend fin ce jour-là"),), "Un centre fermé n’a plus de rattachement")
STAYS = Offer()
GOES_ALONG = Option(Fate.MOVE, "Suit le centre")
LEAVES = Option(Fate.CLOSE, "Prend fin la veille")


def follows_or_leaves(why: str = "") -> Offer:
    """Somebody or something that goes along with a centre that moves, unless it ends."""
    return Offer((GOES_ALONG, LEAVES), why)


def ends_or_goes(targets: str, words: str, but: int, *, why: str = "") -> Offer:
    """Ends with the centre, unless it goes to another one of ``targets``; not to ``but``."""
    options = (Option(Fate.CLOSE, "Prend fin ce jour-là"), Option(Fate.MOVE, words))
    return Offer(options, why, targets, but=frozenset({but}))
