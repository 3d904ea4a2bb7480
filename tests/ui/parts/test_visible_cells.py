"""A paint asks the model only for what is seen, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.network.rows import Node
from crmr_desk.ui.network.tree_model import NetworkTreeModel
from crmr_desk.ui.network.tree_view import NetworkTreeView
from crmr_desk.ui.parts.rows_model import Column, RowsModel
from crmr_desk.ui.parts.table import DataTable

ROWS, HEIGHT, LEAST_ROW = 5_000, 300, 27
ROLES = 4
"""Questions that a cell may be asked in one paint."""


@contextmanager
def _asked(model: type[QAbstractItemModel], monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    rows: list[int] = []
    answer = model.data

    def noting(self: Any, index: Any, *role: Any) -> object:
        rows.append(index.row())
        return answer(self, index, *role)

    with monkeypatch.context() as patched:
        patched.setattr(model, "data", noting)
        yield rows


def _paint(qtbot: QtBot, view: QAbstractItemView) -> None:
    qtbot.addWidget(view)
    view.resize(600, HEIGHT)
    view.show()
    QApplication.processEvents()


def test_a_table_asks_for_the_rows_in_sight(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with _asked(RowsModel, monkeypatch) as rows:
        table = DataTable((Column("Centre", str), Column("Ville", str)), key=lambda row: row, name="Centres")
        table.set_rows(range(ROWS))
        _paint(qtbot, table)
    assert 0 < len(rows) <= ROLES * 2 * (HEIGHT // LEAST_ROW + 1)


def test_the_tree_asks_for_the_lines_in_sight(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with _asked(NetworkTreeModel, monkeypatch) as rows:
        tree = NetworkTreeView()
        tree.show_nodes([Node(number, -1, "crmr", number, f"Centre {number}") for number in range(ROWS)])
        _paint(qtbot, tree)
    assert 0 < len(rows) <= ROLES * (HEIGHT // LEAST_ROW + 1)
