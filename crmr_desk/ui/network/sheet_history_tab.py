"""The history of a centre: the operations on it, and on what hangs on it or once did."""

from __future__ import annotations

from collections.abc import Callable

from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.network.sheet_history import sheet_history
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.network.history_tab import HistoryTab


class CentreHistoryTab(HistoryTab):
    """The tab of a centre sheet."""

    def question(self, shown: CentreSheet) -> Callable[[], list[OperationRow]]:
        """What to read of the centre."""
        db = self._desk.seen
        return lambda: sheet_history(db, shown)

    def show_answer(self, answer: list[OperationRow]) -> None:
        """Show the history of another centre."""
        self.show_rows(answer)
