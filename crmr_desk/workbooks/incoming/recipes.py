"""How the sheets of a sender were read last time: found again by the names of the columns, never by their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.headers import fold_header, guess_header
from crmr_desk.workbooks.incoming.mapping import target_of
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.incoming.typed import one_line

_ENOUGH = 0.6
_ALIKE = 75


class Correction(NamedTuple):
    """A text that always stands for another one in the sheets of this sender."""

    target: Target
    typed: str
    value: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was decided for the sheets of one sender. ``columns`` is by folded header: a code of ``Target``, or
    "ignore"; ``region`` the INSEE code of the agency, None for national lists."""

    id: int
    name: str
    region: str | None
    fingerprint: str
    columns: Mapping[str, str]
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipeMatch:
    """The recipe that fits a file. ``columns`` holds only what may be taken without asking: the headers that did not
    move. ``drifted`` is {header of the file: header that the recipe knew}, both folded: proposed, and asked once.
    ``share`` of the headers of the recipe that the file has, from 0 to 1."""

    recipe: Recipe
    exact: bool
    share: float
    columns: Mapping[str, str] = field(default_factory=dict)
    drifted: Mapping[str, str] = field(default_factory=dict)


def best_recipe(recipes: Sequence[Recipe], region: str | None, tables: Sequence[Table]) -> RecipeMatch | None:
    """The recipe of that agency which fits the tables: the same headers in any order, else the one with most of its
    headers among theirs, at least 60 %; of equals the last. None when none fits."""
    headers = {fold_header(column.header): None for table in tables for column in table.columns}
    prints = {table.fingerprint for table in tables}
    found = [
        _match(recipe, headers, exact=recipe.fingerprint in prints)
        for recipe in recipes
        if recipe.region == region and recipe.columns
    ]
    fitting = [match for match in found if match.exact or match.share >= _ENOUGH]
    return max(reversed(fitting), key=lambda match: (match.exact, match.share), default=None)


def corrections_of(recipe: Recipe) -> dict[tuple[Target, str], str]:
    """The corrections of a recipe by field and by text as typed, as ``raw_lines`` takes them."""
    return {(each.target, one_line(each.typed)): each.value for each in recipe.corrections}


def _match(recipe: Recipe, headers: Iterable[str], *, exact: bool) -> RecipeMatch:
    present = [header for header in headers if header in recipe.columns]
    fresh = [header for header in headers if header not in recipe.columns]
    gone = [header for header in recipe.columns if header not in present]
    columns = {header: recipe.columns[header] for header in present}
    share = len(present) / len(recipe.columns)
    return RecipeMatch(recipe, exact, share, columns, _drifted(recipe, fresh, gone))


def _drifted(recipe: Recipe, fresh: Sequence[str], gone: Sequence[str]) -> dict[str, str]:
    """Which new header stands where a known one stood, the likeliest pairs first, each header once."""
    scores = ((_likeness(recipe, new, old), new, old) for new in fresh for old in gone)
    found: dict[str, str] = {}
    for _, new, old in sorted((each for each in scores if each[0] >= _ALIKE), key=lambda each: -each[0]):
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _likeness(recipe: Recipe, new: str, old: str) -> float:
    """How likely ``new`` is ``old`` under another name: by its words, or because it names the same field. A header that
    names another field beyond doubt is not."""
    guess, target = guess_header(new), target_of(recipe.columns[old])
    if guess.exact and target is not None and guess.target is not target:
        return 0
    words = max(fuzz.token_set_ratio(new, old), fuzz.ratio(new, old))
    return max(words, 90 if target is not None and guess.target is target else 0)
