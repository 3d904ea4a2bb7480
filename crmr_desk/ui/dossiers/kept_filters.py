"""The filter as it was left, and those that the user named; in the settings of this computer, never in the register."""

from __future__ import annotations

import json

from PySide6.QtCore import QSettings

from crmr_desk.model.network.names import as_typed, collation, fold
from crmr_desk.ui.dossiers.filters import AT_FIRST, DossierFilter, filter_stored

_CURRENT, _NAMED = "dossiers/filter", "dossiers/filters"


class KeptFilters:
    """Without settings they last as long as the page."""

    def __init__(self, settings: QSettings | None) -> None:
        self._settings = settings
        kept = _read(settings, _NAMED)
        entries = kept.items() if isinstance(kept, dict) else ()
        self._named = {str(name): filter_stored(each) for name, each in entries}

    def last(self) -> DossierFilter:
        """The filter as it was left; the open dossiers at first."""
        kept = _read(self._settings, _CURRENT)
        return AT_FIRST if kept is None else filter_stored(kept)

    def keep(self, wanted: DossierFilter) -> None:
        """Remember how the filter is left."""
        self._write(_CURRENT, wanted.stored())

    def names(self) -> list[str]:
        """The names of the filters, as a dictionary sorts them."""
        return sorted(self._named, key=collation)

    def named(self, name: str) -> DossierFilter:
        """The filter of this name."""
        return self._named[name]

    def name_of(self, wanted: DossierFilter) -> str:
        """The name of a filter that is kept; "" for any other."""
        return next((name for name in self.names() if self._named[name] == wanted), "")

    def save(self, name: str, wanted: DossierFilter) -> None:
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
        self._write(_NAMED, {name: each.stored() for name, each in self._named.items()})

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
