"""What was opened last through Ctrl+K, for each register apart; in the settings of this computer."""

from __future__ import annotations

import hashlib
import json

from PySide6.QtCore import QSettings

from crmr_desk.model.finding.found import Found, Kind

_MOST = 8


class Recent:
    """Kinds and ids alone: names are read anew."""

    def __init__(self, settings: QSettings, register: str) -> None:
        """``register`` is the address of the register."""
        self._settings = settings
        self._key = f"finding/{hashlib.sha256(register.encode()).hexdigest()[:16]}"

    def rows(self) -> list[tuple[str, int]]:
        """The last ones (kind, id), the newest first."""
        try:
            kept = json.loads(str(self._settings.value(self._key) or "[]"))
        except ValueError:
            return []
        kinds = set(Kind)
        return [(row[0], row[1]) for row in kept if isinstance(row, list) and len(row) == 2 and row[0] in kinds]

    def add(self, found: Found) -> None:
        """Put it first."""
        row = (found.kind.value, found.row_id)
        kept = [row, *(each for each in self.rows() if each != row)][:_MOST]
        self._settings.setValue(self._key, json.dumps(kept))
