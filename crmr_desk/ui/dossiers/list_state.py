"""What a list remembers between sessions beside its filter: columns hidden, and by what it is sorted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSettings, Qt


@dataclass(frozen=True, slots=True)
class Sorting:
    """The heading by which the list is sorted; "" for the order of the register."""

    title: str = ""
    descending: bool = False

    @classmethod
    def of(cls, title: str, order: Qt.SortOrder) -> Sorting:
        """As Qt says it."""
        return cls(title, order == Qt.SortOrder.DescendingOrder)


class ListState:
    """Without settings everything is as at first."""

    def __init__(self, settings: QSettings | None, section: str) -> None:
        """``section`` of the settings: a list remembers what is its own."""
        self._settings = settings
        self._hidden, self._sort = f"{section}/hidden", f"{section}/sort"

    def hidden(self, at_first: Iterable[str]) -> set[str]:
        """The headings of the columns that are hidden."""
        kept = self._settings.value(self._hidden) if self._settings is not None else None
        return set(kept.split("\n")) - {""} if isinstance(kept, str) else set(at_first)

    def keep_hidden(self, titles: Iterable[str]) -> None:
        """Remember which columns are hidden."""
        if self._settings is not None:
            self._settings.setValue(self._hidden, "\n".join(sorted(titles)))

    def sorting(self) -> Sorting:
        """By what the list is sorted."""
        kept = self._settings.value(self._sort) if self._settings is not None else None
        if not isinstance(kept, str):
            return Sorting()
        title, _, descending = kept.partition("\n")
        return Sorting(title, bool(descending))

    def keep_sorting(self, sorting: Sorting) -> None:
        """Remember by what the list is sorted."""
        if self._settings is not None:
            self._settings.setValue(self._sort, f"{sorting.title}\n{'x' if sorting.descending else ''}")
