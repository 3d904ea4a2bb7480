"""What the floors with a tree share: rows by sqlite3 and a model whose indexes carry one number."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Rows = list[tuple[int, str]]
"""(place of the parent or -1, text), parents first."""


def network_rows(path: str, day: str) -> Rows:
    """FSMR, their CRMR, their sites and CCMR, with who holds the seat on ``day``: what a tree of the network shows."""
    with closing(sqlite3.connect(path)) as file:
        held = (
            "SELECT {0}, last_name FROM mandate JOIN person ON person.id = person_id WHERE start <= ? AND {0} > 0 AND "
        )
        held += '("end" IS NULL OR "end" >= ?)'
        names = {seat: dict(file.execute(held.format(seat), (day, day))) for seat in ("crmr_id", "site_id", "ccmr_id")}
        rows: Rows = []
        fsmr, crmr = {}, {}
        for number, sigle in file.execute("SELECT id, sigle FROM fsmr ORDER BY sigle"):
            fsmr[number] = len(rows)
            rows.append((-1, sigle))
        for number, above, title in file.execute("SELECT id, fsmr_id, title FROM crmr ORDER BY title"):
            crmr[number] = len(rows)
            rows.append((fsmr[above], f"{title} {names['crmr_id'].get(number, '')}"))
        below = (
            ("site_id", "SELECT s.id, crmr_id, name FROM site s JOIN hospital h ON h.id = hospital_id"),
            (
                "ccmr_id",
                "SELECT c.id, crmr_id, name FROM ccmr c JOIN attachment a ON a.ccmr_id = c.id"
                " JOIN hospital h ON h.id = hospital_id",
            ),
        )
        for seat, asked in below:
            for number, above, name in file.execute(asked):
                rows.append((crmr[above], f"{name} {names[seat].get(number, '')}"))
    return rows


class RowsModel(QAbstractItemModel):
    """The least that a QTreeView asks."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._children: list[list[int]] = [[] for _ in range(len(rows) + 1)]
        self._place = [0] * len(rows)
        for number, (above, _) in enumerate(rows):
            self._place[number] = len(self._children[above])
            self._children[above].append(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children[parent.internalId() if parent.isValid() else -1])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        return self.createIndex(row, column, self._children[parent.internalId() if parent.isValid() else -1][row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._rows[index.internalId()][0]
        return self.createIndex(self._place[above], 0, above) if above >= 0 else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._rows[index.internalId()][1] if role == Qt.ItemDataRole.DisplayRole else None
