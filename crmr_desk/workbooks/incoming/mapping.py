"""Which field each column of a table fills: what the user chose, else what the recipe says, else what it seems."""

from __future__ import annotations

from collections.abc import Mapping

from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import IGNORED, Target
from crmr_desk.workbooks.incoming.headers import fold_header
from crmr_desk.workbooks.incoming.tables import Column, Table

__all__ = ["SURE", "fold_header", "second_table", "target_of", "targets"]

SURE = 60
"""Confidence from which a guess is taken without being confirmed."""

_CODES = frozenset(Target)
_PLACES = frozenset((Target.FINESS, Target.FINESS_EJ, Target.HOSPITAL))


def targets(table: Table, choices: Choices, recipe: Mapping[str, str]) -> dict[int, Target]:
    """The field of each column by column number; columns ignored or unknown are absent. ``recipe`` is by folded header:
    a code of ``Target``, or "ignore". No two columns fill one field: what was chosen goes before the recipe, the recipe
    before the surer guess, and then the left before the right."""
    chosen = {fold_header(header): value for (_, header), value in choices.of(ChoiceKind.COLUMN).items()}
    ranked = sorted(
        (rank, -sure, column.number, target)
        for column in table.columns
        for target, rank, sure in (_told(column, chosen, recipe),)
        if target is not None
    )
    found: dict[Target, int] = {}
    for _, _, number, target in ranked:
        found.setdefault(target, number)
    return dict(sorted((number, target) for target, number in found.items()))


def _told(column: Column, chosen: Mapping[str, str], recipe: Mapping[str, str]) -> tuple[Target | None, int, int]:
    """The field of a column, who says so (0 the user, 1 the recipe, 2 nobody) and how sure it is."""
    header = fold_header(column.header)
    for rank, said in enumerate((chosen.get(header), recipe.get(header))):
        if said is not None:
            return target_of(said), rank, 100
    return (column.guess if column.confidence >= SURE else None), 2, column.confidence


def second_table(table: Table, targets: Mapping[int, Target]) -> Column | None:
    """The column at which a second table seems to begin to the right of the first: the name or number of a hospital
    again, after a gap. None when there is none."""
    places = {fold_header(column.header) for column in table.columns if targets.get(column.number) in _PLACES}
    numbers = {column.number for column in table.columns}
    again = (
        column
        for column in table.columns
        if column.number - 1 not in numbers and column.number not in targets and _again(column.header) in places
    )
    return next(again, None)


def _again(header: str) -> str:
    """The header that « FINESS (2) » repeats."""
    return fold_header(header.removesuffix(" (2)")) if header.endswith(" (2)") else ""


def target_of(code: str) -> Target | None:
    """The field of a code, None for "ignore" and for a code of another version of the program."""
    return Target(code) if code != IGNORED and code in _CODES else None
