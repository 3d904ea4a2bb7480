"""The counters of the navigation: what is late, and the imports that wait to be finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.navigation import Navigation

_TABLE = "workbook_import"


class NavigationCounts(QObject):
    """Lives as long as the desk."""

    def __init__(self, desk: Desk, navigation: Navigation) -> None:
        super().__init__(desk)
        self._desk, self._navigation = desk, navigation
        desk.late_counted.connect(navigation.entries["deadlines"].set_late)
        desk.changed.connect(self._notice)

    def _notice(self, changes: Changes | None) -> None:
        if changes is None or _TABLE in changes.tables:
            self.count()

    def count(self) -> None:
        """Count what waits, now; after a change it comes by itself."""
        self._desk.read(self._drafts, self._show, owner=self)

    def _drafts(self) -> int:
        from crmr_desk.workbooks.imports import history
        from crmr_desk.workbooks.imports.rows import ImportState

        return sum(row.state is ImportState.DRAFT for row in history.imports(self._desk.db))

    def _show(self, drafts: int) -> None:
        words = f"{drafts} brouillon{'s' if drafts > 1 else ''} à terminer"
        self._navigation.entries["imports"].set_waiting(drafts, words)
