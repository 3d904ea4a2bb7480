"""What the list of Ctrl+K shows: headings, and lines that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crmr_desk.model.finding.asked import Asked, marks
from crmr_desk.ui.parts.cell import Role

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """``go`` opens it; ``more`` offers what else can be done with it, None where there is nothing. ``quiet``: former,
    closed. A heading has no ``go``."""

    title: str
    detail: str = ""
    icon: str = ""
    go: Callable[[], object] | None = None
    more: Callable[[], object] | None = None
    quiet: bool = False
    key: tuple[str, int] | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it only names what follows."""
        return self.go is None

    def spoken(self) -> str:
        """What a screen reader says of it."""
        return f"{self.title}, {self.detail}" if self.detail else self.title


def heading(title: str) -> Line:
    """A line that names those that follow."""
    return Line(title)


class LinesModel(QAbstractListModel):
    """The lines, and where the letters looked for stand in them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._asked = Asked(())

    def show(self, lines: Sequence[Line], looked_for: Asked) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines, self._asked = lines, looked_for
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The line at ``row``."""
        return self._lines[row]

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the letters looked for stand in ``text``."""
        return marks(text, self._asked)

    def step(self, row: int, by: int) -> int:
        """The row of the line ``by`` lines further, headings not counted, held at both ends; -1 without any line."""
        rows = [place for place, line in enumerate(self._lines) if not line.is_heading]
        if not rows:
            return -1
        here = rows.index(row) if row in rows else -1
        return rows[min(max(here + by, 0), len(rows) - 1)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Role.CELL:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.spoken()
        return None
