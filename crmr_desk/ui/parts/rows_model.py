"""Frozen rows behind a table: columns that say what a row shows, sorting and filtering in Python."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.parts.cell import Cell, Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: French ``title``, what a row shows there, and by what it is sorted (the words shown when None).

    ``width`` in pixels; None shares what is left, in proportion to ``stretch``. A None sort value comes last.
    """

    title: str
    cell: Callable[[T], Cell | str]
    sort: Callable[[T], Any] | None = None
    width: int | None = None
    stretch: int = 1
    right: bool = False
    tip: str = ""

    def shown(self, row: T) -> Cell:
        """What ``row`` shows here, as a Cell."""
        made = self.cell(row)
        return Cell(made) if isinstance(made, str) else made


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows behind a list of positions: sorting and filtering move positions, never rows."""

    def __init__(
        self, columns: Sequence[Column[T]], key: Callable[[T], Hashable], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[T] = []
        self._shown: list[int] = []
        self._keep: Callable[[T], bool] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[T]) -> None:
        """Other rows; filter and sorting stay."""
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    def set_filter(self, keep: Callable[[T], bool] | None) -> None:
        """Show only the rows that ``keep`` accepts; None shows all."""
        self.beginResetModel()
        self._keep = keep
        self._arrange()
        self.endResetModel()

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is set, even one that keeps every row."""
        return self._keep is not None

    def all_rows(self) -> list[T]:
        """Every row, in the order given, filtered or not."""
        return list(self._rows)

    def shown_rows(self) -> list[T]:
        """The rows on screen, from top to bottom."""
        return [self._rows[place] for place in self._shown]

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> T:
        """The row behind a valid index."""
        return self._rows[self._shown[index.row()]]

    def rows_at(self, lines: Iterable[int]) -> list[T]:
        """The rows that stand on these lines of the screen, counted from 0."""
        return [self._rows[self._shown[line]] for line in lines]

    def keys_of(self, rows: Iterable[T]) -> set[Hashable]:
        """The keys of these rows."""
        return {self._key(row) for row in rows}

    def line_of(self, key: Hashable) -> int | None:
        """Where the row with this key stands on screen, from 0; None when it is not shown."""
        return next((line for line, place in enumerate(self._shown) if self._key(self._rows[place]) == key), None)

    def lines_of(self, keys: Collection[Hashable]) -> list[int]:
        """Where the rows with these keys stand, from top to bottom; those not shown are left out."""
        return [line for line, place in enumerate(self._shown) if self._key(self._rows[place]) in keys] if keys else []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.row_at(index)
        if role == Role.KEY:
            return self._key(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        cell = column.shown(row)
        if role == Role.CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}\N{NO-BREAK SPACE}: {cell.words() or 'vide'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = [self._shown[index.row()] for index in before]
        self._sorted_by = (column, order) if column >= 0 else None
        self._arrange()
        lines = self._lines_of_places(set(places))
        after = [self.index(lines[place], index.column()) for place, index in zip(places, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _lines_of_places(self, places: Collection[int]) -> dict[int, int]:
        """Where the rows of these places stand on screen; of all rows few are asked for."""
        found = compress(range(len(self._shown)), map(places.__contains__, self._shown)) if places else ()
        return {self._shown[line]: line for line in found}

    def _arrange(self) -> None:
        keep, rows = self._keep, self._rows
        places = [place for place, row in enumerate(rows) if keep(row)] if keep is not None else list(range(len(rows)))
        self._shown = places if self._sorted_by is None else self._in_order(places, *self._sorted_by)

    def _in_order(self, places: list[int], number: int, order: Qt.SortOrder) -> list[int]:
        """Rows without a value come last, in either order."""
        column, rows = self.columns[number], self._rows
        by = column.sort or (lambda row: column.shown(row).words().casefold())
        values = [by(rows[place]) for place in places]
        known = list(range(len(places)))
        unknown: list[int] = []
        if None in values:
            unknown = [at for at in known if values[at] is None]
            known = [at for at in known if values[at] is not None]
        known.sort(key=values.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)
        return [places[at] for at in known + unknown]
