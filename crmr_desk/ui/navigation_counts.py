"""The counters of the navigation: what is late, imports to finish, letters that wait, counted as on Accueil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.navigation import Navigation

_IMPORTS = frozenset({"workbook_import"})
_LETTERS = frozenset({"letter", "letter_batch", "dossier"})


class NavigationCounts(QObject):
    """Lives as long as the desk."""

    def __init__(self, desk: Desk, navigation: Navigation) -> None:
        super().__init__(desk)
        self._desk, self._navigation = desk, navigation
        desk.late_counted.connect(navigation.entries["deadlines"].set_late)
        desk.changed.connect(self._notice)

    def _notice(self, changes: Changes | None) -> None:
        if changes is None or _IMPORTS & changes.tables:
            self._desk.read(self._drafts, self._show, owner=self)
        if changes is None or _LETTERS & changes.tables:
            self._desk.read(self._letters, self._show_letters, owner=self)

    def count(self) -> None:
        """Count what waits, now; after a change it comes by itself."""
        self._notice(None)

    def _drafts(self) -> int:
        from crmr_desk.workbooks.imports import history

        return history.drafts_waiting(self._desk.db)

    def _show(self, drafts: int) -> None:
        words = f"{drafts} brouillon{'s' if drafts > 1 else ''} à terminer"
        self._navigation.entries["imports"].set_waiting(drafts, words)

    def _letters(self) -> tuple[int, int]:
        """To sign, and to send."""
        from crmr_desk.model.correspondence import listing
        from crmr_desk.model.dossiers.letter_states import FINAL, SIGNED
        from crmr_desk.ui.correspondence.tabs import standing

        rows = listing.letters(self._desk.db, today=self._desk.today, states=(FINAL, SIGNED))
        to_sign = sum(standing(row) == FINAL for row in rows)
        return to_sign, len(rows) - to_sign

    def _show_letters(self, counted: tuple[int, int]) -> None:
        to_sign, to_send = counted
        words = f"{to_sign} à signer, {to_send} à envoyer"
        self._navigation.entries["correspondence"].set_waiting(to_sign + to_send, words)
