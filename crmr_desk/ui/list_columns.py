"""Columns of a list that the user may hide, and that a workbook gets as they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import short_date
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[T]):
    """``value`` is what a workbook gets: a text, a number or a day. ``at_first``: shown until the user chooses."""

    shown: Column[T]
    value: Callable[[T], str | int | dt.date | None]
    at_first: bool = True

    @property
    def title(self) -> str:
        """The French heading."""
        return self.shown.title


def hidden_at_first(every: Iterable[ListColumn[T]]) -> frozenset[str]:
    """The titles that are hidden until the user chooses."""
    return frozenset(column.title for column in every if not column.at_first)


def plain_column(title: str, text: Callable[[T], str], *, stretch: int, at_first: bool = True) -> ListColumn[T]:
    """A column of words, sorted as a dictionary sorts them."""
    column: Column[T] = Column(
        title, lambda row: Cell(text(row), tip=text(row)), sort=lambda row: collation(text(row)) if text(row) else None,
        stretch=stretch,
    )  # fmt: skip
    return ListColumn(column, text, at_first)


def day_column(
    title: str, day: Callable[[T], dt.date | None], *, width: int = 112, at_first: bool = False
) -> ListColumn[T]:
    """A column of days."""

    def words(row: T) -> str:
        found = day(row)
        return short_date(found) if found else ""

    return ListColumn(Column(title, words, sort=day, width=width), day, at_first=at_first)
