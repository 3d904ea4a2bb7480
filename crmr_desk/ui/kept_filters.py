"""Filters as they were left, and those that the user named; in the settings of this computer, never in the register.
A filter is a frozen dataclass of texts, truths and sets of words, each with what it is without a filter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QSettings

from crmr_desk.model.network.names import as_typed, collation, fold

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

F = TypeVar("F", bound="DataclassInstance")
Known = Mapping[str, Collection[str]]
"""What the fields of a filter may hold, where that is told in advance."""


def stored(wanted: DataclassInstance) -> dict[str, Any]:
    """The filter as JSON can keep it."""
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(wanted).items()}


def filter_stored(kept: object, everything: F, at_first: F, known: Known | None = None) -> F:
    """The filter that was kept, ``at_first`` where none was; what a hand or an older program wrote otherwise is as in
    ``everything``, and what is not ``known`` for its field is left out."""
    if not isinstance(kept, Mapping):
        return at_first
    values: dict[str, Any] = {}
    for name, kind in {each.name: type(getattr(everything, each.name)) for each in fields(everything)}.items():
        value, may_be = kept.get(name), (known or {}).get(name)
        if kind is frozenset and isinstance(value, list):
            texts = (each for each in value if isinstance(each, str))
            values[name] = frozenset(each for each in texts if may_be is None or each in may_be)
        elif kind is not frozenset and isinstance(value, kind) and (may_be is None or value in may_be):
            values[name] = value
    return type(everything)(**values)


class KeptFilters(Generic[F]):
    """Without settings they last as long as the page."""

    def __init__(self, settings: QSettings | None, section: str, read: Callable[[object], F]) -> None:
        """``section`` of the settings; ``read`` makes a filter of what was kept, the first one of None."""
        self._settings, self._read = settings, read
        self._current, self._all = f"{section}/filter", f"{section}/filters"
        kept = _read(settings, self._all)
        entries = kept.items() if isinstance(kept, dict) else ()
        self._named = {str(name): read(each) for name, each in entries}

    def last(self) -> F:
        """The filter as it was left."""
        return self._read(_read(self._settings, self._current))

    def keep(self, wanted: F) -> None:
        """Remember how the filter is left."""
        self._write(self._current, stored(wanted))

    def names(self) -> list[str]:
        """The names of the filters, as a dictionary sorts them."""
        return sorted(self._named, key=collation)

    def named(self, name: str) -> F:
        """The filter of this name."""
        return self._named[name]

    def name_of(self, wanted: F) -> str:
        """The name of a filter that is kept; "" for any other."""
        return next((name for name in self.names() if self._named[name] == wanted), "")

    def save(self, name: str, wanted: F) -> None:
        """Keep ``wanted`` as ``name``, in the place of the one that bears it."""
        self._named = {known: each for known, each in self._named.items() if fold(known) != fold(name)}
        self._named[as_typed(name)] = wanted
        self._write_named()

    def rename(self, old: str, new: str) -> None:
        """Give a filter another name."""
        self.save(new, self._named.pop(old))

    def remove(self, name: str) -> None:
        """Forget a filter."""
        del self._named[name]
        self._write_named()

    def problem(self, name: str, *, but: str = "") -> str:
        """Why a filter cannot bear ``name``; "" when it can. ``but`` is the name that it bears already."""
        if not fold(name):
            return "Donnez un nom au filtre"
        taken = next((known for known in self._named if fold(known) == fold(name) and known != but), "")
        return f"Un filtre s’appelle déjà «\u202f{taken}\u202f»" if taken else ""

    def _write_named(self) -> None:
        self._write(self._all, {name: stored(each) for name, each in self._named.items()})

    def _write(self, key: str, value: object) -> None:
        if self._settings is not None:
            self._settings.setValue(key, json.dumps(value, ensure_ascii=False))


def _read(settings: QSettings | None, key: str) -> object:
    """What was kept under ``key``; None when nothing was, or when it cannot be read."""
    kept = settings.value(key) if settings is not None else None
    try:
        return json.loads(kept) if isinstance(kept, str) else None
    except ValueError:
        return None
