"""Any list on screen as a workbook: what is filtered out on screen is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import Column, Value, add_table, new_workbook


def export_table(
    path: str | Path, title: str, columns: Sequence[Column | str], rows: Iterable[Sequence[Value]]
) -> None:
    """Write ``rows`` to ``path`` as one sheet named after ``title``.

    A column given as a bare header is text; dates in it stay dates, numbers numbers. Raises UserError when the file
    cannot be written.
    """
    workbook = new_workbook(title)
    headed = [column if isinstance(column, Column) else Column(column) for column in columns]
    add_table(workbook, title, headed, rows)
    save(workbook, Path(path))
