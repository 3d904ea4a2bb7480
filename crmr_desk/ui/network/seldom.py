"""Columns that are left out of a table where no line has anything to say there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from crmr_desk.ui.parts.table import DataTable

T = TypeVar("T")


def show_said(
    table: DataTable[T], rows: Sequence[T], seldom: Mapping[str, Callable[[T], Any]], without: Sequence[str] = ()
) -> None:
    """Show ``rows`` without the columns of ``seldom`` (heading, what it says) that are empty on every line, nor those
    ``without``."""
    table.set_rows(rows)
    table.show_columns(without=[*without, *(title for title, said in seldom.items() if not any(map(said, rows)))])
