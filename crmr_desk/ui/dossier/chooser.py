"""A searchable chooser: type a few letters of any word, accents ignored, and pick with arrows and Return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from crmr_desk.model.network.names import fold
from crmr_desk.ui import theme
from crmr_desk.ui.parts.cell import Cell, CellDelegate, Role

_MOST = 40
"""Lines offered at once: more would not be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be picked: its id, what is shown, and further words to find it by."""

    id: int
    name: str
    detail: str
    search: str = ""


class EntriesModel(QAbstractListModel):
    """The entries that hold every word typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[tuple[Entry, str]] = []
        self._found: list[Entry] = []
        self._text = ""

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Other entries."""
        if [entry for entry, _words in self._entries] == list(entries):
            return
        self._entries = [(entry, fold(f"{entry.name} {entry.detail} {entry.search}")) for entry in entries]
        self.find(self._text)

    def find(self, text: str) -> None:
        """Keep the entries in which every word of ``text`` occurs."""
        self._text = text
        wanted = fold(text).split()
        self.beginResetModel()
        self._found = [entry for entry, words in self._entries if all(word in words for word in wanted)][:_MOST]
        self.endResetModel()

    def entry_at(self, line: int) -> Entry:
        """The entry on a line of the list."""
        return self._found[line]

    def entry_of(self, row_id: int) -> Entry | None:
        """The entry with this id, found or not."""
        return next((entry for entry, _words in self._entries if entry.id == row_id), None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._found[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.name
        if role == Role.CELL:
            return Cell(entry.name, second=entry.detail)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{entry.name}, {entry.detail}" if entry.detail else entry.name
        return None


class Chooser(QLineEdit):
    """The line with its list. ``picked`` carries the id."""

    picked = Signal(int)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self.entries = EntriesModel(self)
        self._list = QListView()
        self._list.setProperty("card", "true")
        self._list.setItemDelegate(CellDelegate(self._list, two_lines=True, bar=False))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer = QCompleter(self.entries, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(7)
        completer.setPopup(self._list)
        # setPopup puts Qt's own delegate back on the list.
        self._list.setItemDelegate(CellDelegate(self._list, two_lines=True, bar=False))
        completer.setWidget(self)
        completer.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        self._completer = completer
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._pick_only)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """What can be picked."""
        self.entries.set_entries(entries)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self._offer(self.text())

    def _offer(self, text: str) -> None:
        self.entries.find(text)
        if not self._list.styleSheet():
            theme.dress(self._list)  # QCompleter takes its list from every parent
        if self.entries.rowCount():
            self._completer.complete()
        else:
            self._list.hide()

    def _pick(self, index: QModelIndex) -> None:
        self._choose(self.entries.entry_at(index.row()))

    def _pick_only(self) -> None:
        if self.text().strip() and self.entries.rowCount() == 1:
            self._choose(self.entries.entry_at(0))

    def _choose(self, entry: Entry) -> None:
        self._list.hide()
        self.clear()
        self.picked.emit(entry.id)
