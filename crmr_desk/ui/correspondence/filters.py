"""Which letters of the page are wanted: a tab, a filter of the user, and one pass that sifts and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.network.names import fold
from crmr_desk.ui import sifting
from crmr_desk.ui.correspondence.tabs import Tab, tab_of
from crmr_desk.ui.kept_filters import filter_stored
from crmr_desk.ui.sifting import Sifted

CHANGED = "changed"
_BETWEEN_SIGLES = ", "


class Facet(StrEnum):
    """What a filter asks about; each keeps the letters that have one of its chosen values, all where none is."""

    TAB = "tab"
    TEXT = "text"
    WHOSE = "mine"
    FSMR = "fsmrs"
    PURPOSE = "purposes"
    BATCH = "batches"
    LIST = "lists"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """``mine`` keeps the letters of whoever looks, so that a filter means the same for each colleague. ``batches`` are
    ids as texts, ``lists`` numbers of bordereaux. ``changed``: facts that the letter prints read otherwise today."""

    text: str = ""
    mine: bool = False
    fsmrs: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    batches: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    changed: bool = False


EVERYTHING = LetterFilter()


def letter_filter(kept: object) -> LetterFilter:
    """The filter that was kept; everything at first."""
    return filter_stored(kept, EVERYTHING, EVERYTHING)


def sift(
    rows: Sequence[KeptLetter], tab: Tab, wanted: LetterFilter, *, who: str, changed: Collection[int],
    text_of: Callable[[KeptLetter], str],
) -> Sifted[Facet, KeptLetter]:  # fmt: skip
    """Keep and count in one pass. ``changed`` are the ids of the letters whose facts read otherwise today, ``text_of``
    gives the folded words in which ``wanted.text`` is looked for."""
    words = fold(wanted.text).split()
    found: list[tuple[Facet, Callable[[KeptLetter], bool], bool]] = [
        (Facet.TAB, lambda row: tab_of(row) is tab, tab is not Tab.EVERY),
        (Facet.WHOSE, lambda row: row.instructor == who, wanted.mine),
        (Facet.FSMR, lambda row: not wanted.fsmrs.isdisjoint(sigles_of(row)), bool(wanted.fsmrs)),
        (Facet.PURPOSE, lambda row: row.purpose in wanted.purposes, bool(wanted.purposes)),
        (Facet.BATCH, lambda row: batch_of(row) in wanted.batches, bool(wanted.batches)),
        (Facet.LIST, lambda row: row.signing_list in wanted.lists, bool(wanted.lists)),
        (Facet.CHANGED, lambda row: row.id in changed, wanted.changed),
        (Facet.TEXT, lambda row: all(word in text_of(row) for word in words), bool(words)),
    ]
    tests = [(facet, test) for facet, test, asked in found if asked]
    return sifting.sift(rows, tests, {
        Facet.TAB: lambda row: tab_of(row).value,
        Facet.WHOSE: lambda row: "mine" if row.instructor == who else "",
        Facet.FSMR: lambda row: row.fsmr,
        Facet.PURPOSE: lambda row: row.purpose,
        Facet.BATCH: batch_of,
        Facet.LIST: lambda row: row.signing_list,
        Facet.CHANGED: lambda row: CHANGED if row.id in changed else "",
    })  # fmt: skip


def sigles_of(row: KeptLetter) -> list[str]:
    """The filières of a letter: a competence centre may be of several."""
    return row.fsmr.split(_BETWEEN_SIGLES) if row.fsmr else []


def by_fsmr(counts: Mapping[str, int]) -> Mapping[str, int]:
    """How many letters each filière has, where those of a competence centre may count for several."""
    found: Counter[str] = Counter()
    for sigles, count in counts.items():
        for sigle in sigles.split(_BETWEEN_SIGLES):
            found[sigle] += count
    return found


def batch_of(row: KeptLetter) -> str:
    """The batch that wrote a letter, by its id; "" for none."""
    return "" if row.batch_id is None else str(row.batch_id)


def searched(row: KeptLetter) -> str:
    """The words in which a text is looked for, folded one by one: what many letters share is folded once."""
    said = (row.number, row.title, row.addressee, row.email, row.centre, row.fsmr, row.dossier_number, row.instructor)
    return " ".join(map(fold, (*said, row.signing_list, row.batch, row.signed_by, row.reason)))
