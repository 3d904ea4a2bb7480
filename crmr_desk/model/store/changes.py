"""What one write changed: the news that views listen to. Free of the database, so that a view may import it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows that an operation inserted, changed or deleted, as (table, row id); ``operation_id`` is its line in
    the journal, None when nothing changed."""

    operation_id: int | None = None
    rows: frozenset[tuple[str, int]] = frozenset()

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables concerned."""
        return frozenset(table for table, _ in self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)
